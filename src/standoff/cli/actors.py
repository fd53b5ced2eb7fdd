"""``standoff actors``: look actors up, use tables of your own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standoff.cli.base import RECORD, console, open_record, user_home, user_tables
from standoff.cli.filtering import filter_of, filtered

if TYPE_CHECKING:
    from datetime import datetime


@click.group()
def actors() -> None:
    """The actors that Standoff knows and those of the record: look them up, count them, add your own."""


@actors.command("show")
@click.argument("name")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Offices on this day (YYYY-MM-DD).")
def show_actor(name: str, on: datetime | None) -> None:
    """Which actors NAME can mean, and their offices."""
    from standoff.errors import InputError
    from standoff.ontology.actors import load_actors

    table = load_actors(user_tables())
    ids = table.meant_by(name) or ((name,) if table.names_of(name) else ())
    if not ids:
        raise InputError(f"no actor is called {name!r}; add one with: standoff actors add FILE")
    for actor in ids:
        click.echo(
            _described(
                table.actor(actor, on.date() if on else None),
                [n.text for n in table.names_of(actor)],
            )
        )


def _described(actor: Any, names: Iterable[str]) -> str:  # noqa: ANN401
    office = actor.office
    term = f"; {office.title} since {office.since}" if office else ""
    sectors = f" {' '.join(actor.sectors)}" if actor.sectors else ""
    return f"{actor.id}\t{actor.name} ({actor.kind}, {actor.country or '-'}{sectors}{term})\t{'; '.join(names)}"


@actors.command("list")
@click.option(
    "--limit", type=click.IntRange(min=1), default=50, show_default=True, help="At most so many."
)
@RECORD
@filtered
def list_actors(limit: int, record_path: Path, **given: Any) -> None:  # noqa: ANN401
    """Who takes part in what the record holds, the most frequent first."""
    from standoff.record.queries import actors as counted
    from standoff.report.found import actors as drawn

    with open_record(record_path) as record:
        console().print(drawn(counted(record, filter_of(given), limit=limit)))


@actors.command("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def add_actors(files: tuple[Path, ...]) -> None:
    """Check tables of your own and use them from now on (they win over ours)."""
    from standoff.ontology.actors import load_actors

    load_actors(files)
    home = user_home() / "actors"
    home.mkdir(parents=True, exist_ok=True)
    for file in files:
        (home / file.name).write_bytes(file.read_bytes())
        click.echo(f"added {home / file.name}")


@actors.command("tables")
def list_tables() -> None:
    """The tables of your own that are in use."""
    for file in user_tables():
        click.echo(str(file))


@actors.command("remove")
@click.argument("name")
def remove_table(name: str) -> None:
    """Stop using the table NAME (as ``standoff actors tables`` lists it)."""
    from standoff.errors import InputError

    file = user_home() / "actors" / Path(name).name
    if not file.is_file():
        raise InputError(f"no table {file.name!r} in {file.parent}; see: standoff actors tables")
    file.unlink()
    click.echo(f"removed {file}")
