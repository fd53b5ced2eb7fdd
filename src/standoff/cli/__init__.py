"""The command line: it mirrors the Python API and holds no logic of its own.

Exit codes: 0 everything was read, 1 something was rejected, 2 the command cannot be carried out.
"""

from __future__ import annotations

from standoff.cli.actors import actors
from standoff.cli.ask import search, show
from standoff.cli.base import ARTICLES, LEAD_ARTICLE, main
from standoff.cli.correct import correct, evaluate, log, queue
from standoff.cli.discourse import copies, narratives, occurrences, utterances
from standoff.cli.fetching import fetch, watch
from standoff.cli.read import demo, read
from standoff.cli.record import add, check, link, stats, versions
from standoff.cli.transfer import export, formats, import_
from standoff.cli.why import why

__all__ = ["ARTICLES", "LEAD_ARTICLE", "main"]

SECTIONS = {
    "Read articles": (demo, read, copies, utterances, occurrences, narratives, why),
    "Keep a record": (add, fetch, watch, link, versions, check),
    "Ask the record": (search, show, stats, actors),
    "Correct it": (queue, correct, log, evaluate),
    "Data in and out": (import_, export, formats),
}
for _section, _commands in SECTIONS.items():
    for _command in _commands:
        main.add(_command, _section)
