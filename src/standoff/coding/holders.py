"""Which statement a word stands in: of several, the innermost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from standoff.coding.syntax import Syntax
from standoff.ontology.cues import WITHHOLD
from standoff.types import Span, Statement


def holders(syntax: Syntax, statements: Iterable[Statement]) -> dict[int, Statement]:
    """The innermost statement whose content holds a token, by token; people before outlets."""
    found: dict[int, Statement] = {}
    for statement in sorted(statements, key=_reach, reverse=True):
        for piece in _claimed(statement):
            found.update(dict.fromkeys(syntax.between(piece.start, piece.end), statement))
    return found


def _claimed(statement: Statement) -> Iterator[Span]:
    """The pieces of content that the speaker vouches for: none of what is not said, and not what is only called
    something ("the drills that Seoul called a rehearsal").
    """
    if statement.cue_class == WITHHOLD:
        return
    for piece in statement.content:
        ahead = statement.cue is not None and piece.end <= statement.cue.start
        if not (ahead and statement.cue_class == "describe"):
            yield piece


def _reach(statement: Statement) -> tuple[bool, int]:
    """What an outlet reports reaches further than what a person says; then by length."""
    outlet = statement.speaker is not None and statement.speaker.actor.kind == "media"
    return outlet, sum(piece.end - piece.start for piece in statement.content)
