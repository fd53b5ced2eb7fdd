"""The brief in the terminal: what the article is, who said what, who did what to whom.

What was feared, denied or alleged stands apart from what happened and carries a sign, so that it
reads without colour. Built with rich; ``brief``, ``totals`` and ``rejected`` give renderables.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from standoff.discourse import narratives
from standoff.report import wording
from standoff.report.discourse import castings
from standoff.report.layout import heading
from standoff.summary import SourcingProfile, dyads, sourcing, status_counts
from standoff.types import Coding, Dyad, Event, Rejected, Statement

_SOURCING_STYLE = {"named": "green", "institution": "blue", "anonymous": "yellow", "none": "red"}
_SOURCING_WORD = {
    "named": "named",
    "institution": "institution",
    "anonymous": "ANONYMOUS",
    "none": "UNATTRIBUTED",
}
_BAR = 24


def brief(coding: Coding) -> RenderableType:
    """One document's brief."""
    parts: list[RenderableType] = [_header(coding)]
    if coding.statements:
        parts += [Text(), heading("Who said what"), _statements(coding)]
    if coding.events:
        parts += [Text(), heading("Who did what to whom"), *_events(coding)]
    told = narratives([coding])
    if told:
        parts += [Text(), heading("Who casts whom as what"), castings(told, [coding])]
    if not coding.statements and not coding.events:
        parts.append(
            Text("No statement and no political event was found in this text.", style="dim")
        )
    parts += _figures([coding])
    return Stack(*parts, Text())


def totals(codings: Sequence[Coding]) -> RenderableType:
    """The figures of many documents together."""
    statements = sum(len(c.statements) for c in codings)
    events = sum(len(c.events) for c in codings)
    occurrences = sum(len(c.occurrences) for c in codings)
    line = Text(
        f"{len(codings)} documents · {statements} statements · {events} events in {occurrences} occurrences"
    )
    statuses = Text(
        "  ".join(f"{wording.group_of(s).sign} {n} {s}" for s, n in status_counts(codings) if n)
    )
    return Stack(heading("All documents together"), line, statuses, *_figures(codings))


def rejected(item: Rejected) -> RenderableType:
    """What was not read, and why."""
    return Text.assemble(
        ("rejected ", "bold red"), (item.origin, "bold"), f": {item.detail} [{item.reason}]"
    )


def _header(coding: Coding) -> Panel:
    document = coding.document
    about = [
        document.source,
        document.published and document.published.isoformat(),
        document.byline,
    ]
    counts = (
        f"{len(document.text.split()):,} words",
        wording.counted(len(coding.statements), "statement"),
        wording.counted(len(coding.events), "event"),
    )
    count = ", ".join(counts)
    body = Text(" · ".join(str(x) for x in (*about, count) if x))
    title = Text(document.title or document.origin or document.id, style="bold")
    return Panel(body, title=title, title_align="left", border_style="blue", padding=(0, 1))


# -- statements ----------------------------------------------------------------------------------


def _statements(coding: Coding) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="dim", expand=True)
    table.add_column("speaker", ratio=3, overflow="fold")
    table.add_column("cue", width=11, overflow="fold")
    table.add_column("said", ratio=6, overflow="fold")
    table.add_column("source", width=11)
    for statement in coding.statements:
        table.add_row(*_statement(coding, statement))
    return table


def _statement(coding: Coding, statement: Statement) -> tuple[Text, Text, Text, Text]:
    style = _SOURCING_STYLE[statement.sourcing]
    speaker = Text(
        wording.speaker(coding, statement), style="" if statement.sourcing == "named" else style
    )
    actor = statement.speaker.actor if statement.speaker else None
    if actor is not None and actor.office is not None:
        speaker.append(f"\n{actor.office.title}", style="dim")
    cue = Text(wording.cue(coding, statement), style="italic")
    said = Text(wording.shortened(wording.content(coding, statement), 220))
    for label, value in _circumstances(statement):
        said.append(f"\n{label} {value}", style="dim")
    source = Text(f"{_SOURCING_WORD[statement.sourcing]}", style=style)
    source.append(f"\n{statement.kind}", style="dim")
    return speaker, cue, said, source


def _circumstances(s: Statement) -> Iterable[tuple[str, str]]:
    if s.targets:
        yield "about", wording.parties(s.targets)
    if s.addressees:
        yield "to", wording.parties(s.addressees)
    if s.channel:
        yield "through", wording.party(s.channel)
    if s.venue:
        yield "at", s.venue.name
    if s.date and s.date.text:
        yield "on", wording.dated(s.date)


# -- events --------------------------------------------------------------------------------------


def _events(coding: Coding) -> Iterable[RenderableType]:
    for group in wording.GROUPS:
        told = _one_per_occurrence([e for e in coding.events if e.status in group.statuses])
        if not told:
            continue
        table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, expand=True)
        table.add_column(width=1)
        table.add_column("who to whom", ratio=4, overflow="fold")
        table.add_column("type", ratio=2, min_width=13, overflow="fold")
        table.add_column("words", ratio=6, overflow="fold")
        for event, times in told:
            table.add_row(
                Text(group.sign, style=group.style), *_event(coding, event, times, group.style)
            )
        yield Text(f"{group.title} ({len(told)})", style=f"{group.style} underline")
        yield table


def _one_per_occurrence(events: list[Event]) -> list[tuple[Event, int]]:
    """The fullest telling of each act, and how often it is told."""
    groups: dict[str, list[Event]] = {}
    for event in events:
        groups.setdefault(event.occurrence or event.id, []).append(event)
    return [
        (max(g, key=lambda e: (bool(e.source) + bool(e.recipient), e.confidence)), len(g))
        for g in groups.values()
    ]


def _event(coding: Coding, event: Event, times: int, style: str) -> tuple[Text, Text, Text]:
    arrow = " ↔ " if event.reciprocal else " → "
    who = Text.assemble(
        (wording.parties(event.source), style),
        (arrow, "dim"),
        (wording.parties(event.recipient), style),
    )
    kind = Text(wording.kind(event), style="bold")
    kind.append(f"\n{event.intensity:+.1f} {', '.join(event.contexts)}".rstrip(), style="dim")
    evidence = Text(wording.shortened(wording.words(coding, event.span), 150))
    evidence.highlight_words([wording.words(coding, event.trigger)], "underline")
    notes = [
        event.status if event.status == "ongoing" else "",
        wording.days(event.date),
        _teller(coding, event),
    ]
    notes += [f"told {times} times"] if times > 1 else []
    if any(notes):
        evidence.append("\n" + " · ".join(n for n in notes if n), style="dim")
    return who, kind, evidence


def _teller(coding: Coding, event: Event) -> str:
    """Who alone vouches for an alleged event."""
    if event.status != "alleged":
        return ""
    statement = next((s for s in coding.statements if s.id == event.attributed_to), None)
    return f"says {wording.speaker(coding, statement)}" if statement else ""


# -- figures -------------------------------------------------------------------------------------


def _figures(codings: Sequence[Coding]) -> list[RenderableType]:
    parts: list[RenderableType] = []
    rows = [d for d in dyads(codings) if d.happened or d.other][:10]
    if rows:
        parts += [
            Text(),
            heading("Dyads: what happened, summed per direction"),
            _dyads(rows, codings),
        ]
    profile = sourcing(codings)
    if profile.total:
        parts += [Text(), heading("Sourcing of the statements"), _sourcing(profile)]
    return parts


def _dyads(rows: Sequence[Dyad], codings: Sequence[Coding]) -> Table:
    named = wording.named(codings)
    most = max((abs(d.total) for d in rows), default=0.0) or 1.0
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="dim")
    for name in ("from", "to"):
        table.add_column(name)
    for name in ("acts", "sum"):
        table.add_column(name, justify="right")
    table.add_column("")
    table.add_column("not counted: feared, denied, alleged, past, to come", style="dim", ratio=1)
    for d in rows:
        bar = "█" * max(1, round(_BAR * abs(d.total) / most)) if d.total else ""
        other = str(d.other) if d.other else ""
        table.add_row(
            wording.side(d.source, named),
            wording.side(d.recipient, named),
            str(d.happened),
            f"{d.total:+.1f}",
            Text(bar, style="red" if d.total < 0 else "green"),
            other,
        )
    return table


def _sourcing(profile: SourcingProfile) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for kind, count in profile.counts:
        share = profile.share(kind)
        bar = "█" * round(_BAR * share)
        table.add_row(
            _SOURCING_WORD[kind].lower(),
            f"{count}",
            f"{share:4.0%}",
            Text(bar, style=_SOURCING_STYLE[kind]),
        )
    return table
