"""The brief as one self-contained page: the text with its evidence marked, the tables beside it.

Each row leads to its words and each marked stretch to its row. Nothing is loaded from anywhere, the
page works without JavaScript (rows are then plain links), and every text is escaped: what was
extracted from the web is hostile until shown otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path
from string import Template

from standoff.discourse import Casting, narratives
from standoff.report import wording
from standoff.report.marking import Mark, marked
from standoff.summary import dyads, sourcing
from standoff.types import Coding, Event, Rejected, Span, Statement

DATA = Path(__file__).parent / "data"


def page(codings: Sequence[Coding], rejected: Sequence[Rejected] = ()) -> str:
    """A whole HTML document."""
    title = (
        codings[0].document.title
        if len(codings) == 1 and codings[0].document.title
        else "Standoff brief"
    )
    return Template(_file("page.html")).substitute(
        title=escape(title),
        style=_file("page.css"),
        script=_file("page.js"),
        nav="".join(f'<a href="#d{n}">{escape(_name(c))}</a>' for n, c in enumerate(codings)),
        articles="".join(_article(n, c) for n, c in enumerate(codings)),
        rejected=_rejected(rejected),
    )


def _file(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8")


def _name(coding: Coding) -> str:
    return coding.document.title or coding.document.origin or coding.document.id


def _article(number: int, coding: Coding) -> str:
    document = coding.document
    ids = _Rows(number, coding)
    about = (
        document.source,
        document.published and document.published.isoformat(),
        document.byline,
        document.url,
    )
    return f"""<article class="document" id="d{number}" aria-labelledby="h{number}">
<h1 id="h{number}">{escape(_name(coding))}</h1>
<p class="about">{escape(" · ".join(str(a) for a in about if a))}</p>
<div class="columns">
<section class="text" aria-label="Text with evidence marked" tabindex="0">{_LEGEND}<div class="words">{marked(document.text, ids.marks())}</div></section>
<section aria-label="What was read">{_statements(coding, ids)}{_events(coding, ids)}{_narratives(coding, ids)}{_dyads(coding)}{_sourcing(coding)}</section>
</div>
</article>
"""


_LEGEND = '<p class="legend"><mark class="speaker">speaker</mark><mark class="cue">cue</mark><mark class="said">what was said</mark>' + "".join(
    f'<mark class="trigger {g.key}">{g.sign} {escape(g.key)}</mark>' for g in wording.GROUPS
) + "</p>"  # fmt: skip


class _Rows:
    """Short row ids for a document's marks; the record's own ids stay in the record."""

    def __init__(self, number: int, coding: Coding) -> None:
        self.coding = coding
        self.statements = {s.id: f"d{number}-s{n}" for n, s in enumerate(coding.statements)}
        self.events = {e.id: f"d{number}-e{n}" for n, e in enumerate(coding.events)}

    def marks(self) -> Iterator[Mark]:
        """What to mark in the text."""
        for s in self.coding.statements:
            row = self.statements[s.id]
            yield from (_mark(c, row, "said") for c in s.content)
            if s.cue:
                yield _mark(s.cue, row, "cue")
            if s.speaker:
                yield _mark(s.speaker.span, row, "speaker")
        for e in self.coding.events:
            yield _mark(e.trigger, self.events[e.id], f"trigger {wording.group_of(e.status).key}")


def _mark(span: Span, row: str, look: str) -> Mark:
    return Mark(span.start, span.end, row, look)


# -- tables --------------------------------------------------------------------------------------


def _table(caption: str, columns: Sequence[str], rows: Iterable[str]) -> str:
    head = "".join(f'<th scope="col">{escape(c)}</th>' for c in columns)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _row(row: str, cells: Iterable[str]) -> str:
    return f'<tr id="{row}" data-marks>{"".join(f"<td>{c}</td>" for c in cells)}</tr>'


def _small(*parts: str) -> str:
    shown = " · ".join(escape(p) for p in parts if p)
    return f"<small>{shown}</small>" if shown else ""


def _link(row: str, text: str) -> str:
    return f'<a href="#w-{row}">{escape(text)}</a>'


def _statements(coding: Coding, ids: _Rows) -> str:
    if not coding.statements:
        return "<h2>Who said what</h2><p>No statement was found.</p>"
    rows = (_statement(coding, s, ids.statements[s.id]) for s in coding.statements)
    return "<h2>Who said what</h2>" + _table(
        f"{len(coding.statements)} statements", ("speaker", "cue", "said", "source"), rows
    )


def _statement(coding: Coding, s: Statement, row: str) -> str:
    office = s.speaker.actor.office.title if s.speaker and s.speaker.actor.office else ""
    around = [f"about {wording.parties(s.targets)}" if s.targets else "",
              f"to {wording.parties(s.addressees)}" if s.addressees else "",
              f"through {wording.party(s.channel)}" if s.channel else "",
              f"at {s.venue.name}" if s.venue else "",
              f"on {wording.days(s.date)}" if s.date and s.date.text else ""]  # fmt: skip
    cells = (
        escape(wording.speaker(coding, s)) + _small(office),
        escape(wording.cue(coding, s)),
        _link(row, wording.shortened(wording.content(coding, s), 260)) + _small(*around),
        f'<span class="tag {s.sourcing}">{escape(s.sourcing)}</span>' + _small(s.kind),
    )
    return _row(row, cells)


def _events(coding: Coding, ids: _Rows) -> str:
    if not coding.events:
        return "<h2>Who did what to whom</h2><p>No political event was found.</p>"
    parts = ["<h2>Who did what to whom</h2>"]
    for group in wording.GROUPS:
        told = [e for e in coding.events if e.status in group.statuses]
        if told:
            heading = f'<h3 class="{group.key}-group">{group.sign} {escape(group.title)}</h3>'
            rows = (_event(coding, e, ids.events[e.id], group) for e in told)
            parts.append(
                heading + _table(f"{len(told)} tellings", ("who to whom", "what", "words"), rows)
            )
    return "".join(parts)


def _event(coding: Coding, e: Event, row: str, group: wording.Group) -> str:
    arrow = "↔" if e.reciprocal else "→"
    who = f"{wording.parties(e.source)} {arrow} {wording.parties(e.recipient)}"
    told = next((o.mentions for o in coding.occurrences if o.id == e.occurrence), 1)
    notes = (
        wording.days(e.date),
        e.place.name if e.place else "",
        f"told {told} times" if told > 1 else "",
    )
    cells = (
        f'<span class="{group.key}-group">{escape(who)}</span>',
        f"<strong>{escape(wording.kind(e))}</strong>" + _small(f"{e.intensity:+.1f}", ", ".join(e.contexts), f"CAMEO {e.cameo}" if e.cameo else ""),
        _link(row, wording.shortened(wording.words(coding, e.span), 180)) + _small(f"{e.status}: {e.status_by}", *notes),
    )  # fmt: skip
    return _row(row, cells)


def _narratives(coding: Coding, ids: _Rows) -> str:
    rows = [
        f"<tr><td>{escape(n.by)}</td><td>{escape('itself' if n.cast == n.by else n.cast)}</td>"
        f'<td>{escape(role)}</td><td>{", ".join(_casting(coding, ids, c) for c in castings)}</td></tr>'
        for n in narratives([coding]) for role, castings in n.roles
    ]  # fmt: skip
    if not rows:
        return ""
    return "<h2>Narratives</h2>" + _table(
        "Who casts whom as what", ("side", "casts", "as", "in the words"), rows
    )


def _casting(coding: Coding, ids: _Rows, casting: Casting) -> str:
    return _link(ids.statements[casting.statement], wording.words(coding, casting.words))


def _dyads(coding: Coding) -> str:
    found = dyads([coding])
    if not found:
        return ""
    most = max((abs(d.total) for d in found), default=0.0) or 1.0
    rows = []
    named = wording.named([coding])
    for d in found:
        width = round(120 * abs(d.total) / most)
        bar = (
            f'<span class="bar {"minus" if d.total < 0 else "plus"}" style="width:{width}px"></span>'
            if width
            else ""
        )
        sides = (escape(wording.side(key, named)) for key in (d.source, d.recipient))
        cells = f"<td>{' → '.join(sides)}</td>"
        numbers = (str(d.happened), f"{d.total:+.1f}")
        cells += (
            "".join(f'<td class="number">{n}</td>' for n in numbers)
            + f'<td>{bar}</td><td class="number">{d.other}</td>'
        )
        rows.append(f"<tr>{cells}</tr>")
    return "<h2>Dyads</h2>" + _table(
        "What happened, summed per direction", ("direction", "acts", "sum", "", "other"), rows
    )


def _sourcing(coding: Coding) -> str:
    profile = sourcing([coding])
    if not profile.total:
        return ""
    rows = (
        f'<tr><td class="{kind}">{kind}</td><td class="number">{n}</td><td class="number">{profile.share(kind):.0%}</td>'
        f'<td><span class="bar" style="width:{round(120 * profile.share(kind))}px"></span></td></tr>'
        for kind, n in profile.counts
    )
    return "<h2>Sourcing</h2>" + _table(
        "Statements by how their source can be checked", ("source", "count", "share", ""), rows
    )


def _rejected(rejected: Sequence[Rejected]) -> str:
    if not rejected:
        return ""
    rows = (
        f"<tr><td>{escape(r.origin)}</td><td>{escape(r.reason)}</td><td>{escape(r.detail)}</td></tr>"
        for r in rejected
    )
    table = _table(f"{len(rejected)} inputs", ("input", "reason", "detail"), rows)
    return f'<article class="document"><h1>Not read</h1>{table}</article>'
