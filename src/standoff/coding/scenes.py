"""Where an act is done, and whom a place makes a side of it: crowds that march, people who are hit or held there."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import replace

from standoff.coding.anaphora import of_a_state
from standoff.coding.matching import Match
from standoff.coding.mentions import Mentions
from standoff.coding.participants import DONE_TO_BODIES, Participants
from standoff.coding.syntax import Syntax
from standoff.ontology.wordlists import word_list
from standoff.types import Mention, Place

_PLACE_PREPOSITIONS = {
    "in", "at", "near", "over", "off", "outside", "around", "inside", "across", "on", "along", "through", "before",
    "throughout",
}  # fmt: skip
_POLICE, _CIVILIAN = "COP", "CVL"
_BY_AUTHORITY = {"arrest", "deport", "censor", "curfew", "martial-law"}
_PARTS = word_list("part of a place")
_AT_HOME = {"COP", "JUD"}
_DONE_BY_AUTHORITY = {"COERCE", "RETREAT", "SANCTION", "ACCUSE", "ASSAULT"}
_WHERE = frozenset({"place", "state"})


class Scenes:
    """Places of the acts of one document."""

    def __init__(self, syntax: Syntax, mentions: Mentions) -> None:
        self.syntax, self.mentions = syntax, mentions

    def is_seen(self, match: Match, least: float = 0.0) -> bool:
        """Whether the language model takes the trigger for the same act, with ``least`` probability or more."""
        act = self.syntax.act_at(match.trigger)
        return act is not None and act.type == match.row.type and act.score >= least

    def place(self, i: int) -> Place | None:
        """Where the act at token i is done, if words say so."""
        k = self._at(i)
        mention = None if k is None else self.mentions.who(k)
        if mention is None:
            return None
        inside = self.syntax.between(mention.span.start, mention.span.end)
        return self.mentions.places.place(
            mention.span, inside[0], inside[-1] + 1, mention.actor.country
        )

    def at_home(self, match: Match, sides: Participants) -> Participants:
        """Sides of no country are of the country where it is done; who protests there is its people."""
        state = self._state(match.trigger)
        return sides if state is None else self._settle(match, sides, state)

    def _settle(self, match: Match, sides: Participants, state: Mention) -> Participants:
        source = sides.source
        if match.row.type == "PROTEST" and not source:
            source = tuple(self._crowd(match, state))
        if match.row.mode in _BY_AUTHORITY and not source and sides.recipient:
            source = (state,)  # "was arrested in Kigali"
        hit = _people if match.row.type in DONE_TO_BODIES else _settled
        return replace(
            sides,
            source=tuple(_settled(m, state) for m in source),
            recipient=tuple(hit(m, state) for m in sides.recipient),
        )

    def by_authority(self, match: Match, sides: Participants) -> Participants:
        """ "Police detained 14", "the court freed the editors": people of no known country are of the country whose
        police or courts hold or free them, prisoners of who lets them go.
        """
        states = {m.actor.country for m in sides.source if _has_authority(m, match.row.mode)}
        if len(states) != 1 or match.row.type not in _DONE_BY_AUTHORITY:
            return sides
        country = str(next(iter(states)))
        nameless = (
            of_the_people(m, country, "authority") if m.resolved_by == "description" else m
            for m in sides.recipient
        )
        return replace(sides, recipient=tuple(nameless))

    def staged(self, match: Match, sides: Participants) -> Participants:
        """The same for an act that has no political side, where the language model sees the act as well:
        then whoever is hit or held is of the place's people, and the place itself if nobody is named.
        """
        here = self._state(match.trigger)
        found = sides if here is None else self._settle(match, sides, here)
        state = here or self._state_of_sentence(match.trigger)
        protest_here = match.row.type == "PROTEST" and here is not None
        if state is None or not (protest_here or self.is_seen(match)):
            return found
        if match.row.type == "PROTEST":
            return replace(found, source=tuple(_people(m, state) for m in found.source) or (state,))
        hit = tuple(_people(m, state) for m in found.recipient)
        return replace(found, recipient=hit or (state,))

    def _at(self, i: int) -> int | None:
        """The token of the place: "shelled Kupiansk", "shelled a depot in Kupiansk", "outside the embassy in Seoul"."""
        objects = self.syntax.roles(i).get("obj", ())
        hit = next((k for k in objects if self._is_place(k, {"place"})), None)
        if hit is not None:
            return hit
        subjects = self.syntax.roles(i).get("subj", ())  # "students in Lahore marched"
        holders = (i, *self.syntax.carriers(i), *(k for k in objects if k > i), *subjects)
        phrases = [k for holder in holders for k in self._phrases(holder)]
        inner = (n for k in phrases for n in self._phrases(k))
        parts = (n for k in phrases if self.syntax.lemmas[k] in _PARTS for n in self._whole(k))
        found = next((k for k in (*phrases, *inner, *parts) if self._is_place(k)), None)
        return self._at(self.syntax.tokens[i].head) if found is None and self._goes_on(i) else found

    def _phrases(self, holder: int) -> Iterator[int]:
        """What stands "in", "near", "outside" below a word."""
        for k in self.syntax.children(holder, "obl", "nmod"):
            if self.syntax.preposition(k) in _PLACE_PREPOSITIONS:
                yield k

    def _whole(self, k: int) -> Iterator[int]:
        """What the south or the outskirts are of."""
        for n in self.syntax.children(k, "nmod"):
            if self.syntax.preposition(n) == "of":
                yield n

    def _goes_on(self, i: int) -> bool:
        """ "Crowds marched through Karachi and burned flags": the second of two acts of one subject."""
        token = self.syntax.tokens[i]
        return token.rel == "conj" and token.upos == "VERB" and not any(
            self.syntax.children(i, "nsubj")
        )  # fmt: skip

    def _is_place(self, k: int, kinds: Set[str] = _WHERE) -> bool:
        mention = self.mentions.who(k)
        return mention is not None and mention.actor.kind in kinds

    def _state(self, i: int) -> Mention | None:
        k = self._at(i)
        return None if k is None else self._state_at(k)

    def _state_at(self, k: int) -> Mention | None:
        mention = self.mentions.who(k)
        return None if mention is None else next(iter(self.mentions.state_of_place(mention)), None)

    def _state_of_sentence(self, i: int) -> Mention | None:
        """The one state whose places or name the sentence has."""
        first, last = self.syntax.analysis.sentences[self.syntax.tokens[i].sentence]
        found = [m for k in range(first, last) if self._is_place(k) and (m := self._state_at(k))]
        return found[0] if len({m.actor.id for m in found}) == 1 else None

    def _crowd(self, match: Match, state: Mention) -> Iterator[Mention]:
        """ "In Karachi crowds marched": people whom no table names, of the country of the place."""
        for k in match.roles.get("subj", ()):
            if self.syntax.tokens[k].upos in {"NOUN", "NUM"}:
                yield _people(self.mentions.described(k), state)


def _has_authority(mention: Mention, mode: str | None) -> bool:
    """Police and courts act at home; a state or government that lets people go held them."""
    actor = mention.actor
    held = mode == "release" and (actor.kind == "state" or "GOV" in actor.sectors)
    return of_a_state(actor) and (held or bool(_AT_HOME & set(actor.sectors)))


def of_the_people(mention: Mention, country: str, how: str) -> Mention:
    """Somebody of no country as of the people of one: an official or organ by its sector, else a civilian."""
    actor = mention.actor
    if actor.country is not None or not actor.id.startswith("text:"):
        return mention
    return _of(mention, country, actor.sectors[0] if actor.sectors else _CIVILIAN, how)


def _settled(mention: Mention, state: Mention) -> Mention:
    """An official or organ of no country as the state's; police, who act at home, also where their country was
    only guessed.
    """
    actor = mention.actor
    guessed = mention.resolved_by == "organ in focus" and _POLICE in actor.sectors
    if guessed:
        return _of(mention, str(state.actor.country), _POLICE, "place")
    return of_the_people(mention, str(state.actor.country), "place") if actor.sectors else mention


def _people(mention: Mention, state: Mention) -> Mention:
    settled = _settled(mention, state)
    return of_the_people(settled, str(state.actor.country), "place")


def _of(mention: Mention, country: str, sector: str, how: str) -> Mention:
    actor = mention.actor
    there = replace(
        actor, id=f"{country}:{sector}", country=country, sectors=actor.sectors or (sector,),
        kind=actor.kind if actor.sectors else "group",
    )  # fmt: skip
    return replace(mention, actor=there, resolved_by=how)
