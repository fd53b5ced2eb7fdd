"""Who a noun phrase names by the rule of PETRARCH's dictionaries: its first actor with all of its agents.

"Ithaca's interior minister" is the actor Ithaca with the agent's sector, "officials and lawmakers in Ithaca and Troy"
are four sides. What no name and no agent tells is whoever the coder otherwise takes the phrase for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from standoff.coding.anaphora import of_a_state
from standoff.coding.mentions import Mentions
from standoff.coding.names import Hit
from standoff.coding.organs import text_id
from standoff.coding.syntax import Syntax
from standoff.types import Actor, Mention

_NOMINAL = {"NOUN", "PROPN", "PRON"}
_BELONGS = {"of", "in", "from", "at", "for"}
_LONGEST = 8  # words of an agent
_DEPTH = 2  # "the people of the capital of X"
_UNKNOWN = "UNK"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase with what is joined to it: its tokens ``first`` to ``last`` (inclusive) and its head."""

    first: int
    last: int
    head: int


class Sides:
    """The noun phrases of one document and who they name."""

    def __init__(self, syntax: Syntax, mentions: Mentions) -> None:
        self.syntax, self.mentions, self.table = syntax, mentions, mentions.table
        self.left = mentions.phrases.left
        self.phrases = lru_cache(maxsize=None)(self._phrases)
        self.of = lru_cache(maxsize=None)(self._of)
        self._sectors = lru_cache(maxsize=None)(self._agents)

    # -- phrases -----------------------------------------------------------------------------

    def _phrases(self, sentence: int) -> tuple[Phrase, ...]:
        """The noun phrases of a sentence, in order, none of them inside another."""
        first, last = self.syntax.analysis.sentences[sentence]
        nominal = [k for k in range(first, last) if self._is_nominal(k)]
        inner: set[int] = set()
        for k in nominal:
            inner.update(self.left(k), self._right(k), self.syntax.coordinated(k)[1:])
        found = [self._phrase(k) for k in nominal if k not in inner]
        return tuple(sorted(found, key=lambda phrase: phrase.first))

    def _is_nominal(self, k: int) -> bool:
        hit = self.mentions.names.at.get(k)
        return self.syntax.tokens[k].upos in _NOMINAL or (hit is not None and hit.head == k)

    def _phrase(self, head: int) -> Phrase:
        tokens = [k for member in self._members(head) for k in self._words(member)]
        return Phrase(min(tokens), max(tokens), head)

    def at(self, k: int) -> Phrase | None:
        """The phrase that a token is in."""
        sentence = self.syntax.tokens[k].sentence
        return next((p for p in self.phrases(sentence) if p.first <= k <= p.last), None)

    def _members(self, head: int) -> tuple[int, ...]:
        """What is joined in a phrase: its head, its conjuncts, names right behind a plural ("foes X and Y")."""
        found = [k for k in self.syntax.coordinated(head) if k == head or self._is_nominal(k)]
        for k in tuple(found):
            found += [c for r in self._right(k) for c in self.syntax.coordinated(r)[1:]]
        return tuple(dict.fromkeys(found))

    def _right(self, k: int) -> tuple[int, ...]:
        """Names that stand right behind a noun ("Prime Minister Roe"), however the tree hangs them."""
        found: list[int] = []
        end = k
        siblings = (
            self.syntax.children(self.syntax.tokens[k].head, "nsubj") if self._is_subject(k) else ()
        )
        for c in sorted({*self.syntax.children(k, "flat", "appos", "compound"), *siblings}):
            if c > k and self._is_nominal(c) and min((c, *self.left(c))) == end + 1:
                found += [*self.left(c), c, *self._right(c)]
                end = found[-1]
        return tuple(found)

    def _is_subject(self, k: int) -> bool:
        return self.syntax.bases[k] == "nsubj" and self.syntax.tokens[k].upos != "PRON"

    def _words(self, k: int) -> tuple[int, ...]:
        """The tokens of one noun with what stands before it and the names behind it."""
        return tuple(sorted({*self.left(k), k, *self._right(k)}))

    # -- who ---------------------------------------------------------------------------------

    def _of(self, head: int, *, pronouns: bool = True) -> tuple[Mention, ...]:
        """Everybody whom a phrase names, one mention for each side, in order."""
        members = self._members(head)
        shared = self._names(self._before(members[0]))
        theirs = self._complements(members)
        found: list[Mention] = []
        for k in members:
            words = self._words(k)
            names = self._names(words) or (theirs if k in self._owned(members) else ()) or shared
            sectors = self._sectors(words)
            if not names:
                names, more = self._further(k)
                sectors = tuple(dict.fromkeys((*sectors, *more)))
            if names or sectors:
                found += [m for name in names or (None,) for m in self._mentions(k, name, sectors)]
            else:
                found += self._otherwise(k, pronouns)
        return tuple(found)

    def _before(self, k: int) -> tuple[int, ...]:
        """The words before a noun, as far as its conjuncts share them ("Danish media and government")."""
        owned = self.syntax.children(k, "nmod")
        possessed = any(self.syntax.tokens[c].rel == "nmod:poss" for c in owned)
        return () if possessed else self.left(k)

    def _owned(self, members: tuple[int, ...]) -> tuple[int, ...]:
        """The members that a phrase behind them all belongs to: those without a name of their own."""
        return tuple(k for k in members if not self._names(self._words(k)))

    def _complements(self, members: tuple[int, ...]) -> tuple[Hit, ...]:
        """Names that several nouns belong to ("lawmakers and officials in X and Y")."""
        if len(members) < 2:
            return ()
        return next((found for k in members if (found := self._further(k)[0])), ())

    def _further(self, k: int, depth: int = _DEPTH) -> tuple[tuple[Hit, ...], tuple[str, ...]]:
        """Names and sectors of what a noun belongs to ("government of X", "activists of the union Y")."""
        for c in self.syntax.children(k, "nmod") if depth else ():
            if self.syntax.preposition(c) not in _BELONGS:
                continue
            names = tuple(n for each in self._members(c) for n in self._names(self._words(each)))
            sectors = self._sectors(self._words(c))
            if names:
                return names, sectors
            deeper = self._further(c, depth - 1)
            if deeper[0]:
                return deeper
        return (), ()

    def _names(self, words: Iterable[int]) -> tuple[Hit, ...]:
        """The first name among some words, and those that are joined to it."""
        at = self.mentions.names.at
        heads = [k for k in sorted(words) if k in at and at[k].head == k]
        joined = set(self.syntax.coordinated(heads[0])) if heads else set()
        return tuple(at[k] for k in heads if k in joined)

    def _agents(self, words: tuple[int, ...]) -> tuple[str, ...]:
        """The sectors of all agents that begin among some words and are no part of a name."""
        found: dict[str, None] = {}
        end = 0
        for k in words:
            if k >= end and k not in self.mentions.names.at:
                ahead = slice(k, k + _LONGEST)
                length, sectors = self.table.sectors(
                    self.syntax.words[ahead], self.syntax.lemmas[ahead]
                )
                found |= dict.fromkeys(sectors)
                end = k + length
        found.pop(_UNKNOWN, None)
        return tuple(found)

    def _mentions(self, k: int, name: Hit | None, sectors: tuple[str, ...]) -> Iterator[Mention]:
        span = self.mentions.phrases.whole(k)
        label = self.mentions.phrases.label(k)
        if name is None:
            actor = Actor(id=text_id(label), name=label, kind="person", sectors=sectors)
            yield Mention(span=span, actor=actor, confidence=0.6, resolved_by="description")
            return
        for actor in self._actors(name):
            more = tuple(s for s in sectors if s not in actor.sectors)
            one = actor.kind == "person"
            id = actor.id if one or not more else ":".join((actor.id, *more))
            yield Mention(
                span=span if more else self.mentions.span(name.first, name.last - 1),
                actor=replace(
                    actor, id=id, name=label if more and not one else actor.name,
                    kind="organisation" if more and actor.kind == "state" else actor.kind,
                    sectors=(*actor.sectors, *more),
                ),
                confidence=0.9 * name.confidence if more else name.confidence,
                resolved_by="organ" if more else "name",
            )  # fmt: skip

    def _actors(self, name: Hit) -> tuple[Actor, ...]:
        """Whom a name means: the state of a place, everybody whom one entry stands for."""
        actor, on = self.table.actor(name.name.actor, self.mentions.on), self.mentions.on
        members = self.table.members(actor.id)
        if members and actor.country is None:
            return tuple(self.table.actor(each, on) for each in members)
        if of_a_state(actor) and (actor.kind == "place" or name.name.form == "place"):
            return (self.table.actor(str(actor.country), on),)
        return (actor,)

    def _otherwise(self, k: int, pronouns: bool) -> tuple[Mention, ...]:
        """Whom the coder takes a noun or pronoun for that no dictionary knows."""
        found = self.mentions.several(k)
        through = self.syntax.tokens[k].upos == "PRON" or any(
            self.syntax.tokens[c].upos == "PRON" for c in self.left(k)
        )
        return () if through and not pronouns else tuple(m for m in found if _is_coded(m))


def _is_coded(mention: Mention) -> bool:
    return bool(mention.actor.country or mention.actor.sectors)
