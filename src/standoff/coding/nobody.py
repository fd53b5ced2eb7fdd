"""What nobody did, did to nobody, or nobody has evidence of."""

from __future__ import annotations

from standoff.coding.syntax import Syntax

_NEGATIVE = {"no", "not", "nobody", "none", "neither", "nothing"}
_WAYS = {"circumstance", "point", "stage", "time", "way"}
_EVIDENCE = {"evidence", "indication", "proof", "sign"}


def of_nobody(syntax: Syntax, i: int) -> str | None:
    """The word that makes a side of verb i nobody, or of who is able to: "no soldier will be pulled back", "fired not
    one shot", "neither was able to".
    """
    if not syntax.is_verb(i) and syntax.tokens[i].upos != "ADJ":
        return None
    for way in syntax.children(i, "obl"):
        if syntax.lemmas[way] in _WAYS and any(
            syntax.words[c] == "no" for c in syntax.children(way, "det")
        ):
            return f"no {syntax.words[way]}"  # "at no point did Norway threaten"
    for side in syntax.children(i, "nsubj", "obj"):
        word = () if syntax.words[side] == "no" else (side,)  # "will say no"
        for k in (*word, *syntax.children(side, "det", "advmod", "cc")):
            if syntax.lemmas[k] in _NEGATIVE:
                return str(syntax.tokens[k].text)
    return None


def is_without_evidence(syntax: Syntax, head: int) -> bool:
    """ "No evidence has emerged that …"."""
    return any(
        syntax.lemmas[k] in _EVIDENCE
        and any(syntax.words[c] == "no" for c in syntax.children(k, "det"))
        for k in syntax.children(head, "nsubj")
    )
