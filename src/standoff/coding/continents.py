"""Continents that act: "*Europe* accused them", "tariffs on *Europe*", "*European* leaders", not "in *Europe*"."""

from __future__ import annotations

from standoff.coding.syntax import Syntax

BODY_OF = {"EUR": "european-union"}
"""The body that a continent's code may stand for."""
_TOWARDS = {"against", "among", "between", "by", "on", "with"}
_PARTY = {"nsubj", "obj", "iobj", "nmod", "amod", "compound"}


def acts(syntax: Syntax, i: int) -> bool:
    """Whether the continent at the token i stands where a party to something stands."""
    token = syntax.tokens[i]
    first = token.head if token.rel == "conj" else i
    preposition = syntax.preposition(first)
    return preposition in _TOWARDS if preposition else syntax.bases[first] in _PARTY
