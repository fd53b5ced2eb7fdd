"""Tellings to acts: events of one article that tell of the same occurrence.

Two tellings are joined when type, sides, mode, date and standing (happened, past, to come, denied)
do not speak against it and their words speak for it. What is left apart is counted apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from standoff.ontology.wordlists import word_list
from standoff.types import VOUCHING, DateInterval, Document, Event, Mention, Occurrence, Status

_STANDING: dict[Status, str] = {
    "reported": "now", "ongoing": "now", "alleged": "now", "historical": "past",
    "future": "ahead", "hypothetical": "ahead", "negated": "denied",
}  # fmt: skip
_VERBAL = {"verbal conflict", "verbal cooperation"}
_STOP = word_list("empty")
_CALENDAR = word_list("calendar")


def join(
    document: Document, events: tuple[Event, ...]
) -> tuple[tuple[Event, ...], tuple[Occurrence, ...]]:
    """The events with their occurrence set, and the occurrences in order of first telling."""
    groups: list[list[Event]] = []
    by_type: dict[str, list[list[Event]]] = {}
    for event in events:
        alike = by_type.setdefault(event.type, [])
        home = next((g for g in alike if all(_same_act(document, event, e) for e in g)), None)
        if home is None:
            home = []
            alike.append(home)
            groups.append(home)
        home.append(event)
    occurrences = tuple(_occurrence(document, n, g) for n, g in enumerate(groups, start=1))
    home_of = {e: o.id for o in occurrences for e in o.events}
    return tuple(replace(e, occurrence=home_of[e.id]) for e in events), occurrences


def _same_act(document: Document, a: Event, b: Event) -> bool:
    if _is_part(document, a, b) or _is_part(document, b, a):
        return _same_standing(a, b)
    return all(test(a, b) for test in _TESTS) and (
        _words_agree(document, a, b) and _names_agree(document, a, b)
    )


def _is_part(document: Document, a: Event, b: Event) -> bool:
    """What came of an act is told in a participle of its clause: "shelled Kharkiv, *killing* four people"."""
    inside = a.span.start < b.span.start == b.trigger.start and b.span.end <= a.span.end
    participle = document.text[b.trigger.start : b.trigger.end].endswith("ing")
    one, two = ({s for s in _sides(e.recipient) if not s.startswith("text:")} for e in (a, b))
    fit = not one or not two or bool(one & two)
    material = a.quad == b.quad == "material conflict"
    alike = material and fit and _sides(a.source) == _sides(b.source)
    return inside and participle and alike and b.date.span in {None, a.date.span}


def _same_mode(a: Event, b: Event) -> bool:
    return a.mode == b.mode or a.mode is None or b.mode is None


def _same_standing(a: Event, b: Event) -> bool:
    return _STANDING[a.status] == _STANDING[b.status]


def _sides_agree(a: Event, b: Event) -> bool:
    """Each side is the same or unnamed in one of the two; at least one side is named in both."""
    if a.reciprocal or b.reciprocal:
        return bool(_sides(a.source + a.recipient) & _sides(b.source + b.recipient)) and _subset(
            a, b
        )
    sources = _compatible(_sides(a.source), _sides(b.source))
    recipients = _compatible(_sides(a.recipient), _sides(b.recipient))
    shared = (_sides(a.source) & _sides(b.source)) or (_sides(a.recipient) & _sides(b.recipient))
    return sources and recipients and bool(shared)


def _subset(a: Event, b: Event) -> bool:
    one, two = _sides(a.source + a.recipient), _sides(b.source + b.recipient)
    return one <= two or two <= one


def _compatible(one: frozenset[str], two: frozenset[str]) -> bool:
    return not one or not two or bool(one & two)


def _dates_agree(a: Event, b: Event) -> bool:
    if a.date.start is None or b.date.start is None or a.date.end is None or b.date.end is None:
        return True
    return a.date.start <= b.date.end and b.date.start <= a.date.end


def _places_agree(a: Event, b: Event) -> bool:
    """Two strikes on one day at two places are two."""
    if a.place is None or b.place is None:
        return True
    one, two = a.place.name.lower(), b.place.name.lower()
    return one in two or two in one


_TESTS: tuple[Callable[[Event, Event], bool], ...] = (
    _same_mode, _same_standing, _sides_agree, _dates_agree, _places_agree,
)  # fmt: skip


def _words_agree(document: Document, a: Event, b: Event) -> bool:
    """Verbal acts are many: two tellings must share words beside the names; others need not."""
    if a.quad not in _VERBAL:
        return (
            a.date.start is not None
            or b.date.start is not None
            or bool(_words(document, a) & _words(document, b))
        )
    return bool(_words(document, a) & _words(document, b))


def _words(document: Document, event: Event) -> set[str]:
    """Content words of a telling, cut to their first five letters, without the actors' names."""
    names = {w.lower() for m in (*event.source, *event.recipient)
             for w in document.text[m.span.start : m.span.end].split()}  # fmt: skip
    words = document.text[event.span.start : event.span.end].lower().split()
    plain = {w.strip(".,;:!?\"'“”‘’()") for w in words}
    return {w[:5] for w in plain if len(w) > 3 and w not in _STOP and w not in names}


def _names_agree(document: Document, a: Event, b: Event) -> bool:
    """Two tellings that name places, and none in common, are of two acts."""
    if a.quad in _VERBAL:
        return True
    one, two = _names(document, a), _names(document, b)
    return not one or not two or bool(one & two)


def _names(document: Document, event: Event) -> set[str]:
    """Names in a telling's clause that stand for none of its sides, nor for a day."""
    said = {w for m in (*event.source, *event.recipient) if m.resolved_by != "place"
            for w in document.text[m.span.start : m.span.end].split()}  # fmt: skip
    words = document.text[event.span.start : event.span.end].split()[1:]
    plain = {w.strip(".,;:!?\"'“”‘’()").removesuffix("’s").removesuffix("'s") for w in words}
    return {w for w in plain if w[:1].isupper() and w not in _CALENDAR and w not in said}


def _sides(mentions: tuple[Mention, ...]) -> frozenset[str]:
    return frozenset(
        m.actor.country if m.actor.country and len(m.actor.country) == 3 else m.actor.id
        for m in mentions
        if m.actor.kind != "thing"
    )


def _occurrence(document: Document, number: int, events: list[Event]) -> Occurrence:
    status = min((e.status for e in events), key=VOUCHING.index)
    dated = next((e.date for e in events if e.date.start is not None), DateInterval())
    return Occurrence(
        id=f"{document.id}:o{number}", events=tuple(e.id for e in events), type=events[0].type,
        source=tuple(sorted(frozenset().union(*(_sides(e.source) for e in events)))),
        recipient=tuple(sorted(frozenset().union(*(_sides(e.recipient) for e in events)))),
        status=status, date=dated, documents=(document.id,),
        outlets=(document.source,) if document.source else (),
    )  # fmt: skip
