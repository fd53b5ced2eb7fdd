"""Quotations to statements: to the cue that holds them, to the one beside them, to the statement
before them, or to a statement of their own with the speaker of the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterator

from standoff.coding.colons import SPOKEN, Colons
from standoff.coding.contents import Contents
from standoff.coding.cued import Cued
from standoff.coding.drafts import Draft
from standoff.coding.floating import Floating
from standoff.coding.quotes import Quotation, is_title
from standoff.coding.syntax import Syntax
from standoff.coding.worded import worded
from standoff.ontology.cues import Cue
from standoff.types import Mention

_SCARE_WORDS = 3
_JOINING = {" and ", ", and ", ", ", " or ", ", or "}
_ENDS = {"!", "?", ".", ","}
_NEAR = 9  # tokens between a quotation and its cue
_CLOSE = 5  # tokens between a short quotation and its cue
_LEAD = 7  # tokens back from a quotation to the verb that leads in
_FEW = 3  # tokens of a quotation that is a sentence without a verb
_QUOTING = {"assert", "ask"}  # classes of verbs that any words are quoted with
_COMPLEMENTS = {"obj", "xcomp", "ccomp", "obl", "nmod", "amod", "compound", "advcl"}


class Quoted:
    """Gives every quotation that says something to a draft."""

    def __init__(self, syntax: Syntax, contents: Contents, cued: Cued, colons: Colons) -> None:
        self.syntax, self.contents, self.cued, self.colons = syntax, contents, cued, colons
        self.floating = Floating(syntax, contents, cued)

    def take_in(self, drafts: list[Draft]) -> list[Draft]:
        """The drafts with their quotations, and drafts for quotations that none of them holds."""
        led = {q: self._led_in(q, drafts) for q in self.contents.quotes}
        free = [q for q in self.contents.quotes if not led[q] and not self._held(q, drafts)]
        text = self.syntax.analysis.text
        for quote in free:
            if not is_title(text, quote):
                self._place(quote, drafts)
        self.cued.part(drafts)  # "…, to which he replied: “…”"
        taken = [q for d in drafts for q in d.quotes if self._is_sentence_like(q)]
        inside = {k for quote in taken for k in self.contents.tokens_of(quote)}
        return [d for d in drafts if not inside & set(d.cue)]

    def _led_in(self, quote: Quotation, drafts: list[Draft]) -> bool:
        """Whether a cue stands right before a quotation that another statement's tree would take
        ("…,” he said, adding: “…”"); the quotation is then its own.
        """
        inside = self.contents.tokens_of(quote)
        cue = self._verb_before(inside[0]) if inside else None
        if cue is None or not self._is_sentence_like(quote):
            return False
        readings = [r for r in self.cued.readings(cue, "V") if "that" in r.frames]
        if not readings or not self._goes_on(cue):
            return False
        draft = next((d for d in drafts if cue in d.cue), None)
        if draft is None:
            speaker = self._speaker_before(cue, drafts) or self.cued.speakers.of(cue)
            if speaker is None:
                return False
            draft = Draft(self.cued.cue_tokens(cue), readings[0], speaker, [])
            drafts.append(draft)
        for other in drafts:
            if other is not draft and other.touches(quote):
                other.leave(quote)
        before = [(s, min(e, quote.outer_start)) for s, e in draft.runs if s < quote.outer_start]
        draft.runs = [*before, (quote.start, quote.end)]
        draft.quotes.append(quote)
        return True

    def _goes_on(self, cue: int) -> bool:
        """ "Adding", "and then predicted": a verb that goes on with a report."""
        token = self.syntax.tokens[cue]
        return token.xpos == "VBG" or (
            token.rel == "conj" and self.syntax.tokens[cue + 1].text == ":"
        )

    def _speaker_before(self, cue: int, drafts: list[Draft]) -> Mention | None:
        """Who speaks the quotation that the tree hangs a cue into ("…,” he said, *adding*: “…”")."""
        above = self.contents.quote_of.get(self.syntax.tokens[cue].head)
        if above is None or cue in self.contents.quote_of:
            return None
        return next((d.speaker for d in drafts if d.speaker and d.touches(above)), None)

    def _verb_before(self, first: int) -> int | None:
        """The verb before the token at ``first``, with no more than marks and a short phrase between."""
        tokens = self.syntax.tokens
        if first < 2 or tokens[first - 1].upos != "PUNCT":
            return None
        between = (tokens[k] for k in range(first - 1, max(first - _LEAD, -1), -1))
        for token in between:
            if token.upos in {"VERB", "AUX", "SCONJ", "CCONJ"}:
                return token.index if token.upos == "VERB" else None
        return None

    def _held(self, quote: Quotation, drafts: list[Draft]) -> bool:
        """Whether a draft holds the quotation; it then takes in all of it."""
        holds = (d for d in drafts if d.touches(quote) and not self._is_within(d, quote))
        holder = next(holds, None)
        if holder is not None:
            holder.extend(quote)
        return holder is not None

    def _place(self, quote: Quotation, drafts: list[Draft]) -> None:
        signed = self.floating.signed(quote)
        if signed is not None:
            drafts.append(signed)
            return
        draft = (
            self._interrupted(quote, drafts)
            or self._worded(quote, drafts)
            or self._cue_beside(quote, drafts)
            or self._introduced(quote, drafts)
            or self._joined(quote, drafts)
            or self._statement_before(quote, drafts)
        )
        if draft is not None:
            draft.runs.append((quote.start, quote.end))
            draft.quotes.append(quote)
        elif self._is_sentence_like(quote) or self._is_spelled_out(quote):
            drafts.append(self.floating.draft(quote, drafts))

    def _interrupted(self, quote: Quotation, drafts: list[Draft]) -> Draft | None:
        """The statement whose cue stands in the midst of it: ""If so," the investor said, "…"."""
        inside = self.contents.tokens_of(quote)
        if not inside or not self._is_sentence_like(quote):
            return None
        after = range(inside[-1] + 1, inside[-1] + _NEAR)
        sentence = self.syntax.tokens[inside[-1]].sentence
        for draft in drafts:
            beside = draft.cue and draft.cue[0] in after and draft.quotes
            if (
                beside
                and self.syntax.tokens[draft.cue[0]].xpos != "VBG"
                and self.syntax.tokens[draft.cue[0]].sentence == sentence
                and draft.quotes[0].start > quote.end
            ):
                return draft
        return None

    def _worded(self, quote: Quotation, drafts: list[Draft]) -> Draft | None:
        """A statement of its own for what a noun beside it calls a chant or a slogan."""
        draft = worded(quote, self.syntax, self.contents, self.cued)
        if draft is None or any(c in d.cue for d in drafts for c in draft.cue):
            return None
        drafts.append(draft)
        return draft

    def _is_within(self, draft: Draft, quote: Quotation) -> bool:
        """A cue inside a quotation reports what the quoted person says in turn, not the quotation;
        such statements stay part of the quotation (docs/guidelines.md).
        """
        return any(quote.start <= self.syntax.tokens[c].start < quote.end for c in draft.cue)

    def _cue_beside(self, quote: Quotation, drafts: list[Draft]) -> Draft | None:
        """A cue verb of the same sentence that has no content yet ("He called it "a crime"")."""
        inside = self.contents.tokens_of(quote)
        if not inside:
            return None
        used = {c for d in drafts for c in d.cue}
        first = inside[0]
        near = (*self.syntax.ancestors(first), *self._neighbours(quote))
        verbs = [self.syntax.quoted_as(verb) or verb for verb in near]
        for i in sorted(verbs, key=lambda i: not self.cued.readings(i, "V")):
            if i in used or i in inside or self.syntax.tokens[i].upos != "VERB":
                continue
            draft = self._draft_from(i, quote)
            if draft is not None:
                drafts.append(draft)
                return draft
        return None

    def _introduced(self, quote: Quotation, drafts: list[Draft]) -> Draft | None:
        """The statement whose clause ends with a colon before the quotation."""
        inside = self.contents.tokens_of(quote)
        before = inside[0] if inside else 0
        while before and self.syntax.tokens[before - 1].start >= quote.outer_start:
            before -= 1  # the mark itself
        found = self.colons.introduction(before)
        if found is None:
            return None
        cue, reading, speaker = found
        draft = next((d for d in drafts if cue in d.cue), None)
        if draft is None:
            draft = Draft(self.cued.cue_tokens(cue), reading, speaker, [])
            drafts.append(draft)
        return draft

    def _joined(self, quote: Quotation, drafts: list[Draft]) -> Draft | None:
        """The statement of the quotation that this one is joined to: "chanting “No war!” and “Go home!”"."""
        text = self.syntax.analysis.text
        for draft in drafts:
            for other in draft.quotes:
                first, second = (other, quote) if other.start < quote.start else (quote, other)
                if text[first.outer_end : second.outer_start] in _JOINING:
                    return draft
        return None

    def _draft_from(self, i: int, quote: Quotation) -> Draft | None:
        readings = self.cued.readings(i, "V")
        governs = self._is_sentence_like(quote) and self._governs(i, quote)
        speaker = self.cued.speakers.of(i) if readings or governs else None
        if speaker is None or (not readings and speaker.actor.kind != "person"):
            return None
        fits = [r for r in readings if {"comp", "that", "quote", "as"} & set(r.frames)]
        fits.sort(key=lambda r: r.cue_class not in _QUOTING)
        reading = next(iter(fits or readings), SPOKEN)
        if not self._may_quote(i, reading, quote):
            return None
        return Draft(self.cued.cue_tokens(i), reading, speaker, [])

    def _governs(self, cue: int, quote: Quotation) -> bool:
        """Whether a quotation hangs on a verb as its clause ("“Go back,” he barked")."""
        tokens = self.syntax.tokens
        for k in self.contents.tokens_of(quote):
            if tokens[k].head == cue and tokens[k].rel in {"ccomp", "obj", "xcomp", "parataxis"}:
                return True
            if tokens[cue].head == k and tokens[cue].rel == "parataxis":
                return True
        return False

    def _may_quote(self, cue: int, reading: Cue, quote: Quotation) -> bool:
        """A few quoted words are said only if the cue takes them as its own object or predicate."""
        if self._is_sentence_like(quote) or self._follows(cue, reading, quote):
            return True
        if reading.cue_class in {"think", "want", "hope"}:
            return False
        return any(self._hangs_on(k, cue) for k in self.contents.tokens_of(quote))

    def _follows(self, cue: int, reading: Cue, quote: Quotation) -> bool:
        """ "Shouted, “Thank you”": right after a verb that takes what was said."""
        first = self.contents.tokens_of(quote)[0]
        between = self.syntax.tokens[cue + 1 : first]
        takes = {"that", "quote"} & set(reading.frames) and reading.cue_class in _QUOTING
        behind = cue < first <= cue + 3 and all(t.upos == "PUNCT" for t in between)
        return bool(takes) and (behind or self._comes_before(quote, cue))

    def _comes_before(self, quote: Quotation, cue: int) -> bool:
        """ "“Really?” he asked": a short quotation that a mark ends, its cue close behind."""
        last = self.contents.tokens_of(quote)[-1]
        ended = self.syntax.tokens[last].text in {",", "?", "!", "."}
        return ended and last < cue <= last + _CLOSE

    def _hangs_on(self, k: int, cue: int) -> bool:
        """Whether k is a complement of the cue, or of a noun that is one."""
        for head in self.syntax.ancestors(k):
            if self.syntax.bases[k] not in _COMPLEMENTS:
                return False
            if head == cue:
                return True
            k = head
        return False

    def _neighbours(self, quote: Quotation) -> Iterator[int]:
        """Tokens outside the quotation in its sentences, nearest first."""
        inside = self.contents.tokens_of(quote)
        tokens, first, last = self.syntax.tokens, inside[0], inside[-1]
        ends = {tokens[last].sentence} | self._sentence_after(quote)
        for step in range(1, _NEAR):
            for k in (last + step, first - step):
                sentences = ends if k > last else {tokens[first].sentence}
                if 0 <= k < len(tokens) and tokens[k].sentence in sentences:
                    yield k

    def _sentence_after(self, quote: Quotation) -> set[int]:
        """The sentence that goes on after a question or an exclamation: "“Why?” Kim asked."."""
        text = self.syntax.analysis.text
        if text[quote.end - 1 : quote.end] not in {"?", "!", "’", "'"}:
            return set()
        after = self.syntax.between(quote.outer_end, quote.outer_end + 3)
        return {self.syntax.tokens[k].sentence for k in after[:1]}

    def _statement_before(self, quote: Quotation, drafts: list[Draft]) -> Draft | None:
        """The quoted statement that this quotation goes on with in the same paragraph."""
        if not (self._is_sentence_like(quote) or quote.continued or self._is_sentence(quote)):
            return None
        before = [d for d in drafts if d.quotes and d.start < quote.start]
        if not before:
            return None
        last = max(before, key=lambda d: max(q.end for q in d.quotes))
        marks = [q.outer_end for q in last.quotes]
        end = max(marks + [self.syntax.tokens[c].end for c in last.cue])
        between = self.syntax.analysis.text[end : quote.outer_start]
        labelled = between.rstrip().endswith(":")
        apart = end > quote.outer_start or "\n" in between or "\r" in between or labelled
        goes_on = not apart and not self._new_sentence_between(end, quote)
        return last if quote.continued or goes_on else None

    def _new_sentence_between(self, end: int, quote: Quotation) -> bool:
        """Whether a whole sentence of the author's stands between."""
        between = [
            s
            for s in self.syntax.analysis.sentences
            if self.syntax.tokens[s[0]].start >= end
            and self.syntax.tokens[s[1] - 1].end <= quote.outer_start
        ]
        return any(self.syntax.tokens[first].upos != "PUNCT" for first, _ in between)

    def _is_sentence_like(self, quote: Quotation) -> bool:
        tokens = self.syntax.tokens
        words = [tokens[k] for k in self.contents.tokens_of(quote) if tokens[k].upos != "PUNCT"]
        enough = (
            _SCARE_WORDS - (tokens[self.contents.tokens_of(quote)[-1]].text in _ENDS)
            if words
            else 0
        )
        return len(words) > enough and any(t.upos in {"VERB", "AUX"} for t in words)

    def _is_sentence(self, quote: Quotation) -> bool:
        """Whether a quotation of some words begins and ends a sentence, with a verb or without ("“Safety,” said
        Grimm. “Safety for the whole country.”").
        """
        inside, text = self.contents.tokens_of(quote), self.syntax.analysis.text
        if len(inside) < _FEW or text[quote.end - 1] not in ".!?":
            return False
        before = text[: quote.outer_start].rstrip()[-1:]
        return before in {".", "!", "?", ":"} and text[quote.start].isupper()

    def _is_spelled_out(self, quote: Quotation) -> bool:
        """ "The answer from Seoul: “Absolutely not.”": a whole sentence behind a colon, with a verb or without."""
        return self.floating.is_after_colon(quote) and self._is_sentence(quote)
