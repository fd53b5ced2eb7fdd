"""``standoff read`` and ``standoff demo``: briefs, pages and records of articles."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from standoff.cli.base import (
    ARTICLES,
    LEAD_ARTICLE,
    articles_of,
    complain,
    console,
    reads_articles,
    with_progress,
)  # fmt: skip

if TYPE_CHECKING:
    from standoff.types import Coding, Rejected

_json = click.option(
    "--json", "as_json", is_flag=True, help="Print the record as JSON Lines instead of the brief."
)
_html = click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write one self-contained page to this file.",
)


@click.command()
@reads_articles
@_json
@_html
@click.pass_context
def read(ctx: click.Context, /, as_json: bool, page: Path | None, **given: Any) -> None:  # noqa: ANN401
    """Read articles and show a brief of each.

    PATHS are text, Markdown, HTML, JSON Lines, RSS, Atom and WARC files, zip and tar archives and folders of these, or
    - for standard input. A document that cannot be read is named with its reason and never stops the others.
    """
    shown = with_progress(articles_of(**given), briefs=not as_json and page is None)
    ctx.exit(_show(shown, as_json=as_json, page=page))


@click.command()
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
    found = with_progress(read_all([ARTICLES / f"{n}.md" for n in wanted]))
    if as_json or page or name:
        ctx.exit(_show(found, as_json=as_json, page=page))
    codings = [c for c in found if isinstance(c, Coding)]
    from standoff.report.terminal import brief, totals

    out = console()
    out.print(brief(codings[0]))
    out.print(totals(codings))
    out.print(f"Other briefs: standoff demo NAME, with NAME one of {', '.join(wanted[1:])}.\n"
              "Your own: standoff read FILE, and --html FILE for a page to click through.", style="dim")  # fmt: skip


def _show(found: Iterable[Coding | Rejected], *, as_json: bool, page: Path | None) -> int:
    """Print or write what was found; the exit code says whether anything was rejected."""
    from standoff.types import Rejected

    codings: list[Coding] = []
    rejected: list[Rejected] = []
    keep = not as_json or page is not None
    for item in found:
        if isinstance(item, Rejected):
            rejected.append(item)
            complain(item)
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

        console().print(totals(codings))
    return 1 if rejected else 0


def _print_record(item: Coding) -> None:
    from standoff.report.contract import dumps

    sys.stdout.buffer.write(dumps(item).encode("utf-8", "surrogatepass") + b"\n")
    sys.stdout.buffer.flush()


def _print_brief(item: Coding) -> None:
    from standoff.report.terminal import brief

    console().print(brief(item))


def _write_page(path: Path, codings: list[Coding], rejected: list[Rejected]) -> None:
    from standoff.errors import InputError
    from standoff.report.page import page

    try:
        path.write_text(page(codings, rejected), encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"{path} cannot be written: {error.strerror}; choose another file"
        ) from None
    console(errors=True).print(f"wrote {path}", markup=False)
