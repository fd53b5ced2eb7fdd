"""Acts that a verb dictionary of the user's tells: who of the words before and behind the verb did it to whom.

By the rule of these dictionaries the source is the subject, else the nearest actor before the verb, the recipient the
first other actor behind it; ``$``, ``+`` and ``%`` of a pattern say otherwise. What stands behind a verb that they code
is told by it: no other verb there is an act of its own.
"""

from __future__ import annotations

from collections.abc import Iterable

from standoff.coding.matching import Match
from standoff.coding.participants import Participants
from standoff.coding.patterns import Patterns
from standoff.coding.sides import Sides
from standoff.coding.syntax import Syntax
from standoff.types import Mention

_SEVERAL = 2


class Dictated:
    """Casts the matches of patterns in one document."""

    def __init__(self, syntax: Syntax, sides: Sides, patterns: Patterns) -> None:
        self.syntax, self.sides, self.patterns = syntax, sides, patterns

    def outermost(self, matches: Iterable[Match]) -> tuple[list[Match], frozenset[int]]:
        """The matches that stand in no other's phrase, and all tokens of their phrases."""
        kept: list[Match] = []
        told: set[int] = set()
        for match in matches:
            if match.trigger not in told:
                kept.append(match)
                told.update(self.patterns.behind(match.trigger) if match.row.cameo else ())
        return kept, frozenset(told)

    def cast(self, match: Match) -> Participants:
        """Both sides of an act; either may be empty."""
        if match.row.cameo is None:
            return Participants((), ())
        if "%" in match.marks:
            both = self.sides.of(match.marks["%"])
            return Participants(both[:1], both[1:], mutual=True)
        source, recipient = self._marked(match, "$"), self._marked(match, "+")
        doer, patient = self._doer(match.trigger), self._patient(match.trigger)
        if recipient:
            source = source or _others(doer or patient, recipient)
        else:
            source = source or doer
            recipient = _others(patient, source) or self._first_behind(match.trigger, source)
        source = source or self._nearest_before(match.trigger, recipient)
        mutual = "reciprocal" in match.row.flags
        if mutual and len(source) >= _SEVERAL and not recipient:
            return Participants(source[:1], source[1:], mutual=True)
        return Participants(source, recipient, mutual=mutual)

    def _marked(self, match: Match, mark: str) -> tuple[Mention, ...]:
        return self.sides.of(match.marks[mark]) if mark in match.marks else ()

    def _doer(self, i: int) -> tuple[Mention, ...]:
        """The subject of an active verb, whom "by" names of a passive one."""
        return self._named(self.syntax.roles(i).get("subj", ()))

    def _patient(self, i: int) -> tuple[Mention, ...]:
        """Whom a passive verb is said of."""
        return self._named(self.syntax.roles(i).get("obj", ())) if self.syntax.is_passive(i) else ()

    def _named(self, heads: Iterable[int]) -> tuple[Mention, ...]:
        phrases = [phrase for k in heads if (phrase := self.sides.at(k)) is not None]
        found = (m for head in dict.fromkeys(p.head for p in phrases) for m in self.sides.of(head))
        return _distinct(found)

    def _first_behind(self, i: int, source: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The first other actor behind the verb, with those joined to it."""
        told = frozenset(self.patterns.behind(i))
        for phrase in self.sides.phrases(self.syntax.tokens[i].sentence):
            if phrase.head in told and phrase.head > i:
                found = _others(self.sides.of(phrase.head, pronouns=False), source)
                if found:
                    return found
        return ()

    def _nearest_before(self, i: int, recipient: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The nearest actor before the verb and behind any comma, for a subject that is none."""
        before = range(self.syntax.analysis.sentences[self.syntax.tokens[i].sentence][0], i)
        comma = max((k for k in before if self.syntax.tokens[k].text == ","), default=-1)
        for phrase in reversed(self.sides.phrases(self.syntax.tokens[i].sentence)):
            if comma < phrase.last < i:
                found = _others(self.sides.of(phrase.head, pronouns=False), recipient)
                if found:
                    return found
        return ()


def _code(mention: Mention) -> tuple[str | None, frozenset[str]]:
    return mention.actor.country, frozenset(mention.actor.sectors)


def _others(found: tuple[Mention, ...], taken: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Those who have not the code of somebody on the other side."""
    codes = set(map(_code, taken))
    return _distinct(m for m in found if _code(m) not in codes)


def _distinct(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple({_code(m): m for m in mentions}.values())
