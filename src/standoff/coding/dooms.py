"""Threats told as what will befall another side: "Manila would pay a price", "Seoul will face consequences"."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.coding.mentions import Mentions
from standoff.coding.spoken import Rule, others_of
from standoff.coding.syntax import Syntax
from standoff.ontology.wordlists import word_list
from standoff.types import Event, Statement

_RULE = Rule(
    "THREATEN", "what is to befall another side", "rule: said what will befall another side", 0.8
)
_TELLING = {"assert", "warn", "predict", "promise", None}
_BEFALLS = word_list("befalls")
_AHEAD = {"will", "would", "shall", "'ll", "’ll"}
_HAVE_TO = {"have", "come", "live"}


def dooms(
    syntax: Syntax, mentions: Mentions, statements: tuple[Statement, ...], events: tuple[Event, ...]
) -> Iterator[Event]:
    """A THREATEN event for every statement of a political speaker by which something bad will befall another side."""
    told = {e.trigger for e in events}
    for statement in statements:
        speaker, cue = statement.speaker, statement.cue
        if speaker is None or cue in told or statement.cue_class not in _TELLING:
            continue
        for verb, whom in others_of(syntax, mentions, statement, befalls):
            trigger = cue or mentions.span(verb, verb)
            yield _RULE.act(statement, trigger, (whom,), min(speaker.confidence, whom.confidence))
            break


def befalls(syntax: Syntax, i: int) -> bool:
    """Whether a verb says what is to befall its subject ("will pay a price", "will have to pay"); not that it has."""
    ahead = any(syntax.words[k] in _AHEAD for k in syntax.children(i, "aux"))
    if not ahead or syntax.is_negated(i):
        return False
    below = syntax.children(i, "xcomp") if syntax.lemmas[i] in _HAVE_TO else ()
    return any(_is_bad(syntax, k) for k in (i, *below))


def _is_bad(syntax: Syntax, i: int) -> bool:
    beside = ("*", *(syntax.lemmas[k] for k in syntax.children(i, "obj", "advmod")))
    return any(f"{syntax.lemmas[i]}_{word}" in _BEFALLS for word in beside)
