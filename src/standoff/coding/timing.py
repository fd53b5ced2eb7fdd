"""Which times are an act's: what hangs on it, on the verb that carries it, or is counted back from another act."""

from __future__ import annotations

import re
from datetime import date

from standoff.coding import verb_forms
from standoff.coding.dates import TimeExpression, Times
from standoff.coding.intervals import anniversary, interval_before
from standoff.coding.syntax import Syntax
from standoff.coding.units import is_old
from standoff.ontology.lexicon import Lexicon
from standoff.ontology.status import status_cues
from standoff.ontology.wordlists import word_list

_CALENDAR, _SPANS = word_list("calendar"), word_list("time")
_BEFORE_NOUNS = {"compound", "amod", "nummod"}
_CIRCUMSTANCE = word_list("circumstance")
_RECORD = re.compile(r"\b(?:first|worst|\w{3,}est)\b[^.;]*\bsince\s*$")
_RECORD_REACH = 60  # characters
_WITH_OR_AFTER = {"after", "before", "following", "until", "when"}
_TOPIC = {"for", "about", "against", "to", "of", "into"}


class Timing:
    """The times of the acts of one document."""

    def __init__(self, syntax: Syntax, lexicon: Lexicon, on: date | None) -> None:
        self.syntax, self.lexicon, self.times = syntax, lexicon, Times(syntax.analysis)
        self.on = on

    def of(self, i: int) -> list[TimeExpression]:
        """The times of the act at i: its own, else those that words round it lend it."""
        own = self.own(i)
        back = self._counted_back(i)
        if back and back[0].match["unit"].lower() in {"day", "week"} and own:
            back = []
        return (
            back
            or own
            or self._time_before(i)
            or self._time_of_series(i)
            or self._time_of_chain(i)
            or self._time_of_aim(i)
            or self._time_of_means(i)
            or self._time_when(i)
            or self._time_of_what_followed(i)
            or self._time_of_clause(i)
            or [t for t in (anniversary(self.syntax, i),) if t is not None]
        )

    def _counted_back(self, i: int) -> list[TimeExpression]:
        """ "Three weeks after they fired": of the verb that carries an act, too, and of the first of several."""
        tokens = self.syntax.tokens
        first = (tokens[i].head,) if tokens[i].rel == "conj" else ()
        for k in (i, *self.syntax.carriers(i), *first):
            above = self.own(tokens[k].head) if tokens[k].head >= 0 else []
            found = interval_before(self.syntax, k, next(iter(above), None))
            if found is not None:
                return [found]
        return []

    def own(self, i: int) -> list[TimeExpression]:
        """Time expressions that hang on the trigger or a verb that carries it."""
        near = self._near(i)
        return [t for t in self._told(i) if self._hangs_on(t, near) and not self._is_record(t)]

    def _is_record(self, t: TimeExpression) -> bool:
        """ "Its first since 2017", "the deadliest since May": when the one before was."""
        return (
            _RECORD.search(self.syntax.analysis.text, max(0, t.start - _RECORD_REACH), t.start)
            is not None
        )

    def _near(self, i: int) -> set[int]:
        """A trigger and the verbs that carry it."""
        return {i, *self.syntax.carriers(i)}

    def _told(self, i: int) -> list[TimeExpression]:
        """The times of its sentence."""
        return self.times.of(self.syntax.tokens[i].sentence)

    def _time_of_series(self, i: int) -> list[TimeExpression]:
        """ "On 23 April it expelled the attachés, closed the crossing and suspended the treaty"."""
        token = self.syntax.tokens[i]
        series = token.rel == "conj" or (
            token.rel == "advcl" and self.syntax.preposition_of_clause(i) is not None
        )
        if not series or token.head < 0 or self.syntax.tokens[token.head].upos != token.upos:
            return []
        is_over = verb_forms.is_over
        if is_over(self.syntax, i) and not is_over(self.syntax, token.head):
            return []  # "will meet on 5 May, and Chad urged them to"
        before = self.of(token.head) or self.of_adjunct(token.head)
        return [t for t in before if t.start < token.start]

    def _time_of_chain(self, i: int) -> list[TimeExpression]:
        """ "Visited Mali and condemned France on 17 October": of the first of two acts of one subject."""
        syntax = self.syntax
        if not verb_forms.is_in_simple_past(syntax, i):
            return []
        after = (
            k for k in syntax.children(i, "conj")
            if verb_forms.is_in_simple_past(syntax, k) and not any(syntax.children(k, "nsubj"))
        )  # fmt: skip
        return [t for k in list(after)[:1] for t in self.own(k)]

    def _time_before(self, i: int) -> list[TimeExpression]:
        """The time that a relative clause explains ("in 2016, when China suspended …")."""
        tokens, near = self.syntax.tokens, self._near(i)
        heads = {tokens[k].head for k in near if tokens[k].rel.endswith(":relcl")}
        heads |= {c - 2 for k in near for c in self.syntax.children(k, "advmod", "mark")
                  if tokens[c].lemma.lower() == "when" and tokens[c - 1].text == ","}  # fmt: skip
        return [
            t
            for t in self._told(i)
            if any(h >= 0 and t.start <= tokens[h].start < t.end for h in heads)
        ]

    def of_adjunct(self, i: int) -> list[TimeExpression]:
        """ "Filed a suit in 2013 alleging fraud": a participle without a time of its own is of its verb's time."""
        syntax, k = self.syntax, self.syntax.tokens[i].head
        if syntax.tokens[i].xpos != "VBG" or syntax.bases[i] not in {"acl", "advcl"} or k < 0:
            return []
        loose = not any(syntax.children(i, "mark", "case")) or verb_forms.is_manner(syntax, i)
        if verb_forms.auxiliaries(syntax, i) or not loose:
            return []
        if syntax.bases[i] == "acl" and syntax.bases[k] in {"obj", "obl"}:
            k = syntax.tokens[k].head
        return self.own(k) if verb_forms.is_in_simple_past(syntax, k) else []

    def _time_of_aim(self, i: int) -> list[TimeExpression]:
        """ "Directed them to look into it in 2014": no infinitive lies before the past verb that it hangs on."""
        if not verb_forms.is_over(self.syntax, i):
            return []
        aims = (
            k for k in self.syntax.children(i, "xcomp") if verb_forms.is_infinitive(self.syntax, k)
        )
        return [t for k in aims for t in self.own(k) if self._is_past(t)]

    def _is_past(self, time: TimeExpression) -> bool:
        days = time.days(self.on, future=True)
        return days is not None and self.on is not None and days[1] < self.on

    def _time_of_means(self, i: int) -> list[TimeExpression]:
        """ "In 2000 he rushed to meet them": an infinitive that is no plan, wish or order is of its verb's time."""
        token = self.syntax.tokens[i]
        if token.rel == "obl" and self.syntax.preposition(i) in {"in", "during"}:
            return self.own(token.head)  # "were killed in January in an assault by rebels"
        inside = token.rel in {"xcomp", "advcl"} and verb_forms.is_infinitive(self.syntax, i)
        if not inside or not verb_forms.is_over(self.syntax, token.head):
            return []
        open_ = self.syntax.lemma(token.head) in status_cues()["governor"]
        return [] if open_ else self.own(token.head)

    def _time_when(self, i: int) -> list[TimeExpression]:
        """ "Came under fire when it emerged in March that …"."""
        if not verb_forms.is_over(self.syntax, i):
            return []
        clauses = (
            k for k in self.syntax.children(i, "advcl") if verb_forms.is_over(self.syntax, k)
        )
        return [
            t for k in clauses
            if any(self.syntax.words[c] == "when" for c in self.syntax.children(k, "advmod", "mark"))
            for t in self.own(k)
        ]  # fmt: skip

    def _time_of_what_followed(self, i: int) -> list[TimeExpression]:
        """ "In 2023 it pulled out *after weeks of protests*", "lost his thumb last June *when they boarded*": of an old
        act that came with it or after it.
        """
        syntax = self.syntax
        for k in (i, *syntax.carriers(i), *self._measured(i)):
            head = syntax.tokens[k].head
            words = {syntax.words[c] for c in syntax.children(k, "case", "mark", "advmod")}
            if words & _WITH_OR_AFTER and head >= 0 and verb_forms.is_over(syntax, head):
                return [t for t in self.own(head) if self._is_old(t)]
        return []

    def _time_of_clause(self, i: int) -> list[TimeExpression]:
        """ "In 2021 he invited them to *the summit*": a noun is of its clause's old time."""
        syntax = self.syntax
        if syntax.tokens[i].upos != "NOUN":
            return []
        verb = next((k for k in syntax.ancestors(i) if syntax.is_verb(k)), None)
        if verb is None or not verb_forms.is_in_simple_past(syntax, verb):
            return []
        return [t for t in self.own(verb) if self._is_old(t)]

    def _measured(self, i: int) -> tuple[int, ...]:
        """ "Weeks of protests": the span that an act fills."""
        head = self.syntax.tokens[i].head
        of = self.syntax.preposition(i) == "of" and self.syntax.bases[i] == "nmod"
        return (head,) if of and self.syntax.lemmas[head] in _SPANS else ()

    def _is_old(self, time: TimeExpression) -> bool:
        days = time.days(self.on, over=True)
        return days is not None and self.on is not None and is_old(days, self.on)

    def of_report(self, i: int) -> list[TimeExpression]:
        """The times of the verb that reports what is told at i ("said last month that it had fired")."""
        for k in (i, *self.syntax.ancestors(i)):
            head = self.syntax.tokens[k].head
            if self.syntax.tokens[k].rel == "ccomp" and head >= 0:
                return self.own(head)
        return []

    def _hangs_on(self, time: TimeExpression, near: set[int]) -> bool:
        i = self.syntax.token_at(time.end - 1)
        if i is None:
            return False
        below = i
        for k in (i, *self.syntax.ancestors(i)):
            if k in near:
                return True
            if self.syntax.is_verb(k) or (
                k != i and self.syntax.tokens[k].rel in {"ccomp", "parataxis", "root"}
            ):
                return False
            if k != i and self._takes(k, below):
                return False
            below = k
        return False

    def _takes(self, noun: int, below: int) -> bool:
        """Whether a time below a noun is the noun's alone: "suspended the accord of 2018", "indicted for the killings
        in 2019"; "killed them in a raid in May" is of both.
        """
        syntax = self.syntax
        then = syntax.preposition(noun) in _CIRCUMSTANCE  # "in the summer after the 2012 vote"
        if syntax.bases[noun] == "nmod" and syntax.bases[below] in _BEFORE_NOUNS and not then:
            return True  # "a picture of them at his 2005 wedding"
        if syntax.preposition(noun) == "under":
            return True  # "withdrew under the accord of 2015"
        if syntax.words[noun] in {"that", "those"}:
            return True  # "likened it to that of 2005"
        if syntax.tokens[noun].upos != "NOUN" or syntax.lemmas[noun] in _CALENDAR:
            return False
        if syntax.bases[noun] in {"obj", "nsubj"}:
            return syntax.bases[below] in _BEFORE_NOUNS or (syntax.preposition(below) == "of")
        topic = syntax.preposition(noun) in _TOPIC
        return topic and bool(self.lexicon.rows_for(syntax.lemmas[noun], "N"))

    def is_since(self, i: int) -> bool:
        """Whether one of its times is "since …"."""
        times = self.own(i)
        text = self.syntax.analysis.text
        return any(
            text[max(0, t.start - 12) : t.start].lower().rstrip().endswith(("since", "ever since"))
            or t.words.lower().startswith("since")
            for t in times
        )
