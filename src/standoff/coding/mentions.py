"""Noun phrases to actors: "South Korea's defence ministry", "the North Korean leader", "he".

One pass from left to right gives each noun, name and pronoun its referent, so that later words can
go back to earlier ones. ``Mentions.who`` answers for any token; nothing here decides what is an event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from standoff.coding.names import Hit, Names
from standoff.coding.pronouns import PRONOUNS, Candidate, Discourse
from standoff.coding.syntax import Syntax
from standoff.ontology import ActorTable, Agent
from standoff.ontology.wordlists import word_list
from standoff.types import Actor, Mention, Span

_LEFT_RELS = {"amod", "compound", "nmod:poss", "nmod", "nmod:desc", "nummod", "det", "flat", "advmod", "punct"}  # fmt: skip
_STATE_NOUNS = {"country", "nation", "state", "kingdom", "republic"}
_QUANTITIES = word_list("quantity")
_ALLIANCES = {"bloc", "alliance", "union", "organisation", "organization"}
_SIDES = {"north", "south"}
_PAIR_NOUNS = word_list("side of a pair")
_HOLDER_ROLES = {
    "head-of-state", "head-of-government", "leader", "monarch", "president-elect",
    "foreign-minister", "defence-minister",
}  # fmt: skip
_OF = {"of", "for", "from", "in"}
_TALKERS = {"UNK", "EDU", "SOC", "BUS"}  # "critics of X", "experts on X" are not X's
_FORCES = {"MIL", "PRM"}
_PERSON_SEX_WORDS = {"spokeswoman": "f", "woman": "f", "queen": "f", "spokesman": "m", "king": "m", "chairman": "m"}  # fmt: skip


class Mentions:
    """Who is named where in one document. ``quoted`` holds the token indices inside quotations."""

    def __init__(
        self,
        syntax: Syntax,
        table: ActorTable,
        document: str,
        on: date | None,
        quoted: frozenset[int],
    ) -> None:
        self.syntax, self.table, self.document, self.on, self.quoted = (
            syntax,
            table,
            document,
            on,
            quoted,
        )
        self.names = Names(syntax, table, on)
        self._referent: dict[int, Mention | None] = {}
        self._text_persons: dict[str, Actor] = {}
        self._discourse = Discourse()
        self._last_organ: dict[str, Actor] = {}
        self._agents: dict[Span, Agent] = {}
        self._pairs: dict[int, tuple[Mention, ...]] = {}
        for i in self._reading_order():
            pair = self._pair(i)
            if pair:
                self._pairs[i] = pair
            mention = self._resolve(i)
            self._referent[i] = mention
            if mention is not None:
                self._remember(i, mention)

    # -- what others ask ---------------------------------------------------------------------

    def who(self, i: int) -> Mention | None:
        """The actor that the noun phrase headed by token i names, if any; a quantity names what it
        is a quantity of ("dozens of Russian soldiers").
        """
        found = self._referent.get(i)
        if found is None and self.syntax.tokens[i].lemma.lower() in _QUANTITIES:
            return next(
                (m for k in self.syntax.children(i, "nmod") if (m := self.who(k)) is not None), None
            )
        return found

    def several(self, i: int) -> tuple[Mention, ...]:
        """The actors at token i: two for "both sides", one or none for most."""
        pair = self._pairs.get(i)
        mention = self.who(i)
        return pair or ((mention,) if mention is not None else ())

    def all(self, tokens: Iterable[int]) -> tuple[Mention, ...]:
        """The actors named at these tokens, each actor once, in order of the text."""
        found: dict[str, Mention] = {}
        for i in tokens:
            for mention in self.several(i):
                found.setdefault(mention.actor.id, mention)
        return tuple(sorted(found.values(), key=lambda m: m.span.start))

    def state_of_place(self, mention: Mention) -> tuple[Mention, ...]:
        """The state that a place belongs to ("near Yonaguni": Japan), if that is not in dispute."""
        if not _is_state_code(mention.actor):
            return ()
        return (replace(mention, actor=self._state_of(mention.actor), resolved_by="place"),)

    def owners(self, i: int) -> tuple[Mention, ...]:
        """Whose the thing at token i is ("Indian air bases", "Russia's fleet", "ports of Yemen")."""
        owned = [
            m
            for k in (*self._left(i), *self._of(i))
            if k != i and (m := self._owner(k)) is not None
        ]
        return tuple(m for m in owned if m.actor.kind != "place" or m.actor.country)

    def agent(self, mention: Mention) -> Agent | None:
        """The table's entry for the common noun that a mention is made of, if it is one."""
        return self._agents.get(mention.span)

    def described(self, i: int) -> Mention:
        """A mention made from the words at i alone, for whoever no table and no rule knows."""
        name = self._label(i)
        plural = self.syntax.tokens[i].xpos in {"NNS", "NNPS"}
        pronoun = self.syntax.tokens[i].upos == "PRON"
        kind: Literal["person", "group", "organisation"] = (
            "group" if plural else "person" if pronoun else "organisation"
        )
        actor = Actor(id=text_id(name), name=name, kind=kind)
        return Mention(
            span=self.span(self._left_edge(i), i), actor=actor, confidence=0.4,
            resolved_by="unresolved" if pronoun else "description",
        )  # fmt: skip

    def state_modifiers(self, i: int) -> tuple[Mention, ...]:
        """States that qualify the noun i from the left ("U.S.-South Korean drills")."""
        out = []
        for k in self._left(i):
            hit = self.names.at.get(k)
            if hit is not None and hit.head == k and k != i:
                out.append(self._named(hit, k))
        return tuple(m for m in out if m.actor.country or m.actor.kind != "place")

    def span(self, first: int, last: int) -> Span:
        """Evidence from token first to token last (inclusive)."""
        tokens = self.syntax.tokens
        return Span(document=self.document, start=tokens[first].start, end=tokens[last].end)

    # -- the pass ----------------------------------------------------------------------------

    def _reading_order(self) -> list[int]:
        """Left to right, but titles after the names that they stand before ("President Xi")."""
        return [t.index for t in self.syntax.tokens if t.upos in {"NOUN", "PROPN", "PRON", "ADJ", "X", "DET", "NUM", "SYM", "VERB"}]  # fmt: skip

    def _resolve(self, i: int) -> Mention | None:
        token = self.syntax.tokens[i]
        if token.upos in {"PRON", "DET"}:
            return self._pronoun(i) if token.text.lower() in PRONOUNS else None
        hit = self.names.at.get(i)
        if hit is not None:
            return self._from_hit(hit, i)
        if token.upos == "VERB":
            return None
        return (
            self._named_by_apposition(i)
            or self._text_person(i)
            or self._agent(i)
            or self._side(i)
            or self._organisation(i)
        )

    def _from_hit(self, hit: Hit, i: int) -> Mention | None:
        if i != hit.head:
            return None
        if hit.name.form == "adjective" and self.syntax.tokens[i].upos in {"NOUN", "PROPN"}:
            agent = self._agent(i)
            if agent is not None:
                return agent
        return self._named(hit, i)

    def _named(self, hit: Hit, i: int) -> Mention:
        actor = self.table.actor(hit.name.actor, self.on)
        if hit.name.form == "place":
            actor = replace(actor, kind="place")
        first, last = hit.first, hit.last - 1
        if actor.kind == "person":
            first = min(first, self._left_edge(hit.head))
        form = "name" if hit.name.form == "acronym" else hit.name.form
        return Mention(
            span=self.span(first, last), actor=actor, confidence=hit.confidence, resolved_by=form
        )

    def _named_by_apposition(self, i: int) -> Mention | None:
        """A title before or after a known name goes to the person named."""
        for c in self.syntax.analysis.children[i]:
            hit = self.names.at.get(c)
            if hit is None or self.syntax.tokens[c].rel.partition(":")[0] not in {
                "flat",
                "appos",
                "nmod",
            }:
                continue
            if self.syntax.preposition(c) or self.syntax.tokens[c].rel == "nmod:poss":
                continue
            mention = self._named(hit, c)
            if mention.actor.kind in {"person", "media"}:
                first, last = self._left_edge(i), hit.last - 1
                return replace(mention, span=self.span(min(first, last), last))
        return None

    def _text_person(self, i: int) -> Mention | None:
        """A person whom no table knows: a name that the entity tagger found."""
        stretch = self._person_stretch(i)
        if stretch is None or stretch[0] > i:
            return None
        first, last = stretch
        words = self.syntax.analysis.words(first, last + 1)
        surname = self.syntax.tokens[last].text
        known = self._text_persons.get(surname)
        if known is None or (" " in words and known.name != words):
            country, sectors = self._title_of(i, first)
            known = Actor(id=text_id(words), name=words, kind="person",
                          country=country, sectors=sectors)  # fmt: skip
            self._text_persons[surname] = known
        return Mention(
            span=self.span(min(first, self._left_edge(i)), last), actor=known, confidence=0.8,
            resolved_by="name" if " " in words else "surname",
        )  # fmt: skip

    def _person_stretch(self, i: int) -> tuple[int, int] | None:
        for entity in self.syntax.analysis.entities:
            if entity.label == "PER" and entity.first <= i < entity.last:
                tokens = self.syntax.tokens
                first, last = entity.first, entity.last - 1
                while first < last and self._is_title_word(first):
                    first += 1
                if i != self._head_in(first, last) and i >= first:
                    return None
                while last > first and tokens[last].text in {"'s", "’s"}:
                    last -= 1
                return (first, last) if tokens[first].upos == "PROPN" else None
        return None

    def _head_in(self, first: int, last: int) -> int:
        tokens = self.syntax.tokens
        return next(
            (k for k in range(first, last + 1) if not first <= tokens[k].head <= last), first
        )

    def _is_title_word(self, k: int) -> bool:
        return self.table.agent([self.syntax.tokens[k].lemma.lower()], 0) is not None

    def _title_of(self, head: int, first: int) -> tuple[str | None, tuple[str, ...]]:
        """Country and sectors that the words before a name or in apposition to it give."""
        places = [k for k in (*self._left(head), *self.syntax.children(head, "appos")) if k != head]
        governor = self.syntax.tokens[head].head
        if governor >= 0 and self.syntax.tokens[head].rel in {"appos", "flat"}:
            places.append(governor)
        sectors = tuple(
            dict.fromkeys(
                a[1].sector for k in places if (a := self._agent_at(k)) is not None and a[1].sector
            )
        )
        country = next(
            (c for k in (head, *places) if (c := self._country_round(k, strict=True))), None
        )
        return country, sectors

    # -- nouns -------------------------------------------------------------------------------

    def _agent_at(self, i: int) -> tuple[int, Agent] | None:
        """The longest agent phrase that ends at token i ("foreign ministry spokesman"), and its
        first token.
        """
        tokens = self.syntax.tokens
        for first in range(max(0, i - 3), i + 1):
            if tokens[first].sentence != tokens[i].sentence:
                continue
            for lemmas in self._spellings(first, i):
                match = self.table.agent(lemmas, 0)
                if match is not None and match[0] == len(lemmas):
                    return first, match[1]
        return None

    def _spellings(self, first: int, last: int) -> tuple[list[str], ...]:
        words = self.syntax.tokens[first : last + 1]
        lemmas = [t.lemma.lower() for t in words]
        surface = [t.text.lower() for t in words]
        return (lemmas, surface) if lemmas != surface else (lemmas,)

    def _agent(self, i: int) -> Mention | None:
        phrase = self._agent_at(i)
        if phrase is None:
            return None
        first, agent = phrase
        country, of = self._country_of_np(i, first, about=agent.sector in _TALKERS)
        holder = self._holder(i, agent, country)
        if holder is not None:
            return holder
        span = self.span(self._left_edge(i), i)
        name = self._label(i)
        self._agents[span] = agent
        if (
            of is not None
            and of.actor.kind in {"organisation", "armed-group", "armed-force"}
            and not country
        ):
            return Mention(span=span, actor=of.actor, confidence=0.8, resolved_by="organ")
        if country is None:
            return self._bare_agent(i, agent, span, name)
        actor = self._last_organ[self._head_word(i)] = self._organ(agent, country, name)
        return Mention(span=span, actor=actor, confidence=0.9, resolved_by="organ")

    def _organ(self, agent: Agent, country: str, name: str) -> Actor:
        actor = Actor(
            id=f"{country}:{agent.sector}" if agent.sector else country,
            name=name, kind=_kind(agent), country=country,
            sectors=(agent.sector,) if agent.sector else (),
        )  # fmt: skip
        return actor

    def _head_word(self, i: int) -> str:
        """What a later "the cutter", "the ministry" will be called by."""
        return self.syntax.tokens[i].lemma.lower()

    def _holder(self, i: int, agent: Agent, country: str | None) -> Mention | None:
        """ "The North Korean leader": the person who holds the office on the article's date."""
        token = self.syntax.tokens[i]
        if agent.role not in _HOLDER_ROLES or token.xpos in {"NNS", "NNPS"} or country is None:
            return None
        if self._is_former(i):
            return None
        people = self.table.holders(agent.role, country, self.on)
        people = tuple(p for p in people if p in self.names.full_names) or people
        if len(people) != 1:
            return None
        return Mention(
            span=self.span(self._left_edge(i), i), actor=self.table.actor(people[0], self.on),
            confidence=0.85, resolved_by="office",
        )  # fmt: skip

    def _is_former(self, i: int) -> bool:
        return any(
            self.syntax.tokens[k].lemma.lower()
            in {"former", "ex", "late", "then", "previous", "next", "future"}
            for k in self._left(i)
        )

    def _bare_agent(self, i: int, agent: Agent, span: Span, name: str) -> Mention | None:
        """An office or organ without a country: the one named before, if there is one."""
        singular = self.syntax.tokens[i].xpos not in {"NNS", "NNPS"}
        if agent.role in _HOLDER_ROLES and singular:
            person = self._earlier_holder(agent.role)
            return person and replace(person, span=span, confidence=0.75, resolved_by="title")
        earlier = self._last_organ.get(self._head_word(i))
        definite = any(self.syntax.tokens[k].lemma == "the" for k in self._left(i))
        if earlier is not None and definite and agent.sourcing != "anonymous":
            return Mention(
                span=span,
                actor=replace(earlier, name=name),
                confidence=0.6,
                resolved_by="earlier organ",
            )
        institution = (
            self._institution_before(i)
            if definite and agent.kind == "institution" and singular
            else None
        )
        if institution is not None:
            return replace(institution, span=span, confidence=0.6, resolved_by="earlier organ")
        actor = Actor(id=text_id(name), name=name, kind=_kind(agent),
                      sectors=(agent.sector,) if agent.sector else ())  # fmt: skip
        return Mention(span=span, actor=actor, confidence=0.6, resolved_by="description")

    def _institution_before(self, i: int) -> Mention | None:
        """ "The agency", "the ministry": the last institution of a state within three sentences."""
        here = self.syntax.tokens[i].sentence
        for c in reversed(self._discourse.candidates):
            if here - c.sentence > 3:
                return None
            if (
                c.mention.actor.kind == "organisation"
                and c.mention.actor.country
                and c.mention.actor.sectors
            ):
                return c.mention
        return None

    def _earlier_holder(self, role: str) -> Mention | None:
        for candidate in reversed(self._discourse.candidates):
            actor = candidate.mention.actor
            if (
                actor.kind == "person"
                and actor.country
                and actor.id in self.table.holders(role, actor.country, self.on)
            ):
                return candidate.mention
        return None

    def _side(self, i: int) -> Mention | None:
        """ "The North", "the country", "the regime": the state spoken of."""
        token = self.syntax.tokens[i]
        lemma = token.lemma.lower()
        determiner = next(
            (self.syntax.tokens[k].lemma.lower() for k in self.syntax.children(i, "det")), None
        )
        span = self.span(self._left_edge(i), i)
        if lemma in _SIDES and token.text[:1].isupper() and determiner == "the":
            korea = self._korea(lemma)
            return (
                Mention(span=span, actor=korea, confidence=0.9, resolved_by="side")
                if korea
                else None
            )
        if lemma in _ALLIANCES and determiner == "the":
            body = self._international_before()
            return body and replace(body, span=span, confidence=0.7, resolved_by="description")
        possessor = next(
            (
                k
                for k in self.syntax.children(i, "nmod")
                if self.syntax.tokens[k].rel == "nmod:poss"
            ),
            None,
        )
        if lemma == "island" and determiner == "the" and "TWN" in self._countries_named():
            return Mention(
                span=span,
                actor=self.table.actor("TWN", self.on),
                confidence=0.8,
                resolved_by="description",
            )
        if lemma not in _STATE_NOUNS or token.xpos == "NNS":
            return None
        if possessor is not None and (owner := self.who(possessor)) and _is_state_code(owner.actor):
            return Mention(
                span=span,
                actor=self._state_of(owner.actor),
                confidence=0.8,
                resolved_by="possessive",
            )
        if determiner not in {"the", "that", "this"}:
            return None
        found = self._discourse.find(
            "it", token=i, sentence=token.sentence, governor=token.head, quoted=i in self.quoted
        )
        if found is None or not _is_state_code(found[0].actor):
            return None
        return Mention(
            span=span,
            actor=self._state_of(found[0].actor),
            confidence=found[1],
            resolved_by="description",
        )

    def _international_before(self) -> Mention | None:
        """The last alliance or international body named."""
        return next((c.mention for c in reversed(self._discourse.candidates)
                     if c.mention.actor.country in {"IGO", "EUR", "UNO"}), None)  # fmt: skip

    def _pair(self, i: int) -> tuple[Mention, ...]:
        """ "Both sides", "the two countries": the two states spoken of most so far."""
        token = self.syntax.tokens[i]
        near = {self.syntax.tokens[k].lemma.lower() for k in self._left(i)}
        alone = token.lemma.lower() == "both" and token.rel.startswith(("nsubj", "obj", "obl"))
        if not alone and not (near & {"both", "two", "2"} and token.lemma.lower() in _PAIR_NOUNS):
            return ()
        named = [
            c.mention.actor for c in self._discourse.candidates if _is_state_code(c.mention.actor)
        ]
        counts = Counter(str(a.country) for a in named if a.kind != "person")
        codes = [code for code, _ in counts.most_common(2)]
        span = self.span(self._left_edge(i), i)
        return tuple(
            Mention(span=span, actor=self.table.actor(code, self.on), confidence=0.5, resolved_by="pair")
            for code in codes
        ) if len(codes) == 2 else ()  # fmt: skip

    def _korea(self, side: str) -> Actor | None:
        code = {"north": "PRK", "south": "KOR"}[side]
        return self.table.actor(code, self.on) if self._countries_named() & {"PRK", "KOR"} else None

    def _countries_named(self) -> set[str | None]:
        return {self.table.country_of(h.name.actor) for h in self.names.at.values()}

    def _state_of(self, actor: Actor) -> Actor:
        return (
            self.table.actor(actor.country, self.on)
            if actor.country and _is_state_code(actor)
            else actor
        )

    def _organisation(self, i: int) -> Mention | None:
        """An organisation that no table knows."""
        for entity in self.syntax.analysis.entities:
            if (
                entity.label == "ORG"
                and entity.first <= i < entity.last
                and i == self._head_in(entity.first, entity.last - 1)
            ):
                words = self.syntax.analysis.words(entity.first, entity.last)
                country, _ = self._country_of_np(i)
                actor = Actor(id=text_id(words), name=words, kind="organisation", country=country)
                return Mention(
                    span=self.span(entity.first, entity.last - 1),
                    actor=actor,
                    confidence=0.6,
                    resolved_by="name",
                )
        return None

    # -- countries of noun phrases -----------------------------------------------------------

    def _country_of_np(
        self, i: int, first: int | None = None, *, about: bool = False
    ) -> tuple[str | None, Mention | None]:
        """The country that a noun phrase belongs to, and the mention that says so.

        ``first`` is where the head phrase begins ("state media"): its own words own nothing.
        """
        before = [k for k in self._left(i) if first is None or k < first]
        owners = [
            m
            for k in (*before, *(() if about else self._of(i)))
            if k != i and (m := self._owner(k))
        ]
        state = next((m for m in owners if _is_state_code(m.actor)), None)
        if state is not None:
            return state.actor.country, state
        return None, next(iter(owners), None)

    def _country_round(self, i: int, *, strict: bool = False) -> str | None:
        for k in (*self._left(i), *self._of(i)):
            mention = self._owner(k)
            if mention is not None and k != i and _is_state_code(mention.actor):
                return mention.actor.country
        return None

    def _owner(self, k: int) -> Mention | None:
        hit = self.names.at.get(k)
        if hit is not None:
            return self._named(hit, k) if hit.head == k else None
        token = self.syntax.tokens[k]
        if (
            token.rel == "nmod:poss"
            or token.lemma.lower() in _STATE_NOUNS | _SIDES
            or self._agent_at(k)
        ):
            return self._referent.get(k) or (
                self._resolve(k) if token.upos != "PRON" else self._pronoun(k)
            )
        return None

    def _of(self, i: int) -> list[int]:
        return [k for k in self.syntax.children(i, "nmod") if self.syntax.preposition(k) in _OF]

    def _left(self, i: int) -> list[int]:
        """Modifiers before i inside its noun phrase, and what modifies them."""
        out: list[int] = []
        for c in self.syntax.analysis.children[i]:
            if c < i and self.syntax.tokens[c].rel in _LEFT_RELS:
                out += [*self._left(c), c, *(k for k in self.syntax.children(c, "conj") if k < i)]
        return out

    def _left_edge(self, i: int) -> int:
        edge = i
        for k in sorted(self._left(i), reverse=True):
            if self.syntax.tokens[k].upos == "PUNCT" and self.syntax.tokens[k].text != "-":
                break
            if self.syntax.tokens[k].upos == "ADP" and self.syntax.tokens[k].head == i:
                break
            edge = min(edge, k)
        return edge

    def _label(self, i: int) -> str:
        """The noun phrase without its article, as a name for an actor that has none."""
        first = self._left_edge(i)
        while first < i and self.syntax.tokens[first].upos in {"DET", "PUNCT", "ADP"}:
            first += 1
        return self.syntax.analysis.words(first, i + 1)

    # -- pronouns ----------------------------------------------------------------------------

    def _pronoun(self, i: int) -> Mention | None:
        token = self.syntax.tokens[i]
        governor = token.head if token.rel != "nmod:poss" else -1
        found = self._discourse.find(
            token.text.lower(),
            token=i,
            sentence=token.sentence,
            governor=governor,
            quoted=i in self.quoted,
        )
        if found is None:
            return None
        return Mention(
            span=self.span(i, i), actor=found[0].actor, confidence=found[1], resolved_by="pronoun"
        )

    def _remember(self, i: int, mention: Mention) -> None:
        token = self.syntax.tokens[i]
        if mention.actor.kind == "place":
            return
        rel = token.rel
        head = token.head
        if rel == "nmod:poss" and token.upos != "PRON" and mention.resolved_by == "adjective":
            return
        if mention.resolved_by == "adjective" and rel in {"amod", "compound"}:
            return
        self._discourse.add(
            Candidate(
                token=i, sentence=token.sentence, governor=head, subject=rel.startswith("nsubj"),
                quoted=i in self.quoted, sex=self._sex(i, mention.actor),
                plural=token.xpos in {"NNS", "NNPS"}, mention=mention,
            )
        )  # fmt: skip

    def _sex(self, i: int, actor: Actor) -> str:
        if actor.kind != "person":
            return ""
        title = next(
            (
                s
                for k in (i, *self._left(i))
                if (s := _PERSON_SEX_WORDS.get(self.syntax.tokens[k].lemma.lower()))
            ),
            "",
        )
        return self.table.sex(actor.id) or title


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


def _is_state_code(actor: Actor) -> bool:
    return actor.country is not None and actor.country not in {
        "IGO",
        "UNO",
        "EUR",
        "NGO",
        "IMG",
        "ISM",
        "MNC",
    }
