"""Demands that no verb of demanding tells: what a speaker says that another side must do.

"Russia said Israel must stop the strikes" is REQUEST; "the talks must go on", "he must have known" and what
somebody says of his own side are none (docs/guidelines.md, hard choices). The act itself stays an event.
"""

from __future__ import annotations

from collections.abc import Iterator

from standoff.coding.dooms import befalls
from standoff.coding.mentions import Mentions
from standoff.coding.spoken import Rule, others_of
from standoff.coding.syntax import Syntax
from standoff.types import Event, Statement

_RULE = Rule("REQUEST", "what another side must do", "rule: said what another side must do", 0.8)
_TELLING = {"assert", "warn"}
_NEEDS = {"have", "need"}


def demands(
    syntax: Syntax, mentions: Mentions, statements: tuple[Statement, ...], events: tuple[Event, ...]
) -> Iterator[Event]:
    """A REQUEST event for every statement of a political speaker by which another side must do something."""
    told = {e.trigger for e in events}
    for statement in statements:
        speaker, cue = statement.speaker, statement.cue
        if speaker is None or cue is None or cue in told or statement.cue_class not in _TELLING:
            continue
        for _, asked in others_of(syntax, mentions, statement, _must):
            yield _RULE.act(statement, cue, (asked,), min(speaker.confidence, asked.confidence))
            break


def _must(syntax: Syntax, i: int) -> bool:
    """ "Must stop", "has to stop", "needs to stop"; not "must be stopped", "must have known", "if it must stop", "will
    have to pay a price".
    """
    if syntax.bases[i] not in {"ccomp", "root", "parataxis", "conj"} or syntax.is_passive(i):
        return False
    aux = {syntax.lemmas[k] for k in syntax.children(i, "aux")}
    needs = syntax.lemmas[i] in _NEEDS and any(
        syntax.introduced_by(k) == "to" for k in syntax.children(i, "xcomp")
    )
    must = ("must" in aux and "have" not in aux) or (needs and not aux - {"will"})
    return must and not befalls(syntax, i)
