"""Clauses that the tree hangs one verb too high: "After A said | that it may wait, B said: “…”", "B said, adding | that
it may wait", "the guns fell silent, A said, | and the talks began, B said".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from standoff.coding.drafts import Draft
from standoff.coding.syntax import Syntax
from standoff.ontology.wordlists import word_list

_SPEAK = word_list("speak")


def own_clauses(syntax: Syntax, cue: int, clauses: Iterable[int]) -> tuple[int, ...]:
    """The ``clauses`` of a cue without those of an adverbial clause before it, with its own that the verb above has."""
    kept = (k for k in clauses if not _is_of_an_aside(syntax, k, cue))
    return (*kept, *_left_above(syntax, cue))


def _is_of_an_aside(syntax: Syntax, clause: int, cue: int) -> bool:
    """Whether a clause stands right behind an adverbial clause of the cue, one that speaks where it follows the cue."""
    asides = (
        k for k in syntax.children(cue, "advcl") if k < clause < cue or _goes_on(syntax, k, cue)
    )
    return any(_is_behind(syntax, clause, k) for k in asides)


def _left_above(syntax: Syntax, cue: int) -> Iterator[int]:
    """The clauses right behind an adverbial clause that hang on the verb above it."""
    token = syntax.tokens[cue]
    if token.rel == "advcl" and (token.head > cue or _goes_on(syntax, cue, token.head)):
        above = (
            k
            for k in syntax.children(token.head, "ccomp")
            if (k < token.head) == (cue < token.head)
        )
        yield from (k for k in above if _is_behind(syntax, k, cue))


def _goes_on(syntax: Syntax, aside: int, cue: int) -> bool:
    """ "Said, adding": a participle of speech behind the verb."""
    token = syntax.tokens[aside]
    return aside > cue and token.xpos == "VBG" and token.lemma in _SPEAK


def _is_behind(syntax: Syntax, clause: int, verb: int) -> bool:
    """Whether a clause follows on what hangs on a verb, with no mark between."""
    before = syntax.subtree(clause)[0] - 1
    mark = syntax.tokens[before].upos == "PUNCT"
    return verb <= before < clause and not mark and before in syntax.subtree(verb)


def tell_apart(syntax: Syntax, drafts: Iterable[Draft]) -> None:
    """Give each of two who report one after the other in a sentence his own half of it."""
    drafts = [d for d in drafts if d.cue]
    for first in drafts:
        begins = _next_clause(syntax, first.cue[-1])
        if begins is None:
            continue
        start = syntax.tokens[begins].start
        for second in drafts:
            later = begins < second.cue[0]
            both = later and min(s for s, _ in second.runs) < syntax.tokens[first.cue[0]].start
            if (
                both
                and any(s >= start for s, _ in first.runs)
                and any(e > start for _, e in second.runs)
            ):
                first.runs = [(s, e) for s, e in first.runs if s < start]
                second.runs = [(max(s, start), e) for s, e in second.runs if e > start]


def _next_clause(syntax: Syntax, cue: int) -> int | None:
    """Where the clause begins that goes on right behind a cue: "…, A said, and | the talks began"."""
    tokens = syntax.tokens
    joined = cue + 3 < len(tokens) and tokens[cue + 1].text == "," and tokens[cue + 2].rel == "cc"
    goes_on = joined and tokens[tokens[cue + 2].head].rel == "conj"
    return cue + 3 if goes_on and tokens[cue].sentence == tokens[cue + 3].sentence else None
