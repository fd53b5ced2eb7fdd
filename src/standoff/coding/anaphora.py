"""Words that name an actor only by what was said before: "he", "the ministry", "the North", "both sides".

Keeps the discourse (the mentions so far, in order) and answers for one token at a time; it is asked
while the text is read from left to right, so it never looks ahead.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from standoff.coding.pairs import closest_pair
from standoff.coding.phrases import Phrases
from standoff.coding.pronouns import (
    MANY,
    PRONOUNS,
    Candidate,
    Discourse,
    Question,
    sex_of_pronoun,
)
from standoff.coding.syntax import Syntax
from standoff.ontology import ActorTable
from standoff.ontology.pronouns import sex_of_name
from standoff.ontology.wordlists import word_list
from standoff.types import INTERNATIONAL, Actor, Mention

STATE_NOUNS = frozenset(
    {"country", "nation", "state", "kingdom", "republic", "sultanate", "emirate"}
)
SIDES = {"north": "PRK", "south": "KOR"}
_LYING = {"in", "from", "of", "to"}  # "in the north" is where something lies
_GROUPS = {"group", "militia", "movement", "faction"}
_ALLIANCES = {"bloc", "alliance", "union", "organisation", "organization"}
_PAIR_NOUNS = word_list("side of a pair")
_REPORT = word_list("report") | word_list("addressing")
_SAID_OF_THE_NAMED = word_list("said of the named")
_SURELY_AHEAD = 0.5  # a link's score from which a pronoun may stand for what follows
_FOCUS = 3  # sentences
_BODIES = {"IGO", "EUR", "UNO"}
_OTHERS = {"adversary", "foe", "neighbor", "neighbour", "rival"}
_DESCRIPTIONS = SIDES.keys() | _GROUPS | STATE_NOUNS | {"island"} | _OTHERS
_SEX_OF_WORDS = {
    "spokeswoman": "f", "woman": "f", "queen": "f", "chairwoman": "f", "businesswoman": "f",
    "congresswoman": "f", "spokesman": "m", "man": "m", "king": "m", "chairman": "m",
    "businessman": "m", "congressman": "m",
}  # fmt: skip


def of_a_state(actor: Actor) -> bool:
    """Whether an actor's country is a state and not one of PLOVER's international codes."""
    return actor.country is not None and actor.country not in INTERNATIONAL


class Anaphora:
    """What refers back in one document."""

    def __init__(
        self,
        syntax: Syntax,
        phrases: Phrases,
        table: ActorTable,
        on: date | None,
        quoted: frozenset[int],
        discourse: Discourse,
    ) -> None:
        self.syntax, self.phrases, self.table = syntax, phrases, table
        self.on, self.quoted = on, quoted
        self.discourse = discourse
        self._scenes: list[tuple[int, str]] = []  # sentences and the states of places named there
        self._scene: tuple[int, str] | None = (
            None  # the last of a place itself, not of "the French …"
        )

    def remember(self, i: int, mention: Mention) -> None:
        """One more mention that later words may go back to."""
        token = self.syntax.tokens[i]
        modifier = mention.resolved_by == "adjective" and token.rel in {
            "amod",
            "compound",
            "nmod:poss",
        }
        where = mention.actor.kind == "state" and self.syntax.preposition(i) in {"in", "at", "near"}
        place = mention.actor.kind == "place" or where
        if self._is_base(i):
            return  # "a London-based group", and nothing said of London
        if place or modifier:
            if of_a_state(mention.actor):
                state = str(mention.actor.country)
                self._scenes.append((token.sentence, state))
                if place:
                    self._scene = (token.sentence, state)
            return
        self.discourse.add(self._candidate(i, mention))

    def _is_base(self, i: int) -> bool:
        behind = [word for word in self.syntax.words[i + 1 : i + 3] if word != "-"]
        return behind[:1] == ["based"]

    def _candidate(self, i: int, mention: Mention) -> Candidate:
        token = self.syntax.tokens[i]
        return Candidate(
            token=i, sentence=token.sentence, governor=token.head, rel=token.rel,
            quoted=i in self.quoted,
            sex=self._sex(i, mention.actor), plural=self._is_many(i, mention), mention=mention,
        )  # fmt: skip

    def _is_many(self, i: int, mention: Mention) -> bool:
        """Plural, and not one body's name as "United Nations" is."""
        one = mention.actor.kind in {"state", "organisation"} and mention.resolved_by == "name"
        return self._is_plural(i) and not one

    def _is_plural(self, i: int) -> bool:
        token = self.syntax.tokens[i]
        return token.xpos in {"NNS", "NNPS"} or token.text.lower() in MANY

    def _sex(self, i: int, actor: Actor) -> str:
        """ "m", "f" or "": from the table or the words of the mention."""
        if actor.kind != "person":
            return ""
        words = (self.syntax.lemmas[k] for k in (i, *self.phrases.left(i)))
        told = (s for w in words if (s := _SEX_OF_WORDS.get(w)))
        return (
            self.table.sex(actor.id)
            or next(told, "")
            or sex_of_pronoun(self.syntax.tokens[i].text.lower())
            or sex_of_name(actor.name)
        )

    # -- pronouns and descriptions -----------------------------------------------------------

    def pronoun(self, i: int, apart: frozenset[str] = frozenset()) -> Mention | None:
        """Whom "he", "she", "it", "they" and their forms mean; none of those ``apart`` (``Question``)."""
        word = self.syntax.tokens[i].text.lower()
        if word not in PRONOUNS:
            return None
        question = replace(self._question(i, word, somebody=self._speaks(i)), apart=apart)
        found = self.discourse.find(question)
        if found is None:
            return None
        return Mention(
            span=self.phrases.span(i, i),
            actor=found[0].actor,
            confidence=found[1],
            resolved_by="pronoun",
        )

    def announces(self, i: int, subject: int, mention: Mention) -> bool:
        """Whether the pronoun at i stands for the subject that follows it ("In his speech, Kim said"):
        it fits, and the language model links it with that rather than with anybody before.
        """
        word = self.syntax.tokens[i].text.lower()
        links = self.syntax.analysis.links
        score = links.scores(i, [subject])[0] if links else None
        if score is None or score <= _SURELY_AHEAD:
            return False
        offered = self.discourse.offered(self._question(i, word))
        before = max((seen.get("link", score) for _, seen in offered), default=score - 1)
        return score > before and self.discourse.agrees(word, self._candidate(subject, mention))

    def _back(self, i: int, word: str, reach: int = 4) -> tuple[Mention, float] | None:
        return self.discourse.find(self._question(i, word, reach, somebody=True))

    def _question(self, i: int, word: str, reach: int = 4, *, somebody: bool = False) -> Question:
        token = self.syntax.tokens[i]
        governor = token.head if token.rel != "nmod:poss" else -1
        done_to = governor >= 0 and self.syntax.bases[i] in {"obj", "iobj", "obl"}
        return Question(
            word, i, token.sentence, governor, token.rel, i in self.quoted, reach, somebody,
            doers=frozenset(self.syntax.roles(governor).get("subj", ()) if done_to else ()),
        )  # fmt: skip

    def _speaks(self, i: int) -> bool:
        token = self.syntax.tokens[i]
        return (
            token.rel == "nsubj" and token.head >= 0 and self.syntax.lemmas[token.head] in _REPORT
        )

    def alliance(self, i: int) -> Mention | None:
        """ "The bloc", "the alliance": the last international body named."""
        if self.syntax.lemmas[i] not in _ALLIANCES:
            return None
        if [self.syntax.lemmas[k] for k in self.phrases.left(i)] != ["the"]:
            return None
        body = self._last(lambda a: a.country in _BODIES)
        return body and self._again(i, body, 0.7, "description")

    def description(self, i: int, owner: Callable[[int], Mention | None]) -> Mention | None:
        """ "The North", "the island", "the country", "his country", "its neighbour".

        ``owner`` answers whose the thing at a token is.
        """
        token, lemma = self.syntax.tokens[i], self.syntax.lemmas[i]
        if lemma not in _DESCRIPTIONS:
            return None
        article = self._article(i)
        if lemma in SIDES and article == "the":
            return self._mention(i, SIDES[lemma], 0.9, "side") if self._is_side(i) else None
        if lemma in _GROUPS and article == "the" and not self._is_plural(i):
            group = self.group(i)
            return group and self._again(i, group, 0.6, "description")
        if lemma == "island" and article == "the" and "TWN" in self._countries_named():
            return self._mention(i, "TWN", 0.8, "description")
        if lemma in _OTHERS and not self._is_plural(i):
            return self._other(i, owner(i))
        if lemma not in STATE_NOUNS or token.xpos == "NNS":
            return None
        return self._country(i, owner(i), article)

    def _is_side(self, i: int) -> bool:
        """ "The North", and "fired into the north" where both Koreas are named; not "in the north"."""
        named = self._countries_named() & set(SIDES.values())
        if self.syntax.tokens[i].text[:1].isupper():
            return bool(named)
        where = self.syntax.preposition(i) in _LYING or any(self.phrases.of(i))
        return len(named) == len(SIDES) and not where

    def _other(self, i: int, owner: Mention | None) -> Mention | None:
        """ "Niger recalled its envoy to Algiers, accusing *its neighbour* of …": the last other side, of late."""
        if owner is None or not of_a_state(owner.actor):
            return None
        here = self.syntax.tokens[i].sentence
        late = (c for c in reversed(self.discourse.candidates) if here - c.sentence <= 1)
        others = (c.mention for c in late if self._is_party(c.mention.actor))
        other = next((m for m in others if m.actor.side != owner.actor.side), None)
        return other and self._side(i, other, "the other")

    def _country(self, i: int, owner: Mention | None, article: str) -> Mention | None:
        if owner is not None and of_a_state(owner.actor):
            return self._mention(i, str(owner.actor.country), 0.8, "possessive")
        found = self._back(i, "it") if article in {"the", "that", "this"} else None
        if found is None or not of_a_state(found[0].actor):
            return None
        return self._mention(i, str(found[0].actor.country), found[1], "description")

    def named_before(self, i: int) -> Mention | None:
        """ "The candidate", "the former governor", "the Texan": the person named just before, told
        of by another of his properties.
        """
        token = self.syntax.tokens[i]
        if token.lemma.lower() not in _SAID_OF_THE_NAMED or self._is_plural(i):
            return None
        if self._article(i) != "the" or self._is_restricted(i):
            return None
        word = {"m": "he", "f": "she"}.get(_SEX_OF_WORDS.get(token.lemma.lower(), ""), "the person")
        found = self._back(i, word, reach=2)
        return found and self._again(i, found[0], 0.6, "description of the named")

    def _is_restricted(self, i: int) -> bool:
        """ "The candidate of the left", "the senator who left": somebody told apart, not gone back to."""
        if any(self.phrases.of(i)):
            return True
        comma = i + 1 < len(self.syntax.tokens) and self.syntax.tokens[i + 1].text == ","
        return not comma and any(self.syntax.children(i, "acl", "acl:relcl", "appos"))

    def pair(self, i: int) -> tuple[Mention, ...]:
        """ "Both sides", "the two countries", "the two", "each side", "the neighbours": the two sides spoken of most of
        late.
        """
        lemma, rel = self.syntax.lemmas[i], self.syntax.tokens[i].rel
        word = lemma in {"both", "each"} or (lemma == "two" and self._article(i) == "the")
        alone = word and rel.startswith(("nsubj", "obj", "obl", "nmod"))
        facing = lemma in _OTHERS and self._is_plural(i) and self._article(i) == "the"
        if not alone and not facing and not (lemma in _PAIR_NOUNS and self._is_one_of_two(i)):
            return ()
        parties = [c for c in self.discourse.candidates if self._is_party(c.mention.actor)]
        third = self._acting_on(i, parties) if lemma != "each" else set()
        named = [(c.sentence, str(c.mention.actor.side)) for c in parties]
        found = closest_pair(
            (n for n in named if n[1] not in third), self.syntax.tokens[i].sentence
        )
        last = {c.mention.actor.side: c.mention for c in parties}
        return tuple(self._side(i, last[side]) for side in found)

    def _acting_on(self, i: int, parties: list[Candidate]) -> set[str | None]:
        """ "Brazil borders both countries": who acts on them is a third."""
        done_to = self.syntax.bases[i] in {"obj", "iobj", "obl"}
        subjects = self.syntax.children(self.syntax.tokens[i].head, "nsubj") if done_to else ()
        return {c.mention.actor.side for c in parties if c.token in subjects}

    @staticmethod
    def _is_party(actor: Actor) -> bool:
        """A state, or whoever acts for it, or an armed group: no person, no outlet."""
        group = actor.kind == "armed-group" and not actor.id.startswith("text:")
        return group or (of_a_state(actor) and actor.kind not in {"person", "media"})

    def _side(self, i: int, mention: Mention, how: str = "pair") -> Mention:
        if mention.actor.side == mention.actor.country:
            return self._mention(i, mention.actor.side, 0.5, how)
        return self._again(i, mention, 0.5, how)

    def _is_one_of_two(self, i: int) -> bool:
        return any(
            self.syntax.lemmas[k] in {"both", "two", "2", "each"} for k in self.phrases.left(i)
        )

    def holder(self, role: str) -> Mention | None:
        """The last person named who holds an office of this kind ("the president")."""
        return self._last(
            lambda a: (
                a.kind == "person"
                and a.country is not None
                and a.id in self.table.holders(role, a.country, self.on)
            )
        )

    def institution(self, i: int, sector: str) -> Mention | None:
        """ "The agency", "the ministry", "parliament": the last institution of a state within three sentences, of its
        sector where that says more than that it is a government's.
        """
        of_any = sector in {"", "GOV"}
        here = self.syntax.tokens[i].sentence
        for c in reversed(self.discourse.candidates):
            actor = c.mention.actor
            if here - c.sentence > 3:
                return None
            fits = bool(actor.sectors) if of_any else sector in actor.sectors
            if actor.kind == "organisation" and actor.country and fits:
                return c.mention
        return None

    def state_of_scene(self, i: int) -> str | None:
        """The state where the telling is at the word at i: whose "police" are."""
        here = self.syntax.tokens[i].sentence
        scene = self._scene
        return scene[1] if scene is not None and here - scene[0] <= _FOCUS else None

    def state_of_office(self, i: int) -> str | None:
        """ "*Takaichi* told parliament": the state in whose office the subject of its clause is."""
        subjects = self.syntax.children(self.syntax.tokens[i].head, "nsubj")
        late = reversed(self.discourse.candidates)
        actor = next((c.mention.actor for c in late if c.token in subjects), None)
        held = actor is not None and actor.office is not None and of_a_state(actor)
        return str(actor.country) if actor is not None and held else None

    def state_in_focus(self, i: int) -> str | None:
        """The state spoken of most around the word at i: whose "the army" is if nobody says it."""
        here = self.syntax.tokens[i].sentence
        weights: defaultdict[str, float] = defaultdict(float)
        for c in reversed(self.discourse.candidates):
            distance = here - c.sentence
            if distance > _FOCUS:
                break
            if of_a_state(c.mention.actor) and not self._is_press(c.mention.actor):
                code = str(c.mention.actor.country)
                weights[code] += (2 if c.subject else 1) / (1 + distance)
        if not weights:
            near = (code for sentence, code in reversed(self._scenes) if here - sentence <= _FOCUS)
            return next(near, None)
        actors = (c.mention.actor for c in self.discourse.candidates)
        named = Counter(a.country for a in actors if of_a_state(a))
        whole = named.total()  # of all namings so far, the state's share
        return max(weights, key=lambda code: weights[code] + 3 * (named[code] / whole))

    @staticmethod
    def _is_press(actor: Actor) -> bool:
        """An outlet and its correspondent tell of wherever they are, not of where they are from."""
        return actor.kind == "media" or "JRN" in actor.sectors

    def group(self, i: int) -> Mention | None:
        """ "The group", "the rebels": the last armed group within three sentences."""
        here = self.syntax.tokens[i].sentence
        for c in reversed(self.discourse.candidates):
            if here - c.sentence > _FOCUS:
                return None
            if c.mention.actor.kind == "armed-group" and c.mention.resolved_by != "description":
                return c.mention
        return None

    # -- small steps -------------------------------------------------------------------------

    def _article(self, i: int) -> str:
        return next((self.syntax.lemmas[k] for k in self.syntax.children(i, "det")), "")

    def _last(self, fits: Callable[[Actor], bool]) -> Mention | None:
        found = (c.mention for c in reversed(self.discourse.candidates))
        return next((m for m in found if fits(m.actor)), None)

    def _countries_named(self) -> set[str | None]:
        return {c.mention.actor.country for c in self.discourse.candidates}

    def _mention(self, i: int, state: str, confidence: float, how: str) -> Mention:
        actor = self.table.actor(state, self.on)
        return Mention(
            span=self.phrases.whole(i), actor=actor, confidence=confidence, resolved_by=how
        )

    def _again(self, i: int, mention: Mention, confidence: float, how: str) -> Mention:
        return replace(mention, span=self.phrases.whole(i), confidence=confidence, resolved_by=how)
