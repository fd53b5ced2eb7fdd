"""What all commands share: the group, its errors, the console, progress, the user's own tables."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from standoff import __version__
from standoff.errors import StandoffError
from standoff.garbage import look_rarely

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console

    from standoff.pipeline import Job
    from standoff.record import Record
    from standoff.settings import Settings
    from standoff.types import Coding, Document, Rejected

Item = TypeVar("Item")
ARTICLES = Path(__file__).parents[1] / "articles"
LEAD_ARTICLE = "korea-exhibition"


class Fault(click.ClickException):
    """What stops a command: exit code 2."""

    exit_code = 2


class Group(click.Group):
    """Turns our errors into one line and exit code 2; lists its commands by what they are for."""

    def __init__(self, *arguments: Any, **more: Any) -> None:  # noqa: ANN401  as click has it
        super().__init__(*arguments, **more)
        self._sections: dict[str, list[str]] = {}

    def add(self, command: click.Command, section: str) -> None:
        """Add a command under a heading of the help."""
        self.add_command(command)
        self._sections.setdefault(section, []).append(command.name or "")

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the commands, one block a section."""
        for section, names in self._sections.items():
            with formatter.section(section):
                rows = [(name, self.commands[name].get_short_help_str(200)) for name in names]
                formatter.write_dl(rows)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  as click has it
        """Run the command."""
        try:
            return super().invoke(ctx)
        except StandoffError as error:
            raise Fault(str(error)) from None


@click.group(
    cls=Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="standoff")
def main() -> None:
    """Read news about international crises: who said and who did what to whom.

    \b
    standoff demo                      the brief of an article that comes with Standoff
    standoff read article.txt          the brief of yours
    standoff add news/ feed.xml        articles into a record, standoff.db
    standoff show USA PRK              two sides in the record, with their words
    standoff why ID                    what led to an event or a statement
    """  # noqa: D301  \b is meant: click leaves the lines behind it alone
    look_rarely()


_DATE = click.option(
    "--date",
    "published",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of publication, for texts that do not say it (YYYY-MM-DD).",
)
_SOURCE = click.option("--source", help="Outlet, for texts that do not say it.")
_ACTORS = click.option(
    "--actors",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Table of your own actors, or a PETRARCH dictionary of actors or agents (repeatable).",
)
_LEXICON = click.option(
    "--lexicon",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Table of your own event words, or a PETRARCH dictionary of verbs (repeatable).",
)
_WORKERS = click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes that code side by side.",
)


def codes_articles(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of everything that codes: --actors, --lexicon, --workers."""
    for option in (_WORKERS, _LEXICON, _ACTORS):
        command = option(command)
    return command


def reads_articles(command: Callable[..., None], *, required: bool = True) -> Callable[..., None]:
    """Give a command the arguments of everything that reads: PATHS, --date, --source, --actors, --lexicon,
    --workers; they come as keyword arguments for ``articles_of``.
    """
    for option in (codes_articles, _SOURCE, _DATE):
        command = option(command)
    return click.argument("paths", nargs=-1, required=required)(command)


def reads_articles_or_record(command: Callable[..., None]) -> Callable[..., None]:
    """The same, but without PATHS the record is meant, which comes as ``record_path``."""
    return reads_articles(RECORD(command), required=False)


def articles_of(
    *, paths: tuple[str, ...], published: datetime | None, source: str | None,
    actors: tuple[Path, ...], lexicon: tuple[Path, ...], workers: int,
) -> Iterator[Coding | Rejected]:  # fmt: skip
    """What the shared arguments ask to be read, in the order of the input."""
    from standoff.pipeline import read_all

    return read_all(
        paths, date=published.date() if published else None, source=source,
        job=job_of(actors, lexicon), workers=workers, stdin=sys.stdin.buffer,
    )  # fmt: skip


def documents_of(
    *, paths: tuple[str, ...], published: datetime | None, source: str | None, settings: Settings
) -> Iterator[Document | Rejected]:
    """What the shared arguments give to read, not coded yet."""
    from standoff.reading import documents

    day = published.date() if published else None
    return documents(paths, published=day, source=source, settings=settings, stdin=sys.stdin.buffer)


def user_home() -> Path:
    """Where the user's own tables live: ``$STANDOFF_HOME``, else the desktop's data folder."""
    import os

    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(os.environ.get("STANDOFF_HOME") or Path(base) / "standoff")


def user_tables() -> tuple[Path, ...]:
    """The actor tables that ``standoff actors add`` has put in use."""
    kept = user_home() / "actors"
    return tuple(sorted(file for kind in ("*.tsv", "*.txt") for file in kept.glob(kind)))


def job_of(actors: tuple[Path, ...], lexicon: tuple[Path, ...]) -> Job:
    """How to code, with the user's own tables."""
    from standoff.pipeline import Job

    return Job(actors=(*user_tables(), *actors), lexicon=lexicon)


def console(*, errors: bool = False) -> Console:
    """The terminal."""
    from rich.console import Console

    return Console(stderr=errors, highlight=False)


def with_progress(found: Iterable[Item], *, briefs: bool = False) -> Iterator[Item]:
    """Pass documents through, counting them on a terminal's standard error.

    Where briefs are printed on the same terminal they show the progress themselves.
    """
    if not sys.stderr.isatty() or (briefs and sys.stdout.isatty()):
        yield from found
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("reading"),
        BarColumn(pulse_style="cyan"),
        TextColumn("{task.completed} documents"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console(errors=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        for item in found:
            progress.advance(task)
            yield item


def complain(item: Rejected) -> None:
    """Say on standard error what was not read, and why."""
    from standoff.report.terminal import rejected

    console(errors=True).print(rejected(item))


RECORD = click.option(
    "--record", "record_path", type=click.Path(dir_okay=False, path_type=Path),
    envvar="STANDOFF_RECORD", default="standoff.db", show_default=True, show_envvar=True,
    help="The file of the record.",
)  # fmt: skip
LIMIT = click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many."
)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines instead.")


def open_record(path: Path, *, write: bool = False) -> Record:
    """The record that a command works on, with the user's own actors known to it."""
    from standoff.ontology.actors import load_actors
    from standoff.record import Record

    return Record.open(path, write=write, actors=load_actors(user_tables()))


def utc_now() -> datetime:
    """The time that the record notes."""
    from datetime import UTC, datetime

    return datetime.now(UTC)


def print_json(records: Iterable[dict[str, Any]]) -> None:
    """One line a record."""
    import json

    for record in records:
        line = json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass")
        sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()
