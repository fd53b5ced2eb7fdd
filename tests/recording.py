"""What the tests of the record share: a few articles of our own, coded once, and a record to put them in."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import standoff
from standoff.record import Record
from standoff.types import Coding, Run

NOW = datetime(2025, 3, 9, 12, tzinfo=UTC)
RUN = Run(command="test", started=NOW, code="0", model="m", ontology="o", settings="{}")
TEXTS = (
    ("Lantern News", date(2025, 3, 5), "https://lantern.example/1",
     "Russia accused Ukraine of shelling Belgorod on Tuesday. Ukraine's army denied it. “We hit nobody there,” its"
     " spokesman said."),
    ("Harbour Times", date(2025, 3, 6), "https://harbour.example/9",
     "Kim Jong Un, the North Korean leader, rejected talks with the United States on Thursday, state media KCNA said."
     " Experts fear a war. Pyongyang (평양) launched a missile (미사일을) in 2017."),
    ("Northgate", date(2025, 3, 7), None,
     "Kim Jong Un rejected talks with the United States on Thursday. North Korea could launch a missile next week, two"
     " officials said."),
    ("Harbour Times", None, None, "China imposed sanctions on three U.S. companies. Washington threatened to respond."),
)  # fmt: skip


@cache
def codings() -> tuple[Coding, ...]:
    """The articles, coded."""
    from standoff.pipeline import Job, code_document
    from standoff.reading import from_text

    found = (
        from_text(text, source=source, published=day, url=url) for source, day, url, text in TEXTS
    )
    coded = tuple(code_document(d, Job()) for d in found if isinstance(d, standoff.Document))
    return tuple(c for c in coded if isinstance(c, Coding))


def filled(path: Path, some: tuple[Coding, ...] | None = None) -> Record:
    """A new record with the articles in it, open for writing."""
    record = Record.open(path, write=True)
    run = record.begin(RUN)
    for coding in some or codings():
        assert record.put(coding, run)
    return record
