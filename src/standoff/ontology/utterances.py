"""What counts how much for two renderings being of one utterance: the table that training writes."""

from __future__ import annotations

from functools import cache

from standoff.ontology.tables import DATA, rows


@cache
def weights() -> dict[str, float]:
    """Weight by feature; a feature that the table lacks weighs nothing."""
    table = rows(DATA / "utterance_weights.tsv", ("feature", "weight"))
    return {row["feature"]: float(row["weight"]) for row in table}
