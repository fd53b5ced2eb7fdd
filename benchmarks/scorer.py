"""Pure scoring of a coding against gold: counts that add up over articles, then figures from them.

``tally(gold, coding)`` counts one article, ``add`` sums the counts of several, ``figures`` turns
counts into precision, recall and F, or into accuracies. Keys of counts are ``NAME/hit``,
``NAME/predicted``, ``NAME/gold`` for marks that are found or missed and ``NAME/right``, ``NAME/of``
for fields that are judged on matched pairs. How marks are matched is in ``matching``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from benchmarks.marks import (
    Done,
    Said,
    gold_events,
    gold_statements,
    predicted_events,
    predicted_statements,
)
from benchmarks.matching import (
    match_events,
    match_statements,
    same_actors,
    same_addressees,
    same_channel,
    same_cue,
    same_date,
    same_days,
    same_side,
    same_speaker,
    same_targets,
    same_venue,
)

if TYPE_CHECKING:
    from tests.gold import Gold

    from standoff.types import Coding

Counts = dict[str, float]
Figure = dict[str, float]
T = TypeVar("T")


def tally(gold: Gold, coding: Coding) -> Counts:
    """Count what one coding got right of one article's gold."""
    return add(
        [
            tally_statements(gold_statements(gold), predicted_statements(coding)),
            tally_events(gold_events(gold), predicted_events(coding)) if gold.whole else {},
        ]
    )


def add(parts: Iterable[Mapping[str, float]]) -> Counts:
    """Sum counts key by key."""
    total: defaultdict[str, float] = defaultdict(float)
    for part in parts:
        for key, count in part.items():
            total[key] += count
    return dict(total)


def tally_statements(gold: Sequence[Said], predicted: Sequence[Said]) -> Counts:
    """Statements found, in all and per kind, and their fields judged on the matched."""
    pairs = match_statements(gold, predicted)
    return add(
        [
            _found("statements", len(pairs), len(predicted), len(gold)),
            _per_label("statements", pairs, predicted, gold, lambda s: s.kind),
            *(_judged_statement(g, p) for g, p in pairs),
            _sparse("channel named", pairs, lambda s: s.channel is not None, same_channel),
            _sparse("targets named", pairs, lambda s: bool(s.targets), same_targets),
            _sparse("venue named", pairs, lambda s: s.venue is not None, same_venue),
            _sparse("date named", pairs, lambda s: s.date is not None, same_date),
            _sparse("addressees named", pairs, lambda s: bool(s.addressees), same_addressees),
        ]
    )


def tally_events(gold: Sequence[Done], predicted: Sequence[Done]) -> Counts:
    """Events found (by type; with both actors; per status), their fields, their occurrences."""
    pairs = match_events(gold, predicted)
    both = [(g, p) for g, p in pairs if same_actors(g, p)]
    sure = sum(g.status == p.status for g, p in both)
    return add(
        [
            _found("events", len(pairs), len(predicted), len(gold)),
            _found("events, both actors", len(both), len(predicted), len(gold)),
            _found("events, actors, status", sure, len(predicted), len(gold)),
            _per_label("status", pairs, predicted, gold, lambda e: e.status),
            _per_label("type", pairs, predicted, gold, lambda e: e.type),
            *(_judged_event(g, p) for g, p in pairs),
            _sparse("event date named", pairs, lambda e: e.days is not None, same_days),
            _sparse("attribution named", pairs, lambda e: e.cue is not None, same_cue),
            _b_cubed(pairs),
        ]
    )


def figures(counts: Mapping[str, float]) -> dict[str, Figure]:
    """Name -> precision, recall, f, gold, predicted; or accuracy, of. Rates of nothing are 0."""
    names = dict.fromkeys(key.rpartition("/")[0] for key in counts)
    return {name: _figure(name, counts) for name in names}


def _figure(name: str, counts: Mapping[str, float]) -> Figure:
    def count(part: str) -> float:
        return counts.get(f"{name}/{part}", 0.0)

    if f"{name}/of" in counts:
        return {"accuracy": _rate(count("right"), count("of")), "of": count("of")}
    if f"{name}/events" in counts:
        precision = _rate(count("precise"), count("events"))
        recall = _rate(count("recalled"), count("events"))
        sizes = {"gold": count("events"), "predicted": count("events")}
    else:
        precision = _rate(count("hit"), count("predicted"))
        recall = _rate(count("hit"), count("gold"))
        sizes = {"gold": count("gold"), "predicted": count("predicted")}
    f = _rate(2 * precision * recall, precision + recall)
    return {"precision": precision, "recall": recall, "f": f, **sizes}


def _rate(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _judged_statement(g: Said, p: Said) -> Counts:
    fields = {
        "kind": g.kind == p.kind,
        "cue": same_cue(g, p),
        "sourcing": g.sourcing == p.sourcing,
        "channel": same_channel(g, p),
        "addressees": same_addressees(g, p),
        "targets": same_targets(g, p),
    }
    if g.typed:
        fields["source type"] = g.source_type == p.source_type
    return _judged({"speaker": same_speaker(g, p), **fields} if g.judged else fields)


def _judged_event(g: Done, p: Done) -> Counts:
    both = same_actors(g, p)
    return _judged(
        {
            "both actors": both,
            "source": both or same_side(g.source, p.source),
            "recipient": both or same_side(g.recipient, p.recipient),
            "reciprocal": g.reciprocal == p.reciprocal,
            "status": g.status == p.status,
            "mode": g.mode == p.mode,
            "a context": bool(g.contexts & p.contexts) or g.contexts == p.contexts,
            "date": same_days(g, p),
            "attribution": same_cue(g, p),
        }
    )


def _judged(fields: Mapping[str, bool]) -> Counts:
    return add({f"{name}/right": float(right), f"{name}/of": 1.0} for name, right in fields.items())


def _found(name: str, hits: int, predicted: int, gold: int) -> Counts:
    return {f"{name}/hit": hits, f"{name}/predicted": predicted, f"{name}/gold": gold}


def _per_label(
    name: str,
    pairs: Sequence[tuple[T, T]],
    predicted: Sequence[T],
    gold: Sequence[T],
    label: Callable[[T], str],
) -> Counts:
    """Found and missed for each label apart: a pair whose labels differ is a miss of both."""
    hits = [_found(f"{name}, {label(g)}", label(g) == label(p), 0, 0) for g, p in pairs]
    guesses = [_found(f"{name}, {label(mark)}", 0, 1, 0) for mark in predicted]
    return add([*(_found(f"{name}, {label(mark)}", 0, 0, 1) for mark in gold), *guesses, *hits])


def _sparse(
    name: str,
    pairs: Sequence[tuple[T, T]],
    has: Callable[[T], bool],
    same: Callable[[T, T], bool],
) -> Counts:
    """Count a field that is mostly empty as found or missed: an empty guess earns nothing."""
    hits = sum(has(g) and has(p) and same(g, p) for g, p in pairs)
    return _found(name, hits, sum(has(p) for _, p in pairs), sum(has(g) for g, _ in pairs))


def _b_cubed(pairs: Sequence[tuple[Done, Done]]) -> Counts:
    """B-cubed of occurrences over the matched events (Bagga and Baldwin 1998), summed per event."""
    if not pairs:
        return {}
    gold = _clusters(g.occurrence for g, _ in pairs)
    predicted = _clusters(p.occurrence for _, p in pairs)
    shared = [(gold[g.occurrence], predicted[p.occurrence]) for g, p in pairs]
    return {
        "occurrences/precise": sum(len(a & b) / len(b) for a, b in shared),
        "occurrences/recalled": sum(len(a & b) / len(a) for a, b in shared),
        "occurrences/events": len(pairs),
    }


def _clusters(labels: Iterable[str]) -> dict[str, set[int]]:
    found: defaultdict[str, set[int]] = defaultdict(set)
    for i, label in enumerate(labels):
        found[label].add(i)
    return found
