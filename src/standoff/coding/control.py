"""Who does what has no subject of its own: infinitives, participles, verbs that share or go on with another's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from standoff.ontology.wordlists import word_list

if TYPE_CHECKING:
    from standoff.coding.syntax import Syntax

# The object of these verbs, not their subject, does what the infinitive says.
_OBJECT_CONTROL = word_list("object control")
_CAUGHT = word_list("caught doing")
_SPEAK = word_list("speak") | word_list("goes on saying")
_LIGHT = word_list("light verb")
_PEOPLE = word_list("people") | word_list("holds an office")
_DOCUMENTS = word_list("document")
_ASKING = word_list("asks somebody to")
_ASKED = ("to", "on", "for")
_CALLS = {
    "call": ("on", "upon"), "appeal": ("to",), "plead": ("with",), "prevail": ("on", "upon"),
}  # fmt: skip
_CHARGES = {"charge", "suspicion", "count", "accusation", "allegation", "crime"}
_FOR_DEEDS = {
    "blame", "fine", "penalty", "punishment", "retaliation", "revenge", "reward", "sentence",
}  # fmt: skip
_CIRCUMSTANCE = word_list("circumstance")
_MOVED = {"into", "from"}
_ACCUSING = word_list("accusing")
_JUDGING = word_list("judges")
_LOOSE = {"VBG", "VBD", "VBZ"}


class Control:
    """Finds implied subjects in one document's trees; all are token indices."""

    def __init__(self, syntax: Syntax) -> None:
        self.syntax = syntax

    def subject(self, i: int) -> tuple[int, ...]:
        """Whoever does what the verb at i says, where no subject hangs on it."""
        token = self.syntax.tokens[i]
        if self.syntax.is_passive(i) or token.head < 0:
            return ()
        head = token.head
        base = self.syntax.bases[i]
        called = self._called_on(i, head) if base in {"xcomp", "advcl"} else ()
        if called:
            return called
        if token.xpos == "VBG" and base in {"acl", "advcl"}:
            return self._gerund_subject(i, head, base)
        if base == "acl":
            explains = token.xpos in {"VBG", "VBN"} or token.rel == "acl:relcl"
            return (head,) if explains or self._is_somebody(head) else self.of_noun(head)
        if base == "xcomp":
            return self._controlled(head)
        shares = base in {"advcl", "conj"} or (base == "obj" and token.xpos == "VBG")
        if shares or (base == "parataxis" and token.xpos in _LOOSE):
            outer = self._goes_on(i, base, head)
            return self._grammatical(head if outer is None else outer)
        return ()

    def _called_on(self, i: int, head: int) -> tuple[int, ...]:
        """ "Called on Iran to free them", "appealed to Chad to": who is to do it."""
        prepositions = _CALLS.get(self.syntax.lemmas[head], ())
        if not prepositions or self.syntax.tokens[i].xpos != "VB":
            return ()
        roles = self.syntax.roles(head)
        asked = (k for role in prepositions for k in roles.get(role, ()))
        return tuple(k for k in asked if head < k < i)

    def _controlled(self, head: int) -> tuple[int, ...]:
        """Who does the infinitive of a governor ("urged Japan to", "Taiwan is thought to", "grew ready to")."""
        governor = self.syntax.roles(head)
        if self.syntax.tokens[head].upos == "ADJ" and not governor.get("subj"):
            return self.subject(head)
        objects = governor.get("obj", ())
        itself = any(self.syntax.words[k].endswith(("self", "selves")) for k in objects[:1])
        turned = self.syntax.tokens[head].lemma in _OBJECT_CONTROL or self.syntax.is_passive(head)
        return objects if objects and turned and not itself else governor.get("subj", ())

    def _goes_on(self, i: int, base: str, head: int) -> int | None:
        """The verb of speech that one goes on with, where the tree hangs it on what was said: "said that it
        is early and warned …", "said that it is early, adding …", "said that it was “doomed” and imposed …".
        """
        if self.syntax.goes_on_after_quote(i):
            return self._reporting(head)
        if self.syntax.lemmas[i] not in _SPEAK or self.syntax.lemmas[head] in _SPEAK:
            return None
        outer = self._reporting(head)
        if outer is None or (base == "advcl" and self.syntax.is_adjunct(i)):
            return outer
        same = base == "conj" and self.syntax.tokens[i].xpos == self.syntax.tokens[outer].xpos
        return outer if same else None

    def _reporting(self, i: int) -> int | None:
        """The verb of speech that a clause belongs to the content of."""
        for k in (i, *self.syntax.ancestors(i)):
            said = (
                c for c in self.syntax.children(k, "parataxis") if self.syntax.lemmas[c] in _SPEAK
            )
            if (thrown_in := next(said, None)) is not None:
                return thrown_in
            governor = self.syntax.tokens[k].head
            if governor >= 0 and self.syntax.lemmas[governor] in _SPEAK:
                return governor if self.syntax.bases[k] in {"ccomp", "xcomp"} else None
            if self.syntax.bases[k] not in {"conj", "xcomp", "ccomp", "advcl"}:
                return None
        return None

    def felt_by(self, i: int) -> tuple[int, ...]:
        """Who feels what a participle says that has no subject ("Worried by the delay, Seoul …")."""
        token = self.syntax.tokens[i]
        if token.head < 0 or self.syntax.bases[i] not in {"advcl", "acl", "xcomp"}:
            return ()
        if self.syntax.bases[i] == "acl" and not self.syntax.is_adjunct(i):
            return (token.head,)
        return self._clause_subject(token.head)

    def _gerund_subject(self, i: int, head: int, base: str) -> tuple[int, ...]:
        """ "Accused the crew of ignoring", "a ship carrying", "…, accusing", "without consulting"."""
        preposition = self.syntax.preposition_of_clause(i)
        accused = self._accused(i, preposition) if preposition in {"of", "for"} else ()
        if accused:
            return accused
        reporting = self._goes_on(i, "advcl", head)
        if reporting is not None:
            return self._grammatical(reporting)
        if self._is_told_after(i):
            return (i - 1,)
        if self.syntax.is_adjunct(i) or (
            preposition is not None and preposition not in {"of", "from", "for", "into"}
        ):
            return self._clause_subject(head)
        if base == "acl":
            paper = self.syntax.lemmas[head] in _DOCUMENTS  # "passed a resolution demanding"
            if preposition == "for" and self.syntax.lemmas[head] in _FOR_DEEDS:
                return ()  # "tariffs as a punishment for buying": who bought is not said
            near = self.of_noun(head) if preposition or paper else ()
            return near if preposition else near or (head,)
        if not self.syntax.is_verb(head):
            return self._clause_subject(head)  # "stopped short of threatening"
        objects = self.syntax.roles(head).get("obj", ())
        if objects and (preposition in _MOVED or self.syntax.lemma(head) in _CAUGHT):
            return objects  # "talked him into calling", "heard him calling"
        return self._grammatical(head) or objects

    def _is_told_after(self, i: int) -> bool:
        """ "Resigned after protests *calling* for it": right behind the noun of a circumstance, wherever it hangs."""
        noun = self.syntax.tokens[i - 1]
        return (
            noun.rel == "obl"
            and noun.upos == "NOUN"
            and self.syntax.preposition(i - 1) in _CIRCUMSTANCE
        )

    def _accused(self, i: int, preposition: str | None) -> tuple[int, ...]:
        """ "Accused the group in a report last month of executing …": the group, whatever noun the tree hangs it on;
        "jailed, praised, thanked them for helping", "arrested them on charges of insulting him": they.
        """
        verbs = (k for k in self.syntax.ancestors(i) if self.syntax.is_verb(k))
        verb = next(verbs, None)
        charged = self.syntax.lemmas[self.syntax.tokens[i].head] in _CHARGES
        judged = _ACCUSING | _JUDGING if preposition == "for" or charged else _ACCUSING
        if verb is None or self.syntax.lemmas[verb] not in judged:
            return ()
        return tuple(k for k in self.syntax.roles(verb).get("obj", ()) if k < i)

    def _clause_subject(self, i: int) -> tuple[int, ...]:
        """The subject of the nearest verb from i upwards that has one."""
        for k in (i, *self.syntax.ancestors(i)):
            if self.syntax.is_verb(k) or any(self.syntax.children(k, "cop")):
                found = self._grammatical(k)
                if found:
                    return found
        return ()

    def _grammatical(self, head: int) -> tuple[int, ...]:
        """The grammatical subject of head, also where head is passive."""
        roles = self.syntax.roles(head)
        return roles.get("obj", ()) if self.syntax.is_passive(head) else roles.get("subj", ())

    def _is_somebody(self, k: int) -> bool:
        """ "The first envoy to speak": a noun that names a person or has a name does the infinitive."""
        launched = (
            self.syntax.bases[k] == "obj"
            and self.syntax.lemma(self.syntax.tokens[k].head) in _LIGHT
        )
        return self.syntax.tokens[k].upos == "PROPN" or (
            self.syntax.lemmas[k] in _PEOPLE and not launched
        )

    def of_noun(self, noun: int) -> tuple[int, ...]:
        """Who is to do the infinitive of a noun ("its decision to", "made a vow to", "gives Seoul a chance to")."""
        roles = self.syntax.roles(noun)
        if self.syntax.lemmas[noun] in _ASKING:  # "an ultimatum to Sudan to leave"
            asked = next((roles[role] for role in _ASKED if roles.get(role)), ())
            if asked:
                return asked
        if roles.get("poss"):
            return roles["poss"]
        if roles.get("subj") and self.syntax.preposition(noun) == "under":
            return roles["subj"]  # "is under pressure to"
        head = self.syntax.tokens[noun].head
        if head < 0 or not self.syntax.is_verb(head):
            return ()
        given = self.syntax.roles(head)
        return given.get("iobj", ()) or given.get("subj", ())
