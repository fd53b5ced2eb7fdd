"""The cue lexicon: words that report speech and thought, by class, with how their content hangs on.

Also the short lists that statements need: nouns for documents, for occasions, and verbs whose
object is spoken to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from standoff.ontology.tables import DATA, rows
from standoff.ontology.wordlists import word_list

WITHHOLD = "withhold"  # no cue's own class: a cue of telling that is denied or declined
UNDER_NEGATION: Mapping[str, str] = {  # what a cue says that is denied ("does not want", "has not accused")
    **dict.fromkeys(("think", "hope", "predict", "fear"), "deny"),
    **dict.fromkeys(("want", "support", "praise"), "reject"),
    **dict.fromkeys(
        ("accuse", "ask", "assert", "cite", "demand", "deny", "describe", "discuss", "justify", "promise", "reject",
         "threaten", "warn"), WITHHOLD,
    ),
}  # fmt: skip
FRAMES = frozenset({"that", "inf", "ger", "np", "as", "comp", "quote", "clause", "rest", "figure"})
PREPOSITIONS = frozenset(
    [
        "about",
        "against",
        "at",
        "behind",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "over",
        "to",
        "towards",
        "upon",
        "with",
    ]
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One reading of a cue word: its class and the frames in which its content comes.

    A frame is one of ``FRAMES`` or the preposition that the content hangs on.
    """

    lemma: str
    pos: str
    cue_class: str
    frames: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """All cues, looked up by lemma and part of speech (V, N, A or R), and the helper lists."""

    cues: dict[tuple[str, str], tuple[Cue, ...]]
    documents: frozenset[str]
    occasions: frozenset[str]
    addressing: frozenset[str]

    def readings(self, lemma: str, pos: str) -> tuple[Cue, ...]:
        """The readings of a lemma, in the lexicon's order; empty if it is no cue."""
        return self.cues.get((lemma, pos), ())

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes of cues, sorted."""
        own = {cue.cue_class for readings in self.cues.values() for cue in readings}
        return tuple(sorted(own | {WITHHOLD}))


@lru_cache(maxsize=1)
def load_cues() -> CueLexicon:
    """The lexicon that ships with Standoff."""
    table: dict[tuple[str, str], tuple[Cue, ...]] = {}
    for row in rows(DATA / "cues.tsv", ("lemma", "pos", "class", "frames")):
        cue = Cue(row["lemma"], row["pos"], row["class"], row.several("frames"))
        unknown = set(cue.frames) - FRAMES - PREPOSITIONS
        if unknown:
            raise row.bad("frames", f"no such frame: {', '.join(sorted(unknown))}")
        key = (cue.lemma, cue.pos)
        table[key] = (*table.get(key, ()), cue)
    return CueLexicon(table, word_list("document"), word_list("occasion"), word_list("addressing"))
