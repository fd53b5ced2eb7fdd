"""Acts that a sentence takes as known: "respond to *the raid*", "condemn *Chad's* invasion"."""

from __future__ import annotations

from standoff.coding.syntax import Syntax
from standoff.ontology.wordlists import word_list

_DEFINITE = {"the", "this", "that", "these", "those"}
_ANSWERING = word_list("takes as given")


def is_definite(syntax: Syntax, i: int) -> bool:
    """ "*The* raid would be the worst so far": one that is spoken of."""
    return any(syntax.words[c] in _DEFINITE for c in syntax.children(i, "det"))


def is_known(syntax: Syntax, i: int) -> bool:
    """ "*The* visit", "Kim's visit"."""
    the = any(syntax.words[c] == "the" for c in syntax.children(i, "det"))
    return the or any(syntax.children(i, "nmod"))


def is_taken_as_given(syntax: Syntax, i: int) -> bool:
    """ "Has yet to respond to *the raid*", "declined to condemn *Chad's* invasion": it happened, whatever is not done
    about it.
    """
    named = syntax.tokens[i].upos == "NOUN" and syntax.bases[i] in {"obj", "obl"}
    return named and syntax.lemmas[syntax.tokens[i].head] in _ANSWERING and is_known(syntax, i)
