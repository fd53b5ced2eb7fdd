"""Acts that the language model sees on words for which the lexicon has no row that holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from standoff.coding.matching import CLAIMS, RESPONSIBILITY, Match, Matcher
from standoff.coding.participants import JOINT
from standoff.coding.sayings import is_to_blame
from standoff.coding.syntax import Syntax
from standoff.language import Act
from standoff.ontology import plover
from standoff.ontology.lexicon import Row
from standoff.ontology.wordlists import word_list

# Probabilities, chosen on texts of our own that training held back.
LEAST = 0.7  # from here on an act is taken up
_LIKELY = 0.8  # from here on beside an act that it only dates
SURE = 0.98  # from here on also beside an act in another clause
_SPEECH = (
    word_list("report") | word_list("addressing") | {"count", "detect", "monitor", "spot", "track"}
)
_SAID = {"REQUEST"}
_CIRCUMSTANCE = word_list("circumstance")
_ABOUT_ACTS = (
    (CLAIMS, RESPONSIBILITY),
    (word_list("issues"), word_list("document")),
    ({"pay"}, {"attention", "heed", "price"}),
)
_ACCIDENTS = word_list("accident")
_TIMES = {"due", "expect", "schedule", "set", "slate"}
_POS = {"VERB", "NOUN", "ADJ"}
_CLAUSES = {"acl", "advcl", "conj", "parataxis"}


def learned(syntax: Syntax, matcher: Matcher, known: Iterable[Match]) -> Iterator[Match]:
    """Matches of the model's acts, in order of the text, that no known match touches."""
    taken = {k for match in known for k in (match.trigger, *match.consumed)}
    for act in syntax.analysis.acts:
        if act.score < LEAST or matcher.rules_out(act.token, act.type):
            continue
        if act.type == "ASSAULT" and _is_accident(syntax, act.token):
            continue
        if is_to_blame(syntax, act.token):
            continue  # "is to blame": whoever says so accuses
        if syntax.lemmas[act.token] in _TIMES and any(syntax.children(act.token, "xcomp")):
            continue  # "is set to impose sanctions": it only tells when
        if _stands_alone(syntax, act, taken):
            made_by = f"model: {act.score:.2f} ({act.type.lower()})"
            yield Match(act.token, _row(act), matcher.roles(act.token), frozenset(), made_by)


def _stands_alone(syntax: Syntax, act: Act, taken: set[int]) -> bool:
    """Whether it is a content word that neither is nor governs nor serves a word with an act."""
    token = syntax.tokens[act.token]
    # who says something does not do it, but may well ask for it
    speech = token.lemma.lower() in _SPEECH and not (act.type in _SAID and act.score >= SURE)
    apart = speech or _is_about_an_act(syntax, act.token)
    return token.upos in _POS and not apart and not _near(syntax, act) & taken


def _is_accident(syntax: Syntax, verb: int) -> bool:
    """ "Killed when a bus overturned", "in a plane crash": nobody did it."""
    beside = {syntax.lemmas[k] for k in syntax.children(verb, "advcl", "obl")}
    return bool(beside & _ACCIDENTS)


def _is_about_an_act(syntax: Syntax, verb: int) -> bool:
    """ "Claimed responsibility" for an act, "released a statement" that may hold one: neither is one itself."""
    objects = {syntax.lemmas[k] for k in syntax.roles(verb).get("obj", ())}
    about = (things for verbs, things in _ABOUT_ACTS if syntax.lemmas[verb] in verbs)
    return any(objects & things for things in about)


def _near(syntax: Syntax, act: Act) -> set[int]:
    """The word, its governor and what it governs; of a sure act without those in another clause, of any without what
    came before or after ("closed the border, a day after they *fought*").
    """
    k, tokens = act.token, syntax.tokens
    links = {child: child for child in syntax.analysis.children[k]} | {tokens[k].head: k}
    return {k} | {
        other for other, below in links.items()
        if not _is_apart(syntax, below, sure=act.score >= SURE, likely=act.score >= _LIKELY)
    }  # fmt: skip


def _is_apart(syntax: Syntax, below: int, *, sure: bool, likely: bool) -> bool:
    circumstance = syntax.bases[below] == "advcl" and syntax.introduced_by(below) in _CIRCUMSTANCE
    return (sure and syntax.bases[below] in _CLAUSES) or (likely and circumstance)


def _row(act: Act) -> Row:
    kind = plover.event_type(act.type)
    return Row(
        lemmas=frozenset(), pos="", needs=(), source=(), recipient=(), type=act.type, mode=None, contexts=(),
        cameo=kind.cameo, flags=frozenset({"reciprocal"} if act.type in JOINT else ()), example="", line=0,
    )  # fmt: skip
