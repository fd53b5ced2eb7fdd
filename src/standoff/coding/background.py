"""Background that is told without dates of its own: what follows a past act in one paragraph, in the simple past.

"In December a missile hit the airliner. Moscow blamed birds. Baku demanded an apology": only the first has a date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from standoff.coding.syntax import Syntax
from standoff.types import Event

_TOLD_WITH = "told with past acts"
_GAP = 1  # sentences without a past act at most


def background(syntax: Syntax, events: Iterable[Event]) -> tuple[Event, ...]:
    """The events, those that go on with the telling of past ones as historical."""
    out: list[Event] = []
    for event in events:
        before = next((e for e in reversed(out) if _leads(syntax, e, event)), None)
        goes_on = before is not None and _is_dated(before) and _goes_on(syntax, event)
        out.append(
            replace(event, status="historical", status_by=_TOLD_WITH)
            if goes_on
            else event
        )
    return tuple(out)


def _is_dated(event: Event) -> bool:
    """Past by a date, its own or that of the acts that it is told with; the past perfect opens no story."""
    dated = event.date.text is not None or event.status_by == _TOLD_WITH
    return event.status == "historical" and dated


def _leads(syntax: Syntax, before: Event, event: Event) -> bool:
    """Whether an act told before is one that the telling goes on from: none of a quotation, none alleged, none of an
    aside ("Rwanda, which had severed relations in March, ordered …").
    """
    told = before.status in {"historical", "reported"} and not _is_aside(syntax, before)
    return told and _near(syntax, before, event)


def _is_aside(syntax: Syntax, event: Event) -> bool:
    i = syntax.token_at(event.trigger.start)
    chain = () if i is None else (i, *syntax.ancestors(i))
    below = {"acl", "advcl"}
    return any(syntax.bases[k] in below and not syntax.is_adjunct(k) for k in chain)


def _near(syntax: Syntax, before: Event, event: Event) -> bool:
    start, end = before.trigger.start, event.trigger.start
    between = syntax.analysis.text[min(start, end) : max(start, end)]
    first, last = syntax.sentence_at(start), syntax.sentence_at(end)
    paragraph = "\n" not in between and "\r" not in between
    return paragraph and abs((last or 0) - (first or 0)) <= _GAP


def _goes_on(syntax: Syntax, event: Event) -> bool:
    """Reported, without a time of its own, in the simple past or a participle that hangs on it."""
    if event.status != "reported" or event.date.text is not None:
        return False
    i = syntax.token_at(event.trigger.start)
    if i is None:
        return False
    token = syntax.tokens[i]
    if token.xpos == "VBG":
        return syntax.is_adjunct(i)
    helped = {syntax.tokens[c].text.lower() for c in syntax.children(i, "aux")}
    return token.xpos == "VBD" or (
        token.xpos == "VBN" and bool(helped) and helped <= {"was", "were"}
    )
