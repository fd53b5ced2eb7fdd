"""Whose a quotation is that no cue holds: who signs it, whom the words before its colon name, who spoke last."""

from __future__ import annotations

import re

from standoff.coding.contents import Contents
from standoff.coding.cued import Cued
from standoff.coding.drafts import Draft
from standoff.coding.pronouns import FIRST_PERSON
from standoff.coding.quotes import Quotation
from standoff.coding.syntax import Syntax
from standoff.types import Mention

_SIGNATURE = re.compile(
    r"[ \t\xa0]*(?:\r\n|\r|\n)?[ \t\xa0]*(?:—|–|―|--|-)[ \t\xa0]*([^\W\d_a-z][^,;(\r\n]{1,60})"
)


class Floating:
    """Finds the speakers of one document's quotations without a cue."""

    def __init__(self, syntax: Syntax, contents: Contents, cued: Cued) -> None:
        self.syntax, self.contents, self.cued = syntax, contents, cued

    def signed(self, quote: Quotation) -> Draft | None:
        """ "“No more talks.” — Kim Jong Un": a name behind a dash that ends the line or begins the next."""
        text = self.syntax.analysis.text
        signature = _SIGNATURE.match(text, quote.outer_end)
        if signature is None or not text[: quote.end].rstrip().endswith((".", "!", "?", "…")):
            return None
        names = self.syntax.between(signature.start(1), signature.end(1))
        if not names or any(self.syntax.tokens[k].upos in {"VERB", "AUX"} for k in names):
            return None
        name = self.cued.mentions.phrases.head_in(names[0], names[-1])
        speaker = next(
            (m for k in (name, *names) if (m := self.cued.speakers.named(k)) is not None), None
        )
        if speaker is None:
            return None
        return Draft((), None, speaker, [(quote.start, quote.end)], [quote])

    def draft(self, quote: Quotation, drafts: list[Draft]) -> Draft:
        """A statement of its own, with the speaker whom the words before it tell of."""
        before = [d for d in drafts if d.start < quote.start and self._is_third_person(d)]
        last = max(before, key=lambda d: d.start, default=None)
        near = last is not None and self._sentences_between(last.start, quote.start) <= 3
        speaker = self._labelled(quote) or self._last_seen(quote)
        speaker = speaker or (last.speaker if last and near else None)
        return Draft((), None, speaker, [(quote.start, quote.end)], [quote])

    def _last_seen(self, quote: Quotation) -> Mention | None:
        """The person who is the subject of the words that lead up to a quotation, or of the sentence before."""
        tokens, sentences = self.syntax.tokens, self.syntax.analysis.sentences
        inside = self.contents.tokens_of(quote)
        if not inside:
            return None
        at = tokens[inside[0]].sentence
        leads = any(tokens[k].upos != "PUNCT" for k in range(sentences[at][0], inside[0]))
        if not leads and not at:
            return None
        roots = (k for k in range(*sentences[at if leads else at - 1]) if tokens[k].head < 0)
        root = next(roots, None)
        if root is None or root in self.contents.quote_of:
            return None
        seen = map(self.cued.mentions.who, self.syntax.children(root, "nsubj"))
        return next((m for m in seen if m is not None and m.actor.kind == "person"), None)

    def _labelled(self, quote: Quotation) -> Mention | None:
        """ "From Kim's post: “…”", "his reply to Kim: “…”": whose the words are that a colon ends, or who is named in
        them, but not to whom.
        """
        inside = self.contents.tokens_of(quote)
        if not inside or not self.is_after_colon(quote):
            return None
        first, _ = self.syntax.analysis.sentences[self.syntax.tokens[inside[0]].sentence]
        before, mentions = range(first, inside[0]), self.cued.mentions
        owners = (mentions.who(k) for k in before if self.syntax.tokens[k].xpos == "PRP$")
        to = {
            t for k in before if self.syntax.preposition(k) == "to" for t in self.syntax.subtree(k)
        }
        named = mentions.all(k for k in before if k not in to)
        found = (m for m in (*owners, *named) if m is not None)
        return next((m for m in found if m.actor.kind not in {"place", "media"}), None)

    def is_after_colon(self, quote: Quotation) -> bool:
        """Whether a colon stands before a quotation, with no more than space between."""
        return self.syntax.analysis.text[: quote.outer_start].rstrip().endswith(":")

    def _is_third_person(self, draft: Draft) -> bool:
        """Whether a draft has a speaker whom the author names: not the "we" inside a quotation."""
        speaker = draft.speaker
        if speaker is None or speaker.actor.name.lower() in FIRST_PERSON | {"you", "everyone"}:
            return False
        cue = draft.cue[0] if draft.cue else None
        return cue is None or cue not in self.contents.quote_of

    def _sentences_between(self, start: int, end: int) -> int:
        analysis = self.syntax.analysis
        first, last = analysis.sentence_at(start), analysis.sentence_at(end)
        return abs((last or 0) - (first or 0))
