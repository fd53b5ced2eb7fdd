"""Why an event or a statement was coded as it was: the sentence, the predicate's frame, what made it, what decided
the status, and how each actor was resolved. The text is analysed again for the frames, which coding does not need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from standoff.language import Analysis, analyse
from standoff.ontology.lexicon import Row, load_lexicon
from standoff.types import Coding, Event, Mention, Span, Statement

_LEXICON = re.compile(r"lexicon:(?P<type>\w+):(?P<line>\d+) \((?P<lemma>[^,]+),")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """One actor of an item: the part that it plays, the words, and how they came to mean it."""

    part: str
    words: str
    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything that led to one event or statement.

    ``head`` is the trigger or the cue (None for a quotation without one), ``sentence`` what stands round it,
    ``frame`` the roles of its predicate as the language model reads them, ``row`` the row of the lexicon that made
    the event, if one did.
    """

    item: Event | Statement
    sentence: Span
    head: Span | None
    frame: tuple[tuple[str, str], ...]
    row: Row | None
    actors: tuple[Resolved, ...]


def explain(coding: Coding, what: str, *, lexicon: Sequence[Path] = ()) -> tuple[Explanation, ...]:
    """Explain the event or statement with this id, or all whose trigger or cue holds these words; ``lexicon`` are the
    user's tables that the coding was made with.
    """
    found = [x for x in _items(coding) if x.id == what] or list(_with_words(coding, what))
    if not found:
        return ()
    analysis = analyse(coding.document.text, frames=True)
    return tuple(_explained(coding, analysis, item, lexicon) for item in found)


def _items(coding: Coding) -> list[Event | Statement]:
    return [*coding.events, *coding.statements]


def _with_words(coding: Coding, words: str) -> Iterator[Event | Statement]:
    wanted = words.strip().lower()
    for item in _items(coding):
        head = _head(item)
        text = "" if head is None else coding.document.text[head.start : head.end]
        if wanted and wanted in text.lower():
            yield item


def _head(item: Event | Statement) -> Span | None:
    return item.trigger if isinstance(item, Event) else item.cue


def _explained(
    coding: Coding, analysis: Analysis, item: Event | Statement, lexicon: Sequence[Path]
) -> Explanation:
    head = _head(item)
    at = analysis.token_at((head or item.span).start)
    first, last = analysis.sentences[analysis.tokens[at].sentence] if at is not None else (0, 0)
    sentence = item.span if at is None else Span(
        document=coding.document.id, start=analysis.tokens[first].start, end=analysis.tokens[last - 1].end
    )  # fmt: skip
    return Explanation(
        item=item, sentence=sentence, head=head,
        frame=() if at is None or head is None else tuple(_frame(analysis, at)),
        row=_row(item, lexicon) if isinstance(item, Event) else None,
        actors=tuple(_actors(coding, item)),
    )  # fmt: skip


def _frame(analysis: Analysis, at: int) -> Iterator[tuple[str, str]]:
    frame = next((f for f in analysis.frames if f.predicate == at), None)
    for argument in frame.arguments if frame else ():
        yield argument.role, analysis.words(argument.first, argument.last)


def _row(event: Event, lexicon: Sequence[Path]) -> Row | None:
    made = _LEXICON.match(event.made_by)
    if made is None:
        return None
    return next(
        (
            row for row in load_lexicon(lexicon).rows
            if row.line == int(made["line"]) and row.type.lower() == made["type"]
            and made["lemma"].lower() in {w.partition("_")[0] for w in row.lemmas}
        ),
        None,
    )  # fmt: skip


def _actors(coding: Coding, item: Event | Statement) -> Iterator[Resolved]:
    parts: tuple[tuple[str, tuple[Mention, ...]], ...]
    if isinstance(item, Event):
        parts = (("source", item.source), ("recipient", item.recipient))
    else:
        alone = (("speaker", item.speaker), ("channel", item.channel))
        parts = (
            *((part, (m,)) for part, m in alone if m is not None),
            ("addressee", item.addressees), ("target", item.targets),
        )  # fmt: skip
    for part, mentions in parts:
        for mention in mentions:
            words = coding.document.text[mention.span.start : mention.span.end]
            yield Resolved(part=part, words=words, mention=mention)
