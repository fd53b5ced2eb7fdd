"""Offices, organs and kinds of people: "South Korea's defence ministry", "the North Korean leader",
"the agency", "critics of the regime".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from standoff.coding.anaphora import Anaphora
from standoff.coding.names import Names
from standoff.coding.phrases import Phrases
from standoff.ontology import Agent
from standoff.ontology.wordlists import word_list
from standoff.types import Actor, Mention, Span

HOLDER_ROLES = {
    "head-of-state", "head-of-government", "leader", "monarch", "president-elect",
    "foreign-minister", "defence-minister",
}  # fmt: skip
_ARMS = {"system", "battery", "equipment", "capability", "hardware"}
_TALKERS = {"UNK", "EDU", "SOC", "BUS"}  # "critics of X", "experts on X" are not X's
_FORCES = {"MIL", "PRM"}
_POLICE, _OPPOSITION = "COP", "OPP"
_REBELS = {"REB", "UAF"}
_ORGANS = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY"}
_WHOLE = {"administration", "cabinet", "government", "junta", "regime"}
_AT_HOME = {"LEG"}
_NOT_OURS = word_list("of another side")
_BODIES = {"organisation", "armed-group", "armed-force", "group"}
CountryOf = Callable[[int, int, bool], "tuple[str | None, Mention | None]"]


class Organs:
    """Common nouns of one document to actors; ``agents`` keeps the table's entry of each by its span.

    ``country_of(token, first, about)`` answers whose the noun phrase is.
    """

    def __init__(
        self,
        phrases: Phrases,
        names: Names,
        anaphora: Anaphora,
        country_of: CountryOf,
    ) -> None:
        self.phrases, self.names, self.anaphora = phrases, names, anaphora
        self.table, self.on, self.country_of = names.table, names.on, country_of
        self.agents: dict[Span, Agent] = {}
        self._last: dict[str, Actor] = {}

    def at(self, i: int) -> Mention | None:
        """The office holder, organ or kind of people that the noun at i names."""
        phrase = None if self._only_qualifies(i) else self._outside_names(i)
        if phrase is None:
            return None
        first, agent = phrase
        country, of = self.country_of(i, first, agent.sector in _TALKERS)
        holder = self._holder(i, agent, country)
        if holder is not None:
            return holder
        again = self.anaphora.named_before(i) if agent.kind == "person" else None
        if again is not None:
            return again
        span = self.phrases.whole(i)
        name = self.phrases.label(i)
        self.agents[span] = agent
        group = of is not None and of.actor.kind == "armed-group"  # "Houthi leaders"
        if of is not None and (group or (of.actor.kind in _BODIES and not country)):
            return Mention(span=span, actor=of.actor, confidence=0.8, resolved_by="organ")
        if country is None:
            return self._bare_agent(i, agent, span, name)
        actor = self._last[self.phrases.head_word(i)] = self._organ(agent, country, name)
        return Mention(span=span, actor=actor, confidence=0.9, resolved_by="organ")

    def _outside_names(self, i: int) -> tuple[int, Agent] | None:
        """The agent phrase that ends at i: of "European Union leaders" the leaders, no union's."""
        phrase = self.phrases.agent_at(i)
        hit = self.names.at.get(phrase[0]) if phrase is not None else None
        cuts = phrase is not None and hit is not None and hit.first < phrase[0] < hit.last <= i
        return self.phrases.agent_from(hit.last, i) if hit is not None and cuts else phrase

    def _only_qualifies(self, i: int) -> bool:
        """ "Military cooperation", "air defence missiles": what says of which kind names nobody."""
        syntax, token = self.phrases.syntax, self.phrases.syntax.tokens[i]
        arms = token.head >= 0 and (
            syntax.tokens[token.head].entity == "WEA" or syntax.lemmas[token.head] in _ARMS
        )
        return (token.upos == "ADJ" and token.rel == "amod") or (token.rel == "compound" and arms)

    def remember(self, i: int, actor: Actor) -> None:
        """A force that the table knows by name ("Sudan's army"), for "the army" after it."""
        agent = self.phrases.agent_at(i)
        if agent is not None and actor.country and actor.kind == "armed-force":
            self._last[self.phrases.head_word(i)] = actor

    @staticmethod
    def _organ(agent: Agent, country: str, name: str) -> Actor:
        return Actor(
            id=f"{country}:{agent.sector}" if agent.sector else country,
            name=name, kind=_kind(agent), country=country,
            sectors=(agent.sector,) if agent.sector else (),
        )  # fmt: skip

    def _holder(self, i: int, agent: Agent, country: str | None) -> Mention | None:
        """ "The North Korean leader": the person who holds the office on the article's date."""
        token = self.phrases.syntax.tokens[i]
        if agent.role not in HOLDER_ROLES or token.xpos in {"NNS", "NNPS"} or country is None:
            return None
        if self.phrases.is_former(i):
            return None
        people = self.table.holders(agent.role, country, self.on)
        people = tuple(p for p in people if p in self.names.full_names) or people
        if len(people) != 1:
            return None
        return Mention(
            span=self.phrases.whole(i), actor=self.table.actor(people[0], self.on),
            confidence=0.85, resolved_by="office",
        )  # fmt: skip

    def _bare_agent(self, i: int, agent: Agent, span: Span, name: str) -> Mention | None:
        """An office or organ without a country: the one named before, if there is one."""
        singular = self.phrases.syntax.tokens[i].xpos not in {"NNS", "NNPS"}
        if agent.role in HOLDER_ROLES and singular:
            person = self.anaphora.holder(agent.role)
            if person is not None:
                return replace(person, span=span, confidence=0.75, resolved_by="title")
        earlier = self._last.get(self.phrases.head_word(i))
        definite = self._is_definite(i)
        if earlier is not None and definite and agent.sourcing != "anonymous":
            return Mention(
                span=span,
                actor=replace(earlier, name=name),
                confidence=0.6,
                resolved_by="earlier organ",
            )
        institution = (
            self.anaphora.institution(i, agent.sector)
            if definite
            and agent.kind == "institution"
            and singular
            and not self._is_one_of_its_own(i)
            else None
        )
        if institution is not None:
            return replace(institution, span=span, confidence=0.6, resolved_by="earlier organ")
        rebels = self.anaphora.group(i) if definite and agent.sector in _REBELS else None
        if rebels is not None:
            return replace(rebels, span=span, confidence=0.6, resolved_by="earlier organ")
        state = self._state_of(i, agent, definite)
        if state is not None:
            actor = self._organ(agent, state, name)
            return Mention(span=span, actor=actor, confidence=0.5, resolved_by="organ in focus")
        if self.phrases.syntax.tokens[i].rel == "compound":
            return None  # "voter fraud", "media attention": of no voters or outlets in particular
        actor = Actor(id=text_id(name), name=name, kind=_kind(agent),
                      sectors=(agent.sector,) if agent.sector else ())  # fmt: skip
        return Mention(span=span, actor=actor, confidence=0.6, resolved_by="description")

    def _is_one_of_its_own(self, i: int) -> bool:
        """ "The government" is no ministry named before, nor "the health ministry" another's."""
        told = any(
            self.phrases.syntax.bases[k] in {"amod", "compound"} for k in self.phrases.left(i)
        )
        return told or self.phrases.head_word(i) in _WHOLE

    def _is_states(self, i: int, agent: Agent) -> bool:
        """ "State media", "state television"."""
        syntax = self.phrases.syntax
        return agent.kind == "media" and any(
            syntax.lemmas[k] == "state" for k in self.phrases.left(i)
        )

    def _is_definite(self, i: int) -> bool:
        """ "The army", and "parliament", "state media" without any article."""
        syntax = self.phrases.syntax
        words = [syntax.tokens[k] for k in self.phrases.left(i)]
        return any(t.lemma == "the" for t in words) or not any(
            t.upos in {"DET", "PRON", "NUM"} for t in words
        )

    def _is_anothers(self, i: int) -> bool:
        """ "Enemy troops", "Pamira's government": words of the phrase say that it is not the state's in focus."""
        syntax = self.phrases.syntax
        return any(
            syntax.lemmas[k] in _NOT_OURS
            or (syntax.tokens[k].rel == "nmod:poss" and syntax.tokens[k].upos == "PROPN")
            for k in self.phrases.left(i)
        )

    def _state_of(self, i: int, agent: Agent, definite: bool) -> str | None:
        """Whose "the army", "the defence ministry", "a ministry spokesman" is: the state's in focus."""
        kind = agent.kind in {"institution", "force"} and agent.sector in _ORGANS
        organ = definite and (kind or self._is_states(i, agent)) and not self._is_anothers(i)
        speaks_for = agent.sourcing == "institution" and agent.kind == "person"
        in_office = (
            definite and agent.kind == "person" and agent.sector in _ORGANS and bool(agent.role)
        )
        party = definite and agent.sector == _OPPOSITION and agent.sourcing != "anonymous"
        if not (organ or speaks_for or in_office or party):
            return None
        scene = self.anaphora.state_of_scene(i) if agent.sector == _POLICE else None
        own = self.anaphora.state_of_office(i) if agent.sector in _AT_HOME else None
        return scene or own or self.anaphora.state_in_focus(i)


def text_id(name: str) -> str:
    """The id of an actor that only the text knows."""
    return "text:" + "-".join(name.lower().split())


def _kind(
    agent: Agent,
) -> Literal["person", "organisation", "armed-force", "armed-group", "group", "media"]:
    if agent.sector in _FORCES:
        return "armed-force"
    if agent.sector in {"REB", "UAF"}:
        return "armed-group"
    if agent.kind == "institution":
        return "organisation"
    return {"person": "person", "group": "group", "media": "media", "force": "armed-force"}.get(
        agent.kind, "group"
    )  # type: ignore[return-value]
