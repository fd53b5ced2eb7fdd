"""Text with overlapping marks to HTML: cut at every border, each piece carries all its marks.

The text content of the result, read back by an HTML parser, is the text itself, code point for code
point (line ends are written as references, which a parser leaves alone).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Mark:
    """``text[start:end]`` belongs to the row ``of`` and looks like ``look`` (CSS classes)."""

    start: int
    end: int
    of: str
    look: str


def marked(text: str, marks: Iterable[Mark]) -> str:
    """The text as HTML; the first piece of each row is its anchor ``w-<row>``."""
    some = sorted((m for m in marks if m.start < m.end), key=lambda m: (m.start, -m.end, m.of))
    borders = sorted({0, len(text), *(m.start for m in some), *(m.end for m in some)})
    out: list[str] = []
    anchored: set[str] = set()
    waiting, active = 0, []
    for start, end in pairwise(borders):
        while waiting < len(some) and some[waiting].start <= start:
            active.append(some[waiting])
            waiting += 1
        active = [m for m in active if m.end > start]
        out.append(_piece(text[start:end], active, anchored))
    return "".join(out)


def plain(text: str) -> str:
    """Escaped text that survives an HTML parser unchanged, carriage returns and all."""
    shown = escape(text, quote=True).replace("\r", "&#13;")
    return "".join(c if c in "\n\t" or c >= " " else f"&#{0xFFFD};" for c in shown)


def _piece(text: str, marks: list[Mark], anchored: set[str]) -> str:
    if not marks:
        return plain(text)
    rows = list(dict.fromkeys(m.of for m in marks))
    looks = " ".join(dict.fromkeys(look for m in marks for look in m.look.split()))
    anchors = "".join(f'<a id="w-{escape(r)}"></a>' for r in rows if r not in anchored)
    anchored.update(rows)
    return f'{anchors}<mark class="{escape(looks)}" data-of="{escape(" ".join(rows))}">{plain(text)}</mark>'
