"""Who can say or do something: states, people by office and date, organisations, media, places.

``load_actors()`` gives the shipped table, read once; with a user's files, a table of its own. The
table never changes after that. It answers three questions: which name starts at this word, who
that is on this day, and which common nouns ("foreign ministry", "rebels") are parts of a country.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from standoff.errors import InputError
from standoff.ontology.build import Agent, Entity, Region, build
from standoff.ontology.names import Form, Name, Phrases, bare, has_article, key, stands_alone
from standoff.ontology.sources import actor_rows
from standoff.ontology.terms import Term
from standoff.types import Actor, Office

# Whom a role word means where no term has exactly that role: the one who leads the state.
_LEADERS = ("leader", "head-of-state", "head-of-government")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False, repr=False)
class ActorTable:
    """All actors and their names. Equality is identity; nothing in it changes.

    ``state_media`` holds the ids of outlets that speak for a state, ``given`` the names and
    ``given_agents`` the agents that dictionaries of PETRARCH's gave.
    """

    phrases: Phrases[Name]
    agents: Phrases[Agent]
    entities: Mapping[str, Entity]
    names: Mapping[str, tuple[Name, ...]]
    terms: Mapping[str, tuple[Term, ...]]
    terms_of_role: Mapping[tuple[str, str], tuple[Term, ...]]
    led_by: Mapping[str, str]
    regions: Mapping[tuple[str, ...], Region]
    common_words: Mapping[tuple[str, ...], bool]
    state_media: frozenset[str]
    given_agents: Phrases[Agent]
    given: frozenset[tuple[str, ...]]

    # -- words to names ----------------------------------------------------------------------

    def longest(self, words: Sequence[str], at: int) -> tuple[int, tuple[Name, ...]] | None:
        """Return the exclusive end of the longest name at ``words[at]`` and its readings.

        There is one reading for each actor of that name, seats and states before places, bodies
        and people, and of people with one surname the higher first. ``words`` are tokens as they
        stand in the text. A leading "the" is no part of a name. A word all in small letters is no
        name, so "us", "turkey" and "who" are words; and a paper or body whose name is an ordinary
        word ("The Times", "Congress") is one only where nothing round it says otherwise.
        """
        found = self.phrases.longest(words, at)
        if found is None:
            return None
        readings: dict[str, Name] = {}
        for name in found[1]:
            readings.setdefault(name.actor, name)
        kept = self._plausible(words, at, found[0], tuple(readings.values()))
        return (found[0], kept) if kept else None

    def meant_by(self, name: str) -> tuple[str, ...]:
        """The ids of the actors that a name as a whole can mean; none where nobody is called so."""
        words = name.split()
        found = self.longest(words, 0)
        if found is None or found[0] != len(words):
            return ()
        return tuple(dict.fromkeys(n.actor for n in found[1]))

    def is_given(self, name: Name) -> bool:
        """Tell whether a dictionary of the user's has this name: it then is one wherever it stands."""
        return bool(self.given) and key(bare(name.text)) in self.given

    def is_ordinary(self, name: Name) -> bool:
        """Tell whether a name is an ordinary word as well ("Congress", "The Times")."""
        return key(bare(name.text)) in self.common_words and not self.is_given(name)

    def agent(self, words: Sequence[str], at: int) -> tuple[int, Agent] | None:
        """Return the exclusive end of the longest agent phrase at ``words[at]``, and the agent.

        ``words`` are lemmas (or tokens) in small letters.
        """
        found = self.agents.longest(words, at)
        return (found[0], found[1][0]) if found else None

    def sectors(self, words: Sequence[str], lemmas: Sequence[str]) -> tuple[int, tuple[str, ...]]:
        """Return how many words the longest agent takes that starts a stretch, and its sectors.

        A dictionary's agents as they are spelled there where one was given, else ours; 0 where none starts here.
        """
        if self.given_agents:
            found = self.given_agents.longest(words, 0)
            return (found[0], found[1][0].sectors or ()) if found else (0, ())
        ends = (self.agent(words, 0), self.agent(lemmas, 0))
        end, agent = max((e for e in ends if e), key=lambda e: e[0], default=(0, None))
        return end, (agent.sector,) if agent and agent.sector else ()

    def region(self, name: str) -> Region | None:
        """Return the city, region or sea of this name; capitals are among them."""
        return self.regions.get(key(bare(name)))

    # -- ids to actors -----------------------------------------------------------------------

    def actor(self, id: str, on: date | None = None) -> Actor:
        """Return the actor as of this day: a person with the office then held and its sectors.

        Without a day the offices that are still open count. A person whose terms are over has no
        office and the sector ELI. The country of a person in office is that of the office.
        Raises ``InputError`` for an id that the table does not have.
        """
        entity = self.entities.get(id)
        if entity is None:
            raise InputError(f"{id!r} is no actor of the table; add it in a people or states file")
        if entity.kind != "person":
            return _plain(entity)
        held = self._term(id, on)
        if held is None:
            former = any(term.ended(on) for term in self.terms.get(id, ()))
            return _plain(entity, sectors=("ELI",) if former else entity.sectors)
        return Actor(
            id=id,
            name=entity.name,
            kind="person",
            country=self._country_of_office(held.office) or entity.country,
            sectors=held.sectors,
            office=held.office,
        )

    def office(self, id: str, on: date | None = None) -> Office | None:
        """Return the office that a person holds on this day: the first in the table's order."""
        held = self._term(id, on)
        return held.office if held else None

    def role(self, id: str, on: date | None = None) -> str | None:
        """Return the role of the office that a person holds on this day."""
        held = self._term(id, on)
        return held.role or None if held else None

    def has_led(self, id: str) -> bool:
        """Tell whether a person leads or has ever led a state."""
        return any(term.role in _LEADERS for term in self.terms.get(id, ()))

    def holders(self, role: str, country: str, on: date | None = None) -> tuple[str, ...]:
        """Return who holds a role for a state or organisation on this day.

        ``leader`` is whoever has that role, else the head of state or of government, as the state
        is led by one or the other.
        """
        for wanted in self._roles(role, country):
            terms = self.terms_of_role.get((country, wanted), ())
            people = dict.fromkeys(t.person for t in terms if t.covers(on))
            if people:
                return tuple(people)
        return ()

    def country_of(self, id: str) -> str | None:
        """Return the country (or international code) of an actor; None if there is none."""
        entity = self.entities.get(id)
        return entity.country if entity else None

    def sex(self, id: str) -> str:
        """Return ``m`` or ``f`` for a person of the table, else the empty string."""
        entity = self.entities.get(id)
        return entity.sex if entity else ""

    def members(self, id: str) -> tuple[str, ...]:
        """Return the member states of an alliance, as far as the table has them."""
        entity = self.entities.get(id)
        return entity.members if entity else ()

    def names_of(self, id: str) -> tuple[Name, ...]:
        """Return every name of an actor, the full one first."""
        return self.names.get(id, ())

    def form_of_state(self, code: str, form: Form = "name") -> str | None:
        """Return how a state is called in this form: ``adjective`` of PRK is "North Korean".

        Where the adjective is the name ("New Zealand"), it is that; None for an unknown code.
        """
        names = self.names_of(code)
        found = next((name.text for name in names if name.form == form), None)
        return names[0].text if found is None and names and form == "adjective" else found

    # -- inside ------------------------------------------------------------------------------

    def _plausible(
        self, words: Sequence[str], at: int, end: int, readings: tuple[Name, ...]
    ) -> tuple[Name, ...]:
        """Leave out what is more likely an ordinary word, or a part of a longer name."""
        common = self.common_words.get(key(bare(readings[0].text)))
        if self.is_given(readings[0]):
            return readings
        if common is None and not any(map(has_article, readings)):
            return readings
        article = at > 0 and words[at - 1] in {"the", "The"}
        alone = common is None or stands_alone(words, at, end, may_start=common)
        others = any(name.form != "surname" and not has_article(name) for name in readings)
        return tuple(
            name
            for name in readings
            if name.form == "surname"
            or (alone and not (has_article(name) and (others or not article))
                and (common is None or name.form != "acronym" or words[at].isupper()))
        )  # fmt: skip

    def _term(self, id: str, on: date | None) -> Term | None:
        return next((term for term in self.terms.get(id, ()) if term.covers(on)), None)

    def _country_of_office(self, office: Office) -> str | None:
        return self.country_of(office.country) if office.country else None

    def _roles(self, role: str, country: str) -> tuple[str, ...]:
        if role != "leader":
            return (role, "monarch") if role == "head-of-state" else (role,)
        first = self.led_by.get(country)
        return ("leader", first, *_LEADERS) if first else _LEADERS


def _plain(entity: Entity, sectors: tuple[str, ...] | None = None) -> Actor:
    return Actor(
        id=entity.id,
        name=entity.name,
        kind=entity.kind,
        country=entity.country,
        sectors=entity.sectors if sectors is None else sectors,
    )


def load_actors(user_files: Sequence[Path] = ()) -> ActorTable:
    """Return the shipped table (read once per process), or one with the user's files over it.

    Raises ``DataError`` that names file, line and column for a malformed file.
    """
    return ActorTable(**build(actor_rows(user_files))) if user_files else _shipped()


@cache
def _shipped() -> ActorTable:
    return ActorTable(**build(actor_rows()))
