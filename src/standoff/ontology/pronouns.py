"""What decides about pronouns: the sex that a given name tells, and what counts how much for an
antecedent (the table that training writes).
"""

from __future__ import annotations

from functools import cache

from standoff.ontology.tables import DATA, rows


@cache
def weights() -> dict[str, float]:
    """Weight by feature; a feature that the table lacks weighs nothing."""
    table = rows(DATA / "pronoun_weights.tsv", ("feature", "weight"))
    return {row["feature"]: float(row["weight"]) for row in table}


@cache
def _given_names() -> dict[str, str]:
    return {row["name"]: row["sex"] for row in rows(DATA / "given_names.tsv", ("name", "sex"))}


def sex_of_name(name: str) -> str:
    """ "m" or "f" where the first word of a personal name tells it, else the empty string."""
    return _given_names().get(name.partition(" ")[0].lower(), "")
