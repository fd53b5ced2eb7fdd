"""``standoff copies``, ``utterances``, ``occurrences``, ``narratives``: what many articles print, say and tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from standoff.cli.base import (
    AS_JSON,
    articles_of,
    complain,
    console,
    documents_of,
    open_record,
    print_json,
    reads_articles_or_record,
    with_progress,
)  # fmt: skip
from standoff.cli.filtering import FILTER, filter_of, filtered

if TYPE_CHECKING:
    from standoff.record import Filter
    from standoff.types import Coding, Document


@click.command()
@reads_articles_or_record
@filtered
@AS_JSON
@click.pass_context
def copies(ctx: click.Context, /, as_json: bool, **given: Any) -> None:  # noqa: ANN401
    """One report in many articles: the same text, shortened, corrected, or under another headline.

    PATHS as for standoff read; without any, those of the record that fit. Another day's or another person's
    story from the same template is no copy.
    """
    from standoff.discourse import copies as found_in
    from standoff.discourse import copy_groups
    from standoff.report.contract import report_record
    from standoff.report.discourse import copies as drawn

    documents, rejected = _documents(given)
    links = found_in(documents)
    if as_json:
        print_json(report_record(group, links) for group in copy_groups(links))
    else:
        console().print(drawn(copy_groups(links), links, documents))
    ctx.exit(1 if rejected else 0)


@click.command()
@reads_articles_or_record
@filtered
@AS_JSON
@click.option(
    "--renderings", type=click.IntRange(min=1), default=2, show_default=True,
    help="Show utterances with at least so many.",
)  # fmt: skip
@click.pass_context
def utterances(ctx: click.Context, /, as_json: bool, renderings: int, **given: Any) -> None:  # noqa: ANN401
    """One utterance in many articles: its renderings side by side, with their differences.

    PATHS as for standoff read; without any, those of the record that fit. Wire copies, partial quotations, paraphrases
    and other translations of one sentence by one speaker are joined.
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
@reads_articles_or_record
@filtered
@AS_JSON
@click.option(
    "--reports", type=click.IntRange(min=1), default=2, show_default=True,
    help="Show acts that at least so many articles tell.",
)  # fmt: skip
@click.pass_context
def occurrences(ctx: click.Context, /, as_json: bool, reports: int, **given: Any) -> None:  # noqa: ANN401
    """One act in many articles: who did what to whom, on which day, and in whose words.

    PATHS as for standoff read; without any, those of the record that fit. Copies, rewritings and later retellings
    of one act are one occurrence; the same kind of act on another day, at another place or the other way round is
    another.
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
@reads_articles_or_record
@filtered
@AS_JSON
@click.pass_context
def narratives(ctx: click.Context, /, as_json: bool, **given: Any) -> None:  # noqa: ANN401
    """Who casts whom as aggressor, victim, partner or provocateur, and where two sides' claims collide.

    PATHS as for standoff read; without any, those of the record that fit.
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


def _documents(given: dict[str, Any]) -> tuple[list[Document], int]:
    """The documents that were asked for, not coded, and how many could not be read."""
    from standoff.settings import DEFAULTS
    from standoff.types import Document

    if not given["paths"]:
        return [coding.document for coding in _codings(given)[0]], 0
    _check_unfiltered(given)
    asked = {name: given[name] for name in ("paths", "published", "source")}
    documents, rejected = [], 0
    for item in with_progress(documents_of(**asked, settings=DEFAULTS)):
        if isinstance(item, Document):
            documents.append(item)
        else:
            rejected += 1
            complain(item)
    return documents, rejected


def _codings(given: dict[str, Any]) -> tuple[list[Coding], int]:
    """The articles that were asked for, coded, and how many could not be read."""
    from standoff.transfer import codings as kept
    from standoff.types import Rejected

    path, asked = given.pop("record_path"), _check_unfiltered(given)
    if not given["paths"]:
        with open_record(path) as record:
            return list(kept(record, asked)), 0
    codings: list[Coding] = []
    rejected = 0
    for item in with_progress(articles_of(**given)):
        if isinstance(item, Rejected):
            rejected += 1
            complain(item)
        else:
            codings.append(item)
    return codings, rejected


def _check_unfiltered(given: dict[str, Any]) -> Filter:
    """The filter, taken out of what is given; an error where it is asked of files."""
    from standoff.errors import InputError
    from standoff.record import Filter

    asked = filter_of({name: given.pop(name) for name in FILTER})
    if given["paths"] and asked != Filter():
        raise InputError(
            "filters are for the record: leave PATHS out, or add them to a record first (standoff add)"
        )
    return asked
