"""What was said: the stretches of text that a cue governs, by the frame in which they hang on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from standoff.coding.quotes import Quotation
from standoff.coding.syntax import Syntax
from standoff.ontology.wordlists import word_list

_COMPLEMENTIZERS = {"that", "whether", "if"}
_OF = {
    "accuse": "of",
    "warn": "of",
    "blame": "for",
    "charge": "with",
    "fault": "for",
    "indict": "for",
}
_NEVER_QUOTE = word_list("perceive")
_BEFORE_GERUND = {"of", "for", "from", "with"}
Runs = list[tuple[int, int]]


class Contents:
    """Finds content for one document; tokens in, character runs out."""

    def __init__(self, syntax: Syntax, quotes: tuple[Quotation, ...]) -> None:
        self.syntax, self.quotes = syntax, quotes
        self.quote_of = {k: q for q in quotes for k in self.tokens_of(q)}

    def tokens_of(self, quote: Quotation) -> range:
        """The tokens inside a quotation."""
        return self.syntax.between(quote.start, quote.end)

    # -- frames ------------------------------------------------------------------------------

    def heads(self, cue: int, frame: str, *, verb: bool) -> tuple[int, ...]:
        """Heads of the phrases that hold the content of ``cue`` in ``frame``; empty if it has none."""
        return _FRAMES[frame](self, cue) if verb else _NOUN_FRAMES.get(frame, _no_frame)(self, cue)

    def that(self, cue: int) -> tuple[int, ...]:
        """A finite clause, or words in quotation marks where a clause would stand."""
        roles = self.syntax.roles(cue)
        split = self.syntax.split_subject(cue)
        if split is not None and roles.get("ccomp"):
            return (split, *roles["ccomp"])
        finite = tuple(k for k in roles.get("ccomp", ()) if self.is_finite(k) or k in self.quote_of)
        if finite:
            return finite
        quoted = tuple(
            k for k in (*roles.get("xcomp", ()), *roles.get("obj", ())) if self.wholly_quoted(k)
        )
        if self.syntax.tokens[cue].lemma.lower() in _NEVER_QUOTE:
            return ()
        return quoted or self.before_cue(cue)

    def before_cue(self, cue: int) -> tuple[int, ...]:
        """The clause that a cue is thrown into or follows ("…, he said")."""
        token = self.syntax.tokens[cue]
        roles = self.syntax.roles(cue)
        if token.rel != "parataxis" or token.head < 0 or not roles.get("subj"):
            return ()
        first = min(self.syntax.analysis.subtree(cue))
        before = self.syntax.tokens[first - 1].text if first else ""
        itself = roles.get("obj", ()) and not self._told_somebody(cue)
        if itself or before == ";" or self.syntax.tokens[first].text == ";":
            return ()
        return (
            (self._right_conjunct(token.head, first),)
            if self.syntax.tokens[token.head].upos != "PUNCT"
            else ()
        )

    def _right_conjunct(self, head: int, first: int) -> int:
        """ "A did this and, B says, did that": B vouches for what follows."""
        tokens = self.syntax.tokens
        if first < 2 or tokens[first - 1].text != "," or tokens[first - 2].rel != "cc":
            return head
        return next((c for c in self.syntax.children(head, "conj") if c > first), head)

    def _told_somebody(self, cue: int) -> bool:
        return self.syntax.tokens[cue].lemma.lower() in {
            "tell",
            "inform",
            "assure",
            "remind",
            "warn",
        }

    def infinitive(self, cue: int) -> tuple[int, ...]:
        """ "Vowed to respond", "urged Seoul to act"."""
        return tuple(k for k in self.syntax.roles(cue).get("xcomp", ()) if self._has_to(k)) or tuple(
            k for k in self.syntax.children(cue, "advcl", "ccomp")
            if self._has_to(k) and self.syntax.roles(cue).get("obj")
        )  # fmt: skip

    def gerund(self, cue: int) -> tuple[int, ...]:
        """ "Denied supplying arms"."""
        roles = self.syntax.roles(cue)
        return tuple(
            k
            for k in (*roles.get("xcomp", ()), *roles.get("ccomp", ()))
            if self.syntax.tokens[k].xpos == "VBG"
        )

    def noun_phrase(self, cue: int) -> tuple[int, ...]:
        """The object itself is the content ("rejected any talks")."""
        return tuple(
            k for k in self.syntax.roles(cue).get("obj", ()) if self.syntax.tokens[k].upos != "PRON"
        )

    def of(self, cue: int) -> tuple[int, ...]:
        """ "Accused Washington of hostility", "blamed him for the attack"."""
        preposition = _OF.get(self.syntax.tokens[cue].lemma.lower(), "of")
        roles = self.syntax.roles(cue)
        on_object = (
            k
            for o in roles.get("obj", ())
            for k in self.syntax.children(o, "acl")
            if self.syntax.preposition_of_clause(k) == preposition
        )
        return roles.get(preposition, ()) or tuple(on_object)

    def for_(self, cue: int) -> tuple[int, ...]:
        """ "Called for restraint"."""
        return self.syntax.roles(cue).get("for", ())

    def about(self, cue: int) -> tuple[int, ...]:
        """ "Talked about the sanctions"."""
        return self.syntax.roles(cue).get("about", ())

    def as_(self, cue: int) -> tuple[int, ...]:
        """ "Portrayed the drills as a rehearsal": object and what it is called."""
        found = self.syntax.roles(cue).get("as", ())
        return (*self.syntax.roles(cue).get("obj", ()), *found) if found else ()

    def predicate(self, cue: int) -> tuple[int, ...]:
        """Object and what it is called ("called the drills a provocation")."""
        roles = self.syntax.roles(cue)
        called = [k for k in roles.get("xcomp", ()) if self.syntax.tokens[k].xpos != "VBG"]
        if called:
            return (*roles.get("obj", ()), *called)
        quoted = {q for t, q in self.quote_of.items()}
        return tuple(k for k in roles.get("obj", ()) if any(self._holds(k, q) for q in quoted))

    def _holds(self, head: int, quote: Quotation) -> bool:
        start, end = self.syntax.clause(head)
        return start <= quote.start and quote.end <= end

    def clause_of_noun(self, cue: int) -> tuple[int, ...]:
        """ "The claim that …"."""
        return tuple(
            k for k in self.syntax.children(cue, "acl", "ccomp")
            if self.syntax.tokens[k].rel != "acl:relcl" and (self.is_finite(k) or k in self.quote_of)
            and self.syntax.tokens[k].xpos not in {"VBG", "VBN"}
        )  # fmt: skip

    def infinitive_of_noun(self, cue: int) -> tuple[int, ...]:
        """ "A vow to respond"."""
        return tuple(k for k in self.syntax.children(cue, "acl", "xcomp") if self._has_to(k))

    def of_noun(self, cue: int) -> tuple[int, ...]:
        """ "A warning of war"."""
        return self.syntax.roles(cue).get("of", ())

    # -- properties --------------------------------------------------------------------------

    def is_finite(self, k: int) -> bool:
        """A clause with a subject and a finite verb, or with "that"."""
        children = [self.syntax.tokens[c] for c in self.syntax.analysis.children[k]]
        if any(c.rel == "mark" and c.lemma in _COMPLEMENTIZERS for c in children):
            return True
        subject = any(c.rel.startswith(("nsubj", "csubj", "expl")) for c in children)
        finite = {self.syntax.tokens[k].xpos, *(c.xpos for c in children if c.upos == "AUX")}
        return subject and bool(finite & {"VBD", "VBZ", "VBP", "MD", "VB", "JJ", "NN"})

    def wholly_quoted(self, k: int) -> bool:
        """Whether a phrase stands in quotation marks from its first word to its last."""
        quote = self.quote_of.get(k)
        if quote is None:
            return False
        start, end = self.syntax.clause(k)
        return quote.outer_start <= start and end <= quote.outer_end

    def _has_to(self, k: int) -> bool:
        return any(self.syntax.tokens[c].lemma == "to" and self.syntax.tokens[c].rel == "mark"
                   for c in self.syntax.analysis.children[k])  # fmt: skip

    # -- stretches ---------------------------------------------------------------------------

    def runs(self, heads: Iterable[int], without: frozenset[int]) -> Runs:
        """Characters of the phrases, without the given tokens, as maximal runs of whole tokens."""
        tokens: set[int] = set()
        for head in heads:
            aside = without | self._asides(head, without)
            tokens.update(t for t in self.syntax.analysis.subtree(head) if t not in aside)
        return [run for run in map(self._trimmed, _consecutive(sorted(tokens))) if run is not None]

    def _asides(self, head: int, without: frozenset[int]) -> frozenset[int]:
        """What the author puts into a content phrase: "according to …", "…, accusing …" at its end,
        anything after the cue outside the marks (""X," he said after …").
        """
        out: set[int] = set()
        for t in self.syntax.analysis.subtree(head):
            if t == head or t in self.quote_of:
                continue
            according = self.syntax.preposition(t) == "according to"
            hung_on_noun = self.syntax.is_adjunct(t) and not self.syntax.is_verb(head)
            past_cue = head in self.quote_of and any(head < w < t for w in without)
            if according or hung_on_noun or past_cue:
                out.update(self.syntax.analysis.subtree(t))
        return frozenset(out)

    def _trimmed(self, run: list[int]) -> tuple[int, int] | None:
        tokens = self.syntax.tokens
        first, last = 0, len(run) - 1
        while first <= last and self._strippable(run[first], leading=True):
            first += 1
        while last >= first and self._strippable(run[last], leading=False):
            last -= 1
        return (tokens[run[first]].start, tokens[run[last]].end) if first <= last else None

    def _strippable(self, t: int, *, leading: bool) -> bool:
        token = self.syntax.tokens[t]
        if token.upos == "PUNCT":
            return t not in self.quote_of or not leading
        if not leading:
            return False
        if (
            token.upos == "DET"
            and t + 2 in self.quote_of
            and self.quote_of[t + 2].outer_start == (self.syntax.tokens[t + 1].start)
        ):  # a "stern warning": the article is the author's
            return True
        gerund = self.syntax.tokens[token.head].xpos == "VBG"
        is_mark = token.rel == "mark" and (
            token.lemma == "that" or (gerund and token.lemma in _BEFORE_GERUND)
        )
        return (
            is_mark
            or token.rel == "cc"
            or (token.rel == "case" and token.lemma in {"of", "for", "as", "with"})
        )


def _consecutive(tokens: list[int]) -> Iterator[list[int]]:
    run: list[int] = []
    for t in tokens:
        if run and t != run[-1] + 1:
            yield run
            run = []
        run.append(t)
    if run:
        yield run


def _no_frame(_contents: Contents, _cue: int) -> tuple[int, ...]:
    return ()


_Frame = Callable[[Contents, int], tuple[int, ...]]
_FRAMES: dict[str, _Frame] = {
    "that": Contents.that, "inf": Contents.infinitive, "ger": Contents.gerund,
    "np": Contents.noun_phrase, "of": Contents.of, "for": Contents.for_, "as": Contents.as_,
    "about": Contents.about,
    "comp": Contents.predicate, "quote": _no_frame,
}  # fmt: skip
_NOUN_FRAMES: dict[str, _Frame] = {
    "that": Contents.clause_of_noun, "inf": Contents.infinitive_of_noun, "of": Contents.of_noun,
    "for": Contents.for_,
}  # fmt: skip
