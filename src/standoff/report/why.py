"""The explanation of one event or statement in the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from standoff.ontology.lexicon import Need, Row
from standoff.reasons import Explanation, Resolved
from standoff.report import wording
from standoff.types import Coding, Event, Statement


def why(coding: Coding, told: Explanation) -> RenderableType:
    """One panel: the words, then a line for each thing that decided."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, expand=True)
    table.add_column(style="dim", width=12)
    table.add_column(ratio=1, overflow="fold")
    lines = (
        _event(coding, told.item) if isinstance(told.item, Event) else _statement(coding, told.item)
    )
    for name, value in (*lines, *_row(told.row), *_frame(told), *map(_actor, told.actors)):
        table.add_row(name, value)
    title = Text.assemble((_title(told.item), "bold"), ("  " + told.item.id, "dim"))
    return Panel(
        Stack(_sentence(coding, told), Text(), table),
        title=title,
        title_align="left",
        border_style="blue",
    )


def _title(item: Event | Statement) -> str:
    return wording.kind(item) if isinstance(item, Event) else f"statement, {item.kind}"


def _sentence(coding: Coding, told: Explanation) -> Text:
    """The sentence with the trigger or the cue underlined."""
    start, end = told.sentence.start, told.sentence.end
    text = Text(coding.document.text[start:end].replace("\n", " "))
    if told.head is not None:
        text.stylize("bold underline", told.head.start - start, told.head.end - start)
    return text


def _event(coding: Coding, e: Event) -> Iterator[tuple[str, str]]:
    yield "made by", e.made_by
    yield "status", f"{e.status}: {e.status_by}"
    yield "codes", f"CAMEO {e.cameo or '–'}, {e.quad}, intensity {e.intensity:+.1f}"
    if e.contexts:
        yield "contexts", ", ".join(e.contexts)
    yield (
        "date",
        wording.dated(e.date) if e.date.text else "none told: the article's own",
    )
    if e.place:
        yield "place", f"{e.place.name} ({wording.located(e.place)})"
    teller = next((s for s in coding.statements if s.id == e.attributed_to), None)
    if teller is not None:
        yield "told by", wording.speaker(coding, teller)
    again = sum(o.occurrence == e.occurrence for o in coding.events) - 1
    if e.occurrence and again:
        yield "told again", f"{again} more in this article"
    yield "confidence", f"{e.confidence:.2f}, the least sure of the links below"


def _statement(coding: Coding, s: Statement) -> Iterator[tuple[str, str]]:
    cue = wording.words(coding, s.cue) if s.cue else "none: a quotation beside its speaker"
    yield "cue", f"{cue} ({s.cue_class})" if s.cue_class else cue
    yield "said", wording.content(coding, s)
    yield "sourcing", f"{s.sourcing} ({s.source_type})" if s.source_type else s.sourcing
    if s.venue:
        yield "venue", s.venue.name
    if s.date and s.date.text:
        yield "date", wording.dated(s.date)


def _row(row: Row | None) -> Iterator[tuple[str, str]]:
    if row is None:
        return
    yield "row", " | ".join(sorted(row.lemmas))
    if row.needs:
        yield "needs", "; ".join(map(_need, row.needs))
    if row.pattern is not None:
        yield "pattern", str(row.pattern)
    else:
        yield "example", row.example


def _need(need: Need) -> str:
    words = sorted(need.words)
    some = ", ".join(words[:6]) + (f" and {len(words) - 6} more" if len(words) > 6 else "")
    return f"{'no ' if need.negative else ''}{need.role}: {some}"


def _frame(told: Explanation) -> Iterator[tuple[str, str]]:
    for role, words in told.frame:
        yield role, words.replace("\n", " ")


def _actor(actor: Resolved) -> tuple[str, str]:
    m = actor.mention
    country = f", {m.actor.country}" if m.actor.country else ""
    words = actor.words.replace("\n", " ")
    return (
        actor.part,
        f"“{words}” → {m.actor.name} ({m.actor.id}{country}), by {m.resolved_by}, {m.confidence:.2f}",
    )
