"""Statements that a phrase sources and no verb: "according to …", "in Kim's words", "… in the latest poll"."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.coding.contents import Contents
from standoff.coding.drafts import Draft
from standoff.coding.mentions import Mentions
from standoff.coding.speakers import Speakers
from standoff.coding.syntax import Syntax
from standoff.ontology.cues import Cue, CueLexicon
from standoff.ontology.wordlists import word_list

_ACCORDING = Cue("according to", "V", "assert", ("that",))
_ACCORD = {"accord", "according"}
_POLLS = word_list("poll")
_TELLINGS = word_list("telling")
_ACTED_BY = word_list("acted by")
_INSIDE_CLAIM = {"advcl", "xcomp", "obl", "nmod", "obj", "acl", "nsubj", "amod"}


class Sourced:
    """Finds drafts by the phrases that name a source."""

    def __init__(
        self,
        syntax: Syntax,
        mentions: Mentions,
        contents: Contents,
        speakers: Speakers,
        cues: CueLexicon,
    ) -> None:
        self.syntax, self.mentions, self.contents = syntax, mentions, contents
        self.speakers, self.cues = speakers, cues

    def drafts(self) -> Iterator[Draft]:
        """A draft for every such phrase."""
        yield from self._according_to()
        yield from self._in_polls()
        yield from self._in_words()

    def _according_to(self) -> Iterator[Draft]:
        tokens = self.syntax.tokens
        for token in tokens[:-1]:
            if self.syntax.lemmas[token.index] not in _ACCORD:
                continue
            to = tokens[token.index + 1]
            if to.text.lower() != "to":
                continue
            fixed = token.rel in {"case", "fixed"}
            phrase = token.head if fixed else self._right_child(token.index)
            top = phrase if fixed else token.index
            if phrase is None or top is None or top < 0 or tokens[top].head < 0:
                continue
            if self.syntax.lemmas[phrase] in _ACTED_BY:
                continue  # "according to plan"
            runs = self._claim(top)
            if runs:
                speaker = self.speakers.named(phrase) or self.mentions.described(phrase)
                yield Draft((token.index, to.index), _ACCORDING, speaker, runs)

    def _in_polls(self) -> Iterator[Draft]:
        """ "Leads by five points in the latest poll": what a poll is the source of."""
        for token, into in self._inside(_POLLS):
            claim = self._whole_claim(self.syntax.tokens[token].head)
            if self.cues.readings(self.syntax.lemma(claim), "V"):
                continue
            runs = self._claim(token) if any(self.syntax.children(claim, "nsubj", "expl")) else []
            if runs:
                yield Draft((into,), _ACCORDING, self.mentions.described(token), runs)

    def _in_words(self) -> Iterator[Draft]:
        """ "In Kim's words, …", "in the view of the ministry": what somebody's telling is the source of."""
        for token, into in self._inside(_TELLINGS):
            whose = self.syntax.roles(token)
            owners, of = whose.get("poss", ()), whose.get("of", ())
            speaker = next(
                (m for k in (*owners, *of) if (m := self.speakers.named(k)) is not None), None
            )
            whole = owners or any(self.syntax.children(token, "det"))  # "in view of" is no telling
            first, last = self._edges(token)
            if speaker is None or not whole or not self._is_apart(first, last):
                continue
            cue = (token,) if owners else tuple(range(into, self._case(of[0]) + 1))
            quotes = [q for k in (last + 2, last + 3) if (q := self.contents.quote_of.get(k))]
            runs = [(quotes[0].start, quotes[0].end)] if quotes else self._claim(token)
            if runs:
                yield Draft(cue, _ACCORDING, speaker, runs, quotes[:1])

    def _case(self, k: int) -> int:
        """The preposition before a noun, or else the noun."""
        case = self.syntax.child_with_rel(k, "case")
        return k if case is None else case

    def _inside(self, nouns: frozenset[str]) -> Iterator[tuple[int, int]]:
        """Nouns of a list that "in" stands before, with that "in"."""
        for token in self.syntax.tokens:
            if self.syntax.lemmas[token.index] not in nouns or token.head < 0:
                continue
            into = self.syntax.child_with_rel(token.index, "case")
            if into is not None and self.syntax.words[into] == "in":
                yield token.index, into

    def _is_apart(self, first: int, last: int) -> bool:
        """Whether a phrase begins or ends its sentence and stands apart, or stands between commas."""
        begins, ends = self.syntax.analysis.sentences[self.syntax.tokens[first].sentence]
        words = self.syntax.words
        opens = first == begins or words[first - 1] in {",", "”", '"'}
        return opens and (last + 1 >= ends or words[last + 1] in {",", ".", ":"})

    def _edges(self, head: int) -> tuple[int, int]:
        """First and last word of a phrase, without marks at its edges and what is quoted in it."""
        below = self.syntax.subtree(head)
        quoted = next((n for n, k in enumerate(below) if k in self.contents.quote_of), len(below))
        words = [k for k in below[:quoted] if self.syntax.tokens[k].upos != "PUNCT"] or [head]
        return words[0], words[-1]

    def _claim(self, phrase: int) -> list[tuple[int, int]]:
        """What the phrase with this head vouches for."""
        claim = self._whole_claim(self.syntax.tokens[phrase].head)
        return self.contents.runs((claim,), frozenset(self.syntax.subtree(phrase)))

    def _whole_claim(self, i: int) -> int:
        """The clause that "according to …" vouches for: all of the sentence or of the report."""
        while self.syntax.bases[i] in _INSIDE_CLAIM:
            i = self.syntax.tokens[i].head
        return i

    def _right_child(self, i: int) -> int | None:
        return next(
            (
                c
                for c in self.syntax.analysis.children[i]
                if c > i and self.syntax.tokens[c].upos in {"NOUN", "PROPN", "PRON"}
            ),
            None,
        )
