"""Where somebody speaks: the occasion, or the place that the words of speaking hang on."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.coding.kinds import is_identified
from standoff.coding.mentions import Mentions
from standoff.coding.syntax import Syntax
from standoff.ontology.cues import CueLexicon
from standoff.types import Place, Span

_TELL = {"address", "brief", "remind", "tell", "warn"}
_AT_PLACES = {"in", "at", "from"}
_AT_OCCASIONS = {"at", "during", "in", "on", "before", "over"}


class Venues:
    """Finds the venues of one document's statements."""

    def __init__(self, syntax: Syntax, mentions: Mentions, cues: CueLexicon, document: str) -> None:
        self.syntax, self.mentions, self.cues, self.document = syntax, mentions, cues, document

    def of(self, cue: int, top: int, around: list[int]) -> Place | None:
        """The occasion of speaking, else the place; ``top`` is the verb whose subject the cue shares, ``around``
        the tokens of its clause beside content and speaker.
        """
        told = self._told(cue) | self._told(top)
        spots = (*self._occasions(cue, told, around), *self._places(cue, top, told, around))
        return next(map(self._place, spots), None)

    def _occasions(self, cue: int, told: set[int], around: list[int]) -> Iterator[int]:
        for t in around:
            aboard = self.syntax.preposition(t) == "aboard"
            boarded = aboard and self.syntax.tokens[t].head in {cue, *told}
            if boarded or (self._is_occasion(t) and (t in told or self._is_attended(t))):
                yield t

    def _is_occasion(self, t: int) -> bool:
        named = self.syntax.tokens[t].upos in {"NOUN", "PROPN"}
        return named and self.syntax.lemmas[t] in self.cues.occasions

    def _is_attended(self, t: int) -> bool:
        """ "Said at the forum", "in a speech at the forum"; not "an analyst at the forum"."""
        token = self.syntax.tokens[t]
        if self.syntax.preposition(t) not in _AT_OCCASIONS:
            return False
        above = self.syntax.tokens[token.head] if token.head >= 0 else token
        if above.upos not in {"NOUN", "PROPN"} or not token.rel.startswith("nmod"):
            return True
        spoken = self.syntax.lemmas[above.index]
        return spoken in self.cues.occasions or spoken in self.cues.documents

    def _told(self, cue: int) -> set[int]:
        """ "Told a rally in Caracas": nobody by name who is spoken to."""
        if self.syntax.lemma(cue) not in _TELL:
            return set()
        told = set(self.syntax.objects(cue))
        known = {k for k in told if (m := self.mentions.who(k)) is not None and is_identified(m)}
        return told - known

    def _places(self, cue: int, top: int, told: set[int], around: list[int]) -> Iterator[int]:
        """ "Said in Geneva", "told officers in Omdurman", "In Beirut, the president condemned … and asked …"."""
        tokens = self.syntax.tokens
        for t in around:
            if not self._is_place(t) or self.syntax.preposition(t) not in _AT_PLACES:
                continue
            hangs = tokens[t].rel.startswith("obl") and tokens[t].head in {cue, top}
            fronted = tokens[t].head != top or top == cue or t < self._subject(top)
            if (hangs and fronted) or tokens[t].head in told:
                yield t

    def _subject(self, verb: int) -> int:
        return min(self.syntax.children(verb, "nsubj"), default=verb)

    def _is_place(self, t: int) -> bool:
        token = self.syntax.tokens[t]
        return token.entity == "LOC" and token.upos == "PROPN"

    def _place(self, t: int) -> Place:
        """The phrase of a place or an occasion, with where on earth it is if a name in it tells."""
        start, end = self._phrase(t)
        span = Span(document=self.document, start=start, end=end)
        inside = self.syntax.between(start, end)
        named = [
            e for e in self.syntax.analysis.entities
            if e.label == "LOC" and inside.start <= e.first and e.last <= inside.stop
        ]  # fmt: skip
        if not named:
            return Place(name=self.syntax.analysis.text[start:end], span=span)
        first, last = named[-1].first, named[-1].last
        mention = self.mentions.who(self.mentions.phrases.head_in(first, last - 1))
        country = mention.actor.country if mention is not None else None
        return self.mentions.places.place(span, first, last, country)

    def _phrase(self, t: int) -> tuple[int, int]:
        """A noun phrase with its "in …" and "of …", without relative clauses and preposition."""
        skip = {k for c in self.syntax.analysis.children[t]
                if self.syntax.tokens[c].rel in {"acl:relcl", "acl", "case", "appos", "parataxis", "punct", "conj"}
                for k in self.syntax.subtree(c)}  # fmt: skip
        keep = [k for k in self.syntax.subtree(t) if k not in skip]
        return self.syntax.analysis.span_of(_run_with(keep, t))


def _run_with(tokens: list[int], t: int) -> list[int]:
    """The consecutive tokens among ``tokens`` that hold t."""
    run = [t]
    have = set(tokens)
    while run[0] - 1 in have:
        run.insert(0, run[0] - 1)
    while run[-1] + 1 in have:
        run.append(run[-1] + 1)
    return run
