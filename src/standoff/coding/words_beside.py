"""What the words beside a verb or noun say of its status: auxiliaries, negation, adverbs, adjectives, subordinators."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.coding import verb_forms
from standoff.coding.syntax import Syntax
from standoff.coding.tense import Verdict, mood, tense
from standoff.ontology.status import status_cues
from standoff.ontology.wordlists import word_list
from standoff.types import Status

_SHORT = {"day", "hour", "minute", "moment"}
_NOT_THE = {"first", "last", "only"}
_SEEN = {"hear", "observe", "see"}
_PAST_REPORT = word_list("report")
_ASKING = word_list("addressing") - {"persuade"}  # who was persuaded did it
# words after which an adverb says nothing of the time of an act
_IDLE_BEFORE = {
    "once": {"more", "again"}, "soon": {"as", "after"}, "still": {","}, "shortly": {"after", "before"},
    "not": {"only", "just", "merely", "simply", "least"},
}  # fmt: skip


class Beside:
    """Looks round the words that the climb from one trigger passes; ``coded`` are those that its code tells already,
    ``idle`` collects what cues say that are none here ("not only").
    """

    def __init__(self, syntax: Syntax, trigger: int, coded: frozenset[int]) -> None:
        self.syntax, self.tokens, self.trigger, self.coded = syntax, syntax.tokens, trigger, coded
        self.idle: set[Status | None] = set()
        self.cues = status_cues()

    def of(self, i: int) -> Iterator[Verdict]:
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
                    yield from self.lookup("adverb", lemma, child.text)
            elif child.rel in {"amod", "compound", "det", "nmod:desc", "advmod"} and not verb:
                yield from self.lookup("modifier", lemma, child.text)
        if verb:
            if self.syntax.words[max(0, i - 2) : i] == ["far", "from"]:
                yield Verdict("negated", "“far from”")
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
        yield from self.lookup("mark", mark)

    def _is_idle(self, i: int, c: int) -> bool:
        """Whether adverb c says nothing of i: "once more", "as soon as", "still, they agreed", "if it does not"."""
        word, after = self.syntax.words[c], self.syntax.words[c + 1 : c + 2]
        if set(after) & _IDLE_BEFORE.get(word, set()):
            return True
        if word == "not" and any(
            self.syntax.words[k] in _NOT_THE for k in self.syntax.children(i, "amod")
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
            or self.is_asked_of(i, head, "xcomp")
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
            if self.reports(head) or (
                self.tokens[below].rel == "ccomp" and verb_forms.is_past(self.syntax, head)
            ):
                return Verdict("future", f"“would” after “{self.tokens[head].text}”")
            below = head
        return Verdict("hypothetical", "“would”")

    def lookup(self, where: str, lemma: str, word: str = "") -> Iterator[Verdict]:
        """What the table says of a lemma, or of the word as it is written, that stands so to the act."""
        status = self.cues[where].get(word.lower()) or self.cues[where].get(lemma)
        if status:
            yield Verdict(status, f"“{word or lemma}”")

    def is_asked_of(self, i: int, head: int, base: str) -> bool:
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

    def reports(self, head: int) -> bool:
        """Whether the verb at head reports what is said."""
        return self.tokens[head].lemma.lower() in _PAST_REPORT
