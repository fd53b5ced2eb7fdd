"""``standoff utterances``, ``occurrences`` and ``narratives``: what is said and done across articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from standoff.cli.base import (
    AS_JSON,
    articles_of,
    complain,
    console,
    print_json,
    reads_articles,
    with_progress,
)  # fmt: skip

if TYPE_CHECKING:
    from standoff.types import Coding


@click.command()
@reads_articles
@AS_JSON
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
        print_json(utterance_record(u) for u in found)
    else:
        console().print(drawn(found, codings))
    ctx.exit(1 if rejected else 0)


@click.command()
@reads_articles
@AS_JSON
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
        print_json(occurrence_record(o) for o in found)
    else:
        console().print(drawn(found, codings))
    ctx.exit(1 if rejected else 0)


@click.command()
@reads_articles
@AS_JSON
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
        print_json([*map(narrative_record, found), *map(contest_record, collisions)])
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
