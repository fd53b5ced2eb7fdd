"""What counts how much for two renderings being of one utterance, two tellings of one act: the tables that training
writes.
"""

from __future__ import annotations

from functools import cache

from standoff.ontology.tables import DATA, rows


@cache
def weights(table: str) -> dict[str, float]:
    """Weight by feature; a feature that the table lacks weighs nothing."""
    return {
        row["feature"]: float(row["weight"]) for row in rows(DATA / table, ("feature", "weight"))
    }
