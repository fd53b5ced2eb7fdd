"""Who casts whom as what: aggressor, victim, partner, provocateur; and where two sides' claims collide.

A side casts another by the acts that its statements tell of it (an attack makes its doer the aggressor and whom
it hits the victim, an agreement makes partners: ``ontology/data/casting_acts.tsv``) and by the words that it calls
it by ("portrayed the drills as a provocation": ``casting_words.tsv``). Every casting holds the words it comes from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from standoff.ontology.castings import casting_acts, casting_words
from standoff.types import Coding, Event, Span, Statement

Role = Literal["aggressor", "victim", "partner", "provocateur"]
_WORD = re.compile(r"[^\W\d_]+")
_BY_WORDS = {"accuse", "describe", "praise", "threaten", "warn", "fear", "justify", "assert"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Casting:
    """One side's statement casts a side (or itself) in a role; ``words`` are those that do it."""

    by: str
    cast: str
    role: Role
    statement: str
    words: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """How one side casts another: (role, castings) with the most frequent role first."""

    by: str
    cast: str
    roles: tuple[tuple[Role, tuple[Casting, ...]], ...]

    @property
    def castings(self) -> int:
        """How many there are."""
        return sum(len(found) for _, found in self.roles)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """Claims of two sides on the same matter that cannot both hold: who did it, or whether it was done.

    ``claims`` are (side, event id); ``on`` is "who" or "whether".
    """

    type: str
    on: Literal["who", "whether"]
    claims: tuple[tuple[str, str], tuple[str, str]]
    documents: tuple[str, ...]


def castings(coding: Coding) -> tuple[Casting, ...]:
    """All castings of one document, in order of the text; a statement gives a side a role only once."""
    events: defaultdict[str, list[Event]] = defaultdict(list)
    for event in coding.events:
        if event.attributed_to:
            events[event.attributed_to].append(event)
    found: dict[tuple[str, str, str], Casting] = {}
    for statement in coding.statements:
        for casting in (*_by_acts(statement, events[statement.id]), *_by_words(coding, statement)):
            found.setdefault((statement.id, casting.cast, casting.role), casting)
    return tuple(sorted(found.values(), key=lambda c: (c.words.start, c.cast)))


def narratives(codings: Iterable[Coding]) -> tuple[Narrative, ...]:
    """Per speaking side and side cast, those with most castings first."""
    rows: defaultdict[tuple[str, str], defaultdict[Role, list[Casting]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for coding in codings:
        for casting in castings(coding):
            rows[casting.by, casting.cast][casting.role].append(casting)
    found = (
        Narrative(by=by, cast=cast, roles=tuple(
            (role, tuple(some)) for role, some in sorted(roles.items(), key=lambda r: (-len(r[1]), r[0]))
        ))
        for (by, cast), roles in rows.items()
    )  # fmt: skip
    return tuple(sorted(found, key=lambda n: (-n.castings, n.by, n.cast)))


def contests(codings: Iterable[Coding]) -> tuple[Contest, ...]:
    """Claims set against each other: one act told with the sides exchanged ("each blamed the other"), or
    told by one side and denied by another.
    """
    claims: defaultdict[tuple[str, frozenset[str]], list[tuple[str, Event, str]]] = defaultdict(
        list
    )
    for coding in codings:
        said = {s.id: s for s in coding.statements}
        for event in coding.events:
            statement = said.get(event.attributed_to or "")
            by = _side(statement)
            doers, others = _sides(event)
            if by and doers:
                claims[event.type, frozenset(doers | others | {by})].append(
                    (by, event, coding.document.id)
                )
    return tuple(c for (kind, _), some in claims.items() for c in _collisions(kind, some))


def _collisions(kind: str, claims: list[tuple[str, Event, str]]) -> Iterator[Contest]:
    """Each pair of sides once for "who" and once for "whether"."""
    seen: set[tuple[frozenset[str], str]] = set()
    for n, (side, event, document) in enumerate(claims):
        for other_side, other, other_document in claims[n + 1 :]:
            on = _collide(event, other) if side != other_side else None
            if on and (frozenset((side, other_side)), on) not in seen:
                seen.add((frozenset((side, other_side)), on))
                yield Contest(
                    type=kind, on=on, claims=((side, event.id), (other_side, other.id)),
                    documents=tuple(dict.fromkeys((document, other_document))),
                )  # fmt: skip


def _collide(one: Event, two: Event) -> Literal["who", "whether"] | None:
    doers, hit = _sides(one)
    others, hurt = _sides(two)
    if (one.status == "negated") != (two.status == "negated"):
        return "whether" if doers & others else None
    if one.status == "negated" or one.reciprocal or two.reciprocal:
        return None
    return "who" if doers & hurt and others & hit and not doers & others else None


def _by_acts(statement: Statement, events: Iterable[Event]) -> Iterator[Casting]:
    by = _side(statement)
    if by is None:
        return
    for event in events:
        roles = casting_acts().get(event.type)
        if roles is None or event.status in {"negated", "hypothetical", "future"}:
            continue
        doers, others = _sides(event)
        if by in doers:  # whom one has hit oneself is not told as a victim
            others = set()
        for role, sides in ((roles.source, doers - {by}), (roles.recipient, others)):
            for cast in sorted(sides):
                if role:
                    yield Casting(
                        by=by, cast=cast, role=role, statement=statement.id, words=event.trigger
                    )


def _by_words(coding: Coding, statement: Statement) -> Iterator[Casting]:
    """What a statement calls those that it is about."""
    by = _side(statement)
    if by is None or statement.cue_class not in _BY_WORDS:
        return
    sides = {m.actor.side for m in statement.targets if not m.actor.side.startswith("text:")} - {by}
    for piece in statement.content:
        for word in _WORD.finditer(coding.document.text, piece.start, piece.end):
            role = casting_words().get(word.group().lower())
            for cast in sorted(sides) if role else ():
                span = Span(document=coding.document.id, start=word.start(), end=word.end())
                assert role is not None
                yield Casting(by=by, cast=cast, role=role, statement=statement.id, words=span)


def _side(statement: Statement | None) -> str | None:
    """Who speaks, if it is a side that is known."""
    if statement is None or statement.speaker is None or statement.speaker.actor.kind == "media":
        return None
    side = statement.speaker.actor.side
    return None if side.startswith("text:") else side


def _sides(event: Event) -> tuple[set[str], set[str]]:
    doers, others = (
        {m.actor.side for m in side if not m.actor.side.startswith("text:")}
        for side in (event.source, event.recipient)
    )
    return doers, others
