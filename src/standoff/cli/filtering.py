"""The words of a filter as options: the same in every command that asks the record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from standoff.record import Filter

_DAY = click.DateTime(["%Y-%m-%d"])
_OPTIONS = (
    click.option("--words", help='Words of the evidence: all of them, "a phrase", -without, begin*.'),
    click.option(
        "--dyad", nargs=2, default=None, metavar="A B", help="Between these two sides, either way round."
    ),
    click.option("--actor", multiple=True, help="Takes part: an id, a country's code or a name (repeatable: all)."),
    click.option("--sector", multiple=True, help="A party is of this PLOVER sector (GOV, MIL, REB …)."),
    click.option("--type", "type", multiple=True, help="PLOVER type of an event (REJECT, THREATEN …)."),
    click.option("--mode", multiple=True, help="PLOVER mode of an event."),
    click.option("--quad", multiple=True, help="Quad class of an event (verbal conflict …)."),
    click.option("--status", multiple=True, help="Status of an event (reported, alleged, future …)."),
    click.option("--since", type=_DAY, help="On this day or later (YYYY-MM-DD)."),
    click.option("--until", type=_DAY, help="On this day or earlier."),
    click.option("--outlet", multiple=True, help="Told by this outlet."),
    click.option("--sourcing", multiple=True, help="Sourcing of a statement (named, institution, anonymous, none)."),
    click.option("--confidence", type=click.FloatRange(0, 1), help="The least that an event may have."),
    click.option("--dataset", multiple=True, help="standoff for what was coded here, or where it was imported from."),
)  # fmt: skip


FILTER = (
    "words", "dyad", "actor", "sector", "type", "mode", "quad", "status", "since", "until", "outlet", "sourcing",
    "confidence", "dataset",
)  # fmt: skip


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a filter; they come as keyword arguments for ``filter_of``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def filter_of(given: dict[str, Any], **more: Any) -> Filter:  # noqa: ANN401
    """The filter that the options ask for; ``more`` wins over them."""
    from standoff.record import Filter

    days = {name: value.date() for name, value in given.items() if isinstance(value, datetime)}
    return Filter(**(given | days | {k: v for k, v in more.items() if v is not None}))
