"""What was said: the stretches of text under the heads of a content, and the quotations among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from standoff.coding.quotes import Quotation
from standoff.coding.syntax import Syntax
from standoff.ontology.cues import PREPOSITIONS
from standoff.ontology.wordlists import word_list

_FINITE = {"VBD", "VBZ", "VBP"}
_ENDS = {",", ".", "?", "!", "…", "—", "–"}
_SPEAK = word_list("speak")
_TALK_OVER = word_list("talk over")
_BETWEEN = PREPOSITIONS | {"as", "from"}
Runs = list[tuple[int, int]]


class Contents:
    """Finds content for one document; tokens in, character runs out."""

    def __init__(self, syntax: Syntax, quotes: tuple[Quotation, ...]) -> None:
        self.syntax, self.quotes = syntax, quotes
        self.quote_of = {k: q for q in quotes for k in self.tokens_of(q)}

    def tokens_of(self, quote: Quotation) -> range:
        """The tokens inside a quotation."""
        return self.syntax.between(quote.start, quote.end)

    def runs(self, heads: Iterable[int], without: frozenset[int], cue: int | None = None) -> Runs:
        """Characters of the phrases, without the given tokens, as maximal runs of whole tokens; with the
        cue, also without what is coordinated with it in truth.
        """
        tokens: set[int] = set()
        heads = frozenset(heads)
        ended = {k for h in heads if self._after_colon(h) for k in self.syntax.children(h, "conj")}
        tops = heads - {k for k in ended if k not in self.quote_of}
        for head in tops:
            aside = (
                without
                | self._asides(head, without)
                | self._beside(head, cue)
                | self._between(head, cue)
                | self._partners(head, cue)
            )
            tokens.update(t for t in self.syntax.subtree(head) if t not in aside)
        runs = (self._trimmed(run, tops) for run in _consecutive(sorted(tokens)))
        return [run for run in runs if run is not None]

    def _asides(self, head: int, without: frozenset[int]) -> frozenset[int]:
        """What the author puts into a content phrase: "according to …", "…, accusing …" at its end,
        anything after the cue outside the marks (""X," he said after …").
        """
        out: set[int] = set()
        for t in self.syntax.subtree(head):
            if t == head or t in self.quote_of:
                continue
            according = self.syntax.preposition(t) == "according to"
            hung_on_noun = self.syntax.is_adjunct(t) and (
                not self.syntax.is_verb(head) or self._speaks_on(t)
            )
            past_cue = head in self.quote_of and any(head < w < t for w in without)
            if according or hung_on_noun or past_cue:
                out.update(self.syntax.subtree(t))
        return frozenset(out)

    def _partners(self, head: int, cue: int | None) -> frozenset[int]:
        """ "Discussed the sanctions with aides": with whom, however the tree hangs it."""
        if cue is None or self.syntax.lemmas[cue] not in _TALK_OVER:
            return frozenset()
        found = (
            k for k in self.syntax.children(head, "nmod") if self.syntax.preposition(k) == "with"
        )
        return frozenset(t for k in found for t in self.syntax.subtree(k))

    def _between(self, head: int, cue: int | None) -> frozenset[int]:
        """The author's words from the end of a quotation to its cue ("“…,” its prime minister said")."""
        quote = self.quote_of.get(head)
        if cue is None or quote is None or cue in self.quote_of:
            return frozenset()
        text = self.syntax.analysis.text
        if (
            not {text[quote.end - 1 : quote.end], text[quote.outer_end : quote.outer_end + 1]}
            & _ENDS
        ):
            return frozenset()
        end = self.syntax.between(quote.outer_end, self.syntax.tokens[cue].start)
        return frozenset(end)

    def _speaks_on(self, t: int) -> bool:
        """ "Said he saw no need to change, telling the host that …": the speaker goes on."""
        token = self.syntax.tokens[t]
        return token.xpos == "VBG" and token.lemma.lower() in _SPEAK

    def _beside(self, head: int, cue: int | None) -> frozenset[int]:
        """ "Denied that it had fired and said …", "demanded that he go, and no date is set": clauses that the
        tree hangs on the content, but that go on with the cue by their form.
        """
        if cue is None:
            return frozenset()
        tokens = self.syntax.tokens
        joined = [k for k in self.syntax.children(head, "conj") if k not in self.quote_of]
        found = (
            k for k in joined
            if {tokens[c].xpos for c in (k, *self.syntax.children(k, "aux", "cop"))} & _FINITE
        )  # fmt: skip
        beside = [k for k in found if self._goes_on_with(k, head, cue)]
        beside += joined if self._after_colon(head) else []
        beside += [k for k in self.syntax.children(head, "advcl") if self._contrasts(k, cue)]
        return frozenset(t for k in beside for t in self.syntax.subtree(k))

    def _after_colon(self, k: int) -> bool:
        """ "Said: “We go on,” but he did not": a quotation behind a colon ends what was said."""
        quote = self.quote_of.get(k)
        return quote is not None and self.syntax.analysis.text.endswith(": ", 0, quote.outer_start)

    def _contrasts(self, k: int, cue: int) -> bool:
        """ "Said it is safe, while others said they have doubts": the author sets one beside the other."""
        token = self.syntax.tokens[k]
        speaks = token.lemma.lower() in _SPEAK and token.xpos == self.syntax.tokens[cue].xpos
        return (
            speaks
            and k > cue
            and self.syntax.introduced_by(k) in {"while", "whereas"}
            and any(self.syntax.children(k, "nsubj"))
        )

    def _goes_on_with(self, k: int, head: int, cue: int) -> bool:
        tokens = self.syntax.tokens
        if self.syntax.goes_on_after_quote(k) and head in self.quote_of:
            return True
        own = any(self.syntax.children(k, "nsubj", "expl"))
        mark = self.syntax.child_with_rel(k, "mark")
        if mark is not None and self.syntax.words[mark] == "that":
            return False  # "said it is not, and that …"
        if own:
            helped = any(self.syntax.children(head, "aux", "cop"))
            return tokens[head].xpos == "VB" and not helped
        return tokens[k].xpos == tokens[cue].xpos and tokens[k].lemma.lower() in _SPEAK

    def _trimmed(self, run: list[int], tops: frozenset[int]) -> tuple[int, int] | None:
        tokens = self.syntax.tokens
        first, last = 0, len(run) - 1
        while first <= last and self._strippable(run[first], tops, run[last]):
            first += 1
        while last >= first and tokens[run[last]].upos == "PUNCT":
            last -= 1
        return (tokens[run[first]].start, tokens[run[last]].end) if first <= last else None

    def _strippable(self, t: int, tops: frozenset[int], last: int) -> bool:
        """Marks, articles and the words between cue and content, at the beginning of a run."""
        token = self.syntax.tokens[t]
        if token.upos == "PUNCT":
            return t not in self.quote_of
        if token.upos == "DET" and self._is_quoted_after(t, last):
            return True  # a "stern warning": the article is the author's
        to = token.rel == "mark" and token.lemma == "to"  # of an infinitive
        between = token.rel in {"case", "mark"} and token.head in tops and not to
        return (
            (token.rel == "mark" and token.lemma == "that")
            or token.rel == "cc"
            or (between and token.text.lower() in _BETWEEN)
        )

    def _is_quoted_after(self, t: int, last: int) -> bool:
        """Whether a quotation fills all that follows a token."""
        quote = self.quote_of.get(t + 2)
        if quote is None or quote.outer_start != self.syntax.tokens[t + 1].start:
            return False
        return self.syntax.tokens[last].start < quote.outer_end


def _consecutive(tokens: list[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for t in tokens:
        if run and t != run[-1] + 1:
            yield run
            run = []
        run.append(t)
    if run:
        yield run
