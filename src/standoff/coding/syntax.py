"""Who is what to a predicate: grammatical roles read off a Universal Dependencies tree.

A *role* is ``subj``, ``obj``, ``iobj``, ``xcomp``, ``ccomp``, ``aim`` ("called X to discuss Y"), ``until`` ("until X
pays"), ``poss``, ``mod``, ``cop`` or the preposition that marks a phrase (``with``, ``against``, ``of``). Passives are
turned round, shared and controlled subjects are found, relative pronouns are followed to their noun, coordinated
fillers are listed one by one. Everything is a token index into the document's ``Analysis``.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from standoff.coding.control import Control
from standoff.coding.relatives import Relatives
from standoff.language import Act, Analysis, Token
from standoff.ontology.wordlists import word_list

Roles = dict[str, tuple[int, ...]]

_CLAUSAL = {
    "ccomp",
    "xcomp",
    "advcl",
    "acl",
    "acl:relcl",
    "advcl:relcl",
    "parataxis",
    "csubj",
    "conj",
    "root",
}
_PLAIN_ROLES = {
    "nsubj": "subj", "csubj": "subj", "obj": "obj", "iobj": "iobj", "xcomp": "xcomp", "ccomp": "ccomp", "cop": "cop",
}  # fmt: skip
_WITH_ROLES = {*_PLAIN_ROLES, "obl", "nmod", "amod", "compound", "nummod", "advcl", "acl"}
_PASSIVE = {"nsubj:pass", "aux:pass", "csubj:pass", "obl:agent"}
_FRONTED = {"obl", "advcl", "advmod"}  # what may stand before the subject
_CLOSING = {"”", '"', "’", ")"}
_CLOSING_QUOTES = {"”", '"', "''", "»", "’"}
_BREAKS = {",", "–", "—", "--"}
POSSESSIVE = {"'s", "’s", "'", "’"}
_CLAUSES = {"to": "aim", "until": "until", "till": "until", "unless": "until"}
_SAY = word_list("takes any clause")
_PARTS_OF_DAYS = {"morning", "afternoon", "evening", "night", "eve"}
_CALENDAR = word_list("calendar")
_ENDS = {"!", "?", ",", "."}
_CARRIED = {"obj", "nsubj", "nsubj:pass", "compound", "appos"}
_QUOTE = {"quote", "cite"}


class Syntax:
    """Role lookups over one analysis; results are cached, nothing is changed.

    ``lemmas`` and ``words`` are those of the tokens in small letters, ``bases`` their relations without subtype.
    """

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.tokens = analysis.tokens
        self.lemmas = [t.lemma.lower() for t in self.tokens]
        self.words = [t.text.lower() for t in self.tokens]
        self.bases = [t.rel.partition(":")[0] for t in self.tokens]
        self._starts = [t.start for t in self.tokens]
        self._ends = [t.end for t in self.tokens]
        self._joined = {
            t.head for t, base in zip(self.tokens, self.bases, strict=True) if base == "conj"
        }
        self._prepositions = self._read_prepositions()
        self._phrasal = self._read_phrasal_verbs()
        self.control, self.relatives = Control(self), Relatives(self)
        self.roles = lru_cache(maxsize=None)(self._roles)
        self.coordinated = lru_cache(maxsize=None)(self._coordinated)
        self._acts = {act.token: act for act in analysis.acts}
        self.subtree = lru_cache(maxsize=None)(self.analysis.subtree)
        self.is_passive = lru_cache(maxsize=None)(self._is_passive)

    def between(self, start: int, end: int) -> range:
        """The tokens that begin in ``text[start:end]``."""
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def act_at(self, i: int) -> Act | None:
        """What act the language model takes token i for, if any."""
        return self._acts.get(i)

    def token_at(self, char: int) -> int | None:
        """The token that covers a character, or None between tokens."""
        i = bisect_right(self._starts, char) - 1
        return i if i >= 0 and char < self._ends[i] else None

    def sentence_at(self, char: int) -> int | None:
        """The sentence of the first token that ends after a character; None after the last."""
        i = bisect_right(self._ends, char)
        return self.tokens[i].sentence if i < len(self.tokens) else None

    # -- small steps -------------------------------------------------------------------------

    def carriers(self, i: int) -> Iterator[int]:
        """Governors that share their time and place with i: light verbs, control verbs, copulas."""
        token = self.tokens[i]
        while token.head >= 0 and token.rel in _CARRIED:
            yield token.head
            token = self.tokens[token.head]

    def children(self, i: int, *rels: str) -> Sequence[int]:
        """Children of i, those whose relation (without subtype) is among ``rels`` if any given."""
        children = self.analysis.children[i]
        return [c for c in children if self.bases[c] in rels] if rels and children else children

    def child_with_rel(self, i: int, *rels: str) -> int | None:
        """The first child of i with one of the full relation labels."""
        for c in self.analysis.children[i]:
            if self.tokens[c].rel in rels:
                return c
        return None

    def ancestors(self, i: int) -> Iterator[int]:
        """The governors of i, nearest first."""
        seen = {i}
        while (i := self.tokens[i].head) >= 0 and i not in seen:
            seen.add(i)
            yield i

    def lemma(self, i: int) -> str:
        """Lemma, with the verb's particle: ``call_off``."""
        return self._phrasal.get(i) or self.lemmas[i]

    def _read_phrasal_verbs(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for t in self.tokens:
            if t.rel == "compound:prt":
                found.setdefault(t.head, f"{self.lemmas[t.head]}_{self.lemmas[t.index]}")
        return found

    def is_verb(self, i: int) -> bool:
        """A verb form (participles used as adjectives before a noun are not)."""
        token = self.tokens[i]
        return token.upos == "VERB" or (token.upos == "AUX" and token.rel in _CLAUSAL)

    def is_negated(self, i: int) -> bool:
        """Whether "not" or "never" stands with the word at i."""
        return any(self.lemmas[k] in {"not", "never"} for k in self.children(i, "advmod"))

    def _is_passive(self, i: int) -> bool:
        """A passive verb, a bare participle after a noun included ("sanctions imposed by …")."""
        rels = {self.tokens[c].rel for c in self.analysis.children[i]}
        if rels & _PASSIVE:
            return True
        token = self.tokens[i]
        active = rels & {"nsubj", "aux"} or (token.xpos == "VBD" and "mark" in rels)
        bare = token.xpos in {"VBN", "VBD"} and not active
        return bare and token.rel in {"acl", "advcl"} and "obj" not in rels

    def _coordinated(self, i: int) -> tuple[int, ...]:
        """I and what is coordinated with it ("Russia, China and Iran")."""
        if i not in self._joined:
            return (i,)
        return (i, *(k for c in self.children(i, "conj") for k in self.coordinated(c)))

    def preposition(self, i: int) -> str | None:
        """The preposition that marks i, multiword ones joined by a blank ("according to")."""
        return self._prepositions.get(i)

    def objects(self, verb: int) -> tuple[int, ...]:
        """The direct objects of a verb, then the indirect ones."""
        roles = self.roles(verb)
        return (*roles.get("obj", ()), *roles.get("iobj", ()))

    def marked_by(self, preposition: str) -> list[int]:
        """All tokens that a preposition marks, in order of the text."""
        return sorted(i for i, word in self._prepositions.items() if word == preposition)

    def _read_prepositions(self) -> dict[int, str]:
        found: dict[int, str] = {}
        for c, base in enumerate(self.bases):
            if base == "case" and self.tokens[c].lemma not in POSSESSIVE:
                phrase = " ".join(self.words[k] for k in (c, *self.children(c, "fixed")))
                found.setdefault(self.tokens[c].head, "out" if phrase == "out of" else phrase)
        return found

    # -- roles -------------------------------------------------------------------------------

    def _roles(self, i: int) -> Roles:
        children, verb = self.analysis.children[i], self.is_verb(i)
        if not children and not verb:
            return {}
        roles: dict[str, list[int]] = {}
        for c in children:
            role = self._role(i, c) if self.bases[c] in _WITH_ROLES else None
            if role:
                roles.setdefault(role, []).extend(self.coordinated(c))
        objects = [c for c in children if self.tokens[c].rel == "obj" and c > i]
        if len(objects) == 2 and "iobj" not in roles:
            # "sold Rabat ships": whom, then what, though the tree has both alike
            roles["iobj"], roles["obj"] = (list(self.coordinated(c)) for c in objects)
        if roles.get("iobj") and not roles.get("obj"):
            # "urged Rwanda", "asked France to": one object is the object
            roles["obj"] = roles.pop("iobj")
        if verb:
            if "obj" not in roles and self.is_each_other(i + 1):
                roles["obj"] = [i + 1]  # wherever the tree hangs it
            self._turn_passive(i, roles)
            if self._has_quoted_subject(i):
                roles.pop("subj", None)  # "“Betrayed!” blared the front page"
            if "subj" not in roles and self.is_inverted(i) and not self.is_passive(i):
                roles["subj"] = [k for k in roles.pop("obj", []) if k > i]
            if not roles.get("subj"):
                thrown_in = self.thrown_in(i)
                roles["subj"] = list(self.control.subject(i)) if thrown_in is None else [thrown_in]
        self.relatives.follow(i, roles)
        return {role: tuple(dict.fromkeys(who)) for role, who in roles.items() if who}

    def is_inverted(self, i: int) -> bool:
        """ "“Why now?” asked the envoy", "a deal is near, say diplomats": a verb right behind a closing mark or
        the clause that it reports, its subject behind it.
        """
        before = self.tokens[i - 1].text if i else ""
        finite = self.tokens[i].xpos in {"VBD", "VBZ", "VBP", "VB"}
        if before == "," and finite and self.lemmas[i] in _SAY:
            reported = any(c < i for c in self.children(i, "ccomp"))
            return reported or self.tokens[i].rel == "parataxis"
        return before in _CLOSING_QUOTES and finite

    def thrown_in(self, i: int) -> int | None:
        """ "Cambodia, *Bangkok* says, laid mines": whom the tree takes for another name of the one before."""
        token, k = self.tokens[i], i - 1
        if (
            token.rel != "parataxis"
            or self.lemmas[i] not in _SAY
            or self.words[i + 1 : i + 2] != [","]
        ):
            return None
        while k > 0 and self.bases[k] == "flat":
            k = self.tokens[k].head
        first = self.subtree(k)[0]
        apart = "," in {self.tokens[first].text, self.tokens[first - 1].text}
        return k if apart and self.bases[k] == "appos" else None

    def _has_quoted_subject(self, i: int) -> bool:
        """Whether what the tree takes for the subject is a quotation that a mark ends, right before the verb at i."""
        ended = (
            i > 1
            and self.tokens[i - 1].text in _CLOSING_QUOTES
            and self.tokens[i - 2].text in _ENDS
        )
        return ended and any(k > i for k in self.children(i, "obj"))

    def is_each_other(self, k: int) -> bool:
        """ "Each other" or "one another" from token k on."""
        return self.words[k : k + 2] in (["each", "other"], ["one", "another"])

    def _role(self, i: int, c: int) -> str | None:
        token = self.tokens[c]
        base = self.bases[c]
        if token.rel == "nmod:poss":
            return "poss"
        if token.rel == "nsubj:outer" and self.child_with_rel(i, "nsubj") not in {None, c}:
            return None  # "the fear is that Seoul fires": fear does not fire
        if base in _PLAIN_ROLES:
            return _PLAIN_ROLES[base]
        if base in {"obl", "nmod"}:
            if token.text in _CALENDAR or self.lemmas[c] in _PARTS_OF_DAYS:
                return "when"  # "called him on Saturday" is no "call on"
            return self.preposition(c) or ("mod" if base == "nmod" else "bare")
        if base in {"amod", "compound", "nummod", "nmod"}:
            return "mod"
        if base == "advcl" and self.preposition_of_clause(c):
            return self.preposition_of_clause(c)
        if token.rel == "acl" and self.tokens[i].upos in {"NOUN", "ADJ"}:
            return {"to": "xcomp", "that": "ccomp"}.get(self._mark(c))
        return _CLAUSES.get(self._mark(c)) if base == "advcl" else None

    def _mark(self, c: int) -> str:
        """The word that introduces a clause ("a threat *to* attack", "a demand *that*")."""
        mark = self.child_with_rel(c, "mark")
        return "" if mark is None else self.words[mark]

    def introduced_by(self, c: int) -> str:
        """The preposition or conjunction before a clause ("about how they …")."""
        word = self.child_with_rel(c, "case", "mark")
        return "" if word is None else self.words[word]

    def preposition_of_clause(self, c: int) -> str | None:
        """The preposition before a gerund ("accused X of supplying …")."""
        mark = self.child_with_rel(c, "mark")
        if mark is None or self.tokens[c].xpos != "VBG":
            return None
        return self.words[mark]

    def _turn_passive(self, i: int, roles: dict[str, list[int]]) -> None:
        if not self.is_passive(i):
            return
        patient = roles.pop("subj", [])
        if not patient and self.tokens[i].rel in {"acl", "acl:relcl"}:
            patient = [self.tokens[i].head]
        agents = roles.pop("by", [])
        roles["obj"] = patient + roles.get("obj", [])
        roles["subj"] = agents
        if not agents and self.tokens[i].rel == "conj":
            roles["subj"] = []

    def split_subject(self, verb: int) -> int | None:
        """ "Any attack, X warned, would be …": the first of two subjects is that of what was said."""
        subjects = [k for k in self.children(verb, "nsubj", "nsubj:pass") if k < verb]
        if len(subjects) < 2:
            return None
        between = range(subjects[0] + 1, subjects[-1])
        comma = any(self.tokens[k].text == "," for k in between)
        return subjects[0] if comma else None

    def quoting(self, verb: int) -> int | None:
        """The verb that a verb of saying hangs on in "quoted Kim as saying": Kim speaks, not who quotes him."""
        token = self.tokens[verb]
        if token.rel != "advcl" or token.xpos != "VBG" or self._mark(verb) != "as":
            return None
        return token.head if self.lemmas[token.head] in _QUOTE else None

    def quoted_as(self, verb: int) -> int | None:
        """The verb of saying that hangs on "quoted"; the other way round."""
        if self.lemmas[verb] not in _QUOTE:
            return None
        return next((c for c in self.children(verb, "advcl") if self.quoting(c) == verb), None)

    def reported(self, verb: int) -> tuple[int, ...]:
        """The clauses that a verb reports, whichever of the two the tree has on top ("…, he said")."""
        above = self.tokens[verb]
        return (*self.children(verb, "ccomp"), *((above.head,) if above.rel == "parataxis" else ()))

    def subject_after(self, i: int) -> int | None:
        """The subject that follows the fronted phrase or clause that i stands in ("In his speech, Kim")."""
        below = i
        for k in self.ancestors(i):
            if self.bases[below] in _FRONTED and below < k and self.is_verb(k):
                subject = self.child_with_rel(k, "nsubj", "nsubj:pass")
                return subject if subject is not None and subject > i else None
            below = k
        return None

    def is_adjunct(self, i: int) -> bool:
        """A participle after a comma ("…, accusing Washington …"): it belongs to the clause's
        subject, whatever noun the tree hangs it on, and stands outside its governor's scope.
        """
        token = self.tokens[i]
        if (
            token.xpos not in {"VBG", "VBN"}
            or not token.rel.startswith(("acl", "advcl"))
            or token.rel == "acl:relcl"
        ):
            return False
        first = self.subtree(i)[0]
        if self.tokens[first].text in _BREAKS:
            return True
        before = first - 1
        while before > 0 and self.tokens[before].text in _CLOSING:
            before -= 1
        comma = before >= 0 and self.tokens[before].text in _BREAKS
        return comma and self.tokens[before].sentence == token.sentence

    def is_misjoined(self, i: int) -> bool:
        """ "Ordered them to leave and summoned the ambassador": no infinitive goes on in the past tense, whatever the
        tree says.
        """
        token = self.tokens[i]
        joined = token.rel == "conj" and token.head >= 0 and token.xpos in {"VBD", "VBN"}
        bare = {"VB", "VBG"} if token.xpos == "VBD" else {"VB"}  # a participle needs its auxiliary
        return joined and self.tokens[token.head].xpos in bare and not self.children(i, "aux")

    def goes_on_after_quote(self, i: int) -> bool:
        """ "Warned that it was “doomed” and *imposed* sanctions": a past verb right behind the marks and an "and"."""
        joined = self.tokens[i].rel == "conj" and self.tokens[i].xpos == "VBD"
        behind = i > 1 and self.words[i - 1] == "and" and self.words[i - 2] in _CLOSING_QUOTES
        return joined and behind and not self.children(i, "nsubj")

    # -- stretches ---------------------------------------------------------------------------

    def clause(self, i: int) -> tuple[int, int]:
        """Character offsets of the clause or noun phrase that i heads, outer marks trimmed."""
        keep = [t for t in self.subtree(i) if not self._outside(i, t)]
        while len(keep) > 1 and self._is_edge(self.tokens[keep[-1]]):
            keep.pop()
        while len(keep) > 1 and (
            self._is_edge(self.tokens[keep[0]]) or self.tokens[keep[0]].rel == "cc"
        ):
            keep.pop(0)
        return self.tokens[keep[0]].start, self.tokens[keep[-1]].end

    def _is_edge(self, token: Token) -> bool:
        return token.upos == "PUNCT" and token.text not in {"%"}

    def _outside(self, i: int, t: int) -> bool:
        """Whether t belongs to a clause coordinated with or loosely joined to that of i."""
        while t != i:
            if self.tokens[t].head == i:
                return self.tokens[t].rel in {"parataxis"} or (
                    self.tokens[t].rel == "conj" and self.is_verb(t)
                )
            t = self.tokens[t].head
        return False
