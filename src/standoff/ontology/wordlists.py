"""Short closed word lists of the coder, by name, from one table."""

from __future__ import annotations

from functools import cache

from standoff.ontology.tables import DATA, rows


@cache
def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows(DATA / "word_lists.tsv", ("list", "word")):
        found.setdefault(row["list"], set()).add(row["word"])
    return {name: frozenset(words) for name, words in found.items()}


def word_list(name: str) -> frozenset[str]:
    """The words of a list; ``KeyError`` for a list that the table does not have."""
    return _lists()[name]
