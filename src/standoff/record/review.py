"""People's corrections as measurement: what to look at next, how far two people agree, how good the coder is.

Krippendorff's alpha for nominal data, any number of coders and missing values: K. Krippendorff, Content Analysis
(2004), chapter 11. Intervals of shares: Wilson (1927), 95 %.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from standoff.record.corrections import (
    EVENT_FIELDS,
    STATEMENT_FIELDS,
    Correction,
    State,
    document_of,
)  # fmt: skip
from standoff.record.filters import Filter, events
from standoff.record.queries import Found, items
from standoff.record.store import Record

_Z = 1.96


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far coders agree on the same items: ``alpha`` is 1 for full agreement, 0 for what chance gives, None where no
    two people judged one item or all said the same of everything.
    """

    items: int
    coders: tuple[str, ...]
    alpha: float | None
    alike: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How often the coder was right in what people looked at: ``right`` of ``judged``, with the bounds of 95 %."""

    what: str
    judged: int
    right: int

    @property
    def share(self) -> float | None:
        """Between 0 and 1; None where nothing was judged."""
        return self.right / self.judged if self.judged else None

    @property
    def bounds(self) -> tuple[float, float] | None:
        """Wilson's interval."""
        if not self.judged:
            return None
        n, p = self.judged, self.right / self.judged
        middle = (p + _Z * _Z / (2 * n)) / (1 + _Z * _Z / n)
        half = _Z * math.sqrt(p * (1 - p) / n + _Z * _Z / (4 * n * n)) / (1 + _Z * _Z / n)
        return max(0.0, middle - half), min(1.0, middle + half)


def queue(record: Record, asked: Filter | None = None, *, limit: int = 20) -> tuple[Found, ...]:
    """The events that the coder is least sure of and nobody has judged."""
    condition, values = events((asked or Filter()).checked(record.actors))
    query = (
        f"SELECT e.id FROM events e WHERE {condition} AND e.document IS NOT NULL"
        " AND NOT EXISTS (SELECT 1 FROM corrections c WHERE c.item = e.id) ORDER BY e.confidence, e.id LIMIT ?"
    )
    ids = [id for (id,) in record.db.execute(query, [*values, limit])]
    return tuple(items(record, ids))


def judged(record: Record) -> Iterator[tuple[State, bool]]:
    """The documents that people have judged items of, and whether they judged every item."""
    said = {line.item for line in record.log()}
    for document in sorted({document_of(item) for item in said}):
        state = record.state(document)
        events, statements = state.coding.events, state.coding.statements
        yield state, said >= {e.id for e in events} | {s.id for s in statements}


def agreement(log: Iterable[Correction]) -> Agreement:
    """How far the coders of a log agree on whether an item is right, wrong, or to be fixed (and how).

    A coder's last word on an item counts, of several fixed fields all together.
    """
    units = {item: words for item, words in _last_words(log).items() if len(words) > 1}
    coders = tuple(sorted({coder for words in units.values() for coder in words}))
    alike = sum(len(set(words.values())) == 1 for words in units.values())
    return Agreement(items=len(units), coders=coders, alpha=alpha(units.values()), alike=alike)


def alpha(units: Iterable[Mapping[str, str]]) -> float | None:
    """Krippendorff's alpha over units, each the values that coders gave it."""
    counts = [Counter(unit.values()) for unit in units if len(unit) > 1]
    totals = sum(counts, Counter[str]())
    n = totals.total()
    expected = n * n - sum(c * c for c in totals.values())
    if not expected:
        return None
    observed = sum(
        (c.total() ** 2 - sum(v * v for v in c.values())) / (c.total() - 1) for c in counts
    )
    return 1 - (n - 1) * observed / expected


def _last_words(log: Iterable[Correction]) -> dict[str, dict[str, str]]:
    said: defaultdict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for line in log:
        own = said[line.item].setdefault(line.coder, {})
        if line.field is None:
            own.clear()
            own["verdict"] = line.verdict
        else:
            own.pop("verdict", None)
            own[line.field] = line.value or ""
    return {
        item: {
            coder: "; ".join(f"{k}={v}" for k, v in sorted(own.items()))
            for coder, own in words.items()
        }
        for item, words in said.items()
    }


def evaluate(record: Record) -> tuple[Score, ...]:
    """How good the coder was, by what people judged: items that are such at all, and fields that needed no fixing.

    An item judged ``fixed`` is one; a field that nobody fixed counts as right. What the coder did not find is not in
    the record, so this is precision. The sample is what people chose to look at, which may not be like the rest.
    """
    last: dict[str, Correction] = {}
    fixed: defaultdict[str, set[str]] = defaultdict(set)
    for line in record.log():
        if "@" in line.item:
            continue
        last[line.item] = line
        if line.field is not None:
            fixed[line.item].add(line.field)
    scores: list[Score] = []
    for kind, fields in (
        ("events", EVENT_FIELDS),
        ("statements", STATEMENT_FIELDS),
        ("occurrences", ()),
    ):
        judged = [line for item, line in last.items() if _is(record, item, kind)]
        kept = [line.item for line in judged if line.verdict != "wrong"]
        scores.append(Score(what=kind, judged=len(judged), right=len(kept)))
        scores += [
            Score(
                what=f"{kind}: {field}",
                judged=len(kept),
                right=sum(field not in fixed[item] for item in kept),
            )
            for field in fields
        ]
    return tuple(scores)


def _is(record: Record, item: str, kind: str) -> bool:
    return record.db.execute(f"SELECT 1 FROM {kind} WHERE id = ?", (item,)).fetchone() is not None
