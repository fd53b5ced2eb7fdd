"""Words beside a simple past that put it in a former time without a day: "at the time", "in her first term"."""

from __future__ import annotations

from standoff.coding import verb_forms
from standoff.coding.syntax import Syntax
from standoff.ontology.wordlists import word_list

_TIMES_OF_LIFE = word_list("time of life")  # of a person or a government
_TERMS = {"term", "mandate", "stint"}  # of which there may be several
_TIMES, _OFFICE = {"time", "year", "day"}, {"office", "power"}
_BACK = {"date", "go", "harken", "hark", "reach", "stretch"}
_GONE = {"first", "earlier", "previous", "prior"}
_SPANS = {"year", "decade", "century", "generation"}
_LONG = {"decade", "century", "generation"}


def former_time(syntax: Syntax, i: int) -> str | None:
    """The words beside verb i that put it in a former time, if any do."""
    if any(_is_the_past(syntax, c) for c in syntax.children(i, "obl")):
        return "in the past"
    if not verb_forms.is_in_simple_past(syntax, i):
        return None
    if _is_of_the_last_time(syntax, i):
        return "the last time"
    if any(_is_rise(syntax, c) for c in syntax.children(i, "advcl")):
        return "before … became"
    if _is_dated_back(syntax, i):
        return "dates back"
    beside = syntax.children(i, "obl")
    inside = (k for c in syntax.children(i, "obj", "obl") for k in syntax.children(c, "nmod"))
    for c in (*beside, *(k for k in inside if syntax.preposition(k) == "in")):
        before = syntax.preposition(c)
        if (before == "at" and _is_that_time(syntax, c)) or (
            before in {"in", "during", "throughout"} and _is_time_of_life(syntax, c)
        ) or (before == "for" and _is_for_long(syntax, c)):  # fmt: skip
            return f"{before} … {syntax.words[c]}"
    return None


def _is_the_past(syntax: Syntax, c: int) -> bool:
    """ "Has in the past seized tankers"."""
    return syntax.preposition(c) == "in" and syntax.words[c - 1 : c + 1] == ["the", "past"]


def _is_of_the_last_time(syntax: Syntax, i: int) -> bool:
    """ "The last time they met, he *threatened* them"; what happened then, too."""
    own = (syntax.tokens[i].head,) if syntax.tokens[i].rel == "acl:relcl" else ()
    times = (c for c in (*own, *syntax.children(i, "obl")) if syntax.lemmas[c] == "time")
    return any(syntax.words[k] == "last" for c in times for k in syntax.children(c, "amod"))


def _is_rise(syntax: Syntax, c: int) -> bool:
    """ "Before he became president", "before taking office"."""
    if syntax.introduced_by(c) != "before":
        return False
    objects = {syntax.lemmas[k] for k in syntax.children(c, "obj")}
    return syntax.lemmas[c] == "become" or (
        syntax.lemmas[c] in {"take", "assume"} and bool(objects & _OFFICE)
    )


def _is_dated_back(syntax: Syntax, i: int) -> bool:
    """ "Dates back to the war, when they *seized* it"."""
    return any(
        syntax.lemmas[k] in _BACK
        and any(syntax.words[c] == "back" for c in syntax.children(k, "advmod", "compound"))
        for k in syntax.ancestors(i)
    )


def _is_that_time(syntax: Syntax, c: int) -> bool:
    """ "At the time", and nothing that says which."""
    beside = {syntax.words[k] for k in syntax.children(c)} - {"at"}
    return syntax.lemmas[c] == "time" and beside in ({"the"}, {"that"})


def _is_time_of_life(syntax: Syntax, c: int) -> bool:
    """ "In his youth", "during Reagan's presidency", "in her first term"."""
    beside = {syntax.words[k] for k in syntax.children(c, "amod")}
    if syntax.lemmas[c] in _TERMS:
        return bool(beside & _GONE)
    if syntax.lemmas[c] in _TIMES:  # "during her years in office"
        return any(syntax.lemmas[k] in _OFFICE for k in syntax.children(c, "nmod"))
    return syntax.lemmas[c] in _TIMES_OF_LIFE and any(syntax.children(c, "nmod"))


def _is_for_long(syntax: Syntax, c: int) -> bool:
    """ "For years", "for two centuries"; "for two years" may be how long it is to last."""
    numbered = any(syntax.children(c, "nummod", "det"))
    if numbered:
        return syntax.lemmas[c] in _LONG
    return syntax.lemmas[c] in _SPANS and syntax.tokens[c].xpos == "NNS"
