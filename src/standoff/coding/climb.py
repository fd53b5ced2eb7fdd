"""What the words round a trigger say of its status: modals, negation, tense, governors.

The tree is climbed from the trigger: modals, negation and adverbs beside it, then every governor
whose clause it stands in, until a finite clause that stands on its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from standoff.coding import verb_forms
from standoff.coding.known import is_definite, is_known, is_taken_as_given
from standoff.coding.nobody import is_without_evidence, of_nobody
from standoff.coding.set_phrases import set_phrases
from standoff.coding.syntax import Syntax
from standoff.coding.tense import PAST_PERFECT, STATE, Verdict, mood, tense
from standoff.ontology.status import status_cues
from standoff.ontology.wordlists import word_list
from standoff.types import Status

_SINCE = "what has been since then"
_UNDATED = {PAST_PERFECT, _SINCE, "“ago”"}
_UNTIL_THEN = {"when", "once", "before", "after", "until"}
_SHORT = {"day", "hour", "minute", "moment"}
_STOPPING = {"cease", "halt", "quit", "stop"}
_DEGREES = {"deepen", "escalate", "expand", "grow", "increase", "intensify", "widen"}
_HALF_SAID = {"suggest", "hint"}
_TRYING = {"try", "struggle"}
_NOT_THE = {"first", "last", "only"}
_SEEN = {"hear", "observe", "see"}
_CIRCUMSTANCE = {"after", "before", "while", "when", "as", "since"}
_BEFOREHAND = {"after", "since", "following", "despite"}  # of what has happened, whatever follows
_WAKE = {"aftermath", "reaction", "response", "wake"}
_PAST_REPORT = word_list("report")
_ASKING = word_list("addressing") - {"persuade"}  # who was persuaded did it
# words after which an adverb says nothing of the time of an act
_IDLE_BEFORE = {
    "once": {"more", "again"}, "soon": {"as", "after"}, "still": {","}, "shortly": {"after", "before"},
    "not": {"only", "just", "merely", "simply", "least"},
}  # fmt: skip


class Climb:
    """Collects verdicts on the way from a trigger to the top of its sentence."""

    def __init__(
        self, syntax: Syntax, trigger: int, coded: frozenset[int], *, spoken: bool = False
    ) -> None:
        self.syntax, self.tokens, self.trigger = syntax, syntax.tokens, trigger
        self.coded, self.spoken = coded, spoken
        self.below_clause = False  # whether the climb has left a clause that a noun or a verb holds
        self.stopping = False  # whether it has left what somebody stops
        self.idle: set[Status | None] = set()  # what cues say that are none here ("not only")
        self.cues = status_cues()

    def verdicts(self, *, fresh: bool = False) -> Iterator[Verdict]:
        """All that is found; what is dated to the days of the news (``fresh``) is no background by its tense."""
        yield from (v for v in self._found() if not (fresh and v.by in _UNDATED))

    def _found(self) -> Iterator[Verdict]:
        yield from (*self._beside(self.trigger), *self._since_then())
        if self._is_of_what_is_to_come():
            yield Verdict("future", "when that comes")
        if not self.coded:
            yield from self._lookup("itself", self.tokens[self.trigger].lemma.lower())
            for status, phrase in set_phrases(self.syntax, self.trigger, self.cues["phrase"]):
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
        return then and any(v.status == "future" for v in self._beside(token.head))

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

    # -- beside a word -----------------------------------------------------------------------

    def _beside(self, i: int) -> Iterator[Verdict]:
        """Auxiliaries, negation, adverbs, adjectives and subordinators of one word."""
        verb = self.syntax.is_verb(i)
        for c in self.syntax.analysis.children[i]:
            child = self.tokens[c]
            lemma = child.lemma.lower()
            if c in self.coded:
                continue
            if child.rel.startswith("aux"):
                yield from self._auxiliary(i, child.text.lower(), lemma)
            elif child.rel == "mark":
                yield from self._subordinate(i, lemma)
            elif child.rel.startswith("advmod") or lemma in {"neither", "nor"}:
                if self._is_idle(i, c):
                    self.idle.add(self.cues["adverb"].get(lemma))
                else:
                    yield from self._lookup("adverb", lemma, child.text)
            elif child.rel in {"amod", "compound", "det", "nmod:desc", "advmod"} and not verb:
                yield from self._lookup("modifier", lemma, child.text)
        if verb:
            yield from tense(self.syntax, i, self.trigger)
            yield from mood(self.syntax, i)
            if verb_forms.is_anybodys(self.syntax, i):
                yield Verdict("hypothetical", "whoever does it")

    def _subordinate(self, i: int, mark: str) -> Iterator[Verdict]:
        """ "If it attacks", and "until it withdraws", which it has not done."""
        now = {self.tokens[k].xpos for k in (i, *self.syntax.children(i, "aux"))} & {"VBZ", "VBP"}
        if mark == "until" and now:
            yield Verdict("hypothetical", "“until”")
        if mark == "before" and verb_forms.auxiliaries(self.syntax, i) & {"could"}:
            yield Verdict("negated", "“before … could”")
        yield from self._lookup("mark", mark)

    def _is_idle(self, i: int, c: int) -> bool:
        """Whether adverb c says nothing of i: "once more", "as soon as", "still, they agreed", "if it does not"."""
        word, after = self.syntax.words[c], self.syntax.words[c + 1 : c + 2]
        if set(after) & _IDLE_BEFORE.get(word, set()):
            return True
        if (
            word == "not"
            and set(map(self.syntax.words.__getitem__, self.syntax.children(i, "amod"))) & _NOT_THE
        ):
            return True  # "it is not the first such clash"
        if word == "ago" and self.syntax.lemmas[c - 1] in _SHORT:
            return True
        if self.cues["adverb"].get(word) == "future" and verb_forms.is_over(self.syntax, i):
            return True  # "eventually struck"
        open_ = verb_forms.is_condition(self.syntax, i)
        return (open_ and self.cues["adverb"].get(word) == "negated") or self._is_dissuaded(i, word)

    def _is_dissuaded(self, i: int, lemma: str) -> bool:
        """ "Urged Tokyo not to host": asked for, and neither done nor not done."""
        head = self.tokens[i].head
        asked = head >= 0 and (
            self.cues["governor"].get(self.syntax.lemma(head)) == "hypothetical"
            or self._is_asked_of(i, head, "xcomp")
        )
        return lemma == "not" and asked and verb_forms.is_infinitive(self.syntax, i)

    def _auxiliary(self, i: int, word: str, lemma: str) -> Iterator[Verdict]:
        if word in {"would", "'d", "’d"}:
            yield self._would(i)
            return
        if (
            word in {"can", "could"}
            and self.syntax.lemmas[i] in _SEEN
            and self.syntax.is_passive(i)
        ):
            return  # "can be seen firing"
        status = self.cues["aux"].get(word) or self.cues["aux"].get(lemma)
        if status == "future" and verb_forms.is_on_condition(self.syntax, i):
            yield Verdict("hypothetical", f"“{word}” with a condition")
        elif status:
            yield Verdict(status, f"“{word}”")

    def _would(self, i: int) -> Verdict:
        """ "Would" is the future seen from the past after a past report, else a condition."""
        if verb_forms.is_on_condition(self.syntax, i):
            return Verdict("hypothetical", "“would” with a condition")
        if "have" in verb_forms.auxiliaries(self.syntax, i):
            return Verdict("hypothetical", "“would have”")
        if self.tokens[i].rel == "acl" and self.syntax.introduced_by(i) == "that":
            return Verdict("future", "“would” after a noun")  # "word that it would withdraw"
        below = i
        for head in self.syntax.ancestors(i):
            if self.tokens[below].rel == "acl:relcl":
                break  # "a bill that would forbid it", whoever tells of it
            if self._reports(head) or (
                self.tokens[below].rel == "ccomp" and verb_forms.is_past(self.syntax, head)
            ):
                return Verdict("future", f"“would” after “{self.tokens[head].text}”")
            below = head
        return Verdict("hypothetical", "“would”")

    def _lookup(self, where: str, lemma: str, word: str = "") -> Iterator[Verdict]:
        status = self.cues[where].get(word.lower()) or self.cues[where].get(lemma)
        if status:
            yield Verdict(status, f"“{word or lemma}”")

    # -- above a word ------------------------------------------------------------------------

    def _governed(self, i: int, head: int, rel: str) -> Iterator[Verdict]:
        """What the governor says of the clause or noun i, and what stands beside the governor."""
        lemma = self.syntax.lemma(head)
        base = rel.partition(":")[0]
        if verb_forms.is_manner(self.syntax, i):
            yield from self._beside(head)
        elif base in {"xcomp", "ccomp", "acl", "csubj"} or (base == "advcl"):
            yield from self._clause_governor(i, head, lemma, base)
        elif base in {"obj", "nsubj", "obl", "nmod", "iobj"}:
            yield from self._noun_governor(i, head, lemma, base)
        elif base == "conj" and self.syntax.is_verb(i) and self._shares_auxiliary(i):
            yield from (v for v in self._beside(head) if v.status in {"future", "hypothetical"})
        if base == "advcl":  # "will travel there to sign it"
            yield from (v for v in self._beside(head) if v.status in {"future", "hypothetical"})
        if (
            base == "nsubj"
            and any(self.syntax.children(head, "cop"))
            and not is_definite(self.syntax, i)
        ):
            yield from (v for v in self._beside(head) if v.status == "hypothetical")
            yield from self._lookup("modifier", lemma)  # "an invasion is likely"
        if base in {"xcomp", "compound", "amod", "flat", "appos"} or self._is_light(i, head, base):
            state = self.tokens[i].upos == "NOUN" and base == "nsubj"  # "the raid is regretted"
            yield from (
                v for v in self._beside(head)
                if not (v.status == "negated" and self._is_spared(i, head, lemma, base))
                and not (state and v.by == STATE)
            )  # fmt: skip
        elif base == "ccomp" and is_without_evidence(self.syntax, head):
            yield Verdict("negated", "no evidence")
        elif base == "ccomp" and not self._reports(head):
            spared = self._is_spared(i, head, lemma, base)
            passed = {"hypothetical"} if spared else {"hypothetical", "negated"}
            yield from (v for v in self._beside(head) if v.status in passed)
        elif base == "acl":
            yield from (v for v in self._beside(head) if v.status == "negated")

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

    def _reports(self, head: int) -> bool:
        return self.tokens[head].lemma.lower() in _PAST_REPORT

    def _clause_governor(self, i: int, head: int, lemma: str, base: str) -> Iterator[Verdict]:
        if self._is_idle_governor(i, base):
            return
        status = self._meaning(i, head, lemma, base)
        if status == "ongoing" and base != "xcomp":
            return
        if status is None and self._is_asked_of(i, head, base):
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

    def _is_asked_of(self, i: int, head: int, base: str) -> bool:
        """ "Told them to leave"."""
        active = self.syntax.is_verb(head) and not self.syntax.is_passive(head)
        asked = (
            active and base in {"xcomp", "ccomp", "advcl"} and self.syntax.lemmas[head] in _ASKING
        )
        return (
            asked
            and verb_forms.is_infinitive(self.syntax, i)
            and any(self.syntax.children(head, "obj", "iobj"))
        )

    def _undone(self, head: int) -> Status:
        """What is of an act that its governor undoes, as far as it does: "would forbid it", "did not refuse to"."""
        if self._is_negated(head):
            return "hypothetical" if self.syntax.lemma(head) == "rule_out" else "reported"
        open_ = any(v.status in {"hypothetical", "future"} for v in self._beside(head))
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
                yield from self._lookup("governor", self.tokens[head].lemma.lower())
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
        if self.spoken and (status == "negated" or (status == "future" and self.below_clause)):
            return  # a demand that is rejected was made, and so was one in a text that is approved
        if status and status != "alleged":
            yield Verdict(status, f"“{self.tokens[head].text}”")
