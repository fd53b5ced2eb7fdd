"""``standoff import`` and ``standoff export``: other programs' data in, ours out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import click

from standoff.cli.base import RECORD, complain, console, open_record, utc_now, with_progress
from standoff.cli.filtering import filter_of, filtered


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format", "name", help="The format, where its content does not say it (see standoff formats)."
)
@RECORD
@click.pass_context
def import_(
    ctx: click.Context, files: tuple[Path, ...], name: str | None, record_path: Path
) -> None:
    """Read events of other data sets into the record: ICEWS, GDELT, POLECAT, ACLED, PLOVER JSON.

    FILES may be packed with gzip or zip. A bad row is named and never stops the others; the same rows again add
    nothing. Imported events stand beside coded ones in every question and are marked with the name of their data set.
    """
    from standoff import exchange
    from standoff.pipeline import Job, this_run
    from standoff.transfer import Imported, take
    from standoff.types import Rejected

    rejected = 0
    with open_record(record_path, write=True) as record:
        run = this_run("import", Job(), utc_now())
        for file in files:
            done = Imported(new=0, known=0)
            for item in with_progress(take(record, exchange.read(file, name), run, now=utc_now)):
                if isinstance(item, Rejected):
                    rejected += 1
                    complain(item)
                else:
                    done = item
            console(errors=True).print(
                f"{file}: {done.new:,} new, {done.known:,} known", markup=False
            )
    ctx.exit(1 if rejected else 0)


@click.command()
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--format", "name", help="The format, where the suffix of TARGET does not say it.")
@click.option(
    "--acts", "of_acts", is_flag=True, help="A row for each act, not for each report of it."
)
@RECORD
@filtered
def export(target: Path, name: str | None, of_acts: bool, record_path: Path, **given: Any) -> None:  # noqa: ANN401
    """Write what fits a filter to a file (- for standard output) that other programs read.

    PLOVER JSON, ICEWS, GDELT, POLECAT, CSV, Parquet, GeoJSON, GraphML, GEXF, brat, W3C Web Annotation, Frictionless
    data package: standoff formats lists them. Formats that cannot say that an act was denied or feared get only what
    happened, unless --status chooses otherwise.
    """
    from standoff import exchange, transfer
    from standoff.types import Coding, EventRow, Status

    asked = filter_of(given)
    with open_record(record_path) as record:
        found = exchange.FORMATS.get(name or "")
        items: Iterator[Coding | EventRow]
        if found and (found.write_codings or found.write_folder):
            items = transfer.codings(record, asked)
        else:
            items = transfer.rows(record, asked, of_acts=of_acts)
        out = sys.stdout.buffer if str(target) == "-" else target
        done = exchange.write(
            items, out, name, statuses=cast("tuple[Status, ...]", asked.status) or None
        )
    told = console(errors=True)
    told.print(f"{done.records:,} written to {target}", markup=False)
    for why, count in sorted(done.left_out.items()):
        told.print(f"{count:,} left out: {why}", markup=False)


@click.command()
def formats() -> None:
    """The formats that are read and written."""
    from rich.table import Table

    from standoff.exchange import FORMATS

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for column in ("name", "read", "written", "what"):
        table.add_column(column)
    for each in FORMATS.values():
        table.add_row(
            each.name, "yes" if each.read else "", "yes" if each.writes else "", each.help
        )
    console().print(table)
