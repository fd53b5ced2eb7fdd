"""Who stands at a role's filler: the speaker for "we", the owner or maker of a thing, the state of a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from standoff.coding.anaphora import of_a_state
from standoff.coding.mentions import Mentions
from standoff.coding.pronouns import FIRST_PERSON
from standoff.coding.syntax import Syntax
from standoff.ontology.wordlists import word_list
from standoff.types import Mention

_WHERE = {"around", "near", "toward", "towards", "off", "into", "over", "across", "along", "obj"}
_DONE_IN = {"ASSAULT", "COERCE", "CONSULT", "AID", "SANCTION"}  # "in" a place: to its state
_TO_PLACES = {"at", "on", "against", "from", "to", "of"}  # so is what is done "to" it
_MERELY_THERE = {"MOBILIZE", "PROTEST"}  # but who moves or marches there does nothing to it

_GROUNDS = {
    "in",
    "on",
    "over",
    "across",
    "along",
}  # what is done there is done to whom the ground is

_BELONGS = word_list("belongs")
_DOCUMENTS = word_list("document")
_IT = {"it", "that", "this"}
_OF_ACTS = {"confirm", "deny", "dispute", "refuse"}
_PEOPLE = word_list("people")
_OURS = {"our", "ours"}
_NUMBERS = {"dozen", "score", "hundred", "thousand"}

Speaker = Callable[[int], "Mention | None"]


class Fillers:
    """Turns the words that fill the roles of one document's acts into actors."""

    def __init__(self, syntax: Syntax, mentions: Mentions, speaker_at: Speaker) -> None:
        self.syntax, self.mentions, self.speaker_at = syntax, mentions, speaker_at

    def at(self, k: int, role: str, type_: str) -> tuple[Mention, ...]:
        """The actors at a role's filler."""
        if self.syntax.words[k] in FIRST_PERSON and self.syntax.tokens[k].upos != "PROPN":
            return self._first_person(k)
        if self.is_itself(k) or self._is_what_was_done(k):
            return ()
        found = self._ours(k) or self.mentions.several(k)
        if not found and self.syntax.tokens[k].upos == "NUM":
            found = self._of_number(k)
        there = _is_where(role, type_)
        if not found and self.syntax.tokens[k].upos in {"NOUN", "PROPN"}:
            whose = self._whose(k) or self._maker(k) or self._author(k, role)
            found = tuple(replace(m, confidence=round(m.confidence * 0.8, 3)) for m in whose)
            there = there and role.rpartition(".")[2] in _GROUNDS  # "in parts of Kashmir"
        if there and len(found) == 1 and found[0].actor.kind == "place":
            return self.mentions.state_of_place(found[0])
        return found

    def _first_person(self, k: int) -> tuple[Mention, ...]:
        """ "We" and "I" are the speaker, "our" is of his state, if he has one."""
        speaker = self.speaker_at(k)
        if speaker is None:
            return ()
        actor = speaker.actor
        if self.syntax.words[k] in _OURS and of_a_state(actor):
            actor = self.mentions.table.actor(str(actor.country), self.mentions.on)
        return (
            replace(
                speaker, span=self.mentions.span(k, k), actor=actor, resolved_by="first person"
            ),
        )

    def _ours(self, k: int) -> tuple[Mention, ...]:
        """ "Our army", "our ships": of the speaker's state."""
        owners = [c for c in self.syntax.children(k, "nmod") if self.syntax.words[c] in _OURS]
        states = [m for c in owners for m in self._first_person(c) if m.actor.country is not None]
        found = self.mentions.who(k)
        if found is None or not states or not found.actor.id.startswith("text:"):
            return tuple(states) if found is None else ()
        country = str(states[0].actor.country)
        own = ":".join((country, *found.actor.sectors[:1]))
        return (replace(found, actor=replace(found.actor, id=own, country=country)),)

    def is_itself(self, k: int) -> bool:
        """ "Blew himself up": nobody but the doer."""
        return self.syntax.words[k].endswith(("self", "selves"))

    def _is_what_was_done(self, k: int) -> bool:
        """ "Denied *it*", "confirmed *it*": a matter, and nobody who acts."""
        verb = self.syntax.tokens[k].head
        word = self.syntax.words[k] in _IT and self.syntax.bases[k] == "obj"
        return word and verb >= 0 and self.syntax.lemmas[verb] in _OF_ACTS

    def people(self, k: int) -> tuple[Mention, ...]:
        """Whoever a common noun for people names, known by these words alone."""
        several = self.syntax.tokens[k].upos == "NUM" or self.syntax.lemmas[k] in _NUMBERS
        alone = several and not self.syntax.children(k, "nmod")  # "14 who tried", "a dozen"
        people = self.syntax.tokens[k].upos == "NOUN" and self.syntax.lemmas[k] in _PEOPLE
        return (self.mentions.described(k),) if alone or people else ()

    def _of_number(self, k: int) -> tuple[Mention, ...]:
        """ "11 of Iran's political prisoners"."""
        parts = (n for n in self.syntax.children(k, "nmod") if self.syntax.preposition(n) == "of")
        return next((found for n in parts if (found := self.mentions.several(n))), ())

    def _whose(self, k: int) -> tuple[Mention, ...]:
        """Whose a thing is; not whose name it bears ("Hamid Karzai International Airport")."""
        found = self.mentions.owners(k)[:1]
        named = self.syntax.tokens[k].upos == "PROPN" and all(
            self.syntax.tokens[c].rel != "nmod:poss" for c in self.syntax.analysis.children[k]
        )
        return tuple(m for m in found if not (named and m.actor.kind == "person"))

    def _owner(self, told: Sequence[int]) -> tuple[Mention, ...]:
        """ "Depots belonging to Hezbollah", "targets associated with it"."""
        for c in told:
            if self.syntax.lemmas[c] in _BELONGS:
                roles = self.syntax.roles(c)
                for k in (*roles.get("to", ()), *roles.get("with", ())):
                    if self.mentions.several(k):
                        return self.mentions.several(k)[:1]
        return ()

    def _author(self, k: int, role: str) -> tuple[Mention, ...]:
        """ "X backed the plan in a statement that praised Y": X praised."""
        verb = self.syntax.tokens[k].head
        told = role == "subj" and self.syntax.bases[k] in {"obj", "obl"}
        if not told or verb < 0 or self.syntax.lemmas[k] not in _DOCUMENTS:
            return ()
        by = self.syntax.roles(verb).get("subj", ())
        return next((found[:1] for n in by if (found := self.mentions.several(n))), ())

    def _maker(self, k: int) -> tuple[Mention, ...]:
        """ "Missiles fired by the Israeli army", "believed to be fired by it": whose they are."""
        told = self.syntax.children(k, "acl")
        deeper = (n for each in told for n in self.syntax.children(each, "xcomp"))
        owner = self._owner(told)
        if owner:
            return owner
        for c in (*told, *deeper):
            for by in self.syntax.roles(c).get("subj", ()) if self.syntax.is_passive(c) else ():
                if by > c and self.mentions.several(by):
                    return self.mentions.several(by)[:1]
        return ()


def _is_where(role: str, type_: str) -> bool:
    """Whether a place that fills a role stands for its state."""
    where = role.rpartition(".")[2]
    to_it = where in _TO_PLACES and type_ not in _MERELY_THERE
    return to_it or where in _WHERE or (where == "in" and type_ in _DONE_IN)


def can_act(mention: Mention, role: str) -> bool:
    """Places do not act, and nobody is acted on by being a place of action ("in", "over")."""
    if mention.actor.kind == "place":
        return False
    kinds = {"state", "armed-group", "organisation"}
    return role not in {"in", "over"} or mention.actor.kind in kinds
