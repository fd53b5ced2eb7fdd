"""Standoff: who said and who did what to whom, with the words that say so.

>>> import standoff
>>> coding = standoff.read("article.txt", date="2024-11-22")  # doctest: +SKIP
>>> [(e.type, e.status) for e in coding.events]  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from standoff.errors import DataError, InputError, ModelError, RecordError, StandoffError
from standoff.settings import VERSION
from standoff.types import (
    Actor,
    Coding,
    Document,
    Event,
    Occurrence,
    Rejected,
    Span,
    Statement,
    Utterance,
)  # fmt: skip

if TYPE_CHECKING:
    from standoff.discourse import contests, differences, narratives
    from standoff.discourse import join as utterances
    from standoff.discourse import join_acts as occurrences
    from standoff.pipeline import Job, read, read_all
    from standoff.reasons import explain
    from standoff.record import Correction, Filter, Record
    from standoff.summary import dyads

__version__ = VERSION
__all__ = [
    "Actor", "Coding", "Correction", "DataError", "Document", "Event", "Filter", "InputError", "Job", "ModelError",
    "Occurrence", "Record", "RecordError", "Rejected", "Span", "StandoffError", "Statement", "Utterance", "contests",
    "differences", "dyads", "explain", "narratives", "occurrences", "read", "read_all", "utterances",
]  # fmt: skip
_LAZY = {
    "Job": ("pipeline", "Job"), "read": ("pipeline", "read"), "read_all": ("pipeline", "read_all"),
    "dyads": ("summary", "dyads"), "explain": ("reasons", "explain"), "utterances": ("discourse", "join"),
    "occurrences": ("discourse", "join_acts"),
    "narratives": ("discourse", "narratives"), "contests": ("discourse", "contests"),
    "differences": ("discourse", "differences"),
    "Correction": ("record", "Correction"), "Filter": ("record", "Filter"), "Record": ("record", "Record"),
}  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401  whatever the public names are
    """Load the heavy half of the package when it is first asked for."""
    if name in _LAZY:
        room, inside = _LAZY[name]
        return getattr(import_module(f"standoff.{room}"), inside)
    raise AttributeError(f"module 'standoff' has no attribute {name!r}")
