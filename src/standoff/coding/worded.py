"""Nouns that words are quoted with: "chants of “Traitor!”", "the slogan “Peace first”", "his “evil axis” comment"."""

from __future__ import annotations

from standoff.coding.colons import SPOKEN
from standoff.coding.contents import Contents
from standoff.coding.cued import Cued
from standoff.coding.drafts import Draft
from standoff.coding.quotes import Quotation
from standoff.coding.syntax import Syntax
from standoff.ontology.wordlists import word_list
from standoff.types import Mention

_WORDED = word_list("worded")
_MOTTOS = word_list("motto")
_UNDER = {"under", "on", "with"}


def worded(quote: Quotation, syntax: Syntax, contents: Contents, cued: Cued) -> Draft | None:
    """The statement of a quotation that a noun beside it calls a chant, a slogan, a remark."""
    inside = contents.tokens_of(quote)
    noun = _noun_beside(quote, inside, syntax) if inside else None
    if noun is None:
        return None
    speaker = cued.speakers.of(noun) or _who_goes_by(noun, syntax, cued)
    reading = next(iter(cued.readings(noun, "N")), SPOKEN)
    return Draft(cued.cue_tokens(noun), reading, speaker, [])


def _noun_beside(quote: Quotation, inside: range, syntax: Syntax) -> int | None:
    """The noun right before a quotation, "of" between them or not, or right behind it."""
    tokens = syntax.tokens
    before, after = inside[0] - 1, inside[-1] + 1
    while before >= 0 and tokens[before].start >= quote.outer_start:
        before -= 1
    if before >= 0 and syntax.words[before] == "of":
        before -= 1
    while after < len(tokens) and tokens[after].end <= quote.outer_end:
        after += 1
    for k in (before, after):
        if 0 <= k < len(tokens) and tokens[k].upos == "NOUN" and syntax.lemmas[k] in _WORDED:
            return k
    return None


def _who_goes_by(noun: int, syntax: Syntax, cued: Cued) -> Mention | None:
    """ "Campaigned under the slogan “…”": whose motto it is."""
    case = syntax.child_with_rel(noun, "case")
    if syntax.lemmas[noun] not in _MOTTOS or case is None or syntax.words[case] not in _UNDER:
        return None
    subjects = syntax.children(syntax.tokens[noun].head, "nsubj")
    return next((m for k in subjects if (m := cued.mentions.who(k)) is not None), None)
