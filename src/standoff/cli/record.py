"""``standoff add``, ``link``, ``stats``, ``versions`` and ``check``: the record as a file that is kept."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standoff.cli.base import (
    RECORD,
    complain,
    console,
    documents_of,
    job_of,
    open_record,
    reads_articles,
    utc_now,
    with_progress,
)  # fmt: skip
from standoff.cli.filtering import filter_of, filtered

if TYPE_CHECKING:
    from standoff.pipeline import Job
    from standoff.record import Record
    from standoff.types import Document, Rejected

NO_LINK = click.option(
    "--no-link", is_flag=True, help="Leave acts and utterances unjoined across articles for now (see standoff link)."
)  # fmt: skip


@click.command()
@reads_articles
@RECORD
@NO_LINK
@click.pass_context
def add(ctx: click.Context, /, record_path: Path, no_link: bool, **given: Any) -> None:  # noqa: ANN401
    """Read articles into a record.

    PATHS as for standoff read. What the record has already adds nothing; another text at the same address is kept
    beside the first. Stopped at any moment, the same command goes on where it was.
    """
    workers, job = given.pop("workers"), job_of(given.pop("actors"), given.pop("lexicon"))
    with open_record(record_path, write=True) as record:
        found = documents_of(**given, settings=job.settings)
        ctx.exit(
            take_in(record, found, job=job, workers=workers, command="add", joined=not no_link)
        )


def take_in(
    record: Record,
    found: Iterable[Document | Rejected],
    *,
    job: Job,
    workers: int,
    command: str,
    joined: bool,
) -> int:
    """Add documents with progress, join what goes together, say what came of it; the exit code."""
    from standoff.pipeline import add as added_to
    from standoff.types import Rejected

    new = known = rejected = 0
    items = added_to(record, found, now=utc_now, job=job, workers=workers, command=command)
    for item in with_progress(items):
        if isinstance(item, Rejected):
            rejected += 1
            complain(item)
        else:
            new += item.new
            known += not item.new
    if joined and record.stale:
        _join(record)
    said = f"{new:,} new, {known:,} known, {rejected:,} rejected"
    console(errors=True).print(f"{said}; {record.path}", markup=False)
    return 1 if rejected else 0


def _join(record: Record) -> None:
    from standoff.pipeline import link as joined

    out = console(errors=True)
    with out.status("joining acts, utterances and copies across articles"):
        joined(record)


@click.command()
@RECORD
def link(record_path: Path) -> None:
    """Join tellings of one act, renderings of one utterance and copies of one report, over the whole record."""
    with open_record(record_path, write=True) as record:
        _join(record)


@click.command()
@RECORD
@filtered
def stats(record_path: Path, **given: Any) -> None:  # noqa: ANN401
    """How much is in the record, or of what fits, from when, from whom, and how it stands."""
    from standoff.record.stats import stats as counted
    from standoff.report.record import stats as drawn

    with open_record(record_path) as record:
        console().print(drawn(counted(record, filter_of(given))))


@click.command()
@click.argument("url", required=False)
@RECORD
def versions(url: str | None, record_path: Path) -> None:
    """The texts that were seen at one address, and what changed from one to the next.

    Without URL: the addresses that more than one text was seen at.
    """
    from standoff.errors import InputError
    from standoff.report.record import versions as drawn

    with open_record(record_path) as record:
        if url is None:
            for address in record.changed():
                click.echo(address)
            return
        snapshots = record.versions(url)
        if not snapshots:
            raise InputError(
                f"no text of {url} is in {record_path}; standoff versions lists what changed"
            )
        console().print(drawn(url, snapshots))


@click.command()
@RECORD
@click.pass_context
def check(ctx: click.Context, record_path: Path) -> None:
    """Is the record sound? The file, the snapshots, every mark, and the index made of them.

    A record of an older Standoff is brought up to date first.
    """
    from standoff.record.audit import audit
    from standoff.report.record import problems

    with open_record(record_path, write=True) as record:
        said = list(audit(record))
    console().print(problems(said))
    ctx.exit(1 if said else 0)
