"""What was asked of the record, in the terminal: items with their words, two sides and their weeks, actors."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from standoff.ontology.plover import QUADS
from standoff.record.dyads import Act, Direction, View
from standoff.record.queries import ActorCount, Found
from standoff.report import wording
from standoff.report.layout import heading
from standoff.types import Coding, Document, Event, EventRow, Party, Statement

_SPARKS = "▁▂▃▄▅▆▇█"
_WIDTH = 52  # weeks of a sparkline
_QUAD_HEADS = ("verbal\ncoop.", "material\ncoop.", "verbal\nconflict", "material\nconflict")
_QUAD_STYLE = dict(zip(QUADS, ("green", "bold green", "red", "bold red"), strict=True))


def found(items: Sequence[Found], total: int) -> RenderableType:
    """Items one under the other, the newest first, and how many there are in all."""
    if not items:
        return Text("Nothing in the record fits.", style="dim")
    rest = f"{len(items)} of {total:,}" if total > len(items) else f"{total:,} in all"
    return Stack(_items(items), Text(f"\n{rest}", style="dim"))


def _items(items: Sequence[Found], told: Sequence[str] = ()) -> Table:
    """A row for each item; ``told`` is what stands at its end."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, expand=True)
    table.add_column("day", width=10, style="dim")
    table.add_column("sign", width=1)
    table.add_column("who", ratio=3, overflow="fold")
    table.add_column("kind", min_width=13, max_width=20, overflow="fold")
    table.add_column("words", ratio=7, overflow="fold")
    if told:
        table.add_column("told", justify="right", style="dim")
    for each, end in zip_longest(items, told):
        table.add_row(*_row(each), *filter(None, [end]))
    return table


def _row(each: Found) -> tuple[str, Text, Text, Text, Text]:
    item, coding = each.item, each.coding
    if isinstance(item, EventRow):
        return _imported(item)
    if isinstance(item, Document) or coding is None:
        return _article(each)
    return _event(item, coding) if isinstance(item, Event) else _statement(item, coding)


def _event(e: Event, coding: Coding) -> tuple[str, Text, Text, Text, Text]:
    group = wording.group_of(e.status)
    day = e.date.start or coding.document.published
    who = Text(
        f"{wording.parties(e.source)} {'↔' if e.reciprocal else '→'} {wording.parties(e.recipient)}"
    )
    words = Text(wording.shortened(wording.words(coding, e.span), 220))
    words.highlight_words([wording.words(coding, e.trigger)], "underline")
    kind = Text(wording.kind(e), style="bold").append(f"\n{e.status}", style="dim")
    return (
        str(day or ""),
        Text(group.sign, style=group.style),
        who,
        kind,
        _sourced(words, coding, f"{e.confidence:.2f} · {e.id}"),
    )


def _statement(s: Statement, coding: Coding) -> tuple[str, Text, Text, Text, Text]:
    day = (s.date.start if s.date else None) or coding.document.published
    words = Text(wording.shortened(wording.content(coding, s), 220))
    kind = Text(wording.cue(coding, s), style="italic")
    kind.append(f"\n{s.sourcing}\n{s.kind}", style="dim")
    if s.targets:
        words.append(f"\nabout {wording.parties(s.targets)}", style="dim")
    return (
        str(day or ""),
        Text("“"),
        Text(wording.speaker(coding, s)),
        kind,
        _sourced(words, coding, s.id),
    )


def _sourced(words: Text, coding: Coding, rest: str) -> Text:
    outlet = coding.document.source or coding.document.origin or coding.document.id
    return words.append(f"\n{outlet} · {rest}", style="dim")


def _imported(row: EventRow) -> tuple[str, Text, Text, Text, Text]:
    who = Text(f"{_parties(row.source)} → {_parties(row.recipient)}")
    kind = Text(row.type or row.cameo or "–", style="bold").append(f"\n{row.status}", style="dim")
    words = Text(wording.shortened(row.text or "no words in this data set", 220))
    words.append(f"\nimported from {row.dataset} · {row.dataset}:{row.id}", style="cyan")
    return str(row.start or ""), Text("◆", style="cyan"), who, kind, words


def _parties(some: tuple[Party, ...]) -> str:
    return ", ".join(p.name or p.country or p.id or "?" for p in some) or "–"


def _article(each: Found) -> tuple[str, Text, Text, Text, Text]:
    document = each.item
    coding = each.coding
    if not isinstance(document, Document) or coding is None:
        raise TypeError(
            f"{type(document).__name__} has no row of its own: give it one in report/record.py"
        )
    counts = f"{wording.counted(len(coding.statements), 'statement')}\n{wording.counted(len(coding.events), 'event')}"
    opening = Text(document.title or "", style="bold")
    opening.append("\n" + wording.shortened(" ".join(document.text[:300].split()), 160), style="")
    opening.append(f"\n{document.url or document.origin or ''} · {document.id}", style="dim")
    return (
        str(document.published or ""),
        Text("▤"),
        Text(document.source or ""),
        Text(counts, style="dim"),
        opening,
    )


def view(seen: View) -> RenderableType:
    """Two sides: their directions, their newest acts with the words, what they said of each other."""
    parts: list[RenderableType] = [heading(" and ".join(seen.sides)), _directions(seen.directions)]
    parts += [Text(), heading("Newest acts")]
    parts.append(_acts(seen.acts) if seen.acts else Text("No act between them fits.", style="dim"))
    if seen.statements:
        parts += [Text(), heading("What they said of each other"), _items(seen.statements)]
    return Stack(*parts)


def _directions(directions: Sequence[Direction]) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("")
    for name in ("acts", "sum", *_QUAD_HEADS, "not\ncounted"):
        table.add_column(name, justify="right", style="dim" if name.startswith("not") else "")
    for d in directions:
        quads = dict(d.quads)
        table.add_row(
            _way(d), str(d.happened), f"{d.total:+.1f}",
            *(Text(str(quads.get(q, 0)), style=_QUAD_STYLE[q]) for q in QUADS), str(sum(n for _, n in d.others)),
        )  # fmt: skip
    return Stack(table, *_weeks(directions))


def _weeks(directions: Sequence[Direction]) -> list[RenderableType]:
    """The last weeks of both directions on one scale."""
    most = max((w.acts for d in directions for w in d.weeks), default=0)
    weeks = directions[0].weeks[-_WIDTH:]
    if not most or not weeks:
        return []
    lines: list[RenderableType] = [
        Text(f"\nacts a week, {weeks[0].start} to {weeks[-1].start}, at most {most}", style="dim")
    ]
    for d in directions:
        lines.append(Text(f"{_way(d)}  {sparkline([w.acts for w in d.weeks[-_WIDTH:]], most)}"))
    return lines


def _way(d: Direction) -> str:
    return f"{d.source} → {d.recipient}"


def sparkline(values: Sequence[int], most: int) -> str:
    """One character a value, a dot for none, the highest block for ``most``."""
    top = len(_SPARKS) - 1
    return "".join("·" if not v else _SPARKS[max(0, round(top * v / (most or 1)))] for v in values)


def _acts(acts: Sequence[Act]) -> Table:
    return _items([act.telling for act in acts], [_told(act) for act in acts])


def _told(act: Act) -> str:
    """How often, in how many articles, and how many reports these print."""
    lines = [f"×{act.mentions}"]
    if act.documents > 1:
        lines.append(f"{act.documents} articles")
    if act.reports < act.documents:
        lines.append(wording.counted(act.reports, "report"))
    return "\n".join(lines)


def actors(rows: Sequence[ActorCount]) -> RenderableType:
    """Who takes part, the most frequent first."""
    if not rows:
        return Text("Nobody in the record fits.", style="dim")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("actor", "id", "side"):
        table.add_column(name, overflow="fold")
    for name in ("acts", "is acted on", "speaks"):
        table.add_column(name, justify="right")
    for row in rows:
        table.add_row(
            row.name,
            row.id,
            row.side,
            *(str(n or "") for n in (row.source, row.recipient, row.speaker)),
        )
    return table
