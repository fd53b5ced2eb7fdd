"""Quotations that stand right before or right behind the verb that reports them, whatever the tree makes of them."""

from __future__ import annotations

from collections.abc import Mapping

from standoff.coding.quotes import Quotation, is_title
from standoff.coding.syntax import Syntax

_SETS_OFF, _GOES_ON = set("-–—:("), set(",!?")
_FEW = 2  # words that are more than a name


def set_off(syntax: Syntax, quote_of: Mapping[int, Quotation], cue: int) -> tuple[int, ...]:
    """ "The plan was not serious - “There are no details,” she said - and …": the quotation right before the words
    that report it, where a dash, a colon or a bracket parts it from what stands before.
    """
    tokens = syntax.tokens
    subjects = (syntax.subtree(k)[0] for k in syntax.children(cue, "nsubj"))
    k = min(cue, *subjects, cue) - 1
    while k > 0 and tokens[k].upos == "PUNCT" and k not in quote_of:
        k -= 1
    quote, text = quote_of.get(k), syntax.analysis.text
    if quote is None or cue in quote_of or text[quote.end - 1] not in _GOES_ON:
        return ()
    before = text[: quote.outer_start].rstrip()[-1:]
    inside = syntax.between(quote.start, quote.end)
    if tokens[inside[0]].sentence != tokens[cue].sentence:
        return ()
    return _tops(syntax, inside) if before in _SETS_OFF and before else ()


def behind(syntax: Syntax, quote_of: Mapping[int, Quotation], cue: int) -> tuple[int, ...]:
    """ "He answered, “Ladies and gentlemen,” who …": the quotation behind a comma, where the clause of the verb stands
    behind it.
    """
    tokens, k = syntax.tokens, cue + 1
    while k < len(tokens) and tokens[k].upos == "PUNCT" and k not in quote_of:
        k += 1
    quote = quote_of.get(k) if k > cue + 1 and cue not in quote_of else None
    if quote is None or is_title(syntax.analysis.text, quote):
        return ()
    inside = syntax.between(quote.start, quote.end)
    clauses = syntax.roles(cue).get("ccomp", ())
    words = sum(tokens[t].upos != "PUNCT" for t in inside)
    apart = clauses and min(clauses) > inside[-1] and words > _FEW
    return (
        _tops(syntax, inside)
        if apart and tokens[inside[-1]].sentence == tokens[cue].sentence
        else ()
    )


def _tops(syntax: Syntax, inside: range) -> tuple[int, ...]:
    """The heads of what stands in a quotation."""
    tokens = syntax.tokens
    return tuple(k for k in inside if tokens[k].head not in inside and tokens[k].upos != "PUNCT")
