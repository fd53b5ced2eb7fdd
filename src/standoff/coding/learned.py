"""Acts that the language model sees on words for which the lexicon has no row that holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from standoff.coding.matching import Match, Matcher
from standoff.coding.participants import JOINT
from standoff.coding.syntax import Syntax
from standoff.language import Act
from standoff.ontology import plover
from standoff.ontology.lexicon import Row
from standoff.ontology.wordlists import word_list

LEAST = 0.7  # probability from which an act is taken up (chosen on texts of our own that training held back)
SURE = 0.98
_SPEECH = word_list("report") | word_list("addressing")
_POS = {"VERB", "NOUN", "ADJ"}
_CLAUSES = {"advcl", "conj", "parataxis"}


def learned(syntax: Syntax, matcher: Matcher, known: Iterable[Match]) -> Iterator[Match]:
    """Matches of the model's acts, in order of the text, that no known match touches."""
    taken = {k for match in known for k in (match.trigger, *match.consumed)}
    for act in syntax.analysis.acts:
        if act.score >= LEAST and _stands_alone(syntax, act, taken):
            made_by = f"model: {act.score:.2f} ({act.type.lower()})"
            yield Match(act.token, _row(act), matcher.roles(act.token), frozenset(), made_by)


def _stands_alone(syntax: Syntax, act: Act, taken: set[int]) -> bool:
    """Whether it is a content word that neither is nor governs nor serves a word with an act, but in a clause
    of its own.
    """
    token = syntax.tokens[act.token]
    sure = act.score >= SURE
    near = {
        act.token,
        *(k for k in syntax.analysis.children[act.token] if not sure or _serves(syntax, k)),
    }
    if not sure or _serves(syntax, act.token):
        near.add(token.head)
    speech = token.lemma.lower() in _SPEECH  # who says something does not do it
    return token.upos in _POS and not speech and not near & taken


def _serves(syntax: Syntax, k: int) -> bool:
    return syntax.tokens[k].rel.partition(":")[0] not in _CLAUSES


def _row(act: Act) -> Row:
    kind = plover.event_type(act.type)
    return Row(
        lemmas=frozenset(), pos="", needs=(), source=(), recipient=(), type=act.type, mode=None, contexts=(),
        cameo=kind.cameo, flags=frozenset({"reciprocal"} if act.type in JOINT else ()), example="", line=0,
    )  # fmt: skip
