"""Who did it and what it was done to where no side is known: in the text's own words ("rejected *the referendum*").

Such a side makes no dyad, as whatever only the text knows; it tells a reader what the act was about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from standoff.coding.matching import Match, Matcher
from standoff.coding.mentions import Mentions
from standoff.coding.participants import JOINT, recipient_roles, source_roles
from standoff.coding.syntax import Syntax
from standoff.ontology.wordlists import word_list
from standoff.types import ActorKind, Mention

_NAMING = {"NOUN", "PROPN", "NUM"}
_PEOPLE = word_list("people")
_LIGHT_VERBS = word_list("light verb")
_USES = word_list("uses")
_TIME, _CALENDAR, _LINKING = word_list("time"), word_list("calendar"), word_list("linking noun")
_KINDS: dict[str, ActorKind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_DONE_TO_THINGS = {"REJECT", "ASSAULT", "COERCE"}  # what a row asks for is here what it is done to
_DONE_TO_PLACES = {"MOBILIZE", "ASSAULT", "COERCE"}
_UTTERS = word_list("utters")
_FIRES, _FIRED = word_list("fires"), word_list("fired")
_WHERE = {"in", "on", "at", "from", "over", "near", "around", "across", "off"}


class Unnamed:
    """The sides of one document's acts that no table and no rule knows."""

    def __init__(self, syntax: Syntax, mentions: Mentions, matcher: Matcher) -> None:
        self.syntax, self.mentions, self.matcher = syntax, mentions, matcher

    def source(self, match: Match) -> tuple[Mention, ...]:
        """Whoever the words say did it."""
        if "swap" in match.row.flags:
            return ()
        found = self._first(match, source_roles(match, self._is_noun(match)))
        return tuple(m for m in found if not self._is_weapon(m) and not _is_no_partner(match, m))

    def _is_weapon(self, mention: Mention) -> bool:
        """ "Hit by a missile", "fired artillery rounds": no missile is a side."""
        k = self.syntax.token_at(mention.span.end - 1)
        return k is not None and (
            self.syntax.tokens[k].entity == "WEA" or self.syntax.lemmas[k] in _FIRED
        )

    def recipient(self, match: Match) -> tuple[Mention, ...]:
        """Those who join in, or what fills the first of the recipient's roles that words of their own fill."""
        if "swap" in match.row.flags:
            return ()
        roles = recipient_roles(match, self._is_noun(match))
        nobody = match.row.recipient == ("-",)
        nobody = nobody or self.syntax.lemmas[match.trigger] in _UTTERS  # "voiced concern"
        found = self._partners(match) or (() if nobody else self._first(match, roles))
        fired = match.row.type == "ASSAULT" and self.syntax.lemmas[match.trigger] in _FIRES
        return tuple(
            m for m in found if not _is_no_partner(match, m) and not (fired and self._is_weapon(m))
        )

    def _partners(self, match: Match) -> tuple[Mention, ...]:
        """ "Kuwait and its allies agreed": whom words alone tell among those who do it together."""
        together = match.roles.get("subj", ()) if match.row.type in JOINT else ()
        known = [k for k in together if self.mentions.several(k)]
        others = (k for k in together if k not in known and self._may_be_side(k))
        return tuple(map(self._in_words, others)) if known else ()

    def _is_noun(self, match: Match) -> bool:
        return self.syntax.tokens[match.trigger].upos in {"NOUN", "PROPN"}

    def _first(self, match: Match, roles: tuple[str, ...]) -> tuple[Mention, ...]:
        plain = (role for role in roles if role.rpartition(".")[2] != "mod")
        fillers = (tuple(self._fillers(match, role)) for role in plain)
        return tuple(map(self._in_words, next((found for found in fillers if found), ())))

    def _fillers(self, match: Match, role: str) -> Iterator[int]:
        """Nouns that name nobody known, are no part of what tells the act, and no time."""
        where = role.rpartition(".")[2] in _WHERE
        for k in self.matcher.path(match.trigger, role):
            apart = k in match.consumed and not self._is_what_it_is_done_to(match, role)
            own = (where or role.startswith("obj")) and self._is_owned(k)
            named = own or self.mentions.several(k)
            elsewhere = where and not self._is_where_it_is_done(match, k)
            if not (apart or named or elsewhere) and self._may_be_side(k):
                yield k

    def _is_where_it_is_done(self, match: Match, k: int) -> bool:
        """ "On alert in the border district", "aid to people in Digha"; not "in response to"."""
        place = _kind(self.syntax.tokens[k].entity) == "place"
        return place or (
            match.row.type in _DONE_TO_PLACES and self.syntax.lemmas[k] not in _LINKING
        )

    def _is_what_it_is_done_to(self, match: Match, role: str) -> bool:
        """ "Seized oil fields", "rejected the resolution"; not "launched an attack", "used water cannon"."""
        light = self.syntax.lemmas[match.trigger] in _LIGHT_VERBS | _USES
        return role == "obj" and match.row.type in _DONE_TO_THINGS and not light

    def _may_be_side(self, k: int) -> bool:
        """A noun that is no time and no date."""
        token, calendar = self.syntax.tokens[k], self.syntax.words[k].title() in _CALENDAR
        time = calendar or token.text[:1].isdigit() or self.syntax.lemmas[k] in _TIME
        return token.upos in _NAMING and not time

    def _is_owned(self, k: int) -> bool:
        """ "Withdrew *its* soldiers", "ended *their* strike"."""
        return any(
            self.syntax.tokens[c].rel == "nmod:poss" and self.syntax.tokens[c].upos == "PRON"
            for c in self.syntax.analysis.children[k]
        )

    def _in_words(self, k: int) -> Mention:
        mention = self.mentions.described(k)
        if self.syntax.lemmas[k] in _PEOPLE:
            return mention
        kind = _kind(self.syntax.tokens[k].entity)
        return replace(mention, actor=replace(mention.actor, kind=kind))


def _is_no_partner(match: Match, mention: Mention) -> bool:
    """ "Made a speech": a thing is no side of what two do together."""
    return match.row.type in JOINT and mention.actor.kind == "thing"


def _kind(entity: str) -> ActorKind:
    """What kind of actor words are that the entity tagger names so; a thing where it says nothing."""
    return _KINDS.get(entity, "thing")
