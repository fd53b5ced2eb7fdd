"""PETRARCH's and TABARI's verb dictionaries as rows of our event lexicon, so that users may give them as they are.

A dictionary has sets of synonyms and blocks of verbs with a CAMEO code, each block with patterns of closer codes::

    &TIES
    +RELATIONS
    +DIPLOMATIC TIES

    --- BREAK [050] ---
    BREAK {BROKE BROKEN}
    BREAK_OFF [061]
    - * &TIES WITH + [0872]   # what follows is a comment

A word before ``*`` becomes a condition on the verb's subject or object, one behind it on its object, infinitive,
prepositional phrase or particle; a pattern that can be read in several ways makes a row for each. ``$`` is the source,
``+`` the recipient, ``%`` both sides of an act done together, as is a code said twice (``[040:040]``; of two that
differ the first counts). Brackets of PETRARCH-2 and the difference between ``_`` and a blank say nothing here.
``[---]`` is no event, and keeps our own rows and the model from seeing one in the verb.

Codes of CAMEO's 01 and 02 have no PLOVER type: there a verb is left to our rows, a pattern makes no event if its verb
has one. Left out are other codes than CAMEO's, and patterns that hang on what is no condition of our lexicon: a verb
further up, negation, modality (these decide an event's status), who stands where without any word. ``left_out`` names
them; nothing else tells of them. An adverb ("LOUDLY *") counts only for a verb without a row of its own. Verbs are
found by lemma (lemminflect), other words as they are written or as the plural of what is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise, product
from math import prod
from pathlib import Path

from standoff.errors import DataError, InputError
from standoff.ontology import plover
from standoff.ontology.tables import Row, text_of
from standoff.ontology.wordlists import word_list

NO_EVENT = "---"
_NOTE = re.compile(r"<!--.*?-->", re.DOTALL)
_REMARK = re.compile(r"(?:^|\s)[#;].*")
_CODE = re.compile(r"\[([^\]\[]*)\]")
_NUMBER = re.compile(r"\[(?:---|[\d:]+)\]")
_FORMS = re.compile(r"\{([^{}]*)\}")
_SYMBOLS = frozenset("$+%^")
_MOST = 500  # readings of a pattern; sets of many phrases multiply
_OWN = frozenset({"actor", "state", "place"})  # mean something else in a condition
_BLANK = frozenset(
    {"a", "an", "the", "its", "his", "her", "their", "our", "my", "be", "is", "are", "was", "were", "been",
     "being", "have", "has", "had", "having"}
)  # fmt: skip
_OF_TIME = frozenset({"on", "in", "at", "by", "after", "before", "during", "within"})
_PARTICLES = frozenset({"up", "down", "off", "out", "back", "away", "aside", "forward", "together"})
_ELSEWHERE = _OWN | word_list("negator") | {
    "not", "n't", "no", "never", "neither", "nor", "will", "wo", "would", "may", "might", "must", "should", "shall",
    "can", "ca", "could", "do", "does", "did", "and", "or", "if", "that", "now", "again", "ever",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verbs:
    """What a dictionary gives: rows of the lexicon's columns, and the lines (with the reason) that give none."""

    rows: tuple[Row, ...]
    left_out: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to understand a pattern, or a half of it."""

    needs: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    together: bool = False
    particle: str = ""

    def __add__(self, other: _Reading) -> _Reading:
        return _Reading(
            self.needs + other.needs, self.source + other.source, self.recipient + other.recipient,
            self.together or other.together, other.particle or self.particle,
        )  # fmt: skip


_Pattern = tuple[str, str, str, int]  # before, after, code, line


@dataclass(slots=True)
class _Block:
    """Verbs (words, forms, code, line) that share patterns."""

    code: str = ""
    verbs: list[tuple[str, tuple[str, ...], str, int]] = field(default_factory=list)
    patterns: list[_Pattern] = field(default_factory=list)


class _UnsaidError(Exception):
    """A pattern that no row of ours can say; the message is the reason."""


def is_verb_dictionary(path: Path) -> bool:
    """Whether a file looks like a verb dictionary: blocks, sets or codes in brackets, no table's header."""
    text = _NOTE.sub("", text_of(path))
    lines = [line for line in text.splitlines() if line.strip() and line[0] not in "#;"]
    if not lines or lines[0].startswith((NO_EVENT, "&")):
        return bool(lines)
    return "\t" not in lines[0].strip() and any(map(_NUMBER.search, lines[:50]))


def read_verbs(path: Path, prepositions: frozenset[str]) -> Verbs:
    """Read a dictionary; ``prepositions`` are those that the lexicon knows as roles.

    Raises ``DataError`` for a line that is no part of a dictionary, and where no code at all is CAMEO's.
    """
    sets, blocks, left_out = _parsed(path)
    reader = _Reader(path, sets, prepositions)
    rows = [row for block in blocks for row in reader.rows(block)]
    _check_codes(path, blocks)
    return Verbs(tuple(rows), tuple(sorted([*left_out, *reader.left_out])))


def _check_codes(path: Path, blocks: list[_Block]) -> None:
    """Not one code of CAMEO's: a dictionary of another scheme, or no verb dictionary."""
    codes = [(line, code) for b in blocks for *_, code, line in (*b.verbs, *b.patterns) if code]
    if codes and not any(code == NO_EVENT or _meaning(code) for _, code in codes):
        line, code = min(codes)
        why = "is no CAMEO code, nor is any other of the file; write codes such as 042, 1721 or ---"
        raise DataError(f"{path}, line {line}: {code!r} {why} (PETRARCH dictionary)")


# -- lines -----------------------------------------------------------------------------------


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Lines that say something, without comments."""
    text = _NOTE.sub(lambda m: "\n" * m[0].count("\n"), text_of(path))
    for number, line in enumerate(text.splitlines(), 1):
        said = _REMARK.sub("", line).strip()
        if said:
            yield number, said


def _parsed(path: Path) -> tuple[dict[str, list[str]], list[_Block], list[tuple[int, str]]]:
    """Sets, blocks, and lines of kinds that are not read."""
    sets: dict[str, list[str]] = {}
    blocks: list[_Block] = []
    left_out: list[tuple[int, str]] = []
    members: list[str] | None = None
    for number, line in _lines(path):
        if line[0] == "&":
            members = sets.setdefault(line[1:].strip("_ ").upper(), [])
        elif line[0] == "+" and members is not None:
            members += [line[1:].replace("_", " ").strip()] if line.strip("+_ ") else []
        elif line[0] == "~":
            left_out.append((number, "a transformation of PETRARCH-2"))
        else:
            members = None
            _put(path, blocks, number, line)
    return sets, blocks, left_out


def _put(path: Path, blocks: list[_Block], number: int, line: str) -> None:
    """Put a block's head, a pattern or a verb where it belongs."""
    code = _CODE.search(line)
    if line.startswith(NO_EVENT):
        blocks.append(_Block(_plain(code[1]) if code else ""))
    elif line[0] == "-":
        before, star, after = line[1 : code.start() if code else None].partition("*")
        if code is None or not star or not blocks or not blocks[-1].verbs:
            raise _bad(path, number, line, "write a pattern under its verb, as - * WORDS [042]")
        blocks[-1].patterns.append((before, after.replace("*", " "), _plain(code[1]), number))
    else:
        if not blocks or blocks[-1].patterns:
            blocks.append(_Block(blocks[-1].code if blocks and blocks[-1].verbs else ""))
        forms = _FORMS.search(line)
        words = _FORMS.sub(" ", line[: code.start() if code else None])
        if not re.search(r"\w", words):
            raise _bad(path, number, line, "write a verb, as BREAK {BROKE BROKEN} [050]")
        own = _plain(code[1]) if code else blocks[-1].code
        blocks[-1].verbs.append((words, tuple(forms[1].split()) if forms else (), own, number))


def _plain(code: str) -> str:
    return code.strip().upper()


def _bad(path: Path, number: int, line: str, what: str) -> DataError:
    return DataError(
        f"{path}, line {number}: {line!r} cannot be read; {what} (PETRARCH dictionary)"
    )


# -- codes -----------------------------------------------------------------------------------


def _meaning(code: str) -> plover.Cameo | None:
    """The first of a code's two halves in CAMEO; None for a code of another scheme."""
    try:
        return plover.cameo(code.partition(":")[0])
    except InputError:
        return None


def _is_joint(code: str) -> bool:
    first, _, second = code.partition(":")
    return first == second


# -- rows ------------------------------------------------------------------------------------


class _Reader:
    """Makes rows of blocks, and keeps what is left out."""

    def __init__(
        self, path: Path, sets: dict[str, list[str]], prepositions: frozenset[str]
    ) -> None:
        self.path, self.sets, self.prepositions = path, sets, prepositions
        self.left_out: dict[tuple[int, str], None] = {}  # in order, each once

    def rows(self, block: _Block) -> Iterator[Row]:
        """The rows of a block's verbs, and those of its patterns for all verbs alike together."""
        alike: dict[tuple[str, bool], frozenset[str]] = {}
        for words, forms, code, line in block.verbs:
            try:
                lemmas, tail = _verb(words, forms)
                for way in self._after(tail):
                    yield from self._row(lemmas, way, code, line, False)
            except _UnsaidError as why:
                self._leave(line, str(why))
                continue
            kind = tail, bool((known := _meaning(code)) and known.type)
            alike[kind] = alike.get(kind, frozenset()) | lemmas
        for (tail, has_event), lemmas in alike.items():
            for pattern in block.patterns:
                yield from self._pattern(lemmas, tail, pattern, has_event)

    def _pattern(
        self, lemmas: frozenset[str], tail: str, pattern: _Pattern, has_event: bool
    ) -> Iterator[Row]:
        before, after, code, line = pattern
        for way, reading in product(self._after(tail), self._readings(before, after, line)):
            if way.particle and reading.particle:
                self._leave(line, "a particle or adverb with a verb that has one")
            else:
                yield from self._row(lemmas, way + reading, code, line, has_event)

    def _readings(self, before: str, after: str, line: int) -> list[_Reading]:
        try:
            return _told([a + b for a, b in product(self._before(before), self._after(after))])
        except _UnsaidError as why:
            self._leave(line, str(why))
            return []

    def _row(
        self, lemmas: frozenset[str], way: _Reading, code: str, line: int, silence: bool
    ) -> Iterator[Row]:
        """A row; ``silence`` says whether a code without a PLOVER type makes a row of no event."""
        known = _meaning(code)
        cells = {
            "lemma": "|".join(sorted(f"{w}_{way.particle}" if way.particle else w for w in lemmas)),
            "pos": "V", "needs": " ".join(dict.fromkeys(way.needs)), "example": "",
        }  # fmt: skip
        if known is not None and known.type:
            flags = "reciprocal" if way.together or (":" in code and _is_joint(code)) else ""
            cells |= {
                "source": " ".join(dict.fromkeys(way.source)),
                "recipient": " ".join(dict.fromkeys(way.recipient)), "type": known.type,
                "mode": known.mode or "", "contexts": ";".join(known.contexts), "cameo": known.code,
                "flags": flags,
            }  # fmt: skip
        elif code == NO_EVENT or (known is not None and silence):
            # A match without sides is no event; its type says nothing.
            cells |= {"source": "-", "recipient": "-", "type": "CONSULT", "mode": "",
                      "contexts": "", "cameo": "", "flags": ""}  # fmt: skip
        else:
            what = "which PLOVER drops" if known else "none of CAMEO's"
            if code:  # a verb may have nothing but its patterns
                self._leave(line, f"code {code!r}, {what}")
            return
        yield Row(cells, str(self.path), line)

    def _leave(self, line: int, why: str) -> None:
        self.left_out[line, why] = None

    # -- patterns ----------------------------------------------------------------------------

    def _before(self, text: str) -> list[_Reading]:
        """What stands before the verb: its subject, or the object of a passive."""
        found: list[_Reading] = []
        for words in self._spelled(text):
            marks, said = _split(words)
            if set(said) & (self.prepositions | _ELSEWHERE) or any(map(_is_verb, said)):
                raise _UnsaidError("a word further up, a negation or a modal before the verb")
            recipient = ("obj", "subj") if "+" in marks else ()  # the source stands there anyway
            sides = _Reading((), (), recipient, "%" in marks)
            if len(said) == 1 and said[0].endswith("ly"):
                found.append(sides + _Reading(particle=said[0]))
            elif said:
                found += [sides + _Reading(_phrase(role, said)) for role in ("subj", "obj")]
            else:
                found.append(sides)
        return found

    def _after(self, text: str) -> list[_Reading]:
        """What stands behind the verb: particle, object, infinitive, prepositional phrases."""
        return [r for words in self._spelled(text) for r in self._behind(words)]

    def _behind(self, words: tuple[str, ...]) -> Iterator[_Reading]:
        if set(words) & _ELSEWHERE:
            raise _UnsaidError("a negation, a modal or a joined clause behind the verb")
        particle, words = _without_particle(words)
        plain, phrases = self._phrases(words)
        marks, said = _split(plain)
        if len(said) == 1 and said[0].endswith("ly"):
            particle, said = _Reading(particle=said[0]), ()
        begun = [particle + r for r in _object(marks, said)]
        for rest in product(*(_prepositional(p, inner, bool(said)) for p, inner in phrases)):
            for reading in begun:
                yield sum(rest, reading)
        if len(phrases) == 1 and not said and not particle.particle and not phrases[0][1]:
            yield from (r + _Reading(particle=phrases[0][0]) for r in begun)

    def _phrases(
        self, words: tuple[str, ...]
    ) -> tuple[tuple[str, ...], list[tuple[str, tuple[str, ...]]]]:
        """What has no preposition, and each preposition with its words."""
        starts = [n for n, w in enumerate(words) if w in self.prepositions] + [len(words)]
        found = [(words[a], words[a + 1 : b]) for a, b in pairwise(starts)]
        return words[: starts[0]], found

    # -- sets --------------------------------------------------------------------------------

    def _spelled(self, text: str) -> Iterator[tuple[str, ...]]:
        """The words, once for each phrase of a set; single words of a set stay together (``a|b``)."""
        parts = [p for p in re.split(r"[\s_]+", re.sub(r"[{}()]", " ", text)) if p]
        choices = list(map(self._choices, parts))
        if prod(map(len, choices)) > _MOST:
            raise _UnsaidError(f"sets that can be read in more than {_MOST} ways")
        for chosen in product(*choices):
            yield tuple(w for words in chosen for w in words if w not in _BLANK)

    def _choices(self, part: str) -> list[tuple[str, ...]]:
        """What may stand for one word of a pattern."""
        if part[0] != "&":
            return [(part.lower(),)]
        return self._grouped(self._members(part[1:].upper(), ()))

    def _members(self, name: str, above: tuple[str, ...]) -> list[tuple[str, ...]]:
        if name in above or name not in self.sets:
            raise _UnsaidError(f"&{name}, which the file does not define")
        found: list[tuple[str, ...]] = []
        for member in self.sets[name]:
            inner = member.startswith("&")
            found += self._members(member[1:].strip("_ ").upper(), (*above, name)) if inner else [
                tuple(member.lower().split())
            ]  # fmt: skip
        return found

    def _grouped(self, ways: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """Phrases that differ in their last word as one, but prepositions, symbols and the like each for itself."""
        apart = self.prepositions | _ELSEWHERE | _PARTICLES | _BLANK | _SYMBOLS
        alike: dict[tuple[str, ...], dict[str, None]] = {}
        for way in ways:
            if apart.isdisjoint(way) and way[-1][-2:] != "ly":
                alike.setdefault(way[:-1], {})[way[-1]] = None
        others = [w for w in ways if w[-1] not in alike.get(w[:-1], ())]
        return [*((*before, "|".join(last)) for before, last in alike.items()), *others]


def _told(readings: list[_Reading]) -> list[_Reading]:
    """The readings of a pattern, if each has a word to go by and they are not too many."""
    if not all(r.needs or r.particle for r in readings):
        raise _UnsaidError("a pattern without a word")
    if len(readings) > _MOST:
        raise _UnsaidError(f"a pattern that can be read in {len(readings)} ways")
    return readings


def _without_particle(words: tuple[str, ...]) -> tuple[_Reading, tuple[str, ...]]:
    """A particle right behind the verb, and what is left."""
    first = next((w for w in words if w not in _SYMBOLS), "")
    if first not in _PARTICLES:
        return _Reading(), words
    at = words.index(first)
    return _Reading(particle=first), words[:at] + words[at + 1 :]


def _split(words: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Symbols, and the other words."""
    return frozenset(words) & _SYMBOLS, tuple(w for w in words if w not in _SYMBOLS)


def _phrase(role: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Conditions on a noun phrase: the last word fills the role, those before modify it."""
    return (f"{role}={words[-1]}", *(f"{role}.mod={word}" for word in words[:-1]))


def _clause(words: tuple[str, ...]) -> tuple[str, ...]:
    """Conditions on an infinitive and its object."""
    return (f"xcomp={words[0]}", *(_phrase("xcomp.obj", words[1:]) if words[1:] else ()))


def _object(marks: frozenset[str], words: tuple[str, ...]) -> list[_Reading]:
    """The ways to take what follows a verb without a preposition."""
    sides = _Reading(
        (),
        ("obj.from", "from", "by", "obj.of", "obj") if "$" in marks else (),
        ("obj", "obj.of", "iobj") if "+" in marks else (),
        "%" in marks,
    )
    if not words:
        return [sides]
    ways = [_phrase("obj", words)]
    alone = len(words) == 1
    if alone:
        ways.append((f"obj.mod={words[0]}",))
    if _may_be(words[0], "VERB") or (alone and _may_be(words[0], "ADJ")):
        ways.append(_clause(words))
        ways += [(f"ccomp={words[0]}",)] if alone else []
    return [sides + _Reading(needs) for needs in ways]


def _prepositional(preposition: str, words: tuple[str, ...], has_object: bool) -> list[_Reading]:
    """The ways to take a preposition and its words: on the verb, on the object, as an infinitive."""
    marks, said = _split(words)
    whatever = "actor|place" if preposition in _OF_TIME else "*"
    found: list[_Reading] = []
    for role in (preposition, f"obj.{preposition}") if has_object else (preposition,):
        found.append(
            _Reading(
                _phrase(role, said) if said else (f"{role}={whatever}",),
                (role,) if "$" in marks else (),
                (role,) if marks & {"+", "%"} else (),
                "%" in marks,
            )
        )
    if len(said) == 1 and _may_be(said[0], "ADJ"):  # "on economic (matters)"
        found += [
            replace(r, needs=tuple(n.replace("=", ".mod=", 1) for n in r.needs)) for r in found
        ]
    if preposition == "to" and said:
        found.append(_Reading(_clause(said)))
    return found


# -- verbs -----------------------------------------------------------------------------------


def _verb(words: str, forms: tuple[str, ...]) -> tuple[frozenset[str], str]:
    """The lemmas of an entry, and the words behind the verb ("BREAK_DOWN", "LASH OUT")."""
    first, *rest = words.lower().replace("_", " ").split()
    if any(word[0] == "+" for word in rest):
        raise _UnsaidError("a verb that is not the first of its words")
    heads = [form.lower().split("_")[0].strip("+") for form in forms if form.strip("+_")]
    word = first.strip("+")
    lemmas = {word, *map(_lemma, heads)} if heads else {_lemma(word)}
    return frozenset(lemmas), " ".join(rest)


def _lemma(word: str) -> str:
    from lemminflect import getLemma

    found = getLemma(word, upos="VERB", lemmatize_oov=False)
    return found[0] if found else word


def _is_verb(word: str) -> bool:
    """Whether a word can only be a verb ("said")."""
    from lemminflect import getAllLemmas

    return "|" not in word and set(getAllLemmas(word)) == {"VERB"}


def _may_be(words: str, kind: str) -> bool:
    """Whether one of the words (``a|b``) can be a verb, or an adjective."""
    from lemminflect import getAllLemmas

    return any(kind in getAllLemmas(word) for word in words.split("|"))
