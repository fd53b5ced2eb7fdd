"""The command line: it mirrors the Python API and holds no logic of its own.

Exit codes: 0 everything was read, 1 something was rejected, 2 the command cannot be carried out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standoff import __version__
from standoff.errors import StandoffError

if TYPE_CHECKING:
    from datetime import datetime

    from rich.console import Console

    from standoff.pipeline import Job
    from standoff.types import Coding, Rejected

ARTICLES = Path(__file__).parent / "articles"
LEAD_ARTICLE = "korea-exhibition"


class Fault(click.ClickException):
    """What stops a command: exit code 2."""

    exit_code = 2


class Group(click.Group):
    """Turns our errors into one line and exit code 2."""

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
    r"""Read news about international crises: who said and who did what to whom.

    \b
    standoff demo                      the brief of an article that comes with Standoff
    standoff read article.txt          the brief of yours
    standoff read --json news.jsonl    the record, one line a document
    """


_json = click.option(
    "--json", "as_json", is_flag=True, help="Print the record as JSON Lines instead of the brief."
)
_html = click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write one self-contained page to this file.",
)


@main.command()
@click.argument("paths", nargs=-1, required=True)
@click.option(
    "--date",
    "published",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day of publication, for texts that do not say it (YYYY-MM-DD).",
)
@click.option("--source", help="Outlet, for texts that do not say it.")
@_json
@_html
@click.option(
    "--actors",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Table of your own actors (repeatable).",
)
@click.option(
    "--lexicon",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Table of your own event words (repeatable).",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    help="Processes that code side by side.",
)
@click.pass_context
def read(
    ctx: click.Context, paths: tuple[str, ...], published: datetime | None, source: str | None,
    as_json: bool, page: Path | None, actors: tuple[Path, ...], lexicon: tuple[Path, ...], workers: int,
) -> None:  # fmt: skip
    """Read articles and show a brief of each.

    PATHS are text, Markdown, HTML and JSON Lines files, folders of these, or - for standard input.
    A document that cannot be read is named with its reason and never stops the others.
    """
    from standoff.pipeline import read_all

    day = published.date() if published else None
    found = read_all(
        paths,
        date=day,
        source=source,
        job=_job(actors, lexicon),
        workers=workers,
        stdin=sys.stdin.buffer,
    )
    shown = _with_progress(found, briefs=not as_json and page is None)
    ctx.exit(_show(shown, as_json=as_json, page=page))


@main.command()
@click.argument("name", required=False)
@_json
@_html
@click.pass_context
def demo(ctx: click.Context, name: str | None, as_json: bool, page: Path | None) -> None:
    """Read the bundled articles; show the brief of NAME (default: the Korean one) and the totals."""
    from standoff.errors import InputError
    from standoff.pipeline import read_all
    from standoff.types import Coding

    names = sorted(p.stem for p in ARTICLES.glob("*.md"))
    if name is not None and name not in names:
        raise InputError(f"no bundled article {name!r}; there are {', '.join(names)}")
    wanted = [name] if name else [LEAD_ARTICLE, *(n for n in names if n != LEAD_ARTICLE)]
    found = _with_progress(read_all([ARTICLES / f"{n}.md" for n in wanted]))
    if as_json or page or name:
        ctx.exit(_show(found, as_json=as_json, page=page))
    codings = [c for c in found if isinstance(c, Coding)]
    from standoff.report.terminal import brief, totals

    out = _console()
    out.print(brief(codings[0]))
    out.print(totals(codings))
    out.print(f"Other briefs: standoff demo NAME, with NAME one of {', '.join(wanted[1:])}.\n"
              "Your own: standoff read FILE, and --html FILE for a page to click through.", style="dim")  # fmt: skip


@main.group()
def actors() -> None:
    """The actors that Standoff knows: look them up, add your own."""


@actors.command("show")
@click.argument("name")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Offices on this day (YYYY-MM-DD).")
def show_actor(name: str, on: datetime | None) -> None:
    """Which actors NAME can mean, and their offices."""
    from standoff.errors import InputError
    from standoff.ontology.actors import load_actors

    table = load_actors(user_tables())
    words = name.split()
    match = table.longest(words, 0)
    ids = [n.actor for n in match[1]] if match and match[0] == len(words) else []
    ids = list(dict.fromkeys(ids or ([name] if table.names_of(name) else [])))
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


# -- helpers -------------------------------------------------------------------------------------


def user_home() -> Path:
    """Where the user's own tables live: ``$STANDOFF_HOME``, else the desktop's data folder."""
    import os

    base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(os.environ.get("STANDOFF_HOME") or Path(base) / "standoff")


def user_tables() -> tuple[Path, ...]:
    """The actor tables that ``standoff actors add`` has put in use."""
    return tuple(sorted((user_home() / "actors").glob("*.tsv")))


def _job(actors: tuple[Path, ...], lexicon: tuple[Path, ...]) -> Job:
    from standoff.pipeline import Job

    return Job(actors=(*user_tables(), *actors), lexicon=lexicon)


def _console(*, errors: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=errors, highlight=False)


def _with_progress(
    found: Iterable[Coding | Rejected], *, briefs: bool = False
) -> Iterator[Coding | Rejected]:
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
    with Progress(*columns, console=_console(errors=True), transient=True) as progress:
        task = progress.add_task("reading", total=None)
        for item in found:
            progress.advance(task)
            yield item


def _show(found: Iterable[Coding | Rejected], *, as_json: bool, page: Path | None) -> int:
    """Print or write what was found; the exit code says whether anything was rejected."""
    from standoff.types import Rejected

    codings: list[Coding] = []
    rejected: list[Rejected] = []
    keep = not as_json or page is not None
    for item in found:
        if isinstance(item, Rejected):
            rejected.append(item)
            _complain(item)
            continue
        if as_json:
            _print_record(item)
        elif page is None:
            _print_brief(item)
        if keep:
            codings.append(item)
    if page is not None:
        _write_page(page, codings, rejected)
    elif not as_json and len(codings) > 1:
        from standoff.report.terminal import totals

        _console().print(totals(codings))
    return 1 if rejected else 0


def _complain(item: Rejected) -> None:
    from standoff.report.terminal import rejected

    _console(errors=True).print(rejected(item))


def _print_record(item: Coding) -> None:
    from standoff.report.contract import dumps

    sys.stdout.buffer.write(dumps(item).encode("utf-8", "surrogatepass") + b"\n")
    sys.stdout.buffer.flush()


def _print_brief(item: Coding) -> None:
    from standoff.report.terminal import brief

    _console().print(brief(item))


def _write_page(path: Path, codings: list[Coding], rejected: list[Rejected]) -> None:
    from standoff.errors import InputError
    from standoff.report.page import page

    try:
        path.write_text(page(codings, rejected), encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}; choose another file"
        ) from None
    _console(errors=True).print(f"wrote {path}", markup=False)
