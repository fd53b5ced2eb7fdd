"""Statements that a colon introduces: "Trump: no more talks" (headlines, transcripts), "He said:" before a quotation,
"released the following statement:" before all that is left of a text.
"""

from __future__ import annotations

from collections.abc import Iterator

from standoff.coding.cued import Cued
from standoff.coding.drafts import Draft
from standoff.coding.syntax import Syntax
from standoff.ontology.cues import Cue
from standoff.ontology.wordlists import word_list
from standoff.types import Mention

SPOKEN = Cue("", "V", "assert", ("quote",))
_LABELS = word_list("people") | word_list("poll") | {"report", "study"}
_SAY = word_list("takes any clause")
_QUOTING = {"that", "quote"}
_LABEL = 9  # tokens
_WORDS = {"NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADV", "PRON"}
_SPEAKING = {"person", "organisation", "media", "armed-group", "armed-force", "group", "state"}


class Colons:
    """Finds what stands behind colons in one document."""

    def __init__(self, syntax: Syntax, cued: Cued) -> None:
        self.syntax, self.cued = syntax, cued

    def drafts(self) -> Iterator[Draft]:
        """A draft for every "Name: words" at the beginning of a line or behind a quotation."""
        for first, last in self.syntax.analysis.sentences:
            colon = self._label(first, last)
            speaker = self._labelled(first, colon) if colon is not None else None
            if colon is not None and speaker is not None:
                start = self.syntax.tokens[colon + 1].start
                end = self._quotation_end(start) or self._line_end(start)
                if self._says_something(start, end):
                    yield Draft((), None, speaker, [(start, end)])

    def printed(self) -> Iterator[Draft]:
        """ "The ministry released the following statement:": what follows is its own, up to the next such words."""
        tokens, found = self.syntax.tokens, list(self._announcements())
        ends = [*(first for first, _, _, _ in found[1:]), len(tokens)]
        for (_, last, verb, speaker), end in zip(found, ends, strict=False):
            inked = [t.end for t in tokens[last:end] if t.upos in _WORDS]
            if inked:
                run = (tokens[last].start, max(inked))
                yield Draft(self.cued.cue_tokens(verb), SPOKEN, speaker, [run])

    def _announcements(self) -> Iterator[tuple[int, int, int, Mention]]:
        """Sentences (first and last-exclusive token) that announce a printed text, their verb and the issuer."""
        for first, last in self.syntax.analysis.sentences:
            if self.syntax.tokens[last - 1].text != ":" or not self._goes_on_below(last):
                continue
            announced = (k for k in range(first, last) if self._is_announced(k))
            above = (n for k in announced for n in self.syntax.ancestors(k))
            verb = next((n for n in above if self.syntax.is_verb(n)), None)
            speaker = None if verb is None else self.cued.speakers.of(verb)
            if verb is not None and speaker is not None:
                yield first, last, verb, speaker

    def _is_announced(self, k: int) -> bool:
        """ "The *following* statement", "declared as *follows*"."""
        syntax, head = self.syntax, self.syntax.tokens[k].head
        if syntax.words[k] == "following" and head >= 0:
            return any(r.cue_class == SPOKEN.cue_class for r in self.cued.readings(head, "N"))
        said = syntax.words[k] == "follows" and syntax.words[k - 1] == "as"
        return said and head >= 0 and syntax.lemmas[head] in _SAY

    def _goes_on_below(self, following: int) -> bool:
        """Whether words without quotation marks stand on a new line behind the token before ``following``."""
        tokens, text = self.syntax.tokens, self.syntax.analysis.text
        if following >= len(tokens):
            return False
        quoted = any(q.outer_start == tokens[following].start for q in self.cued.contents.quotes)
        return not quoted and "\n" in text[tokens[following - 1].end : tokens[following].start]

    def introduction(self, token: int) -> tuple[int, Cue, Mention] | None:
        """The verb of the clause that ends with the colon before ``token``, how it is read, and who
        speaks ("Cruz called them on it: “…”").
        """
        if token == 0 or self.syntax.tokens[token - 1].text != ":":
            return None
        first, _ = self.syntax.analysis.sentences[self.syntax.tokens[token - 1].sentence]
        verbs = [k for k in range(first, token - 1) if self.syntax.tokens[k].upos == "VERB"]
        known = {
            k: r for k in verbs for r in self.cued.readings(k, "V") if _QUOTING & set(r.frames)
        }
        for k in (*reversed(known), *reversed(verbs)):
            speaker = self.cued.speakers.of(k)
            if speaker is not None:
                return k, known.get(k, SPOKEN), speaker
        return None

    def _says_something(self, start: int, end: int) -> bool:
        """More than a number ("Clinton: 1,769")."""
        words = [self.syntax.tokens[k] for k in self.syntax.between(start, end)]
        return any(t.upos not in {"NUM", "PUNCT", "SYM"} for t in words)

    def _label(self, first: int, last: int) -> int | None:
        """The colon after a few words without a verb at the beginning of a line or right behind a quotation."""
        tokens, text = self.syntax.tokens, self.syntax.analysis.text
        before = text[: tokens[first].start].rstrip(" \t")
        behind = any(q.outer_end == len(before) for q in self.cued.contents.quotes)
        if before[-1:] not in {"", "\n", "\r"} and not behind:
            return None
        for k in range(first, min(last - 1, first + _LABEL)):
            if tokens[k].text == ":":
                return k if k > first else None
            if tokens[k].upos in {"VERB", "AUX"}:
                return None
        return None

    def _labelled(self, first: int, colon: int) -> Mention | None:
        """Who the words before the colon name."""
        head = self.cued.mentions.phrases.head_in(first, colon - 1)
        if self.syntax.tokens[head].upos not in {"PROPN", "NOUN"}:
            return None
        speaker = self.cued.speakers.named(head)
        if speaker is None or speaker.actor.kind not in _SPEAKING:
            return None
        described = speaker.resolved_by == "description"
        return None if described and self.syntax.lemma(head) not in _LABELS else speaker

    def _quotation_end(self, start: int) -> int | None:
        """Where the quotation that begins at ``start`` ends, if a sentence ends there: what follows is not said."""
        begun = (q for q in self.cued.contents.quotes if q.outer_start == start)
        end = next((q.outer_end for q in begun), None)
        starts = {self.syntax.tokens[first].start for first, _ in self.syntax.analysis.sentences}
        text = self.syntax.analysis.text
        follows = end is not None and len(text) - len(text[end:].lstrip()) in starts
        return end if follows else None

    def _line_end(self, start: int) -> int:
        text = self.syntax.analysis.text
        ends = (k for k in range(start, len(text)) if text[k] in "\n\r")
        end = next(ends, len(text))
        return start + len(text[start:end].rstrip())
