"""``standoff why``: what led to an event or a statement."""

from __future__ import annotations

from typing import Any

import click

from standoff.cli.base import articles_of, complain, console, reads_articles, with_progress


@click.command()
@click.argument("what")
@reads_articles
@click.pass_context
def why(ctx: click.Context, /, what: str, **given: Any) -> None:  # noqa: ANN401
    """Explain an event or a statement: why it was coded, and so.

    WHAT is its id (as ``standoff read --json`` prints it) or words of its trigger or cue ("rejected"); PATHS are the
    articles to look in. Shows the sentence, the row of the lexicon or the model's probability, what decided the
    status, the predicate's frame, and how each actor was resolved.
    """
    from standoff.errors import InputError
    from standoff.reasons import explain
    from standoff.report.why import why as drawn
    from standoff.types import Rejected

    shown = rejected = 0
    for item in with_progress(articles_of(**given), briefs=True):
        if isinstance(item, Rejected):
            complain(item)
            rejected += 1
            continue
        for told in explain(item, what, lexicon=given["lexicon"]):
            console().print(drawn(item, told))
            shown += 1
    if not shown:
        raise InputError(
            f"no event and no statement has the id {what!r} or these words in its trigger or cue; "
            "standoff read shows what there is"
        )
    ctx.exit(1 if rejected else 0)
