"""Utterances, acts and narratives in the terminal: renderings and tellings under each other, roles in a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from standoff.discourse import Casting, Contest, Copy, Narrative, differences
from standoff.report import wording
from standoff.report.layout import heading
from standoff.types import Coding, Document, Event, Occurrence, Statement, Utterance

_ROLE_STYLE = {"aggressor": "red", "victim": "magenta", "partner": "green", "provocateur": "yellow"}
_COPY = 0.6  # of the words of both: from here on a rendering is a near copy


def copies(
    groups: Sequence[Sequence[str]], links: Iterable[Copy], documents: Iterable[Document]
) -> RenderableType:
    """Each report that is printed more than once: its articles in order of their days, each with its kind of copy."""
    if not groups:
        return Text("No two of these articles print one report.", style="dim")
    known = {document.id: document for document in documents}
    kinds = {
        link.b: f"{link.kind}, {link.likeness:.0%}"
        for link in sorted(links, key=lambda c: c.likeness)
    }
    parts: list[RenderableType] = []
    for group in groups:
        members = sorted((known[id] for id in group), key=lambda d: (str(d.published), d.id))
        title = next(
            (d.title for d in members if d.title),
            wording.shortened(" ".join(members[0].text.split()), 60),
        )
        parts += [heading(f"{title} · {len(group)} articles"), _prints(members, kinds), Text()]
    return Stack(*parts)


def _prints(members: Sequence[Document], kinds: dict[str, str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for style in ("", "dim", "dim", "cyan"):
        table.add_column(style=style, overflow="fold")
    for d in members:
        table.add_row(
            d.source or "–",
            str(d.published or ""),
            d.url or d.origin or d.id,
            kinds.get(d.id, "fullest"),
        )
    return table


def utterances(found: Sequence[Utterance], codings: Iterable[Coding]) -> RenderableType:
    """Each utterance with its renderings; differences are told from the fullest quotation."""
    said = {s.id: (coding, s) for coding in codings for s in coding.statements}
    if not found:
        return Text("No utterance is rendered by that many of these articles.", style="dim")
    parts: list[RenderableType] = []
    for utterance in found:
        parts += [_title(utterance), _renderings([said[s] for s in utterance.statements]), Text()]
    return Stack(*parts)


def _title(utterance: Utterance) -> Rule:
    who = utterance.speaker.name if utterance.speaker else "nobody named"
    articles = wording.counted(len(utterance.documents), "article")
    day = wording.days(utterance.date) or "no day"
    renderings = wording.counted(len(utterance.statements), "rendering")
    title = f"{who} · {day} · {renderings} in {articles}"
    return Rule(Text(title, style="bold blue"), align="left", style="blue")


def _renderings(members: Sequence[tuple[Coding, Statement]]) -> Table:
    fullest = max(members, key=lambda m: (m[1].kind == "direct", len(wording.content(*m))))
    whole = wording.content(*fullest)
    table = _beside_outlets()
    for coding, statement in (fullest, *(m for m in members if m is not fullest)):
        said = wording.content(coding, statement)
        cue = wording.cue(coding, statement)
        table.add_row(
            Text(f"{_outlet(coding)}\n{coding.document.published or ''} {cue}"),
            Text(said) if statement is fullest[1] else _marked(whole, said),
        )
    return table


def _marked(first: str, second: str) -> Text:
    """The second rendering: its own words in colour; of a near copy also what it leaves out and puts in, as
    ``git diff --word-diff`` marks it.
    """
    pieces = differences(first, second)
    same = sum(len(p.text.split()) for p in pieces if p.kind == "same")
    copy = 2 * same >= _COPY * (len(first.split()) + len(second.split()))
    out = Text()
    for piece in pieces:
        if piece.kind == "left out" and copy:
            out.append(f"[-{wording.shortened(piece.text, 60)}-] ", style="dim")
        elif piece.kind == "put in":
            out.append(f"{{+{piece.text}+}} " if copy else f"{piece.text} ", style="cyan")
        elif piece.kind == "same":
            out.append(f"{piece.text} ")
    return out


def occurrences(found: Sequence[Occurrence], codings: Iterable[Coding]) -> RenderableType:
    """Each act with the words of its tellings, in order of publication."""
    told = {e.id: (coding, e) for coding in codings for e in coding.events}
    if not found:
        return Text("No act is told by that many of these articles.", style="dim")
    parts: list[RenderableType] = []
    for occurrence in found:
        members = [told[e] for e in occurrence.events]
        parts += [_act(occurrence, [e for _, e in members]), _tellings(members), Text()]
    return Stack(*parts)


def _act(occurrence: Occurrence, tellings: Sequence[Event]) -> Rule:
    named = [m for e in tellings for m in (*e.source, *e.recipient)]
    sides = " → ".join(
        " + ".join(wording.side(key, named) for key in keys) or "?"
        for keys in (occurrence.source, occurrence.recipient)
    )
    day = wording.days(occurrence.date) or "no day"
    articles = wording.counted(len(occurrence.documents), "article")
    title = f"{occurrence.type} {sides} · {day} · {occurrence.status} · {articles}"
    return Rule(Text(title, style="bold blue"), align="left", style="blue")


def _tellings(members: Sequence[tuple[Coding, Event]]) -> Table:
    table = _beside_outlets()
    for coding, event in members:
        words = wording.shortened(wording.words(coding, event.span), 200)
        table.add_row(Text(f"{_outlet(coding)} {coding.document.published or ''}"), Text(words))
    return table


def _beside_outlets() -> Table:
    """An empty table of outlets and their words."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, expand=True)
    table.add_column("outlet", ratio=2, overflow="fold", style="dim")
    table.add_column("words", ratio=7, overflow="fold")
    return table


def _outlet(coding: Coding) -> str:
    document = coding.document
    return document.source or document.origin or document.id


def narratives(
    found: Sequence[Narrative], collisions: Sequence[Contest], codings: Iterable[Coding]
) -> RenderableType:
    """Who casts whom as what, with the words; then the claims that are set against each other."""
    known = list(codings)
    if not found:
        return Text("Nobody casts anybody in these articles.", style="dim")
    parts: list[RenderableType] = [heading("Who casts whom as what"), castings(found, known)]
    if collisions:
        events = {e.id: (c, e) for c in known for e in c.events}
        parts += [Text(), heading("Claims against each other"), _contests(collisions, events)]
    return Stack(*parts)


def castings(found: Iterable[Narrative], codings: Iterable[Coding]) -> Table:
    """A row for each role in which a side casts another."""
    texts = {c.document.id: c for c in codings}
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=True, header_style="dim", expand=True)
    for name, ratio in (("side", 2), ("casts", 2), ("as", 3), ("in the words", 6)):
        table.add_column(name, ratio=ratio, overflow="fold")
    for narrative in found:
        for role, some in narrative.roles:
            table.add_row(
                narrative.by, "itself" if narrative.cast == narrative.by else narrative.cast,
                Text(f"{role} ×{len(some)}", style=_ROLE_STYLE[role]), _words(some, texts),
            )  # fmt: skip
    return table


def _words(some: Iterable[Casting], codings: dict[str, Coding]) -> str:
    counts = Counter(wording.words(codings[c.words.document], c.words) for c in some)
    return ", ".join(f"{words} ×{n}" if n > 1 else words for words, n in counts.most_common(8))


def _contests(collisions: Iterable[Contest], events: dict[str, tuple[Coding, Event]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, expand=True)
    table.add_column("what", ratio=2)
    table.add_column("side", ratio=1)
    table.add_column("words", ratio=7, overflow="fold")
    for contest in collisions:
        question = "who did it" if contest.on == "who" else "whether it was done"
        label = f"{contest.type.lower()}: {question}"
        for side, event in contest.claims:
            coding, claim = events[event]
            table.add_row(label, side, wording.shortened(wording.words(coding, claim.span), 200))
            label = ""
    return table
