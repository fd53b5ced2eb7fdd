"""``standoff correct``, ``queue``, ``log`` and ``evaluate``: what people say of the machine's record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from standoff.cli.base import AS_JSON, LIMIT, RECORD, console, open_record, print_json, utc_now
from standoff.cli.filtering import filter_of, filtered


@click.command()
@click.argument("item")
@click.option("--right", "verdict", flag_value="right", help="It is as the record has it.")
@click.option(
    "--wrong", "verdict", flag_value="wrong", help="It is no such event, statement or act."
)
@click.option(
    "--set", "fixes", multiple=True, metavar="FIELD=VALUE", help="What it should be (repeatable)."
)
@click.option(
    "--by",
    "coder",
    envvar="STANDOFF_CODER",
    help="Who says so (default: the user of this machine).",
)
@click.option("--note", help="Why.")
@RECORD
def correct(
    item: str,
    verdict: str | None,
    fixes: tuple[str, ...],
    coder: str | None,
    note: str | None,
    record_path: Path,
) -> None:
    """Say of an event, a statement, an act or a mention of an actor that it is right, wrong, or what it should be.

    ITEM is an id as standoff search prints it, or DOCUMENT@START-END for the words that name an actor. Fields of an
    event: type, mode, status, source, recipient, date, occurrence (the id of another event of the same act, or nothing
    if it is an act of its own); of a statement: speaker, kind, cue_class, sourcing, targets, addressees; of a mention:
    actor. An act is wrong if its tellings are not of one act. Actors are ids, several separated by commas. The
    machine's record stays as it is: a correction is a line in a log, and of two the later one holds.
    """
    from standoff.errors import InputError
    from standoff.record import Correction

    if (verdict is None) == (not fixes):
        raise InputError("say one of --right, --wrong, or --set FIELD=VALUE")
    who, now = coder or _user(), utc_now()
    with open_record(record_path, write=True) as record:
        for field, value in map(_fix, fixes):
            record.correct(
                Correction(
                    item=item,
                    verdict="fixed",
                    field=field,
                    value=value,
                    coder=who,
                    made=now,
                    note=note,
                )
            )
        if verdict == "right":
            record.correct(Correction(item=item, verdict="right", coder=who, made=now, note=note))
        elif verdict == "wrong":
            record.correct(Correction(item=item, verdict="wrong", coder=who, made=now, note=note))
    console(errors=True).print(f"noted for {who}: {item}", markup=False)


def _fix(said: str) -> tuple[str, str]:
    from standoff.errors import InputError

    field, sign, value = said.partition("=")
    if not sign:
        raise InputError(f"--set {said!r}: write FIELD=VALUE, status=historical for one")
    return field.strip(), value.strip()


def _user() -> str:
    import getpass

    return getpass.getuser()


@click.command()
@LIMIT
@AS_JSON
@RECORD
@filtered
def queue(limit: int, as_json: bool, record_path: Path, **given: Any) -> None:  # noqa: ANN401
    """The events to look at next: those that the coder is least sure of and nobody has judged."""
    from standoff.record.review import queue as doubtful
    from standoff.report.contract import found_record
    from standoff.report.found import found as drawn

    with open_record(record_path) as record:
        items = doubtful(record, filter_of(given), limit=limit)
        if as_json:
            print_json(map(found_record, items))
        else:
            console().print(drawn(items, len(items)))


@click.command()
@RECORD
def log(record_path: Path) -> None:
    """All corrections, oldest first."""
    from standoff.report.record import log as drawn

    with open_record(record_path) as record:
        console().print(drawn(record.log()))


@click.command()
@click.option(
    "--gold", type=click.Path(dir_okay=False, path_type=Path),
    help="Also write the corrected articles as gold, one line each (docs/record.md).",
)  # fmt: skip
@RECORD
def evaluate(gold: Path | None, record_path: Path) -> None:
    """How good the coder is by what people judged, and how far two of them agree (Krippendorff's alpha)."""
    from standoff.record.review import agreement
    from standoff.record.review import evaluate as scored
    from standoff.report.record import evaluation

    with open_record(record_path) as record:
        if gold is not None:
            _write_gold(record, gold)
        console().print(evaluation(scored(record), agreement(record.log())))


def _write_gold(record: Any, path: Path) -> None:  # noqa: ANN401
    from standoff.errors import InputError
    from standoff.record.review import judged
    from standoff.report.gold import gold_line

    try:
        with path.open("w", encoding="utf-8") as file:
            for state, complete in judged(record):
                file.write(gold_line(state, complete=complete) + "\n")
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}; choose another file"
        ) from None
    console(errors=True).print(f"wrote {path}", markup=False)
