"""docs/formats.md tells of every format and every column."""

import re
from pathlib import Path

import pytest

from standoff import exchange
from standoff.exchange.columns import EVENTS

PAGE = (Path(__file__).parents[1] / "docs" / "formats.md").read_text(encoding="utf-8")
TABLE = dict(
    reversed(re.findall(r"^\| `([\w-]+)` \| (.+) \|$", PAGE, re.MULTILINE))
)  # a name may stand again in a later table


@pytest.mark.parametrize("name", exchange.FORMATS)
def test_the_page_says_what_is_read_and_written(name):
    format = exchange.FORMATS[name]
    _, read, written, status = (cell.strip() for cell in TABLE[name].split("|"))
    assert (read == "yes", written == "yes") == (format.read is not None, format.writes)
    assert (status == "yes") == format.holds_status


@pytest.mark.parametrize("name", [name for name, each in exchange.FORMATS.items() if each.fits])
def test_every_foreign_format_has_its_section(name):
    assert re.search(rf"^### (?:[\w-]+, )*{name}(?:, [\w-]+)*$", PAGE, re.MULTILINE)


@pytest.mark.parametrize("column", EVENTS, ids=lambda column: column.name)
def test_the_page_has_every_column_of_the_long_table(column):
    assert TABLE[column.name] == f"{column.kind} | {column.help}"
