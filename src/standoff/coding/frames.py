"""How content hangs on its cue: from a cue and a frame of the lexicon to the heads of what was said."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from standoff.coding.astray import own_clauses
from standoff.coding.beside import behind, set_off
from standoff.coding.quotes import Quotation, is_title
from standoff.coding.syntax import Syntax
from standoff.coding.verb_forms import is_infinitive
from standoff.ontology.wordlists import word_list

_COMPLEMENTIZERS = {"that", "whether", "if"}
_OF = {"warn": "of", "blame": "for", "charge": "with", "fault": "for", "indict": "for"}
_AS = {
    "attribute": ("to",),
    "blame": ("on",),
    "compare": ("to", "with"),
    "liken": ("to",),
    "contrast": ("with",),
}
_TOLD = {"tell", "inform", "assure", "remind", "warn"}
_ASK = {"ask", "wonder", "question", "inquire", "debate"}
_FINITE = {"VBD", "VBZ", "VBP", "MD", "VB", "JJ", "NN"}
_WH = {"WRB", "WP", "WDT"}
_NEVER_QUOTE = word_list("perceive")
_DOCUMENTS = word_list("document")
_UTTERS = word_list("utters")
_SAY = word_list("takes any clause")
_FOR_A_CLAUSE = word_list("stands for a clause")


class Frames:
    """Finds the heads of contents in one document; ``quote_of`` maps tokens to their quotation."""

    def __init__(self, syntax: Syntax, quote_of: Mapping[int, Quotation]) -> None:
        self.syntax, self.quote_of = syntax, quote_of

    def heads(self, cue: int, frame: str, pos: str) -> tuple[int, ...]:
        """Heads of the phrases that hold the content of ``cue`` in ``frame``; empty if it has none."""
        own = (_VERB_FRAMES if pos == "V" else _OTHER_FRAMES).get(frame)
        return own(self, cue) if own else self.after_preposition(cue, frame)

    # -- verbs -------------------------------------------------------------------------------

    def that(self, cue: int) -> tuple[int, ...]:
        """A finite clause, or words in quotation marks where a clause would stand."""
        roles = self.syntax.roles(cue)
        quoting = self.syntax.quoting(cue)
        if quoting is not None and not roles.get("ccomp"):
            return self.syntax.roles(quoting).get("ccomp", ())  # "“…,” Kim was quoted as saying"
        beside = set_off(self.syntax, self.quote_of, cue) or behind(self.syntax, self.quote_of, cue)
        if beside:
            return beside
        split, lemma = self.syntax.split_subject(cue), self.syntax.lemmas[cue]
        if split is not None and roles.get("ccomp"):
            return (split, *roles["ccomp"])
        if split is not None and lemma in _SAY and not (roles.get("obj") or roles.get("xcomp")):
            # a clause taken for a noun phrase: "The remarks further the fear, X says"
            return (split,)
        whole = (k for k in roles.get("ccomp", ()) if self.is_finite(k) or k in self.quote_of)
        led = (k for k in roles.get("xcomp", ()) if any(self.syntax.children(k, "nsubj")))
        # "showed Kim leading" may be a clause
        finite = tuple(k for k in (*whole, *led) if not self._is_title(k))
        finite = self._without_sequel(cue, own_clauses(self.syntax, cue, finite))
        finite = finite or self._astray(cue)
        if not finite and lemma in _ASK:
            finite = tuple(k for k in self.syntax.children(cue, "advcl") if self.asks(k))
        if finite:
            return (*self._misplaced_subject(cue, finite[0]), *finite)
        quoted = tuple(
            k for k in (*roles.get("xcomp", ()), *roles.get("obj", ())) if self.wholly_quoted(k)
        )
        if quoted and quoted[0] in roles.get("xcomp", ()):
            quoted = (*(k for k in roles.get("obj", ()) if cue < k < quoted[0]), *quoted)
        if lemma in _NEVER_QUOTE:
            return ()
        if self._stands_for_clause(cue + 1, cue):
            return (cue + 1,)
        if quoted or self.thrown_into(cue):
            return quoted or self.thrown_into(cue)
        return (
            self.rest_of_clause(cue) if lemma in _SAY and not self.syntax.is_inverted(cue) else ()
        )

    def _without_sequel(self, cue: int, clauses: tuple[int, ...]) -> tuple[int, ...]:
        """ "“We are ready,” he said, | and the hall fell silent": what the author goes on with after the marks."""
        quoted = {k for k in clauses if k < cue and k in self.quote_of}
        return tuple(
            k for k in clauses
            if k < cue or k in self.quote_of or self._has_that(k)
            or self.syntax.tokens[k].head not in quoted
        )  # fmt: skip

    def _stands_for_clause(self, k: int, cue: int) -> bool:
        """ "Thinks | so", "hopes | not", "said | yes": a word alone for what was said before."""
        tokens = self.syntax.tokens
        alone = k < len(tokens) and tokens[k].head == cue and not self.syntax.analysis.children[k]
        return alone and self.syntax.words[k] in _FOR_A_CLAUSE

    def _is_title(self, k: int) -> bool:
        """ "Said on NBC's “Meet the Press”": a name, whatever the tree makes of its first word."""
        quote = self.quote_of.get(k)
        return quote is not None and is_title(self.syntax.analysis.text, quote)

    def _astray(self, cue: int) -> tuple[int, ...]:
        """ "Said at a conference that he may wait": the clause, where the tree hangs it on the occasion."""
        beside = (c for c in self.syntax.children(cue, "obl", "obj") if c > cue)
        return tuple(
            k for c in beside for k in self.syntax.children(c, "acl", "ccomp", "advcl")
            if self._has_that(k) and self.syntax.words[self.syntax.subtree(k)[0]] == "that"
            and self.syntax.tokens[k].rel != "acl:relcl"
            and not (self.syntax.bases[c] == "obj" and self.syntax.tokens[c].upos != "PRON")
        )  # fmt: skip

    def _misplaced_subject(self, cue: int, clause: int) -> tuple[int, ...]:
        """ "He says the rival can't win": the clause's subject, where the tree gives the cue two."""
        subjects = tuple(self.syntax.children(cue, "nsubj"))
        before, behind = [k for k in subjects if k < cue], [k for k in subjects if cue < k < clause]
        own = any(self.syntax.children(clause, "nsubj", "expl", "csubj"))
        return tuple(behind) if before and not own else ()

    def thrown_into(self, cue: int) -> tuple[int, ...]:
        """The clause that a cue is thrown into or follows ("…, he said", "As he said, …")."""
        token = self.syntax.tokens[cue]
        roles = self.syntax.roles(cue)
        if token.rel not in {"parataxis", "discourse"} and not self._is_as_clause(cue):
            return ()
        if token.head < 0 or not roles.get("subj"):
            return ()
        first = self.syntax.subtree(cue)[0]
        before = self.syntax.tokens[first - 1].text if first else ""
        if roles.get("xcomp") or roles.get("ccomp"):
            return ()  # "As he continues to wait, …"
        itself = roles.get("obj", ()) and token.lemma.lower() not in _TOLD
        if itself or before == ";" or self.syntax.tokens[first].text == ";":
            return ()
        above = self._clause_of_subject(token.head, cue)
        return (
            ()
            if self.syntax.tokens[above].upos == "PUNCT"
            else (self._right_conjunct(above, first),)
        )

    def _clause_of_subject(self, head: int, cue: int) -> int:
        """ "X, | B alleges, | did that": where the tree hangs the cue on the subject before it, the verb behind it."""
        token = self.syntax.tokens[head]
        return token.head if self.syntax.bases[head] == "nsubj" and token.head > cue else head

    def _is_as_clause(self, cue: int) -> bool:
        """ "As Kim noted, …": a subordinate clause that "as" introduces."""
        mark = self.syntax.child_with_rel(cue, "mark")
        adverbial = self.syntax.tokens[cue].rel.startswith("advcl")
        return adverbial and mark is not None and self.syntax.words[mark] == "as"

    def _right_conjunct(self, head: int, first: int) -> int:
        """ "A did this and, B says, did that": B vouches for what follows."""
        tokens = self.syntax.tokens
        if first < 2 or tokens[first - 1].text != "," or tokens[first - 2].rel != "cc":
            return head
        return next((c for c in self.syntax.children(head, "conj") if c > first), head)

    def rest_of_clause(self, cue: int) -> tuple[int, ...]:
        """What stands after a verb that takes nothing but what was said, however the tree hangs it
        ("says 300 soldiers living there voted").
        """
        after = [c for c in self.syntax.analysis.children[cue] if c > cue]
        return tuple(
            c for c in after
            if self.syntax.bases[c] in {"obj", "xcomp", "ccomp", "nsubj"}
            and self.syntax.tokens[c].upos != "PRON"
        )  # fmt: skip

    def shown(self, cue: int) -> tuple[int, ...]:
        """What stands after the verb of a document ("the poll showed Clinton leading by five points")."""
        rels = {"obj", "iobj", "xcomp", "ccomp", "advcl", "obl"}
        after = (c for c in self.syntax.children(cue, *rels) if c > cue)
        subjects = self.syntax.roles(cue).get("subj", ())
        of_document = any(self._is_document(k) for k in subjects)
        roles = self.syntax.roles(cue)
        return tuple(after) if of_document and (roles.get("obj") or roles.get("ccomp")) else ()

    def _is_document(self, k: int) -> bool:
        nouns = (k, *self.syntax.children(k, "nmod"))
        return any(self.syntax.lemmas[n] in _DOCUMENTS for n in nouns)

    def infinitive(self, cue: int) -> tuple[int, ...]:
        """ "Vowed to respond", "urged Seoul to act"."""
        roles = self.syntax.roles(cue)
        whom = (*roles.get("obj", ()), *roles.get("on", ()))
        found = tuple(k for k in roles.get("xcomp", ()) if is_infinitive(self.syntax, k)) or tuple(
            k
            for k in self.syntax.children(cue, "advcl", "ccomp")
            if whom and is_infinitive(self.syntax, k)
        )
        called = (k for w in roles.get("on", ()) for k in self.syntax.children(w, "acl"))
        return found or tuple(k for k in called if is_infinitive(self.syntax, k))

    def gerund(self, cue: int) -> tuple[int, ...]:
        """ "Denied supplying arms", "denied having supplied arms"."""
        roles = self.syntax.roles(cue)
        return tuple(
            k
            for k in (*roles.get("xcomp", ()), *roles.get("ccomp", ()))
            if any(
                self.syntax.tokens[v].xpos == "VBG" for v in (k, *self.syntax.children(k, "aux"))
            )
            and not any(self.syntax.children(k, "nsubj"))
        )

    def noun_phrase(self, cue: int) -> tuple[int, ...]:
        """The object itself is the content ("rejected any talks", "denies it", "the charge it denies")."""
        objects = self.syntax.roles(cue).get("obj", ()) or self._antecedent(cue)
        return tuple(k for k in objects if self._is_thing(k, cue))

    def _antecedent(self, cue: int) -> tuple[int, ...]:
        """What a relative clause without a pronoun explains, where it lacks an object."""
        token, below = self.syntax.tokens[cue], self.syntax.analysis.children[cue]
        if token.rel != "acl:relcl" or self.syntax.is_passive(cue):
            return ()
        full = any(self.syntax.bases[c] in {"obj", "iobj", "ccomp", "xcomp"} for c in below)
        stranded = any(self.syntax.bases[c] == "obl" and c < cue for c in below)
        subjects = [c for c in self.syntax.children(cue, "nsubj") if c < cue]
        return () if full or stranded or not subjects else (token.head,)

    def _is_thing(self, k: int, cue: int) -> bool:
        """No "himself", and no pronoun that asks or stands for a clause, but "what he calls a success"."""
        token = self.syntax.tokens[k]
        if token.xpos == "WP" and k > cue:
            return any(self.syntax.children(k, "acl"))
        personal = token.xpos == "PRP" and not token.lemma.lower().endswith(("self", "selves"))
        return token.upos != "PRON" or (personal and k > cue)

    def of(self, cue: int) -> tuple[int, ...]:
        """ "Accused Washington of hostility", "blamed him for the attack"."""
        preposition = _OF.get(self.syntax.lemmas[cue], "of")
        on_object = (
            k
            for o in self.syntax.roles(cue).get("obj", ())
            for k in self.syntax.children(o, "acl")
            if self.syntax.preposition_of_clause(k) == preposition
        )
        return self.after_preposition(cue, preposition) or tuple(on_object)

    def as_(self, cue: int) -> tuple[int, ...]:
        """ "Portrayed the drills as a rehearsal", "referred to them as heroes", "compared A to B":
        object and what it is called.
        """
        roles = self.syntax.roles(cue)
        markers = _AS.get(self.syntax.lemmas[cue], ("as",))
        phrases = (self.after_preposition(cue, m) for m in markers)
        called = next((phrase for phrase in phrases if phrase), ())
        named = roles.get("obj", ()) or (() if "to" in markers else roles.get("to", ()))
        if not called and markers == ("as",):
            within = (k for o in named for k in self.syntax.children(o, "nmod", "advcl", "acl"))
            called = tuple(k for k in within if self.syntax.introduced_by(k) == "as")
        return (*named, *called) if called else ()

    def figure(self, cue: int) -> tuple[int, ...]:
        """ "Put the dead at 40": object and number."""
        found = self.after_preposition(cue, "at")
        counts = [k for k in found if self._has_number(k)]
        return (*self.syntax.roles(cue).get("obj", ()), *counts) if counts else ()

    def _has_number(self, k: int) -> bool:
        return any(self.syntax.tokens[t].upos == "NUM" for t in self.syntax.subtree(k))

    def predicate(self, cue: int) -> tuple[int, ...]:
        """Object and what it is called ("called the drills a provocation")."""
        roles = self.syntax.roles(cue)
        called = [k for k in roles.get("xcomp", ()) if self.syntax.tokens[k].xpos != "VBG"]
        if called:
            return (*roles.get("obj", ()), *called)
        return tuple(k for k in roles.get("obj", ()) if self._holds_quotation(k))

    def _holds_quotation(self, head: int) -> bool:
        """Whether all words of some quotation stand in a phrase."""
        below = set(self.syntax.subtree(head))
        quotes = {self.quote_of[k] for k in below if k in self.quote_of}
        words = [
            (quote, k) for quote in quotes for k in self.syntax.between(quote.start, quote.end)
            if self.syntax.tokens[k].upos != "PUNCT"
        ]  # fmt: skip
        return any(all(k in below for q, k in words if q is quote) for quote in quotes)

    # -- nouns and adjectives ----------------------------------------------------------------

    def clause_of_noun(self, cue: int) -> tuple[int, ...]:
        """ "The claim that …", "is confident that …", "the claim is that …"."""
        token = self.syntax.tokens[cue]
        if token.rel == "nsubj:outer" and (
            self._has_that(token.head) or is_infinitive(self.syntax, token.head)
        ):
            return (token.head,)
        verb = self.light_verb(cue)
        beside = () if verb is None else self.syntax.children(verb, "ccomp", "advcl")
        said_with_it = tuple(k for k in beside if k > cue and self._has_that(k))
        return said_with_it or tuple(
            k for k in self.syntax.children(cue, "acl", "ccomp", "advcl")
            if self.syntax.tokens[k].rel not in {"acl:relcl", "advcl:relcl"}
            and (self._has_that(k) or (self.syntax.tokens[k].rel != "advcl" and self.is_finite(k))
                 or k in self.quote_of)
            and (self._has_that(k) or self.syntax.tokens[k].xpos not in {"VBG", "VBN"})
        )  # fmt: skip

    def infinitive_of_noun(self, cue: int) -> tuple[int, ...]:
        """ "A vow to respond", "ready to talk", "the plan is to talk" (as ``clause_of_noun``)."""
        return tuple(
            k
            for k in self.syntax.children(cue, "acl", "xcomp", "advcl", "ccomp")
            if is_infinitive(self.syntax, k)
        )

    def clause_around(self, cue: int) -> tuple[int, ...]:
        """ "Reportedly": the clause that the adverb stands in."""
        token = self.syntax.tokens[cue]
        return (token.head,) if token.rel == "advmod" and token.head >= 0 else ()

    # -- all ---------------------------------------------------------------------------------

    def after_preposition(self, cue: int, preposition: str) -> tuple[int, ...]:
        """ "Called for restraint", "talked about how to respond"."""
        own = self.syntax.roles(cue).get(preposition, ()) or tuple(
            c for c in self.syntax.children(cue, "advcl", "ccomp", "acl", "obl")
            if self.syntax.introduced_by(c) == preposition
        )  # fmt: skip
        verb = None if own else self.light_verb(cue)
        return own if verb is None else self.after_preposition(verb, preposition)

    def light_verb(self, noun: int) -> int | None:
        """The verb that only says whose a noun of speech is ("voiced concern", "made the case")."""
        token = self.syntax.tokens[noun]
        if token.upos != "NOUN" or token.rel != "obj" or not self.syntax.is_verb(token.head):
            return None
        return token.head if self.syntax.lemma(token.head) in _UTTERS else None

    def is_finite(self, k: int) -> bool:
        """A clause with a subject and a finite verb, or with "that"."""
        if self._has_that(k):
            return True
        children = [self.syntax.tokens[c] for c in self.syntax.analysis.children[k]]
        subject = any(c.rel.startswith(("nsubj", "csubj", "expl")) for c in children)
        helped = [c.xpos for c in children if c.upos == "AUX"]
        own = self.syntax.tokens[k].xpos
        if own == "VBN" and not helped and any(c.rel == "nsubj" for c in children):
            return True  # "denied it happened", taken for a participle
        return subject and not {own, *helped}.isdisjoint(_FINITE)

    def asks(self, k: int) -> bool:
        """Whether a clause is a question ("whether it will", "why it did")."""
        first = self.syntax.tokens[self.syntax.subtree(k)[0]]
        return self.syntax.introduced_by(k) in {"if", "whether"} or first.xpos in _WH

    def _has_that(self, k: int) -> bool:
        children = (self.syntax.tokens[c] for c in self.syntax.analysis.children[k])
        return any(c.rel == "mark" and c.lemma in _COMPLEMENTIZERS for c in children)

    def wholly_quoted(self, k: int) -> bool:
        """Whether a phrase stands in quotation marks from its first word to its last."""
        quote = self.quote_of.get(k)
        if quote is None:
            return False
        start, end = self.syntax.clause(k)
        return quote.outer_start <= start and end <= quote.outer_end


_Frame = Callable[[Frames, int], tuple[int, ...]]


def _none(_frames: Frames, _cue: int) -> tuple[int, ...]:
    return ()


_VERB_FRAMES: dict[str, _Frame] = {
    "that": Frames.that, "inf": Frames.infinitive, "ger": Frames.gerund, "np": Frames.noun_phrase,
    "of": Frames.of, "as": Frames.as_, "comp": Frames.predicate, "quote": _none,
    "rest": Frames.shown, "figure": Frames.figure,
}  # fmt: skip
_OTHER_FRAMES: dict[str, _Frame] = {
    "that": Frames.clause_of_noun, "inf": Frames.infinitive_of_noun, "clause": Frames.clause_around,
    "np": _none, "as": _none, "ger": _none, "comp": _none, "quote": _none, "rest": _none,
    "figure": _none,
}  # fmt: skip
