"""Nouns that words are quoted with: "chants of “Traitor!”", "the slogan “Peace first”", "his “evil axis” comment", "a
memo titled “No more talks”".
"""

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
_TERMS = word_list("term")
_USES = word_list("uses words")
_TITLED = {"title", "entitle", "headline", "caption"}
_ISSUES = word_list("issues") | {"launch"}
_UNDER = {"under", "on", "with"}


def worded(quote: Quotation, syntax: Syntax, contents: Contents, cued: Cued) -> Draft | None:
    """The statement of a quotation that a noun beside it calls a chant, a slogan, a remark."""
    inside = contents.tokens_of(quote)
    titled = _titled(quote, inside, syntax) if inside else None
    if titled is not None:
        speaker = _issuer(_document(titled, syntax), syntax, cued)
        return Draft((titled,), SPOKEN, speaker, []) if speaker is not None else None
    noun = _noun_beside(quote, inside, syntax) if inside else None
    if noun is None:
        return None
    speaker = cued.speakers.of(noun) or _who_goes_by(noun, syntax, cued)
    if speaker is None and syntax.lemmas[noun] in _TERMS:
        return None
    reading = next(iter(cued.readings(noun, "N")), SPOKEN)
    return Draft(cued.cue_tokens(noun), reading, speaker, [])


def _titled(quote: Quotation, inside: range, syntax: Syntax) -> int | None:
    """The "titled" right before a quotation."""
    k = inside[0] - 1
    while k > 0 and (syntax.tokens[k].start >= quote.outer_start or syntax.words[k] == ","):
        k -= 1
    return k if k > 0 and syntax.lemmas[k] in _TITLED and syntax.is_passive(k) else None


def _document(titled: int, syntax: Syntax) -> int | None:
    """What bears the title."""
    if syntax.bases[titled] == "acl":
        return syntax.tokens[titled].head
    return next(iter(syntax.roles(titled).get("obj", ())), None)


def _issuer(document: int | None, syntax: Syntax, cued: Cued) -> Mention | None:
    """Whose document it is, who puts it out, else the document itself."""
    if document is None:
        return None
    whose = (
        k for k in syntax.children(document, "nmod")
        if syntax.tokens[k].rel == "nmod:poss" or syntax.preposition(k) in {"by", "from"}
    )  # fmt: skip
    owner = next((m for k in whose if (m := cued.mentions.who(k)) is not None), None)
    verb = syntax.tokens[document].head if syntax.bases[document] == "obj" else -1
    if owner is None and verb >= 0 and syntax.lemmas[verb] in _ISSUES:
        owner = cued.speakers.of(verb)
    return owner or cued.speakers.named(document)


def _noun_beside(quote: Quotation, inside: range, syntax: Syntax) -> int | None:
    """The noun right before a quotation, "of" between them or not, or right behind it."""
    tokens = syntax.tokens
    before, after = inside[0] - 1, inside[-1] + 1
    while before >= 0 and tokens[before].start >= quote.outer_start:
        before -= 1
    if before > 0 and syntax.words[before] in {"of", ","}:
        before -= 1
    while after < len(tokens) and tokens[after].end <= quote.outer_end:
        after += 1
    for k in (before, after):
        noun = 0 <= k < len(tokens) and tokens[k].upos == "NOUN"
        if noun and syntax.lemmas[k] in (
            _TERMS if syntax.words[k + 1] == "," else _WORDED | _TERMS
        ):
            return k
    return None


def _who_goes_by(noun: int, syntax: Syntax, cued: Cued) -> Mention | None:
    """Whose motto or term it is: "campaigned under the slogan “…”", "used the term “…”"."""
    case, verb = syntax.child_with_rel(noun, "case"), syntax.tokens[noun].head
    below = case is not None and syntax.words[case] in _UNDER
    used = syntax.bases[noun] == "obj" and verb >= 0 and syntax.lemmas[verb] in _USES
    used = used and not syntax.is_negated(verb)
    if not used and not (below and syntax.lemmas[noun] in _MOTTOS):
        return None
    return cued.speakers.of(verb) if used else _subject(verb, syntax, cued)


def _subject(verb: int, syntax: Syntax, cued: Cued) -> Mention | None:
    subjects = syntax.children(verb, "nsubj")
    return next((m for k in subjects if (m := cued.mentions.who(k)) is not None), None)
