"""Lexicon rows against the tree: which row an event word satisfies, and what fills its roles.

A noun takes over the roles of its light verb ("imposed sanctions on Iran": the subject and the
phrase with "on" are those of "sanctions"). Nouns that complete a row's condition ("rejected
*talks*") are consumed: they make no event of their own; a verb does ("vowed to *send* troops").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache

from standoff.coding.mentions import Mentions
from standoff.coding.patterns import Fit, Patterns
from standoff.coding.sides import Sides
from standoff.coding.syntax import Roles, Syntax
from standoff.ontology.lexicon import PREPOSITIONS, SPECIAL, Lexicon, Need, Row
from standoff.ontology.wordlists import word_list
from standoff.types import Mention

_LIGHT_VERBS = word_list("light verb")
_POS = {"VERB": "V", "NOUN": "N", "ADJ": "A", "PROPN": "N"}
_LENT_TO_OBJECT = {
    "subj",
    "with",
    "against",
    "on",
    "to",
    "in",
    "by",
    "between",
    "at",
    "toward",
    "towards",
    "over",
    "for",
    "iobj",
    "into",
    "alongside",
}
_RECEIVES = word_list("receives")
_ENGAGES = word_list("engages")
_JOURNEYS = word_list("journey")
CLAIMS = word_list("claims")
RESPONSIBILITY = word_list("responsibility")
_USES = word_list("uses")
_ANSWERS = word_list("answers with")
_DOERS = {"by", "from", "poss"}
_TIMES, _WHEN = word_list("time"), {"at", "during", "in", "on", "over", "within"}
_AIMED = {"on", "against", "at"}
_TAKE_PLACE = word_list("take place")
_NO_MARKS: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Match:
    """A row that a trigger satisfies, the roles round it, the words that its conditions used, and what
    made the match; ``marks`` are the phrases (by their heads) that the marks of a pattern stand for.
    """

    trigger: int
    row: Row
    roles: Roles
    consumed: frozenset[int]
    made_by: str
    marks: Mapping[str, int] = field(default_factory=dict)


class Matcher:
    """Finds event words of one document in the lexicon."""

    def __init__(self, syntax: Syntax, mentions: Mentions, lexicon: Lexicon) -> None:
        self.syntax, self.mentions, self.lexicon = syntax, mentions, lexicon
        self.sides = Sides(syntax, mentions)
        self.patterns = Patterns(syntax, self.sides)
        self.roles = lru_cache(maxsize=None)(self._roles)
        self.path = lru_cache(maxsize=None)(self._path)

    def matches(self) -> Iterator[Match]:
        """Best row per trigger, in order of the text."""
        for token in self.syntax.tokens:
            pos = _POS.get(token.upos)
            if pos is None or (pos == "N" and token.index in self.mentions.names.at):
                continue
            match = self.match(token.index, pos)
            if match is not None:
                yield match

    def match(self, i: int, pos: str) -> Match | None:
        """The first row whose conditions all hold for token i."""
        rows = self._rows(i, pos)
        if not rows:
            return None
        token, roles = self.syntax.tokens[i], self.roles(i)
        present = frozenset(roles)
        for row in rows:
            if not row.asked <= present:
                continue
            fit = self._fit(i, row)
            if fit is not None:
                made_by = f"lexicon:{row.type.lower()}:{row.line} ({token.lemma}, {token.upos})"
                return Match(i, row, roles, fit.tokens, made_by, fit.marks)
        return None

    def rules_out(self, i: int, kind: str) -> bool:
        """ "Declined to comment": whether a row of the PLOVER type holds but for the verb that it excepts."""
        pos = _POS.get(self.syntax.tokens[i].upos)
        rows = self._rows(i, pos) if pos is not None else ()
        return any(self._is_excepted(i, row) for row in rows if row.type == kind)

    def _is_excepted(self, i: int, row: Row) -> bool:
        excepted = [n for n in row.needs if n.negative and n.role == "xcomp"]
        asked = (n for n in row.needs if not n.negative)
        return any(self._hits(i, n) for n in excepted) and all(self._hits(i, n) for n in asked)

    def _fit(self, i: int, row: Row) -> Fit | None:
        if row.pattern is not None:
            return self.patterns.fit(i, row.pattern)
        consumed = self._satisfied(i, row)
        return None if consumed is None else Fit(consumed, _NO_MARKS)

    def _rows(self, i: int, pos: str) -> tuple[Row, ...]:
        token = self.syntax.tokens[i]
        lemma = self.syntax.lemma(i)
        rows = self.lexicon.rows_for(lemma, pos)
        if pos == "V" and self.syntax.lemmas[i] in self.lexicon.joined:
            rows += self._rows_of_several_words(i)
        if pos == "A" and token.xpos in {"VBN", "VBG"}:
            rows += tuple(r for r in self.lexicon.rows_for(lemma, "V") if r.pattern is None)
        if pos == "V" and self.lexicon.has_patterns:
            rows = self._spelled(i, rows)
        return rows

    def _spelled(self, i: int, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """Rows of the dictionary's entries for a verb as it is spelled here, if it has such entries."""
        bare = self.syntax.lemmas[i]
        theirs = [r for r in self.lexicon.rows_for(bare, "V") if r.pattern is not None]
        word = self.syntax.words[i]
        spelled = [r for r in theirs if r.pattern is not None and word in r.pattern.forms]
        return (*(spelled or theirs), *(r for r in rows if r.pattern is None))

    def _rows_of_several_words(self, i: int) -> tuple[Row, ...]:
        """Rows for a verb with one of its adverbs or prepositions."""
        adverbs = (self.syntax.lemmas[k] for k in self.syntax.children(i, "advmod"))
        prepositions = (role for role in self.syntax.roles(i) if role in PREPOSITIONS)
        lemmas = (f"{self.syntax.lemmas[i]}_{word}" for word in (*adverbs, *prepositions))
        return tuple(row for lemma in lemmas for row in self.lexicon.rows_for(lemma, "V"))

    # -- roles -------------------------------------------------------------------------------

    def _roles(self, i: int) -> Roles:
        """Roles of i; for a noun those that its verb lends it, too."""
        own = dict(self.syntax.roles(i))
        if self.syntax.tokens[i].upos not in {"NOUN", "PROPN"}:
            return own
        if self.syntax.preposition(i) == "under":
            return self._undergone(i, own)
        for role, who in self._lent(i).items():
            own[role] = (*own.get(role, ()), *(w for w in who if w != i))
        return own

    def _undergone(self, i: int, own: dict[str, tuple[int, ...]]) -> Roles:
        """ "*Seoul* is under pressure", "came under scrutiny": who is under a thing is whom it is on."""
        head = self.syntax.tokens[i].head
        above = self.syntax.roles(head) if head >= 0 and self.syntax.is_verb(head) else {}
        whom = own.pop("subj", ()) or above.get("subj", ())
        return {"on": whom, **own} if whom else own

    def _lent(self, i: int) -> Roles:
        """What a light verb, or a verb such as "take place", lends to its noun."""
        token = self.syntax.tokens[i]
        top = i
        while self.syntax.tokens[top].rel == "conj" and self.syntax.tokens[top].head >= 0:
            top = self.syntax.tokens[top].head
        token = self.syntax.tokens[top]
        head = token.head
        given = self._given_by(i)
        if given:
            return given
        if head < 0 or not self.syntax.is_verb(head):
            return self._claimed(top) or self._of_container(top) or self._come_for(top, head)
        roles, lemma = self.syntax.roles(head), self.syntax.lemma(head)
        light = lemma in _LIGHT_VERBS or self.syntax.lemmas[head] in _LIGHT_VERBS
        if top in roles.get("obj", ()) and light:
            return _received(roles) if lemma in _RECEIVES else _kept(roles, _LENT_TO_OBJECT)
        if top in roles.get("subj", ()) and (lemma in _TAKE_PLACE or light):
            return _kept(roles, _LENT_TO_OBJECT - {"subj", "by"})
        return self._lent_to_oblique(i, top, head, light=light) if token.rel == "obl" else {}

    def _lent_to_oblique(self, i: int, top: int, head: int, *, light: bool) -> Roles:
        """What a verb lends to a noun behind a preposition; ``top`` is the first of the nouns joined with i."""
        roles, preposition = self.syntax.roles(head), self.syntax.preposition(top)
        if self.syntax.lemmas[top] in _JOURNEYS:
            return {"subj": self._traveller(roles, head)}
        during = preposition in {"in", "during"}
        if self._is_means(top, head, during=during and not light) or (
            during and self.syntax.lemmas[head] in _USES
        ):
            return _kept(roles, {"subj"})
        if during and not light:
            return {} if _AIMED & self.syntax.roles(i).keys() else self._hit_in(head, roles)
        if preposition in {"in", "into", "to", "for"} and light:
            lent = {r: w for r, w in roles.items() if r in {"subj", "with", "against"}}
            drawn_in = roles.get("obj", ()) if self.syntax.lemmas[head] in _ENGAGES else ()
            return {"with": drawn_in, **lent} if drawn_in else lent
        return {}

    def _is_means(self, noun: int, verb: int, *, during: bool) -> bool:
        """ "Injured hundreds *through an invasion* of it", "answered *with a strike* on it", "killed three *in an
        attack* on it": who did the one did the other, if no word says whose it was.
        """
        if _DOERS & self.syntax.roles(noun).keys() or self.syntax.is_passive(verb):
            return False
        preposition, lemma = self.syntax.preposition(noun), self.syntax.lemma(verb)
        if during:
            return any(row.type == "ASSAULT" for row in self.lexicon.rows_for(lemma, "V"))
        return preposition == "through" or (preposition == "with" and lemma in _ANSWERS)

    def _hit_in(self, verb: int, roles: Roles) -> Roles:
        """ "Two soldiers were killed in an attack": whom it hit."""
        if self.syntax.is_passive(verb):
            harm = self.lexicon.rows_for(self.syntax.lemma(verb), "V")
            harmed = any(row.type == "ASSAULT" for row in harm)
            return {"on": roles["obj"]} if harmed and roles.get("obj") else {}
        return {}

    def _traveller(self, roles: Roles, verb: int) -> tuple[int, ...]:
        """Who does what is done "during a visit"; who is received "on a visit" is on it."""
        if self.syntax.is_passive(verb):
            return ()
        return roles.get("obj" if self.syntax.lemmas[verb] in _RECEIVES else "subj", ())

    def _given_by(self, i: int) -> Roles:
        """ "Sanctions imposed by X on Y": the roles of the participle that follows the noun."""
        for c in self.syntax.children(i, "acl"):
            if self.syntax.lemma(c) in _LIGHT_VERBS and self.syntax.is_passive(c):
                return _kept(self.syntax.roles(c), _LENT_TO_OBJECT)
        return {}

    def _come_for(self, i: int, place: int) -> Roles:
        """ "*Marcos* was in Honolulu for talks": who is somewhere for it."""
        there = place >= 0 and any(self.syntax.children(place, "cop"))
        if not there or self.syntax.preposition(i) != "for":
            return {}
        return _kept(self.syntax.roles(place), {"subj"})

    def _claimed(self, i: int) -> Roles:
        """ "Claimed responsibility for the attack": who claims it did it."""
        answer = self.syntax.tokens[i].head
        verb = self.syntax.tokens[answer].head if answer >= 0 else -1
        claimed = (
            verb >= 0
            and self.syntax.lemmas[answer] in RESPONSIBILITY
            and self.syntax.preposition(i) == "for"
            and self.syntax.lemmas[verb] in CLAIMS
            and answer in self.syntax.roles(verb).get("obj", ())
        )
        return _kept(self.syntax.roles(verb), {"subj"}) if claimed else {}

    def _of_container(self, i: int) -> Roles:
        """ "A series of drills by Seoul", "a campaign of strikes": roles of the container noun."""
        head = self.syntax.tokens[i].head
        if head < 0 or self.syntax.tokens[i].rel != "nmod" or self.syntax.preposition(i) != "of":
            return {}
        if self.syntax.lemmas[head] not in _CONTAINERS:
            return {}
        return {r: w for r, w in self.roles(head).items() if r not in {"of", "mod"}}

    def _path(self, i: int, role: str) -> tuple[int, ...]:
        """Fillers of a role, or of a dotted path of roles ("obj.with")."""
        first, _, rest = role.partition(".")
        fillers = self.roles(i).get(first, ())
        if not rest:
            return fillers
        return tuple(k for f in fillers for k in self.path(f, rest))

    # -- conditions --------------------------------------------------------------------------

    def _satisfied(self, i: int, row: Row) -> frozenset[int] | None:
        """Words that the conditions used, or None if one does not hold."""
        consumed: set[int] = set()
        for need in row.needs:
            hit = self._hits(i, need)
            if bool(hit) == need.negative:
                return None
            if need.special:  # the kind, or the word itself: "a state of emergency"
                hit = [k for k in hit if self.syntax.lemmas[k] in SPECIAL & need.words]
            consumed.update(k for k in hit if self.syntax.tokens[k].upos != "VERB")
        return frozenset(consumed)

    def _hits(self, i: int, need: Need) -> list[int]:
        """The words round token i that a condition asks for or excepts."""
        cop = need.role == "cop"
        fillers = self.syntax.children(i, "cop") if cop else self.path(i, need.role)
        return [k for k in fillers if self._is(k, need)] if fillers else []

    def _is(self, k: int, need: Need) -> bool:
        syntax, words = self.syntax, need.words
        if "*" in words:  # but no "on the last day"
            when = need.role.rpartition(".")[2] in _WHEN
            return not (when and syntax.lemmas[k] in _TIMES)
        if need.special and self._is_kind(self.mentions.who(k), words):
            return True
        if syntax.lemmas[k] in words or syntax.words[k] in words or syntax.lemma(k) in words:
            return True
        # "a number of soldiers" are soldiers
        return any(self._is(n, need) for n in self.mentions.phrases.of_quantity(k))

    @staticmethod
    def _is_kind(mention: Mention | None, words: frozenset[str]) -> bool:
        """Whether a mention is of a kind that a condition asks for: actor, state, place."""
        if mention is None:
            return False
        actor = mention.actor
        if actor.kind == "place":
            return "place" in words
        known = actor.country or actor.sectors or actor.kind != "person"
        return bool(known) and ("actor" in words or (actor.kind == "state" and "state" in words))


def _kept(roles: Roles, names: AbstractSet[str]) -> Roles:
    return {role: who for role, who in roles.items() if role in names}


def _received(roles: Roles) -> Roles:
    """ "Kyiv received assurances from Oslo": what comes from one goes to the other."""
    kept = _kept(roles, _LENT_TO_OBJECT - {"subj"} | {"from"})
    return {**kept, "to": (*roles.get("subj", ()), *kept.get("to", ()))}


_CONTAINERS = word_list("container")
