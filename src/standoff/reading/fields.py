"""What a record or a front matter says about a document, checked: strings and ISO dates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from standoff.reading.refusal import Refusal
from standoff.settings import DEFAULTS, Settings

_JSON_NAMES = {bool: "true or false", int: "a number", float: "a number", list: "a list"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACED_ZONE = re.compile(r"\s+(?=[+-]\d{2}:?\d{2}$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is known of documents before they are read: it fills what a document does not say.

    ``published`` and ``source`` are the user's, for a whole run. ``url`` and ``retrieved`` say where and when a
    snapshot was taken, as its archive or the network tells; over the ``url`` a page's own claim does not win.
    """

    published: date | None = None
    source: str | None = None
    url: str | None = None
    retrieved: datetime | None = None
    settings: Settings = DEFAULTS


def text_field(record: Mapping[str, object], *names: str) -> str | None:
    """Return the first of the named fields that holds something; raise ``malformed``."""
    for name in names:
        value = record.get(name)
        if value is not None and not isinstance(value, str):
            raise Refusal("malformed", f'"{name}" is {json_name(value)}; it must be a string')
        if value and not value.isspace():
            if _SURROGATE.search(value):
                raise Refusal("malformed", f'"{name}" holds half of a surrogate pair')
            return value
    return None


def date_field(record: Mapping[str, object], *names: str) -> date | None:
    """Return the day of the first named field that holds an ISO date or time; raise ``malformed``.

    The day is the one that is written: a time zone does not shift it.
    """
    for name in names:
        value = text_field(record, name)
        if value is not None:
            return _day(name, value.strip())
    return None


def _day(name: str, value: str) -> date:
    try:
        return datetime.fromisoformat(_SPACED_ZONE.sub("", value)).date()
    except ValueError:
        shown = value if len(value) <= 40 else value[:39] + "…"
        hint = "write it as 2024-11-22 or 2024-11-22T09:30:00Z"
        raise Refusal("malformed", f'"{name}" is "{shown}", which is no date; {hint}') from None


def json_name(value: object) -> str:
    """Return what JSON calls the type of ``value``, for a message."""
    if value is None:
        return "null"
    return "a string" if isinstance(value, str) else _JSON_NAMES.get(type(value), "an object")
