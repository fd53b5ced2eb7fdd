"""Who did it to whom: sources and recipients of a matched event, in the right direction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from standoff.coding.fillers import Fillers, Speaker, can_act
from standoff.coding.implied import Implied
from standoff.coding.kinds import are_two_organs, distinct, is_opposition, is_other, is_political
from standoff.coding.matching import Match, Matcher
from standoff.coding.mentions import Mentions
from standoff.coding.syntax import Syntax
from standoff.coding.victims import Victims
from standoff.types import INTERNATIONAL, Mention

_VERB_SOURCE = ("subj",)
_VERB_RECIPIENT = ("obj", "iobj", "to", "against", "with", "on", "at", "toward", "towards", "obj.of", "obj.poss",
                   "obj.with", "obj.against", "obj.on", "obj.to", "obj.mod", "from", "upon")  # fmt: skip
_NOUN_SOURCE = ("poss", "by", "of", "subj", "from", "mod", "for.from")
_NOUN_RECIPIENT = (
    "against",
    "with",
    "to",
    "on",
    "at",
    "toward",
    "towards",
    "for",
    "of",
    "into",
    "in",
    "iobj",
    "over",
    "mod",
)
_FARTHER: dict[str, tuple[str, ...]] = dict.fromkeys(
    ("MOBILIZE", "ASSAULT", "COERCE"),
    (
        "around",
        "near",
        "toward",
        "towards",
        "into",
        "in",
        "obj.in",
        "obj.around",
        "over",
        "across",
    ),
)
_FARTHER["AID"] = ("xcomp.obj", "aim.obj")  # "sent doctors to help Haiti"
_FARTHER["MOBILIZE"] = ("for.against", "for.on", "off", *_FARTHER["MOBILIZE"])
# "will not end the strike until the company pays": what is held back is held back from whoever must act
_FARTHER |= dict.fromkeys(("CONCEDE", "REJECT"), ("until.subj",))
_ONE_SIDED = {"MOBILIZE", "CONSULT", "CONCEDE", "RETREAT"}
_OF_ANOTHER = ("085", "0842")  # CAMEO's: sanctions lifted, things returned; unlike an own retreat
_ON_OWN = {
    "obj", "iobj", "against", "of", "obj.poss", "obj.by", "obj.from", "obj.against", "into", "to", "after.with",
    "ccomp.subj",
}  # fmt: skip
_AIMED = {"at", "from"}  # "fired at Thai farmers": whose country is said
# "a curfew in Mombasa", at home
_ON_OWN_GROUND = {"in", "on", "over", "obj.in", "obj.on", "obj.of.in"}
_AT_HOME = {
    "ACCUSE", "PROTEST", "SUPPORT", "REQUEST", "REJECT", "THREATEN", "COERCE", "SANCTION", "ASSAULT",
}  # fmt: skip
_KINDNESSES = {"RETREAT", "CONCEDE", "AID"}  # at home they are done to people, not to an own army
_DONE_ON_OWN_GROUND = {"ASSAULT", "COERCE", "CONCEDE"}
_WITHIN = (
    (_ON_OWN | _AIMED, _AT_HOME | _KINDNESSES),
    (_ON_OWN_GROUND, _DONE_ON_OWN_GROUND),
    ({"with", "obj.with"}, {"AGREE"}),
)
# "surrendered to the army", "declared a truce in Darfur"
_TO_ARMIES = {"to", "after.with"} | _ON_OWN_GROUND
_PROMISES = {"AGREE", "THREATEN"}
_ABOUT_ACTS = {"REJECT", "ACCUSE", "SUPPORT", "AGREE"}
_DONE_TO_ANYBODY = {"ACCUSE", "ASSAULT", "COERCE", "RETREAT", "SANCTION"}
_FURTHER = ("obj.from", "into", "obj.into", "obj.of", "obj.for")
_PROMISED = (
    "obj.mod",
    "obj.of.mod",
    "obj.on.mod",
    "obj.on.of.mod",
    "from",
    "in",
    "obj.in",
    "obj.into.in",
    "for",
)
_DEPTH = 3
_HEARING = {"to", "with", "at", "before"}
_FROM_AFAR = {"heavy-weapons", "firearms", "drone", "aerial"}
DONE_TO_BODIES = frozenset({"ASSAULT", "COERCE"})
_JOINED = {"AGREE", "CONSULT"}  # several who attend or agree do so with each other
JOINT = {"AGREE", "CONSULT", "COOPERATE"}  # what two sides do together


@dataclass(frozen=True, slots=True)
class Participants:
    """Both sides of an event; ``mutual`` where each does it to the others."""

    source: tuple[Mention, ...]
    recipient: tuple[Mention, ...]
    mutual: bool = False


def source_roles(match: Match, noun: bool) -> tuple[str, ...]:
    """The roles that may name who does it."""
    usual: tuple[str, ...] = _NOUN_SOURCE if noun else _VERB_SOURCE
    if _hurts_whom_it_is_of(match, noun):
        usual = tuple(role for role in usual if role != "of")
    from_afar = match.row.mode in _FROM_AFAR and not noun  # "a shell was fired at it from Gaza"
    return match.row.source or ((*usual, "from") if from_afar else usual)


def _hurts_whom_it_is_of(match: Match, noun: bool) -> bool:
    """ "The killing of X", where the lexicon does not say what it is."""
    return noun and not match.row.lemmas and match.row.type in DONE_TO_BODIES


def recipient_roles(match: Match, noun: bool) -> tuple[str, ...]:
    """The roles that may name whom the act is done to, those of the row first."""
    usual: tuple[str, ...] = _NOUN_RECIPIENT if noun else _VERB_RECIPIENT
    if match.row.type == "MOBILIZE":  # whom it moves is no recipient
        usual = tuple(role for role in usual if not role.startswith(("obj", "iobj", "of")))
    if match.row.type == "AID" and match.consumed:  # nor is who or what is sent
        usual = tuple(role for role in usual if role != "obj")
    if _hurts_whom_it_is_of(match, noun):
        usual = ("of", *usual)
    return (*match.row.recipient, *usual, *_FARTHER.get(match.row.type, ()))


class Casting:
    """Fills the two sides from the roles that a row names, else from the usual ones."""

    def __init__(
        self, syntax: Syntax, mentions: Mentions, matcher: Matcher, speaker_at: Speaker
    ) -> None:
        self.syntax, self.mentions, self.matcher = syntax, mentions, matcher
        self.speaker_at, self.fillers = speaker_at, Fillers(syntax, mentions, speaker_at)
        self.implied = Implied(syntax, mentions, speaker_at)
        self.victims = Victims(syntax, matcher.lexicon)

    def cast(self, match: Match) -> Participants:
        """Sources and recipients of a match; either may be empty."""
        noun = self.syntax.tokens[match.trigger].upos in {"NOUN", "PROPN"}
        if "reciprocal" in match.row.flags:
            both = self._parties(match, noun)
            if len(both) == 1:
                both = (*self._speaking_side(match, both[0]), *both)
            if len(both) > 1:
                return Participants(both[:1], both[1:], mutual=True)
        source = self._fill(match, source_roles(match, noun), ()) or self._in_attack(match)
        if match.row.type == "PROTEST" and noun:
            source = tuple(m for m in source if not self._only_meets_it(m))
        if len(source) > 1 and (self._is_mutual(match) or self._is_joint(match, source)):
            return Participants(source[:1], source[1:], mutual=True)
        if match.row.recipient == ("-",):
            return self._oriented(match, source, ())
        hit = self._fill(match, recipient_roles(match, noun), source)
        if hit and all(m.resolved_by == "place" for m in hit):
            hit = self._unnamed(match) or hit  # "shot at mourners in Conakry"
        recipient = (
            hit
            or self._of_what_is_promised(match, source)
            or self._deep_in_object(match, source)
            or self._unnamed(match)
        )
        if match.row.type == "AGREE" and not any(map(is_political, recipient)):
            recipient = self._promised_to(match, source) or recipient
        joined = match.row.type in _JOINED and match.row.mode != "third-party"
        if len(source) > 1 and not recipient and joined and not noun:
            return Participants(source[:1], source[1:], mutual=True)
        alone = match.row.type in _ONE_SIDED and not (match.row.cameo or "").startswith(_OF_ANOTHER)
        if match.row.type == "ACCUSE" and recipient and all(map(self._hears, recipient)):
            return self._oriented(match, source, ())
        alone = alone or any(map(self.fillers.is_itself, match.roles.get("obj", ())))
        if source and not (recipient or alone):
            other = self.implied.recipient(match.trigger, source, match.row.type)
            recipient = tuple(
                m for m in other if not self.victims.has(match.row.type, match.trigger, m)
            )
        return self._oriented(match, source, recipient)

    @staticmethod
    def _only_meets_it(mention: Mention) -> bool:
        """ "The president ended the mutiny", "the G20 protests": whom it is against."""
        actor = mention.actor
        return actor.office is not None or "GOV" in actor.sectors or actor.country in INTERNATIONAL

    def _in_attack(self, match: Match) -> tuple[Mention, ...]:
        """ "Three were killed in an Israeli strike": whose strike it was."""
        if match.row.type != "ASSAULT" or match.roles.get("subj"):
            return ()
        for k in match.roles.get("in", ()):
            rows = self.matcher.lexicon.rows_for(self.syntax.lemmas[k], "N")
            if any(row.type == "ASSAULT" for row in rows):
                attack = replace(match, trigger=k, roles=self.matcher.roles(k))
                return self._fill(attack, ("poss", "by", "mod"), ())
        return ()

    def _deep_in_object(self, match: Match, source: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """ "Welcomed the resumption of ties with X", "criticised the closure of ports in X": whom the object's
        own phrases name, the nearest first.
        """
        apart = (
            match.row.type == "MOBILIZE" or not match.row.lemmas
        )  # the model's own know no object
        level = () if apart else tuple(k for k in match.roles.get("obj", ()) if k > match.trigger)
        for _ in range(_DEPTH):
            level = tuple(n for k in level for n in self.syntax.children(k, "nmod", "obl") if n > k)
            inner = tuple(
                m for n in level for k in self.syntax.coordinated(n) for m in self._whole(k)
                if not self.victims.has(match.row.type, match.trigger, m)
            )  # fmt: skip
            found = tuple(m for m in inner if is_political(m) and is_other(m, source))
            if found:
                return distinct(found)
        return () if apart else self._behind_object(match, source)

    def _unnamed(self, match: Match) -> tuple[Mention, ...]:
        """ "Arrested 25 members of a gang", "a court convicted the party": people whom only the words tell."""
        if match.row.type not in _DONE_TO_ANYBODY:
            return ()
        objects = (k for role in ("obj", "against", "at") for k in match.roles.get(role, ()))
        found = (self.fillers.people(k) for k in objects if k > match.trigger)
        return next((who for who in found if who), ())

    def _behind_object(self, match: Match, source: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """ "Rejected an offer made by X", "condemned the raids carried out by X": who did what words are about."""
        if match.row.type not in _ABOUT_ACTS:
            return ()
        done = (c for k in match.roles.get("obj", ()) for c in self.syntax.children(k, "acl"))
        doers = (
            k
            for c in done
            if self.syntax.is_passive(c)
            for k in self.syntax.roles(c).get("subj", ())
        )
        found = (
            m for k in doers for m in self._whole(k) if is_political(m) and is_other(m, source)
        )
        return distinct(found)

    def _whole(self, k: int) -> tuple[Mention, ...]:
        """Who is named at a token, the state for a place of it."""
        found = self.mentions.several(k)
        places = len(found) == 1 and found[0].actor.kind == "place"
        return self.mentions.state_of_place(found[0]) if places else found

    def _of_what_is_promised(
        self, match: Match, source: tuple[Mention, ...]
    ) -> tuple[Mention, ...]:
        """ "Agreed to lift sanctions against X", "threatened to close the border with X": X."""
        if match.row.type not in _PROMISES:
            return ()
        promised = (replace(match, trigger=k) for k in self.syntax.children(match.trigger, "xcomp"))
        found = (self._fill(m, (*_VERB_RECIPIENT, *_FURTHER), source) for m in promised)
        return next((sides for sides in found if sides), ())

    def _promised_to(self, match: Match, source: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """ "Agreed to take in people from camps in Greece", "to lift a ban on imports of British beef": the state
        whose the things and places of the promise are.
        """
        promised = (k for k in self.syntax.children(match.trigger, "xcomp"))
        below = (
            replace(
                match, trigger=k, roles=self.matcher.roles(k), row=replace(match.row, type="AID")
            )
            for k in promised
        )
        found = (self._fill(m, _PROMISED, source) or self._deep_in_object(m, source) for m in below)
        political = (tuple(m for m in sides if is_political(m)) for sides in found)
        return next((sides for sides in political if sides), ())

    def _is_mutual(self, match: Match) -> bool:
        """ "Accused each other", "one another's", "each side accused": every side does it to the others."""
        below = self.syntax.subtree(match.trigger)
        after = [k for k in below if k > match.trigger]
        each = any(
            self.syntax.lemmas[k] == "each"
            for who in match.roles.get("subj", ()) for k in (who, *self.syntax.children(who, "det"))
        )  # fmt: skip
        return each or any(map(self.syntax.is_each_other, after[:7]))

    @staticmethod
    def _is_joint(match: Match, source: tuple[Mention, ...]) -> bool:
        """ "Both countries agreed to stop": with each other."""
        return match.row.type in JOINT and all(m.resolved_by == "pair" for m in source)

    def _speaking_side(self, match: Match, other: Mention) -> tuple[Mention, ...]:
        """ "Talks with Washington" in Kim's mouth are his side's."""
        speaker = self.speaker_at(match.trigger)
        if speaker is None or not is_political(speaker) or speaker.actor.side == other.actor.side:
            return ()
        return (replace(speaker, resolved_by="speaker", confidence=0.5),)

    def _hears(self, mention: Mention) -> bool:
        """ "Complained to the United Nations", "accused it at the Security Council": who hears it is not accused."""
        k = self.syntax.token_at(mention.span.end - 1)
        heard = k is not None and self.syntax.preposition(k) in _HEARING
        return heard and mention.actor.country in INTERNATIONAL

    def _oriented(
        self, match: Match, source: tuple[Mention, ...], recipient: tuple[Mention, ...]
    ) -> Participants:
        if "swap" in match.row.flags:
            source, recipient = recipient, source
        return Participants(source, recipient, mutual="reciprocal" in match.row.flags)

    def _parties(self, match: Match, noun: bool) -> tuple[Mention, ...]:
        """All sides of a reciprocal act, the subject's first."""
        first = self._all_of(match, ("subj", "between", "poss") if noun else ("subj",))
        second = self._all_of(
            match,
            match.row.recipient
            or (
                ("with", "and", "obj", "of", "mod", "by", "in")
                if noun
                else ("with", "obj", "obj.with", "against", "to")
            ),
        )
        sides = distinct((*first, *second))
        return sides if len(sides) != 1 else (*sides, *_compatriot(sides[0], second))

    def _all_of(self, match: Match, roles: Iterable[str]) -> tuple[Mention, ...]:
        return tuple(m for role in roles for m in self._in_role(match, role))

    def _fill(
        self, match: Match, roles: tuple[str, ...], taken: tuple[Mention, ...]
    ) -> tuple[Mention, ...]:
        """The actors in the first of the roles that has any on another side than ``taken``."""
        for role in roles:
            named = self._in_role(match, role)
            if not named:
                continue
            swapped = "swap" in match.row.flags and role.endswith("from")
            within = swapped or any(
                role in roles and match.row.type in types for roles, types in _WITHIN
            )
            found = tuple(
                m for m in named
                if is_other(m, taken)
                or ((within or is_opposition(m)) and self._is_own_opponent(match, m, taken, role))
            )  # fmt: skip
            if found:
                return distinct(found)
        return ()

    def _is_own_opponent(
        self, match: Match, mention: Mention, taken: tuple[Mention, ...], role: str
    ) -> bool:
        """ "The opposition leader accused the government": another of the same country, whom the words name and
        who is not the doer's own ("recalled its ambassador").
        """
        armed = mention.actor.kind not in {"person", "group"} or "MIL" in mention.actor.sectors
        swapped = "swap" in match.row.flags  # and so the giver
        kind = match.row.type in _KINDNESSES and not (swapped or is_opposition(mention))
        if kind and armed and role not in _TO_ARMIES:
            return False
        i = self.syntax.token_at(mention.span.end - 1)
        owned = i is not None and any(
            self.syntax.tokens[k].upos == "PRON" and self.syntax.tokens[k].rel == "nmod:poss"
            for k in self.syntax.analysis.children[i]
        )
        if role in _AIMED and mention.resolved_by != "organ":
            return False
        # "the army bombed Nyala", "declared a state of siege in Bolivia", in its own country
        backed = role == "obj.poss" and self._is_backed(match)
        hit = backed or mention.resolved_by in {"place", "demonym"} or role in _ON_OWN_GROUND
        return not owned and (hit or mention.actor.kind != "state") and all(
            m.actor.id != mention.actor.id or are_two_organs(m, mention) for m in taken
        )  # fmt: skip

    def _is_backed(self, match: Match) -> bool:
        """ "Defended Germany's decision", a thing of the doer's own state; not "expressed Egypt's support"."""
        nouns = (self.syntax.lemma(k) for k in match.roles.get("obj", ()))
        rows = (row for noun in nouns for row in self.matcher.lexicon.rows_for(noun, "N"))
        return match.row.type == "SUPPORT" and all(row.type != "SUPPORT" for row in rows)

    def _in_role(self, match: Match, role: str) -> tuple[Mention, ...]:
        if role == "mod":
            return tuple(
                m for m in self.mentions.state_modifiers(match.trigger) if m.actor.kind != "place"
            )
        if role.endswith(".mod"):
            heads = self.matcher.path(match.trigger, role.removesuffix(".mod"))
            return tuple(
                m
                for h in heads
                for m in self.mentions.state_modifiers(h)
                if m.actor.kind != "place"
            )
        return tuple(
            m for k in self.matcher.path(match.trigger, role)
            for m in self.fillers.at(k, role, match.row.type) if can_act(m, role)
            and not self.victims.has(match.row.type, match.trigger, m)
        )  # fmt: skip


def _compatriot(one: Mention, others: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """ "The front reached a deal with the Ethiopian government": another body of the same country."""
    bodies = (m for m in others if {one.actor.kind, m.actor.kind}.isdisjoint({"state", "place"}))
    return next(((m,) for m in bodies if m.actor.id != one.actor.id and is_political(m)), ())
