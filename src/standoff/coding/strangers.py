"""Actors that no table knows: persons, bodies and towns that the language model takes for names."""

from __future__ import annotations

from collections.abc import Callable

from standoff.coding.anaphora import Anaphora
from standoff.coding.kinds import is_outlet
from standoff.coding.organs import text_id
from standoff.coding.persons import Persons
from standoff.coding.phrases import Phrases
from standoff.coding.places import Places
from standoff.coding.syntax import Syntax
from standoff.language import Entity
from standoff.types import Actor, ActorKind, Mention

_CIVIL = {"GOV", "LEG", "JUD"}
Country = Callable[[int], tuple[str | None, Mention | None]]


class Strangers:
    """Makes actors from the names of one document; ``country_of`` tells the country of a noun phrase."""

    def __init__(
        self,
        syntax: Syntax,
        phrases: Phrases,
        persons: Persons,
        places: Places,
        anaphora: Anaphora,
        country_of: Country,
    ) -> None:
        self.syntax, self.phrases, self.persons, self.places = syntax, phrases, persons, places
        self.anaphora, self.country_of = anaphora, country_of
        self._known: dict[str, Actor] = {}
        self._entity_at = {k: e for e in syntax.analysis.entities for k in range(e.first, e.last)}

    def remember(self, surname: str, person: Actor) -> None:
        """A person of the tables, so that the surname alone is the same one."""
        self._known.setdefault(surname, person)

    def person(self, i: int) -> Mention | None:
        """A person whom no table knows: a name that the entity tagger found."""
        written = self.persons.at.get(i)
        if written is None or written.head != i:
            return None
        first, last = written.first, written.last
        words = self.syntax.analysis.words(first, last + 1)
        surname = self.syntax.tokens[last].text
        known = self._known.get(surname)
        if known is None or (" " in words and known.name != words):
            country, sectors = self._title_of(i)
            country = country or self._country_of_office(i, sectors)
            kind: ActorKind = "media" if is_outlet(words) else "person"
            known = Actor(id=text_id(words), name=words, kind=kind,
                          country=country, sectors=sectors)  # fmt: skip
            self._known[surname] = known
        return Mention(
            span=self.phrases.span(min(first, self.phrases.left_edge(i)), last), actor=known, confidence=0.8,
            resolved_by="name" if " " in words else "surname",
        )  # fmt: skip

    def _title_of(self, head: int) -> tuple[str | None, tuple[str, ...]]:
        """Country and sectors that the words before a name or in apposition to it give."""
        places = [
            k for k in (*self.phrases.left(head), *self.syntax.children(head, "appos")) if k != head
        ]
        governor = self.syntax.tokens[head].head
        if governor >= 0 and self.syntax.tokens[head].rel in {"appos", "flat"}:
            places.append(governor)
        sectors = tuple(
            dict.fromkeys(
                a[1].sector
                for k in places
                if (a := self.phrases.agent_at(k)) is not None and a[1].sector
            )
        )
        country = next((c for k in (head, *places) if (c := self.country_of(k)[0])), None)
        return country, sectors

    def _country_of_office(self, i: int, sectors: tuple[str, ...]) -> str | None:
        """ "Senator Jane Roe": who holds an office of no named state holds it in the state in focus."""
        return self.anaphora.state_in_focus(i) if _CIVIL & set(sectors) else None

    def organisation(self, i: int) -> Mention | None:
        """An organisation that no table knows."""
        entity = self._entity_at.get(i)
        if entity is None or entity.label != "ORG" or not self._heads(i, entity):
            return None
        words = self.syntax.analysis.words(entity.first, entity.last)
        country, _ = self.country_of(i)
        kind: ActorKind = "media" if is_outlet(words) else "organisation"
        actor = Actor(id=text_id(words), name=words, kind=kind, country=country)
        span = self.phrases.span(entity.first, entity.last - 1)
        return Mention(span=span, actor=actor, confidence=0.6, resolved_by="name")

    def town(self, i: int) -> Mention | None:
        """A town that no table knows, of the country where the gazetteer has it."""
        entity = self._entity_at.get(i)
        if entity is None or entity.label != "LOC" or not self._heads(i, entity):
            return None
        town = self.places.town(entity.first, entity.last)
        if town is None:
            return None
        words = self.syntax.analysis.words(entity.first, entity.last)
        actor = Actor(id=text_id(words), name=words, kind="place", country=town.country)
        span = self.phrases.span(entity.first, entity.last - 1)
        return Mention(span=span, actor=actor, confidence=0.7, resolved_by="gazetteer")

    def _heads(self, i: int, entity: Entity) -> bool:
        return i == self.phrases.head_in(entity.first, entity.last - 1)
