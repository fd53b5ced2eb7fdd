"""Codings to the figures of a brief: dyads, the sourcing profile, counts per status. Pure.

An act counts once however often it is told: dyads are counted over occurrences, and only what the
article vouches for (reported or ongoing) goes into a dyad's sum.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from standoff.types import (
    HAPPENED,
    SOURCINGS,
    STATUSES,
    Coding,
    Dyad,
    Event,
    Occurrence,
    Sourcing,
    Status,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcingProfile:
    """How many statements have which kind of source; ``share`` is of all statements (0 to 1)."""

    counts: tuple[tuple[Sourcing, int], ...]

    @property
    def total(self) -> int:
        """All statements."""
        return sum(n for _, n in self.counts)

    def share(self, sourcing: Sourcing) -> float:
        """The part of the statements with this kind of source; 0 if there are none."""
        return dict(self.counts)[sourcing] / self.total if self.total else 0.0


def sourcing(codings: Iterable[Coding]) -> SourcingProfile:
    """The sourcing profile of one or many documents."""
    found = Counter(s.sourcing for coding in codings for s in coding.statements)
    return SourcingProfile(counts=tuple((kind, found[kind]) for kind in SOURCINGS))


def status_counts(codings: Iterable[Coding]) -> tuple[tuple[Status, int], ...]:
    """Occurrences per status, in the order of ``STATUSES``."""
    found = Counter(o.status for coding in codings for o in coding.occurrences)
    return tuple((status, found[status]) for status in STATUSES)


def dyads(codings: Iterable[Coding]) -> tuple[Dyad, ...]:
    """One row per direction between two different parties, the weightiest first.

    A reciprocal act counts in both directions. The intensity of an occurrence is that of its
    telling which vouches most.
    """
    rows: defaultdict[tuple[str, str], list[tuple[Occurrence, Event]]] = defaultdict(list)
    for coding in codings:
        events = {e.id: e for e in coding.events}
        for occurrence in coding.occurrences:
            told = [events[i] for i in occurrence.events]
            best = next((e for e in told if e.status == occurrence.status), told[0])
            for pair in dict.fromkeys(p for e in told for p in _directions(e)):
                rows[pair].append((occurrence, best))
    found = [_dyad(pair, acts) for pair, acts in rows.items()]
    return tuple(sorted(found, key=lambda d: (-abs(d.total), -d.happened, d.source, d.recipient)))


def _directions(event: Event) -> Iterator[tuple[str, str]]:
    for a in event.source:
        for b in event.recipient:
            one, two = a.actor.side, b.actor.side
            if one != two and not one.startswith("text:") and not two.startswith("text:"):
                yield one, two
                if event.reciprocal:
                    yield two, one


def _dyad(pair: tuple[str, str], acts: list[tuple[Occurrence, Event]]) -> Dyad:
    happened = [event for occurrence, event in acts if occurrence.status in HAPPENED]
    quads = Counter(e.quad for e in happened)
    return Dyad(
        source=pair[0], recipient=pair[1], happened=len(happened),
        total=round(sum(e.intensity for e in happened), 3),
        quads=tuple(sorted(quads.items())), other=len(acts) - len(happened),
    )  # fmt: skip
