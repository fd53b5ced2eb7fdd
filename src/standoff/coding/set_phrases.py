"""Set phrases round an act that decide its status: "no sign of a raid", "sanctions remain in force"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from standoff.coding.syntax import Syntax
from standoff.types import Status

_BEFORE = 4  # words before the phrase of a trigger that count
_AFTER = 10  # words from the trigger on


def phrases_after(
    syntax: Syntax, i: int, cues: Mapping[str, Status]
) -> Iterator[tuple[Status, str]]:
    """The phrases of a table that stand behind act i in the clause that it is the subject of."""
    words = _clause_after(syntax, i)
    return ((status, phrase) for phrase, status in cues.items() if phrase in words)


def phrases_before(
    syntax: Syntax, i: int, cues: Mapping[str, Status]
) -> Iterator[tuple[Status, str]]:
    """The phrases of a table that stand directly before act i, or near before it if they date it."""
    words = f" {_words_before(syntax, i)} "
    for phrase, status in cues.items():
        if words.endswith(f" {phrase} ") or (status == "historical" and f" {phrase} " in words):
            yield status, phrase


def _words_before(syntax: Syntax, i: int) -> str:
    """The few words of the sentence before the trigger's own phrase."""
    tokens = syntax.tokens
    first = syntax.subtree(i)[0] if tokens[i].upos == "NOUN" else i
    case = [c for c in syntax.children(i, "case", "mark") if c <= i]
    last = max([first, *(c + 1 for c in case)])
    start = max(syntax.analysis.sentences[tokens[i].sentence][0], last - _BEFORE)
    return " ".join(t.text.lower() for t in tokens[start:last])


def _clause_after(syntax: Syntax, i: int) -> str:
    """The words of the clause from the trigger on, for "sanctions remain in force"."""
    head = syntax.tokens[i].head
    if not syntax.tokens[i].rel.startswith("nsubj") or head < 0:
        return ""
    last = max(syntax.subtree(head))
    return syntax.analysis.words(i, min(last, i + _AFTER) + 1).lower()
