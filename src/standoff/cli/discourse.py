"""``standoff utterances``, ``occurrences`` and ``narratives``: what is said and done across articles."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from standoff.cli.base import articles_of, complain, console, reads_articles, with_progress

if TYPE_CHECKING:
    from standoff.types import Coding

_json = click.option("--json", "as_json", is_flag=True, help="Print JSON Lines instead.")


@click.command()
@reads_articles
@_json
@click.option(
    "--renderings", type=click.IntRange(min=1), default=2, show_default=True,
    help="Show utterances with at least so many.",
)  # fmt: skip
@click.pass_context
def utterances(ctx: click.Context, /, as_json: bool, renderings: int, **given: Any) -> None:  # noqa: ANN401
    """One utterance in many articles: its renderings side by side, with their differences.

    PATHS as for standoff read. Wire copies, partial quotations, paraphrases and other translations of one sentence
    by one speaker are joined.
    """
    from standoff.discourse import join
    from standoff.report.contract import utterance_record
    from standoff.report.discourse import utterances as drawn

    codings, rejected = _codings(given)
    found = [u for u in join(codings) if len(u.statements) >= renderings]
    if as_json:
        _print(utterance_record(u) for u in found)
    else:
        console().print(drawn(found, codings))
    ctx.exit(1 if rejected else 0)


@click.command()
@reads_articles
@_json
@click.option(
    "--reports", type=click.IntRange(min=1), default=2, show_default=True,
    help="Show acts that at least so many articles tell.",
)  # fmt: skip
@click.pass_context
def occurrences(ctx: click.Context, /, as_json: bool, reports: int, **given: Any) -> None:  # noqa: ANN401
    """One act in many articles: who did what to whom, on which day, and in whose words.

    PATHS as for standoff read. Copies, rewritings and later retellings of one act are one occurrence; the same kind of
    act on another day, at another place or the other way round is another.
    """
    from standoff.discourse import join_acts
    from standoff.report.contract import occurrence_record
    from standoff.report.discourse import occurrences as drawn

    codings, rejected = _codings(given)
    found = [o for o in join_acts(codings) if len(o.documents) >= reports]
    if as_json:
        _print(occurrence_record(o) for o in found)
    else:
        console().print(drawn(found, codings))
    ctx.exit(1 if rejected else 0)


@click.command()
@reads_articles
@_json
@click.pass_context
def narratives(ctx: click.Context, /, as_json: bool, **given: Any) -> None:  # noqa: ANN401
    """Who casts whom as aggressor, victim, partner or provocateur, and where two sides' claims collide.

    PATHS as for standoff read.
    """
    from standoff.discourse import contests
    from standoff.discourse import narratives as told
    from standoff.report.contract import contest_record, narrative_record
    from standoff.report.discourse import narratives as drawn

    codings, rejected = _codings(given)
    found, collisions = told(codings), contests(codings)
    if as_json:
        _print([*map(narrative_record, found), *map(contest_record, collisions)])
    else:
        console().print(drawn(found, collisions, codings))
    ctx.exit(1 if rejected else 0)


def _codings(given: dict[str, Any]) -> tuple[list[Coding], int]:
    """What could be read, and how many documents could not."""
    from standoff.types import Rejected

    codings: list[Coding] = []
    rejected = 0
    for item in with_progress(articles_of(**given)):
        if isinstance(item, Rejected):
            rejected += 1
            complain(item)
        else:
            codings.append(item)
    return codings, rejected


def _print(records: Iterable[dict[str, Any]]) -> None:
    for record in records:
        sys.stdout.buffer.write(
            json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"
        )
