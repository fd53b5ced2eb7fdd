"""Which earlier mention a pronoun or a bare definite noun goes back to.

Gender, number and the predicate's own arguments exclude; of the rest a linear score over what is seen
decides (how far back, subject or not, how often named, how well the language model links them), or that it is none
of them. The weights stand in
``ontology/data/pronoun_weights.tsv`` and were learned by ``training/pronouns.py``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from standoff.language.chains import Links
from standoff.ontology.pronouns import weights
from standoff.types import Actor, Mention

_MALE = {"he", "him", "his", "himself"}
_FEMALE = {"she", "her", "hers", "herself"}
_THING = {"it", "its", "itself"}
MANY = {"they", "them", "their", "theirs", "themselves"}
PRONOUNS = _MALE | _FEMALE | _THING | MANY
FIRST_PERSON = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}
_FARTHEST = 8.0  # a link's score counts up to here
_LATEST = 60  # candidates that are looked at
_ROLES = {"nsubj": "subject", "csubj": "subject", "obj": "object", "iobj": "object",
          "obl": "oblique", "nmod": "modifier", "appos": "apposition"}  # fmt: skip


def sex_of_pronoun(word: str) -> str:
    """ "m" for "he", "f" for "she", and "" for a word that does not say."""
    return "m" if word in _MALE else "f" if word in _FEMALE else ""


@dataclass(slots=True)
class Candidate:
    """An earlier mention: where, in what relation to what, of what sex and number."""

    token: int
    sentence: int
    governor: int
    rel: str
    quoted: bool
    sex: str
    plural: bool
    mention: Mention

    @property
    def subject(self) -> bool:
        """Whether it is the subject of its clause."""
        return self.rel.startswith("nsubj")


@dataclass(frozen=True, slots=True)
class Question:
    """A pronoun (or "the person"): where it stands, how many sentences back it may reach, and whether
    it can only be somebody ("it said"), so that "none of them" is out of the question; ``apart`` holds ids
    of actors, and names or last names of persons, whom it cannot mean, ``doers`` the tokens of those who do to it what
    its verb says ("asked *a judge* to bar her").
    """

    word: str
    token: int
    sentence: int
    governor: int
    rel: str
    quoted: bool
    reach: int = 4
    somebody: bool = False
    apart: frozenset[str] = frozenset()
    doers: frozenset[int] = frozenset()

    @property
    def kind(self) -> str:
        """ "one", "thing" or "many": the words that behave alike."""
        return "thing" if self.word in _THING else "many" if self.word in MANY else "one"


Features = dict[str, float]


class Discourse:
    """The mentions read so far, in order; ``find`` ranks them for a pronoun."""

    def __init__(self, links: Links | None = None) -> None:
        self.links = links
        self.candidates: list[Candidate] = []
        self.sexes: dict[str, str] = {}
        self.counts: Counter[str] = Counter()

    def add(self, candidate: Candidate) -> None:
        """Remember one more mention."""
        self.candidates.append(candidate)
        self.counts[candidate.mention.actor.id] += 1
        if candidate.sex:
            self.sexes.setdefault(candidate.mention.actor.id, candidate.sex)

    def find(self, question: Question) -> tuple[Mention, float] | None:
        """The mention that the question goes back to, and how sure that is (0 to 1)."""
        offered = self.offered(question)
        if not offered:
            return None
        none = -math.inf if question.somebody else _worth(none_features(question, offered))
        scores = [_worth(seen) for _, seen in offered]
        top = max(scores)
        if none > top:
            return None
        best = offered[scores.index(top)][0]
        total = sum(math.exp(s - top) for s in scores) + math.exp(none - top)
        same = sum(
            math.exp(s - top)
            for s, (c, _) in zip(scores, offered, strict=True)
            if c.mention.actor.id == best.mention.actor.id
        )
        return best.mention, round(min(0.95, same / total), 3)

    def offered(self, question: Question) -> list[tuple[Candidate, Features]]:
        """The candidates that nothing excludes, the latest first, and what is seen of each."""
        fit = [c for c in self._within_reach(question) if self._may_be(question, c)]
        links = self._links(question, fit)
        return [(c, self._features(question, c, rank) | links[rank]) for rank, c in enumerate(fit)]

    def _within_reach(self, q: Question) -> Iterator[Candidate]:
        """The latest candidates, the last first; they stand in the order of the text."""
        latest = reversed(self.candidates[-_LATEST:])
        return takewhile(lambda c: q.sentence - c.sentence <= q.reach, latest)

    def _links(self, q: Question, fit: list[Candidate]) -> list[Features]:
        """How well the language model lets the question go back to each."""
        if self.links is None or not fit:
            return [{} for _ in fit]
        scores = self.links.scores(q.token, [c.token for c in fit])
        return [
            {"link unknown": 1.0} if s is None else {"link": max(-_FARTHEST, min(_FARTHEST, s))}
            for s in scores
        ]

    def _may_be(self, q: Question, c: Candidate) -> bool:
        return (
            self.agrees(q.word, c)
            and c.token < q.token
            and not (c.governor == q.governor >= 0 and c.sentence == q.sentence)
            and c.token not in q.doers
            and not self._speaks(c, q)
            and not self._is_apart(c.mention.actor, q)
            and not (q.word == "the person" and c.quoted and not q.quoted)
        )

    @staticmethod
    def _is_apart(actor: Actor, q: Question) -> bool:
        """ "He" in "he thanked Kim" is not Kim, "it" in "it urged Iran" not Iran."""
        names = {actor.name, actor.name.split()[-1]} if actor.kind == "person" else set()
        return not q.apart.isdisjoint({actor.id, *names})

    @staticmethod
    def _speaks(c: Candidate, q: Question) -> bool:
        """ "He" in 'Comey said: "He must go"' is not Comey."""
        return q.quoted and not c.quoted and c.subject and c.sentence == q.sentence

    def agrees(self, word: str, c: Candidate) -> bool:
        """Whether gender, number and kind allow it."""
        kind = c.mention.actor.kind
        wanted = sex_of_pronoun(word)
        if wanted:
            sex = self.sexes.get(c.mention.actor.id, "")
            return kind == "person" and not c.plural and sex in {wanted, ""}
        if word == "the person":
            return kind == "person" and not c.plural and c.mention.actor.name[:1].isupper()
        if word in _THING:
            return kind not in {"person", "group"} and not c.plural
        return c.plural or kind in {"group", "armed-group", "armed-force", "organisation", "state"}

    def _features(self, q: Question, c: Candidate, rank: int) -> Features:
        back = q.sentence - c.sentence
        role = _role(c.rel)
        kind, actor = q.kind, c.mention.actor
        seen = {
            f"back:{min(back, 3)}": 1.0,
            f"role:{role}": 1.0,
            f"how:{_how(c)}": 1.0,
            f"role:{role}:back:{min(back, 1)}": 1.0,
            "often": math.log1p(min(self.counts[actor.id], 20)),
            "latest": float(rank == 0),
            "words between": -math.log1p(q.token - c.token),
        }
        if role == _role(q.rel):
            seen[f"same role:{role}"] = 1.0
        if q.rel == "nmod:poss":
            seen[f"of:{role}:back:{min(back, 1)}"] = 1.0
        if kind == "one" and self.sexes.get(actor.id):
            seen["sex known"] = 1.0
        if kind == "many" and (c.plural or actor.kind == "group"):
            seen["several"] = 1.0
        if kind == "thing" and actor.kind == "state":
            seen["state"] = 1.0
        if c.quoted and not q.quoted:
            seen["only quoted"] = 1.0
        return seen


def none_features(question: Question, offered: list[tuple[Candidate, Features]]) -> Features:
    """What is seen of "none of them": what the word is, and how well the best of them fits."""
    best = max((seen["link"] for _, seen in offered if "link" in seen), default=0.0)
    return {f"none:{question.kind}": 1.0, "none:link": best}


def _worth(seen: Features) -> float:
    known = weights()
    return sum([known[f] * v for f, v in seen.items() if f in known])


def _role(rel: str) -> str:
    if rel == "nmod:poss":
        return "possessor"
    return _ROLES.get(rel.partition(":")[0], "other")


def _how(c: Candidate) -> str:
    """How the candidate is put: by name, by a pronoun, by a description."""
    how = c.mention.resolved_by
    if how in {"name", "surname"}:
        return how
    return "pronoun" if how == "pronoun" else "description"
