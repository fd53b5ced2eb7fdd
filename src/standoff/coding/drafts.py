"""A statement in the making: its cue, its speaker, the stretches of its content."""

from __future__ import annotations

from dataclasses import dataclass, field

from standoff.coding.contents import Runs
from standoff.coding.quotes import Quotation
from standoff.ontology.cues import Cue
from standoff.types import Mention, Span, StatementKind


@dataclass(slots=True)
class Draft:
    """A statement in the making."""

    cue: tuple[int, ...]
    reading: Cue | None
    speaker: Mention | None
    runs: Runs
    quotes: list[Quotation] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where its content begins; for ordering."""
        return min(start for start, _ in self.runs)

    def touches(self, quote: Quotation) -> bool:
        """Whether any of its content lies in a quotation."""
        return any(start < quote.end and quote.start < end for start, end in self.runs)

    def extend(self, quote: Quotation) -> None:
        """Content that begins inside a quotation holds all of it, further sentences included."""
        self.quotes.append(quote)
        for n, (start, end) in enumerate(self.runs):
            inside = quote.start <= start < quote.end
            if inside or (start < quote.start < end):
                self.runs[n] = (min(start, quote.start), max(end, quote.end))

    def leave(self, quote: Quotation) -> None:
        """Give a quotation up: content ends before it."""
        cut = [(s, min(e, quote.outer_start) if s < quote.outer_start else e) for s, e in self.runs]
        self.runs = [(s, e) for s, e in cut if not quote.start <= s < quote.end] or self.runs
        self.quotes = [q for q in self.quotes if q is not quote]

    def merged(self) -> Runs:
        """Runs in order, overlapping ones joined, quotation marks at their edges left out."""
        out: Runs = []
        for start, end in sorted(self.runs):
            if out and start <= out[-1][1]:
                out[-1] = (out[-1][0], max(out[-1][1], end))
            else:
                out.append((start, end))
        return [_balanced(start, end, self.quotes) for start, end in out]

    def kind(self, spans: tuple[Span, ...]) -> StatementKind:
        """How much of the content stands in quotation marks."""
        total = sum(s.end - s.start for s in spans)
        both = [(s, q) for s in spans for q in self.quotes]
        quoted = sum(max(0, min(s.end, q.end) - max(s.start, q.start)) for s, q in both)
        if quoted == 0:
            return "indirect"
        return "direct" if quoted >= total - 2 else "mixed"


def _balanced(start: int, end: int, quotes: list[Quotation]) -> tuple[int, int]:
    """Leave out marks round the whole piece; take in both marks of a quotation inside it."""
    for q in quotes:
        if start == q.start and q.outer_end < end:
            start = q.outer_start
        elif q.outer_start <= start < q.start and end <= q.outer_end:
            start = q.start
        if q.outer_start >= start and q.end <= end <= q.outer_end:
            end = q.outer_end
        elif q.end < end <= q.outer_end:
            end = q.end
    return start, end
