"""What is said and done across articles: one report in many copies, one utterance in many renderings, one act in many
tellings, and who casts whom as what. Pure.
"""

from __future__ import annotations

from standoff.discourse.acts import join_acts
from standoff.discourse.copies import Copy, compared, copies
from standoff.discourse.copies import groups as copy_groups
from standoff.discourse.narratives import (
    Casting,
    Contest,
    Narrative,
    castings,
    contests,
    narratives,
)
from standoff.discourse.signatures import bands, resemblance, signature
from standoff.discourse.utterances import join
from standoff.discourse.variants import Piece, differences

__all__ = [
    "Casting", "Contest", "Copy", "Narrative", "Piece", "bands", "castings", "compared", "contests", "copies",
    "copy_groups", "differences", "join", "join_acts", "narratives", "resemblance", "signature",
]  # fmt: skip
