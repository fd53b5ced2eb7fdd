"""What the words round a trigger say of its status: those beside it (``words_beside``), then every governor whose
clause it stands in, until a finite clause that stands on its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from standoff.coding import verb_forms
from standoff.coding.known import is_definite, is_known, is_taken_as_given
from standoff.coding.nobody import is_without_evidence, of_nobody
from standoff.coding.set_phrases import phrases_after, phrases_before
from standoff.coding.syntax import Syntax
from standoff.coding.tense import PAST_PERFECT, STATE, Verdict
from standoff.coding.words_beside import Beside
from standoff.ontology.status import status_cues
from standoff.types import Status

_SINCE = "what has been since then"
_UNDATED = {PAST_PERFECT, _SINCE, "“ago”"}
_UNTIL_THEN = {"when", "once", "before", "after", "until"}
_STOPPING = {"cease", "halt", "quit", "stop"}
_DEGREES = {"deepen", "escalate", "expand", "grow", "increase", "intensify", "widen"}
_HALF_SAID = {"suggest", "hint"}
_TRYING = {"try", "struggle"}
_CIRCUMSTANCE = {"after", "before", "while", "when", "as", "since"}
_BEFOREHAND = {"after", "since", "following", "despite"}  # of what has happened, whatever follows
_IMAGINING = {"would", "could", "might", "may"}
_CLAIMS = {"accusation", "allegation", "charge", "claim", "report", "rumour", "rumor", "suggestion"}
_WAVED_OFF = {
    "brush_aside", "brush_off", "dismiss", "rebut", "refute", "rubbish", "shrug_off",
    "wave_away",
}  # fmt: skip
_WAKE = {"aftermath", "reaction", "response", "wake"}


class Climb:
    """Collects verdicts on the way from a trigger to the top of its sentence."""

    def __init__(
        self, syntax: Syntax, trigger: int, coded: frozenset[int], *, spoken: bool = False
    ) -> None:
        self.syntax, self.tokens, self.trigger = syntax, syntax.tokens, trigger
        self.coded, self.spoken = coded, spoken
        self.below_clause = False  # whether the climb has left a clause that a noun or a verb holds
        self.stopping = False  # whether it has left what somebody stops
        self.cues = status_cues()
        self.beside = Beside(syntax, trigger, coded)

    def verdicts(self, *, fresh: bool = False) -> Iterator[Verdict]:
        """All that is found; what is dated to the days of the news (``fresh``) is no background by its tense."""
        yield from (v for v in self._found() if not (fresh and v.by in _UNDATED))

    def _found(self) -> Iterator[Verdict]:
        yield from (*self.beside.of(self.trigger), *self._since_then())
        if self._is_of_what_is_to_come():
            yield Verdict("future", "when that comes")
        if not self.coded:
            yield from self.beside.lookup("itself", self.tokens[self.trigger].lemma.lower())
            for status, phrase in (
                *phrases_after(self.syntax, self.trigger, self.cues["after"]),
                *phrases_before(self.syntax, self.trigger, self.cues["phrase"]),
            ):
                yield Verdict(status, f"“{phrase}”")
            nobody = of_nobody(self.syntax, self.trigger)
            if nobody:
                yield Verdict("negated", f"“{nobody}”")
        i = self.trigger
        for head in self.syntax.ancestors(self.trigger):
            rel = "xcomp" if verb_forms.is_gone_on(self.syntax, i) else self.tokens[i].rel
            if self._is_independent(i, rel):
                return
            self.stopping |= rel == "xcomp" and self.syntax.lemmas[head] in _STOPPING
            if head not in self.coded:
                yield from map(self._unstopped, self._governed(i, head, rel))
            self.below_clause |= rel.startswith(("acl", "ccomp"))
            i = head

    def _unstopped(self, verdict: Verdict) -> Verdict:
        """ "Has not stopped arming them": what nobody stops goes on."""
        goes_on = self.stopping and verdict.status == "negated"
        return Verdict("ongoing", "not stopped") if goes_on else verdict

    def _is_of_what_is_to_come(self) -> bool:
        """ "Will reopen the border when the president *visits* Chad"."""
        token = self.tokens[self.trigger]
        if token.rel != "advcl" or not verb_forms.is_present(self.syntax, self.trigger):
            return False
        words = {self.syntax.words[c] for c in self.syntax.children(self.trigger, "mark", "advmod")}
        dated = any(
            self.syntax.lemmas[c] in verb_forms.CALENDAR
            for c in self.syntax.children(self.trigger, "obl")
        )
        then = bool(words & _UNTIL_THEN) or ("as" in words and dated)
        return then and any(v.status == "future" for v in self.beside.of(token.head))

    def _since_then(self) -> Iterator[Verdict]:
        """ "No envoy has come since Chad expelled the last": what began a time that lasts to this day."""
        syntax, i = self.syntax, self.trigger
        first = (self.tokens[i].head,) if self.tokens[i].rel == "conj" else ()
        for k in (i, *syntax.carriers(i), *first):
            marks = {syntax.words[c] for c in syntax.children(k, "mark", "case")}
            head = self.tokens[k].head
            perfect = head >= 0 and verb_forms.auxiliaries(syntax, head) & {"has", "have", "had"}
            if "since" in marks and perfect:
                yield Verdict("historical", _SINCE)

    def _is_independent(self, i: int, rel: str) -> bool:
        """Whether the clause of i is no longer under its governor's spell."""
        if rel == "conj":
            return self.syntax.is_misjoined(i) or self._has_own_subject(i)
        if rel == "acl" and self.syntax.introduced_by(i) in _CIRCUMSTANCE:
            return True
        if rel == "ccomp" and verb_forms.is_question(self.syntax, i):
            return True
        if rel.startswith("obl") and self.syntax.preposition(i) in _BEFOREHAND:
            return True
        if rel == "nmod" and self.syntax.lemmas[self.tokens[i].head] in _WAKE:
            return True  # "whether to leave in the wake of the raid"
        if is_taken_as_given(self.syntax, i):
            return True
        if rel == "advcl" and (
            verb_forms.is_infinitive(self.syntax, i)
            or verb_forms.is_manner(self.syntax, i)
            or self._is_object(i)
        ):
            return False
        if rel == "acl:relcl" and verb_forms.is_of_day(self.syntax, i):
            return False
        return rel.startswith(("advcl", "acl:relcl", "parataxis")) or self.syntax.is_adjunct(i)

    def _is_object(self, i: int) -> bool:
        """ "Balked at taking them": a gerund that the verb asks for."""
        status = self.cues["governor"].get(self.syntax.lemma(self.tokens[i].head))
        before = self.syntax.preposition_of_clause(i)
        if before == "for":  # "call for deploying them"
            return status == "hypothetical" and not any(
                self.syntax.children(self.tokens[i].head, "obj")
            )
        return before in {"at", "from", "of", "on", "about"} and status is not None

    def _has_own_subject(self, i: int) -> bool:
        return any(self.tokens[c].rel.startswith("nsubj") for c in self.syntax.analysis.children[i])

    # -- above a word ------------------------------------------------------------------------

    def _governed(self, i: int, head: int, rel: str) -> Iterator[Verdict]:
        """What the governor says of the clause or noun i, and what stands beside the governor."""
        lemma = self.syntax.lemma(head)
        base = rel.partition(":")[0]
        if verb_forms.is_manner(self.syntax, i):
            yield from self.beside.of(head)
        elif base in {"xcomp", "ccomp", "acl", "csubj"} or (base == "advcl"):
            yield from self._clause_governor(i, head, lemma, base)
        elif base in {"obj", "nsubj", "obl", "nmod", "iobj"}:
            yield from self._noun_governor(i, head, lemma, base)
        elif base == "conj" and self.syntax.is_verb(i) and self._shares_auxiliary(i):
            yield from (v for v in self.beside.of(head) if v.status in {"future", "hypothetical"})
        if base == "advcl":  # "will travel there to sign it"
            yield from (v for v in self.beside.of(head) if v.status in {"future", "hypothetical"})
        yield from self._as_subject(i, head, lemma, base)
        asked = self.syntax.introduced_by(i) in {"whether", "if"}  # "has yet to decide whether"
        if base in {"xcomp", "compound", "amod", "flat", "appos"} or self._is_light(i, head, base):
            state = self.tokens[i].upos == "NOUN" and base == "nsubj"  # "the raid is regretted"
            yield from (
                v for v in self.beside.of(head)
                if not (v.status == "negated" and (asked or self._is_spared(i, head, lemma, base)))
                and not (state and v.by == STATE)
            )  # fmt: skip
        elif base == "ccomp" and is_without_evidence(self.syntax, head):
            yield Verdict("negated", "no evidence")
        elif base == "ccomp" and not self.beside.reports(head):
            spared = asked or self._is_spared(i, head, lemma, base)
            passed = {"hypothetical"} if spared else {"hypothetical", "negated"}
            yield from (v for v in self.beside.of(head) if v.status in passed)
        elif base == "acl":
            yield from (v for v in self.beside.of(head) if v.status == "negated")

    def _as_subject(self, i: int, head: int, lemma: str, base: str) -> Iterator[Verdict]:
        """ "An invasion *is likely*", "to attack it *would be folly*"; "*neither* was able to"."""
        stated = base == "nsubj" and any(self.syntax.children(head, "cop"))
        if base == "csubj" or (stated and not is_definite(self.syntax, i)):
            yield from self.beside.lookup("modifier", lemma)
            if verb_forms.auxiliaries(self.syntax, head) & _IMAGINING:
                yield Verdict("hypothetical", "imagined")
        nobody = of_nobody(self.syntax, head) if base == "xcomp" else None
        if nobody:
            yield Verdict("negated", f"“{nobody}”")

    def _is_spared(self, i: int, head: int, lemma: str, base: str) -> bool:
        """Whether a "not" at its governor is none of it: "did not answer to the demand", which was made, "has not
        ruled out closing it".
        """
        if base in {"xcomp", "ccomp"}:
            return self._meaning(i, head, lemma, base) == "negated"
        return self.spoken and self.tokens[i].upos == "NOUN" and base in {"nsubj", "obl"}

    def _shares_auxiliary(self, i: int) -> bool:
        """ "Would boost drills, conduct patrols and stage tests": bare forms after one modal."""
        return self.tokens[i].xpos == "VB" and not any(self.syntax.children(i, "aux"))

    def _is_light(self, i: int, head: int, base: str) -> bool:
        """An event noun shares the fate of the verb that it is subject or object of."""
        return (
            not self.below_clause
            and base in {"obj", "nsubj", "obl"}
            and self.tokens[i].upos == "NOUN"
            and self.syntax.is_verb(head)
        )

    def _clause_governor(self, i: int, head: int, lemma: str, base: str) -> Iterator[Verdict]:
        if self._is_idle_governor(i, base):
            return
        status = self._meaning(i, head, lemma, base)
        if status == "ongoing" and base != "xcomp":
            return
        if status is None and self.beside.is_asked_of(i, head, base):
            status = "hypothetical"
        if status == "negated":
            status = self._undone(head)
        if status and status != "alleged":  # of claims the coder decides from the statement
            yield Verdict(status, f"“{self.tokens[head].text}”")

    def _is_idle_governor(self, i: int, base: str) -> bool:
        """ "The deal struck in Geneva" is one; "called it a gap in the embargo" asks for none."""
        if base == "acl":
            struck = self.tokens[i].xpos == "VBN" and not any(self.syntax.children(i, "mark"))
            return struck and not verb_forms.is_infinitive(self.syntax, i)
        called = base == "xcomp" and self.tokens[i].upos == "NOUN"
        return called and not verb_forms.is_infinitive(self.syntax, i)

    def _meaning(self, i: int, head: int, lemma: str, base: str) -> Status | None:
        """What a governor says of the clause of i by its meaning and its own form."""
        forms, syntax = verb_forms, self.syntax
        if forms.is_gone_on(syntax, i):
            return "ongoing"
        if lemma == "open" and self.tokens[head].upos == "ADJ":
            return "hypothetical"  # "is open to hosting them"
        if lemma == "talk" and base == "acl":
            return "hypothetical"  # "there is talk of expelling him"
        if forms.is_progressive(syntax, head):
            if lemma == "go" and forms.is_infinitive(syntax, i):
                return "future"  # "is going to award it"
            if lemma in _TRYING:
                return "ongoing"  # "is trying to broker one"
        if (
            lemma == "use"
            and self.tokens[head].xpos == "VBD"
            and forms.is_infinitive(syntax, i)
            and not any(syntax.children(head, "obj"))
        ):
            return "historical"  # "used to arm them"
        if lemma == "have" and forms.is_over(syntax, head):
            return None  # who had to do it did
        if lemma in _HALF_SAID and base == "ccomp" and not forms.is_subjunctive(syntax, i):
            return None  # "suggested that they had fired"
        cues = self.cues["governor"]
        return cues.get(lemma) or cues.get(self.tokens[head].lemma.lower())

    def _undone(self, head: int) -> Status:
        """What is of an act that its governor undoes, as far as it does: "would forbid it", "did not refuse to"."""
        if self._is_negated(head):
            return "hypothetical" if self.syntax.lemma(head) == "rule_out" else "reported"
        open_ = any(v.status in {"hypothetical", "future"} for v in self.beside.of(head))
        return "hypothetical" if open_ else "negated"

    def _is_negated(self, head: int) -> bool:
        return any(
            self.cues["adverb"].get(self.tokens[c].lemma.lower()) == "negated"
            for c in self.syntax.children(head, "advmod")
        )

    def _noun_governor(self, i: int, head: int, lemma: str, base: str) -> Iterator[Verdict]:
        preposition = self.syntax.preposition(i)
        if base == "nmod" or (base == "obl" and not self.syntax.is_verb(head)):
            if preposition in {"of", "for", "to", "about", "over", None} and self.tokens[
                head
            ].upos in {"NOUN", "ADJ"}:
                yield from self.beside.lookup("governor", self.tokens[head].lemma.lower())
            return
        table = "predicate" if self.tokens[i].upos == "NOUN" else "governor"
        if base == "obl" and preposition not in {"for", "of", "to", "from"}:
            return
        status = self.cues[table].get(lemma) or self.cues[table].get(
            self.tokens[head].lemma.lower()
        )
        if base == "obj" and status is None and is_known(self.syntax, i):
            status = self.cues["object"].get(lemma)
        if base == "obl" and status is None:
            status = self.cues["governor"].get(f"{lemma}_{preposition}")
        risen = status == "ongoing" and lemma in _DEGREES
        if risen and verb_forms.is_in_simple_past(self.syntax, head):
            return  # "intensified its raids" on a day
        if base == "obj" and self.tokens[i].lemma in _CLAIMS and lemma in _WAVED_OFF:
            status = "negated"  # "brushed off claims that it had poisoned him"
        if self.spoken and (status == "negated" or (status == "future" and self.below_clause)):
            return  # a demand that is rejected was made, and so was one in a text that is approved
        if status and status != "alleged":
            yield Verdict(status, f"“{self.tokens[head].text}”")
