"""What is said and done across articles: one utterance in many renderings, one act in many tellings, and who casts
whom as what. Pure.
"""

from __future__ import annotations

from standoff.discourse.acts import join_acts
from standoff.discourse.narratives import (
    Casting,
    Contest,
    Narrative,
    castings,
    contests,
    narratives,
)
from standoff.discourse.utterances import join
from standoff.discourse.variants import Piece, differences

__all__ = [
    "Casting", "Contest", "Narrative", "Piece", "castings", "contests", "differences", "join", "join_acts",
    "narratives",
]  # fmt: skip
