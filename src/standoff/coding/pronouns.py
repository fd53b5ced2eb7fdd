"""Which earlier mention a pronoun or a bare definite noun goes back to.

A transparent ranking in the manner of Lappin and Leass (1994): nearer sentences, subjects and
repeated mention count for a candidate; gender, number and the predicate's own arguments exclude.
"""

from __future__ import annotations

from dataclasses import dataclass

from standoff.types import Mention

_MALE = {"he", "him", "his", "himself"}
_FEMALE = {"she", "her", "hers", "herself"}
_THING = {"it", "its", "itself"}
MANY = {"they", "them", "their", "theirs", "themselves"}
PRONOUNS = _MALE | _FEMALE | _THING | MANY
FIRST_PERSON = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"}


def sex_of_pronoun(word: str) -> str:
    """ "m" for "he", "f" for "she", and "" for a word that does not say."""
    return "m" if word in _MALE else "f" if word in _FEMALE else ""


@dataclass(slots=True)
class Candidate:
    """An earlier mention: where, in what grammatical role, of what sex and number."""

    token: int
    sentence: int
    governor: int
    subject: bool
    quoted: bool
    sex: str
    plural: bool
    mention: Mention


class Discourse:
    """The mentions read so far, in order; ``find`` ranks them for a pronoun."""

    def __init__(self) -> None:
        self.candidates: list[Candidate] = []
        self.sexes: dict[str, str] = {}

    def add(self, candidate: Candidate) -> None:
        """Remember one more mention."""
        self.candidates.append(candidate)
        if candidate.sex:
            self.sexes.setdefault(candidate.mention.actor.id, candidate.sex)

    def find(
        self, word: str, *, token: int, sentence: int, governor: int, quoted: bool, reach: int
    ) -> tuple[Mention, float] | None:
        """The mention that ``word`` at ``token`` goes back to, and how sure that is (0 to 1).

        ``reach``: how many sentences back it may lie; ``word``: a pronoun or "the person".
        """
        ranked = sorted(
            (
                (self._score(c, sentence, quoted) + self._fit(word, c), -n, c)
                for n, c in enumerate(reversed(self.candidates[-60:]))
                if self._agrees(word, c)
                and sentence - c.sentence <= reach
                and c.token < token
                and not (c.governor == governor and c.sentence == sentence and governor >= 0)
                and not self._speaks(c, sentence, quoted)
                and not (word == "the person" and c.quoted and not quoted)
            ),
            key=lambda r: (r[0], r[1]),
            reverse=True,
        )
        if not ranked:
            return None
        lead = ranked[0][0] - next(
            (r[0] for r in ranked[1:] if r[2].mention.actor != ranked[0][2].mention.actor), 0
        )
        return ranked[0][2].mention, min(0.9, 0.55 + 0.15 * lead)

    def _score(self, c: Candidate, sentence: int, quoted: bool) -> float:
        actor = c.mention.actor
        repeated = sum(o.mention.actor.id == actor.id for o in self.candidates[-25:])
        return (
            -1.0 * (sentence - c.sentence)
            + 1.2 * c.subject
            + 0.15 * min(repeated, 6)
            - 0.8 * (c.quoted and not quoted)
        )

    @staticmethod
    def _speaks(c: Candidate, sentence: int, quoted: bool) -> bool:
        """ "He" in 'Comey said: "He must go"' is not Comey."""
        return quoted and not c.quoted and c.subject and c.sentence == sentence

    @staticmethod
    def _fit(word: str, c: Candidate) -> float:
        """ "They" are rather several people than one state."""
        if word not in MANY:
            return 0.0
        return 1.0 if c.plural or c.mention.actor.kind == "group" else 0.0

    def _agrees(self, word: str, c: Candidate) -> bool:
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
