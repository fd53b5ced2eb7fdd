"""``standoff why``: what led to an event or a statement."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standoff.cli.base import (
    articles_of,
    complain,
    console,
    open_record,
    reads_articles_or_record,
    with_progress,
)  # fmt: skip

if TYPE_CHECKING:
    from standoff.record import Record


@click.command()
@click.argument("what")
@reads_articles_or_record
@click.pass_context
def why(ctx: click.Context, /, what: str, record_path: Path, **given: Any) -> None:  # noqa: ANN401
    """Explain an event or a statement: why it was coded, and so.

    WHAT is its id (as ``standoff read --json`` and ``standoff search`` print it) or words of its trigger or cue
    ("rejected"); PATHS are the articles to look in. Without PATHS the id is looked up in the record: an event or a
    statement, with what people have said of it, an imported event, or an act, of which the tellings are
    shown. Shows the sentence, the row of the lexicon or the model's probability, what decided the status, the
    predicate's frame, and how each actor was resolved.
    """
    if not given["paths"]:
        with open_record(record_path) as record:
            _from_record(record, what, given["lexicon"])
        return
    ctx.exit(_from_articles(what, given))


def _from_record(record: Record, what: str, lexicon: Sequence[Path]) -> None:
    from standoff.reasons import explain
    from standoff.record.queries import item, tellings
    from standoff.report.found import found as drawn
    from standoff.report.record import log
    from standoff.report.why import why as explained

    told = tellings(record, what)
    if told:
        console().print(drawn(told, len(told)))
        return
    found = item(record, what)
    if found.coding is None:
        console().print(drawn([found], 1))
        return
    for each in explain(found.coding, what, lexicon=lexicon):
        console().print(explained(found.coding, each))
    lines = [line for line in record.log(found.coding.document.id) if line.item == what]
    if lines:
        console().print(log(lines))


def _from_articles(what: str, given: dict[str, Any]) -> int:
    from standoff.errors import InputError
    from standoff.reasons import explain
    from standoff.report.why import why as drawn
    from standoff.types import Rejected

    shown = rejected = 0
    for item in with_progress(articles_of(**given), briefs=True):
        if isinstance(item, Rejected):
            complain(item)
            rejected += 1
            continue
        for told in explain(item, what, lexicon=given["lexicon"]):
            console().print(drawn(item, told))
            shown += 1
    if not shown:
        raise InputError(
            f"no event and no statement has the id {what!r} or these words in its trigger or cue; "
            "standoff read shows what there is"
        )
    return 1 if rejected else 0
