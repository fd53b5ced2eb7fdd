"""Noun phrases to actors: "South Korea's defence ministry", "the North Korean leader", "he".

One pass from left to right gives each noun, name and pronoun its referent, so that later words can
go back to earlier ones. ``Mentions.who`` answers for any token; nothing here decides what is an event.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Literal

from standoff.coding.anaphora import SIDES, STATE_NOUNS, Anaphora, of_a_state
from standoff.coding.continents import BODY_OF, acts
from standoff.coding.names import Hit, Names
from standoff.coding.organs import Organs, text_id
from standoff.coding.persons import Persons
from standoff.coding.phrases import Phrases
from standoff.coding.places import Places
from standoff.coding.pronouns import MANY, PRONOUNS, Discourse
from standoff.coding.strangers import Strangers
from standoff.coding.syntax import Syntax
from standoff.coding.titled import Titled
from standoff.ontology import ActorTable, Agent
from standoff.ontology.wordlists import word_list
from standoff.types import INTERNATIONAL, Actor, Mention, Span

_NOMINAL = {"NOUN", "PROPN", "PRON", "ADJ", "X", "DET", "NUM", "SYM"}
_OWNING = STATE_NOUNS | SIDES.keys()
_TOWNS = word_list("city")


class Mentions:
    """Who is named where in one document. ``quoted`` holds the token indices inside quotations;
    ``discourse`` may be given by who wants to see how pronouns were decided.
    """

    def __init__(
        self,
        syntax: Syntax,
        table: ActorTable,
        document: str,
        on: date | None,
        quoted: frozenset[int],
        discourse: Discourse | None = None,
    ) -> None:
        self.syntax, self.table, self.quoted = syntax, table, quoted
        self.on = on
        self.phrases = Phrases(syntax, table, document)
        self.persons = Persons(syntax, self.phrases)
        self.names = Names(syntax, self.persons, table, on)
        self.places = Places(syntax, self.names, table)
        discourse = discourse or Discourse(syntax.analysis.links)
        self.anaphora = Anaphora(syntax, self.phrases, table, on, quoted, discourse)
        self.organs = Organs(self.phrases, self.names, self.anaphora, self._country_of_np)
        self.strangers = Strangers(
            syntax, self.phrases, self.persons, self.places, self.anaphora, self._country_of_np
        )
        self.titled = Titled(syntax, self.phrases, self.names, self.strangers, self._named)
        self._referent: dict[int, Mention | None] = {}
        self._pairs: dict[int, tuple[Mention, ...]] = {}
        self._waiting: set[int] = set()
        self._bodies: dict[str, Mention] = {}
        self._read()

    def _read(self) -> None:
        """The one pass, from left to right."""
        for token in self.syntax.tokens:
            i = token.index
            if token.upos not in _NOMINAL and i not in self.names.at:
                continue
            mention = self._referent[i] = self._ahead(i)
            pair = (
                self.anaphora.pair(i)
                or self._of_several_states(i, mention)
                or self._apposed(i, mention)
            )
            if pair:
                self._pairs[i] = pair
            if self.syntax.words[i] in MANY:
                self._continue_pair(i, mention)
            if mention is not None:
                self.anaphora.remember(i, mention)

    def _continue_pair(self, i: int, mention: Mention | None) -> None:
        """ "They" after "both countries" are both, after "X and Y" these two."""
        pair = (
            self._pairs_of_subject(i)
            or _with(mention, self._joined_before(i))
            or _with(mention, self._last_pair(i))
        )
        if pair:
            here = self.phrases.span(i, i)
            self._pairs[i] = tuple(replace(m, span=here) for m in pair)

    def _last_pair(self, i: int) -> tuple[Mention, ...]:
        """The last pair before i, in this sentence or the one before."""
        last = next((k for k in reversed(self._pairs) if k < i), None)
        tokens = self.syntax.tokens
        near = last is not None and tokens[i].sentence - tokens[last].sentence <= 1
        return self._pairs[last] if last is not None and near else ()

    def _pairs_of_subject(self, i: int) -> tuple[Mention, ...]:
        """ "*Both* were to withdraw *their* guns"."""
        syntax, noun = self.syntax, self.syntax.tokens[i].head
        owned = syntax.tokens[i].rel == "nmod:poss" and syntax.bases[noun] in {"obj", "obl"}
        subjects = syntax.children(syntax.tokens[noun].head, "nsubj") if owned else ()
        return next((self._pairs[k] for k in subjects if k in self._pairs), ())

    def _joined_before(self, i: int) -> tuple[Mention, ...]:
        """Those who are the last subject of several, in this sentence or the one before."""
        sentence = self.syntax.tokens[i].sentence
        first = self.syntax.analysis.sentences[max(0, sentence - 1)][0]
        for k in range(i - 1, first - 1, -1):
            heads = self.syntax.coordinated(k) if self.syntax.bases[k] == "nsubj" else ()
            if len(heads) > 1 and max(heads) < i:
                found = [m for h in heads if (m := self.who(h)) is not None]
                if len({m.actor.id for m in found}) < len(heads):
                    return ()
                return tuple(replace(m, confidence=0.7, resolved_by="pronoun") for m in found)
        return ()

    def _of_several_states(self, i: int, mention: Mention | None) -> tuple[Mention, ...]:
        """ "American and Chinese negotiators", "leaders of India and the EU": those of each state or body."""
        token = self.syntax.tokens[i]
        if mention is None or mention.resolved_by != "organ" or token.xpos != "NNS":
            return ()
        owners = {m.actor.side: m for m in self._states_owning(i) if m.actor.country}
        return (
            tuple(self._of_one(i, mention, m) for m in owners.values()) if len(owners) > 1 else ()
        )

    def _of_one(self, i: int, mention: Mention, of: Mention) -> Mention:
        """Those of one state among "American and Chinese negotiators"; who is of a body counts for it."""
        span = max(mention.span, of.span, key=lambda span: span.end)
        if not of_a_state(of.actor):
            return replace(mention, span=of.span, actor=of.actor)
        state, sector = str(of.actor.country), mention.actor.id.partition(":")[1:]
        name = f"{self._words(of.span)} {self.syntax.tokens[i].text}"
        actor = replace(mention.actor, id="".join((state, *sector)), country=state, name=name)
        return replace(mention, span=span, actor=actor)

    def _states_owning(self, i: int) -> tuple[Mention, ...]:
        """Those joined before a noun, or in one phrase behind it."""
        if any(map(self._is_coordinated, self.phrases.left(i))):
            return self.state_modifiers(i)
        joined = map(self.syntax.coordinated, self.phrases.of(i))
        hits = [self.names.at.get(k) for k in next((ks for ks in joined if len(ks) > 1), ())]
        return tuple(self._named(hit) for hit in hits if hit is not None)

    def _apposed(self, i: int, mention: Mention | None) -> tuple[Mention, ...]:
        """ "Old foes Iran and Iraq": those whose names stand right behind a plural noun."""
        if mention is not None or self.syntax.tokens[i].xpos != "NNS":
            return ()
        name = self.syntax.child_with_rel(i, "appos", "flat")
        if name != i + 1:
            return ()
        hits = [self.names.at.get(k) for k in self.syntax.coordinated(name)]
        known = [self._named(hit) for hit in hits if hit is not None]
        return tuple(known) if len(known) == len(hits) > 1 else ()

    def _is_coordinated(self, k: int) -> bool:
        joined = self.syntax.tokens[k].rel == "conj" or self.syntax.words[k - 1] == "and"
        return k in self.names.at and joined

    def _words(self, span: Span) -> str:
        return self.syntax.analysis.text[span.start : span.end]

    # -- what others ask ---------------------------------------------------------------------

    def who(self, i: int) -> Mention | None:
        """The actor that the noun phrase headed by token i names, if any; a quantity names what it
        is a quantity of ("dozens of Russian soldiers").
        """
        parts = self.phrases.of_quantity(i)
        found = self._referent.get(i)
        return found or next((m for k in parts if (m := self.who(k)) is not None), None)

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
        if not of_a_state(mention.actor):
            return ()
        return (
            replace(
                mention,
                actor=self.table.actor(str(mention.actor.country), self.on),
                resolved_by="place",
            ),
        )

    def owners(self, i: int) -> tuple[Mention, ...]:
        """Whose the thing at token i is ("Indian air bases", "Russia's fleet", "ports of Yemen")."""
        near = (k for k in (*self.phrases.left(i), *self.phrases.of(i)) if k != i)
        return tuple(m for k in near if (m := self._owner(k)) is not None and m.actor.country)

    def agent(self, mention: Mention) -> Agent | None:
        """The table's entry for the common noun that a mention is made of, if it is one."""
        return self.organs.agents.get(mention.span)

    def described(self, i: int) -> Mention:
        """A mention made from the words at i alone, for whoever no table and no rule knows."""
        name = self.phrases.label(i)
        plural = self.syntax.tokens[i].xpos in {"NNS", "NNPS"}
        pronoun = self.syntax.tokens[i].upos == "PRON"
        kind: Literal["person", "group", "organisation"] = (
            "group" if plural else "person" if pronoun else "organisation"
        )
        actor = Actor(id=text_id(name), name=name, kind=kind)
        return Mention(
            span=self.phrases.whole(i), actor=actor, confidence=0.4,
            resolved_by="unresolved" if pronoun else "description",
        )  # fmt: skip

    def state_modifiers(self, i: int) -> tuple[Mention, ...]:
        """States that qualify the noun i from the left ("U.S.-South Korean drills")."""
        out = []
        for k in self.phrases.own(i):
            hit = self.names.at.get(k)
            if hit is not None and hit.head == k and k != i:
                out.append(self._named(hit))
        return tuple(m for m in out if m.actor.country or m.actor.kind != "place")

    def span(self, first: int, last: int) -> Span:
        """Evidence from token first to token last (inclusive)."""
        return self.phrases.span(first, last)

    # -- the pass ----------------------------------------------------------------------------

    def _resolve(self, i: int) -> Mention | None:
        token = self.syntax.tokens[i]
        if self.syntax.words[i] == "whose":
            clause = (
                k for k in self.syntax.ancestors(i) if self.syntax.tokens[k].rel == "acl:relcl"
            )
            return next((self.who(self.syntax.tokens[k].head) for k in clause), None)
        if token.upos in {"PRON", "DET"}:
            return self._pronoun(i) if self.syntax.words[i] in PRONOUNS else None
        hit = self.names.at.get(i)
        if hit is not None:
            return self._from_hit(hit, i)
        if token.upos == "VERB":
            return None
        return (
            self.titled.by_apposition(i)
            or self.titled.before_a_name(i)
            or self.strangers.person(i)
            or self.titled.on_a_name(i)
            or self._short_name(i)
            or self.anaphora.alliance(i)
            or self.organs.at(i)
            or self.anaphora.description(i, self._possessor)
            or self.strangers.organisation(i)
            or self.strangers.town(i)
        )

    def _pronoun(self, i: int) -> Mention | None:
        """Whom a pronoun means: the subject that it runs ahead of, or somebody before."""
        subject = self.syntax.subject_after(i)
        ahead = self._ahead(subject) if subject is not None else None
        if ahead is not None and subject is not None and self.anaphora.announces(i, subject, ahead):
            return replace(
                ahead, span=self.span(i, i), confidence=0.8, resolved_by="pronoun ahead of its name"
            )
        told = self._subject_of_what_is_told(i)
        if told is not None:
            return replace(told, span=self.span(i, i), confidence=0.75, resolved_by="pronoun")
        return self.anaphora.pronoun(i, self.names.others(i, self.quoted))

    def _subject_of_what_is_told(self, i: int) -> Mention | None:
        """ "Taiwan will stay away after China's threats, *its* minister said": of whom the news is."""
        syntax, noun = self.syntax, self.syntax.tokens[i].head
        if syntax.words[i] != "its" or syntax.bases[noun] != "nsubj" or noun < i:
            return None
        subjects = (
            syntax.child_with_rel(k, "nsubj", "nsubj:pass")
            for k in syntax.reported(syntax.tokens[noun].head) if k < i
        )  # fmt: skip
        found = (self.who(k) for k in subjects if k is not None)
        return next(
            (m for m in found if m is not None and m.actor.kind not in {"person", "thing"}), None
        )

    def _possessor(self, i: int) -> Mention | None:
        children = self.syntax.children(i, "nmod")
        return next(
            (self.who(k) for k in children if self.syntax.tokens[k].rel == "nmod:poss"), None
        )

    def _from_hit(self, hit: Hit, i: int) -> Mention | None:
        if i != hit.head:
            return None
        if hit.name.form == "adjective" and self.syntax.tokens[i].upos in {"NOUN", "PROPN"}:
            agent = self.organs.at(i)
            if agent is not None:
                return agent
        return self._named(hit)

    def _named(self, hit: Hit) -> Mention:
        actor = self.table.actor(hit.name.actor, self.on)
        if hit.name.form == "place":
            party = actor.country in INTERNATIONAL and acts(self.syntax, hit.head)
            actor = self._continent(actor) if party else replace(actor, kind="place")
        first, last = hit.first, hit.last - 1
        if actor.kind == "person":
            self.strangers.remember(self.syntax.tokens[last].text, actor)
            first = min(first, self.phrases.left_edge(hit.head))
        if actor.kind == "organisation" and last > hit.first:
            mention = Mention(span=self.span(first, last), actor=actor)
            self._bodies.setdefault(self.syntax.tokens[last].text, mention)
        self.organs.remember(hit.head, actor)
        form = "name" if hit.name.form == "acronym" else hit.name.form
        return Mention(
            span=self.span(first, last), actor=actor, confidence=hit.confidence, resolved_by=form
        )

    def _continent(self, place: Actor) -> Actor:
        """ "Europe" that acts: the Union, where the article speaks of that, else its states together."""
        union = BODY_OF.get(str(place.country), "")
        named = union in self.names.full_names
        return self.table.actor(union, self.on) if named else replace(place, kind="group")

    def _short_name(self, i: int) -> Mention | None:
        """ "The Commission" after "the European Commission": the last word of a body's full name."""
        token = self.syntax.tokens[i]
        mention = self._bodies.get(token.text)
        if mention is None or not token.text[:1].isupper() or token.upos not in {"PROPN", "NOUN"}:
            return None
        if [self.syntax.lemmas[k] for k in self.phrases.left(i)] != ["the"]:
            return None
        whole = self.phrases.whole(i)
        return replace(mention, span=whole, confidence=0.7, resolved_by="short name")

    # -- countries of noun phrases -----------------------------------------------------------

    def _country_of_np(
        self, i: int, first: int | None = None, about: bool = False
    ) -> tuple[str | None, Mention | None]:
        """The country that a noun phrase belongs to, and the mention that says so.

        ``first`` is where the head phrase begins ("state media"): its own words own nothing.
        """
        before = [k for k in self.phrases.own(i) if first is None or k < first]
        behind = () if about else self.phrases.of_name(i)
        owners = [m for k in (*before, *behind) if k != i and (m := self._owner(k))]
        group = next((m for m in owners if m.actor.kind == "armed-group"), None)
        if group is not None:
            return group.actor.country, group  # wherever its fighters are
        state = next((m for m in owners if of_a_state(m.actor)), None)
        if state is not None:
            return state.actor.country, state
        if not owners and not about:
            towns = [k for k in self.phrases.of(i) if self.syntax.lemmas[k] in _TOWNS]
            return next((self._country_of_np(k) for k in towns), (None, None))
        return None, next(iter(owners), None)

    def _owner(self, k: int) -> Mention | None:
        hit = self.names.at.get(k)
        if hit is not None:
            return self._named(hit) if hit.head == k else None
        token = self.syntax.tokens[k]
        if token.rel == "compound" and token.text[:1].isupper() and token.text in self._bodies:
            return self._bodies[token.text]  # "a Commission spokeswoman"
        if token.rel == "nmod:poss" or token.lemma.lower() in _OWNING or self.phrases.agent_at(k):
            if k in self._referent:
                return self._referent[k]
            return self._ahead(k) if token.upos != "PRON" else self.anaphora.pronoun(k)
        return self.strangers.town(k)

    def _ahead(self, k: int) -> Mention | None:
        """The referent of a token that the pass has not come to; None where it waits for this one."""
        if k in self._waiting:
            return None
        self._waiting.add(k)
        found = self._resolve(k)
        self._waiting.discard(k)
        return found


def _with(mention: Mention | None, pair: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The pair if the mention, where there is one, is of it."""
    fits = mention is None or mention.actor.id in {m.actor.id for m in pair}
    return pair if fits else ()
