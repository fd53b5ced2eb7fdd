"""The record itself in the terminal: its counts, the versions of a text, corrections and what they say of the coder."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from standoff.discourse import differences
from standoff.record.corrections import Correction
from standoff.record.review import Agreement, Score
from standoff.record.stats import Counts, Stats, Whole
from standoff.report import wording
from standoff.report.layout import heading
from standoff.types import Document

_CONTEXT = 8  # words kept at either end of what did not change


def stats(s: Stats) -> RenderableType:
    """Everything counted."""
    days = f", {s.first} to {s.last}" if s.first else ""
    rows = [
        ("articles", f"{s.documents:,}{days}"), ("outlets", _counts(s.outlets)),
        ("statements", f"{s.statements:,} in {s.utterances:,} utterances"), ("sourcing", _counts(s.sourcing)),
        ("events", f"{s.events:,} in {s.occurrences:,} acts"), ("status of the acts", _counts(s.statuses)),
        ("type of the acts", _counts(s.types)), *(_whole(s.whole) if s.whole else ()),
    ]  # fmt: skip
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    for name, value in rows:
        if value:
            table.add_row(name, value)
    return Stack(table, *([stale()] if s.whole and s.whole.stale else []))


def _whole(w: Whole) -> tuple[tuple[str, str], ...]:
    return (
        ("copies of another's report", f"{w.copies:,}"), ("addresses whose text changed", f"{w.changed:,}"),
        ("rejected", _counts(w.rejected) or "0"), ("imported events", _counts(w.imports) or "0"),
        ("corrections", f"{w.corrections:,} by {w.coders:,}" if w.corrections else "0"), ("runs", f"{w.runs:,}"),
        ("file", f"{w.size / 1e6:,.1f} MB"),
    )  # fmt: skip


def stale() -> Text:
    """What is said where acts and utterances are older than the record."""
    return Text(
        "Articles or corrections have come since acts and utterances were joined across articles;"
        " bring them up to date with: standoff link",
        style="yellow",
    )


def _counts(counts: Counts) -> str:
    shown = ", ".join(f"{name} {n:,}" for name, n in counts[:8])
    return f"{shown} and {len(counts) - 8} more" if len(counts) > 8 else shown


def versions(url: str, snapshots: Sequence[Document]) -> RenderableType:
    """The texts of one address in order, each with what changed in it."""
    parts: list[RenderableType] = [heading(url)]
    for before, after in zip((None, *snapshots), snapshots, strict=False):
        seen = f", retrieved {after.retrieved:%Y-%m-%d %H:%M}" if after.retrieved else ""
        title = f"{after.title or 'no title'} · {after.published or 'no day'}{seen} · {after.id}"
        parts.append(Text(title, style="bold"))
        if before is None:
            parts.append(Text(f"{len(after.text.split()):,} words", style="dim"))
            continue
        if before.title != after.title:
            parts.append(_changes(before.title or "", after.title or ""))
        parts.append(_changes(before.text, after.text))
    return Stack(*parts)


def _changes(before: str, after: str) -> Text:
    """What was taken out and put in, with a few words round it."""
    if before == after:
        return Text("the same text", style="dim")
    out = Text()
    for piece in differences(before, after):
        if piece.kind == "left out":
            out.append(f"[-{piece.text}-] ", style="red")
        elif piece.kind == "put in":
            out.append(f"{{+{piece.text}+}} ", style="green")
        else:
            out.append(_middle_left_out(piece.text) + " ", style="dim")
    return out


def _middle_left_out(text: str) -> str:
    words = text.split()
    if len(words) <= 2 * _CONTEXT:
        return " ".join(words)
    return f"{' '.join(words[:_CONTEXT])} … {' '.join(words[-_CONTEXT:])}"


def log(lines: Sequence[Correction]) -> RenderableType:
    """The corrections, oldest first."""
    if not lines:
        return Text("Nobody has corrected anything yet.", style="dim")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("when (UTC)", "who", "item", "verdict", "note"):
        table.add_column(name, overflow="fold")
    for line in lines:
        said = f"{line.field} = {line.value or '(nothing)'}" if line.field else line.verdict
        table.add_row(f"{line.made:%Y-%m-%d %H:%M}", line.coder, line.item, said, line.note or "")
    return table


def evaluation(scores: Sequence[Score], agreed: Agreement) -> RenderableType:
    """How often the coder was right, and how far the people agree who say so."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("")
    for name in ("judged", "right", "share", "95 %"):
        table.add_column(name, justify="right")
    for score in scores:
        if score.share is None or score.bounds is None:
            continue
        low, high = score.bounds
        table.add_row(
            score.what, str(score.judged), str(score.right), f"{score.share:.1%}", f"{low:.1%} … {high:.1%}",
            style="bold" if ":" not in score.what else "",
        )  # fmt: skip
    if not table.row_count:
        return Text("Nobody has judged anything yet; begin with: standoff queue", style="dim")
    alpha = "cannot be said" if agreed.alpha is None else f"{agreed.alpha:.3f}"
    line = Text(
        f"\n{wording.counted(agreed.items, 'item')} judged by two or more of {len(agreed.coders)} coders"
    )
    line.append(f", {agreed.alike} alike; Krippendorff's alpha {alpha}" if agreed.items else "")
    return Stack(table, line)


def problems(said: Sequence[str]) -> RenderableType:
    """What an audit found."""
    if not said:
        return Text("sound: snapshots, codings, marks and index agree", style="green")
    return Panel(
        Text("\n".join(said)), title=f"{len(said)} faults", border_style="red", title_align="left"
    )
