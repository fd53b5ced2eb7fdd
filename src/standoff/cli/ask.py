"""``standoff search`` and ``standoff show``: questions to the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standoff.cli.base import AS_JSON, LIMIT, RECORD, console, open_record, print_json
from standoff.cli.filtering import filter_of, filtered

if TYPE_CHECKING:
    from standoff.record import Record
    from standoff.record.filters import Kind


@click.command()
@click.argument("query", nargs=-1)
@click.option(
    "--in", "kind", type=click.Choice(["events", "statements", "documents"]), default=None,
    help="What to look for; events, unless the filter asks for what only statements have.",
)  # fmt: skip
@LIMIT
@AS_JSON
@RECORD
@filtered
def search(
    query: tuple[str, ...],
    kind: Kind | None,
    limit: int,
    as_json: bool,
    record_path: Path,
    **given: Any,  # noqa: ANN401
) -> None:
    """Find events, statements or articles in the record, the newest first.

    QUERY are words of the evidence (all of them), a "phrase in quotes", -without, begin*. In any script.
    """
    from standoff.record.queries import count
    from standoff.record.queries import search as asked_of
    from standoff.report.contract import found_record
    from standoff.report.found import found as drawn

    asked = filter_of(given, words=" ".join(map(_quoted, query)) or None)
    kind = kind or ("statements" if asked.of_statements else "events")
    with open_record(record_path) as record:
        items = asked_of(record, asked, kind, limit=limit)
        if as_json:
            print_json(map(found_record, items))
            return
        console().print(drawn(items, count(record, asked, kind)))
        _warn(record)


def _quoted(word: str) -> str:
    """A phrase that the shell has taken out of its quotes goes back into them."""
    return f'"{word}"' if " " in word and '"' not in word else word


@click.command()
@click.argument("a")
@click.argument("b")
@LIMIT
@AS_JSON
@RECORD
@filtered
def show(a: str, b: str, limit: int, as_json: bool, record_path: Path, **given: Any) -> None:  # noqa: ANN401
    """What two sides did to each other and said of each other: counts, weeks, newest acts with their words.

    A and B are codes of countries, ids or names (USA, "North Korea", nato).
    """
    from standoff.record.dyads import dyad
    from standoff.report.contract import view_record
    from standoff.report.found import view as drawn

    given["dyad"] = None
    with open_record(record_path) as record:
        seen = dyad(record, a, b, filter_of(given), limit=limit)
        if as_json:
            print_json([view_record(seen)])
            return
        console().print(drawn(seen))
        _warn(record)


def _warn(record: Record) -> None:
    from standoff.report.record import stale

    if record.stale:
        console(errors=True).print(stale())
