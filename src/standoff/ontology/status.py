"""Words that decide whether an event happened: modals, negations, governors, adverbs.

``where`` says how the word stands to the event: ``aux`` and ``mark`` in its clause, ``adverb`` and
``modifier`` beside it, ``governor`` above it, ``predicate`` with the event noun as subject or
object, ``object`` with a known one as object, ``phrase`` anywhere directly before it, ``after`` behind
it in the clause whose subject it is, ``itself`` is the event's own word.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType

from standoff.ontology.tables import DATA, rows
from standoff.types import Status

PLACES = (
    "aux", "mark", "adverb", "modifier", "governor", "predicate", "object", "phrase", "after", "itself",
)  # fmt: skip

StatusCues = MappingProxyType[str, MappingProxyType[str, Status]]


@lru_cache(maxsize=1)
def status_cues() -> StatusCues:
    """Table of tables: place -> lemma -> status."""
    tables: dict[str, dict[str, Status]] = {place: {} for place in PLACES}
    for row in rows(DATA / "status_cues.tsv"):
        tables[row["where"]][row["lemma"]] = row["status"]  # type: ignore[assignment]
    return MappingProxyType({place: MappingProxyType(t) for place, t in tables.items()})
