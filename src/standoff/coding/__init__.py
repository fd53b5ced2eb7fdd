"""Analysis to Coding: actors, statements, events, their status, dates and occurrences. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from standoff.coding.blame import blaming
from standoff.coding.contents import Contents
from standoff.coding.dates import own_day
from standoff.coding.events import Events
from standoff.coding.holders import holders
from standoff.coding.mentions import Mentions
from standoff.coding.occurrences import join
from standoff.coding.quotes import quotations
from standoff.coding.sayings import SAYINGS
from standoff.coding.spoken import spoken
from standoff.coding.statements import Statements
from standoff.coding.syntax import Syntax
from standoff.coding.warnings import threats
from standoff.language import Analysis
from standoff.ontology.actors import ActorTable
from standoff.ontology.cues import CueLexicon
from standoff.ontology.lexicon import Lexicon
from standoff.types import Coding, Document

__all__ = ["Knowledge", "code"]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the coder knows of the world and of words: three tables, the user's rows included."""

    actors: ActorTable
    events: Lexicon
    cues: CueLexicon


def code(document: Document, analysis: Analysis, knowledge: Knowledge) -> Coding:
    """Everything that ``document`` says and tells, each mark standing off in its text."""
    syntax = Syntax(analysis)
    quotes = quotations(analysis.text)
    contents = Contents(syntax, quotes)
    on = document.published
    mentions = Mentions(syntax, knowledge.actors, document.id, on, frozenset(contents.quote_of))
    statements = Statements(syntax, mentions, contents, knowledge.cues, document.id, on).find()
    held = holders(syntax, statements)
    events = Events(syntax, mentions, knowledge.events, held, document.id, on).find()
    events = (*events, *threats(statements, events))
    events = (*events, *spoken(SAYINGS, syntax, mentions, held, events))
    events = tuple(sorted(events, key=lambda e: e.trigger.start))
    statements = blaming(statements, events)
    events, occurrences = join(document, events)
    return Coding(
        document=document, statements=statements,
        events=tuple(replace(e, date=own_day(e.date, e.status, on)) for e in events),
        occurrences=tuple(replace(o, date=own_day(o.date, o.status, on)) for o in occurrences),
    )  # fmt: skip
