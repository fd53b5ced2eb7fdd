"""Words that retellings of one sentence exchange for each other, by concept, from one table."""

from __future__ import annotations

from functools import cache

from standoff.ontology.tables import DATA, rows


@cache
def concepts() -> dict[str, str]:
    """The concept of each word, in small letters."""
    found: dict[str, str] = {}
    for row in rows(DATA / "synonyms.tsv", ("concept", "words")):
        for word in row.several("words"):
            if word in found:
                raise row.bad("words", f"{word} stands under {found[word]} too")
            found[word] = row["concept"]
    return found
