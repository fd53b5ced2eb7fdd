"""Background that is told without dates of its own: what follows a past act in one paragraph, in the simple past.

"In December a missile hit the airliner. Moscow blamed birds. Baku demanded an apology": only the first has a date,
and it need tell no act ("In December an airliner came down. Moscow blamed birds").
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from standoff.coding import verb_forms
from standoff.coding.syntax import Syntax
from standoff.coding.timing import Timing
from standoff.coding.units import is_old
from standoff.types import Event

_TOLD_WITH = "told with past acts"
_NOW = {"now", "recently", "currently"}
_GAP = 1  # sentences without a past act at most


def background(
    syntax: Syntax, events: Iterable[Event], old: frozenset[int] = frozenset()
) -> tuple[Event, ...]:
    """The events, those that go on with the telling of past ones as historical; ``old`` are the sentences that have a
    day before the news (``old_sentences``).
    """
    out: list[Event] = []
    for event in events:
        before = next((e for e in reversed(out) if _leads(syntax, e, event)), None)
        opened = (before is not None and _opens(syntax, before)) or (
            _follows(syntax, event, old)
            and not (before and _is_sentence_before(syntax, before, event))
        )
        goes_on = opened and _goes_on(syntax, event)
        out.append(replace(event, status="historical", status_by=_TOLD_WITH) if goes_on else event)
    return tuple(out)


def old_sentences(timing: Timing) -> frozenset[int]:
    """The sentences whose own verb tells in the simple past what is dated before the news."""
    syntax, on = timing.syntax, timing.on
    verbs = (
        (s, k)
        for s, (first, last) in enumerate(syntax.analysis.sentences)
        for k in range(first, last)
        if syntax.tokens[k].rel == "root" and verb_forms.is_in_simple_past(syntax, k)
    )
    return frozenset(
        s for s, k in verbs for time in timing.own(k)
        if on is not None and (days := time.days(on, over=True)) and is_old(days, on)
    )  # fmt: skip


def _follows(syntax: Syntax, event: Event, old: frozenset[int]) -> bool:
    """Whether the sentence before it, in its paragraph, is an old one."""
    here = syntax.sentence_at(event.trigger.start)
    if not here or here - 1 not in old or _is_aside(syntax, event):
        return False
    sentences, tokens = syntax.analysis.sentences, syntax.tokens
    start = tokens[sentences[here - 1][0]].start
    return "\n" not in syntax.analysis.text[start : event.trigger.start]


def _is_sentence_before(syntax: Syntax, before: Event, event: Event) -> bool:
    """Whether an act is told in the sentence of another or the one before."""
    first, last = (syntax.sentence_at(e.trigger.start) for e in (before, event))
    return first is not None and last is not None and last - first <= 1


def _opens(syntax: Syntax, event: Event) -> bool:
    """Whether it tells a past story that may go on: dated, or told with what is, in the simple past. From a glance back
    ("had sworn last year to scrap the levy") the simple past comes back to the news.
    """
    dated = event.date.text is not None or event.status_by == _TOLD_WITH
    i = syntax.token_at(event.trigger.start)
    told = i is not None and (
        syntax.tokens[i].xpos == "VBG" or verb_forms.is_in_simple_past(syntax, i)
    )
    return event.status == "historical" and dated and told


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
    if i is None or _is_recent(syntax, i):
        return False
    return verb_forms.is_in_simple_past(syntax, i) or (
        syntax.tokens[i].xpos == "VBG" and syntax.is_adjunct(i)
    )


def _is_recent(syntax: Syntax, i: int) -> bool:
    """ "He recently wrote a note mocking them"."""
    near = (i, *syntax.ancestors(i))
    return any(syntax.words[c] in _NOW for k in near for c in syntax.children(k, "advmod"))
