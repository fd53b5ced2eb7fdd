"""One training sentence, with whatever its sources say about it; what they do not say is None."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Frame:
    """A predicate (index of its word) and a BIO tag of its argument roles for every word."""

    predicate: int
    roles: list[str]


@dataclass(slots=True)
class Sentence:
    """Words and their labels. ``heads`` count from 1, 0 is the root; ``feats`` are joint labels such as
    ``Mood=Ind|Number=Sing``; ``entity_types`` are the types that the source marks at all, so that a type
    it does not know is neither right nor wrong on its words; an entity label of None is unknown,
    and so are acts (PLOVER types on their triggers, "O" elsewhere) and their status.
    """

    id: str
    words: list[str]
    heads: list[int] | None = None
    rels: list[str] | None = None
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    entities: list[str | None] | None = None
    entity_types: frozenset[str] = frozenset()
    frames: list[Frame] | None = None
    acts: list[str | None] | None = None
    status: list[str | None] | None = None
    facts: dict[int, float] = field(default_factory=dict)
