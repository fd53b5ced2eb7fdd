"""PETRARCH's and TABARI's verb dictionaries as rows of our event lexicon, so that users may give them as they are.

A dictionary has sets of synonyms and blocks of verbs with a CAMEO code, each block with patterns of closer codes::

    &TIES
    +RELATIONS
    +DIPLOMATIC TIES

    --- BREAK [050] ---
    BREAK {BROKE BROKEN}
    BREAK_OFF [061]
    - * &TIES WITH + [0872]   # what follows is a comment

A pattern asks for words before and behind the verb (``*``), in this order, with gaps where it has blanks
(``verb_patterns``). ``$`` is the source, ``+`` the recipient, ``^`` a noun phrase to pass over; ``%`` before the verb
are those who do it to each other, behind it recipients. A code said twice (``[031:031]``) is an act done together; of
two that differ the second is what the other side does (``[032:033]``, a visit and its hosting). ``[---]`` is no event,
and keeps our own rows and the model from seeing one in the verb. The brackets of PETRARCH-2 say nothing here.

A verb is found by the spellings that its entry lists or that are regular, else by lemma; other words as they are
written, nouns of a set in the plural, too. Codes of CAMEO's 01 and 02 have no PLOVER type: there a verb is left to our
rows, a pattern makes no event if its verb has one. ``left_out`` names such lines, those with codes of nobody's and
those with a set that the file does not define; nothing else tells of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from standoff.errors import DataError, InputError
from standoff.ontology import plover
from standoff.ontology.tables import text_of
from standoff.ontology.verb_patterns import (
    Element,
    Pattern,
    Phrases,
    elements,
    literal,
    regular_forms,
    spelled,
)

NO_EVENT = "---"
_NOTE = re.compile(r"<!--.*?-->", re.DOTALL)
_REMARK = re.compile(r"(?:^|\s)[#;].*")
_CODE = re.compile(r"\[([^\]\[]*)\]")
_NUMBER = re.compile(r"\[(?:---|[\d:]+)\]")
_FORMS = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class VerbRow:
    """What a line gives: lemmas, what must stand round them, the meaning (None: no event) and the other side's."""

    lemmas: frozenset[str]
    pattern: Pattern
    meaning: plover.Cameo | None
    back: plover.Cameo | None
    reciprocal: bool
    line: int


@dataclass(frozen=True, slots=True)
class Verbs:
    """What a dictionary gives: rows, and the lines (with the reason) that give none."""

    rows: tuple[VerbRow, ...]
    left_out: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class _Verb:
    """An entry: the words before and behind the verb itself, its spellings and lemmas, its code."""

    lead: tuple[str, ...]
    tail: tuple[str, ...]
    forms: frozenset[str]
    lemmas: frozenset[str]
    code: str
    line: int

    def pattern(self, before: tuple[Element, ...] = (), after: tuple[Element, ...] = ()) -> Pattern:
        """The entry's own words and those of a pattern round it."""
        lead, tail = _fixed(self.lead[::-1]), _fixed(self.tail)
        first, last = (*lead, *before), (*tail, *after)
        needed = literal((*first, *last))
        return Pattern(self.forms, first, last, len(lead) + len(tail), needed)


def _fixed(words: tuple[str, ...]) -> tuple[Element, ...]:
    return tuple(Element(frozenset({(word,)}), joined=True) for word in words)


@dataclass(slots=True)
class _Block:
    """Verbs that share patterns: what stands before and after, code, line."""

    code: str = ""
    verbs: list[_Verb] = field(default_factory=list)
    patterns: list[tuple[str, str, str, int]] = field(default_factory=list)


class _UnsaidError(Exception):
    """A pattern that makes no row; the message is the reason."""


def is_verb_dictionary(path: Path) -> bool:
    """Whether a file looks like a verb dictionary: blocks, sets or codes in brackets, no table's header."""
    text = _NOTE.sub("", text_of(path))
    lines = [line for line in text.splitlines() if line.strip() and line[0] not in "#;"]
    if not lines or lines[0].startswith((NO_EVENT, "&")):
        return bool(lines)
    return "\t" not in lines[0].strip() and any(map(_NUMBER.search, lines[:50]))


def read_verbs(path: Path) -> Verbs:
    """Read a dictionary.

    Raises ``DataError`` for a line that is no part of a dictionary, and where no code at all is CAMEO's.
    """
    sets, blocks, left_out = _parsed(path)
    reader = _Reader(sets)
    rows = [row for block in blocks for row in reader.rows(block)]
    _check_codes(path, blocks)
    return Verbs(tuple(rows), tuple(sorted([*left_out, *reader.left_out])))


def _check_codes(path: Path, blocks: list[_Block]) -> None:
    """Not one code of CAMEO's: a dictionary of another scheme, or no verb dictionary."""
    codes = [(v.line, v.code) for b in blocks for v in b.verbs if v.code]
    codes += [(line, code) for b in blocks for *_, code, line in b.patterns if code]
    if codes and not any(code == NO_EVENT or _meaning(code) for _, code in codes):
        line, code = min(codes)
        why = "is no CAMEO code, nor is any other of the file; write codes such as 042, 1721 or ---"
        raise DataError(f"{path}, line {line}: {code!r} {why} (PETRARCH dictionary)")


# -- lines -----------------------------------------------------------------------------------


def _lines(path: Path) -> Iterator[tuple[int, str]]:
    """Lines that say something, without notes and remarks."""
    text = _NOTE.sub(lambda m: "\n" * m[0].count("\n"), text_of(path))
    for number, line in enumerate(text.splitlines(), 1):
        said = _REMARK.sub("", line).strip() if "#" in line or ";" in line else line.strip()
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
        blocks[-1].verbs.append(_verb(words, forms[1].split() if forms else [], own, number))


def _plain(code: str) -> str:
    return code.strip().upper()


def _bad(path: Path, number: int, line: str, what: str) -> DataError:
    return DataError(
        f"{path}, line {number}: {line!r} cannot be read; {what} (PETRARCH dictionary)"
    )


# -- verbs -----------------------------------------------------------------------------------


def _verb(words: str, forms: list[str], code: str, line: int) -> _Verb:
    """An entry; of several words the first is the verb, or the one with ``+`` ("WIRE_+TAP")."""
    parts = words.lower().replace("_", " ").split()
    at = next((n for n, part in enumerate(parts) if part[0] == "+"), 0)
    verb = parts[at].strip("+")
    listed = frozenset(head for form in forms if (head := _head(form.lower(), at)))
    lemmas = frozenset({verb, *map(_lemma, listed)}) if listed else frozenset({_lemma(verb)})
    spellings = listed | ({verb} if listed else regular_forms(verb))
    return _Verb(tuple(parts[:at]), tuple(parts[at + 1 :]), spellings, lemmas, code, line)


def _head(form: str, at: int) -> str:
    """The verb's own word of a listed form."""
    parts = form.strip("_").split("_")
    marked = next((part for part in parts if part.startswith("+")), "")
    return (marked or (parts[at] if at < len(parts) else parts[0])).strip("+")


@lru_cache(maxsize=1 << 16)
def _lemma(word: str) -> str:
    from lemminflect import getLemma

    found = getLemma(word, upos="VERB", lemmatize_oov=False)
    return found[0] if found else word


# -- codes -----------------------------------------------------------------------------------


@lru_cache(maxsize=1 << 12)
def _meaning(code: str) -> plover.Cameo | None:
    """A code, or the first of its two halves, in CAMEO; None for one of another scheme."""
    try:
        return plover.cameo(code.partition(":")[0])
    except InputError:
        return None


def _back(code: str) -> plover.Cameo | None:
    """What the other side does, where the code has a second half that differs and has a PLOVER type."""
    first, _, second = code.partition(":")
    found = _meaning(second) if second and second != first else None
    return found if found is not None and found.type else None


# -- rows ------------------------------------------------------------------------------------


class _Reader:
    """Makes rows of blocks, and keeps what is left out."""

    def __init__(self, sets: dict[str, list[str]]) -> None:
        self.sets = sets
        self.left_out: dict[tuple[int, str], None] = {}  # in order, each once
        self.members = lru_cache(maxsize=None)(self._members)

    def rows(self, block: _Block) -> Iterator[VerbRow]:
        """The rows of a block's verbs, and those of its patterns for each of them."""
        for verb in block.verbs:
            yield from self._row(verb, verb.pattern(), verb.code, verb.line, False)
        for before, after, code, line in block.patterns:
            try:
                lead = elements(before, self.members, behind=False)
                rest = elements(after, self.members, behind=True)
            except _UnsaidError as why:
                self.left_out[line, str(why)] = None
                continue
            for verb in block.verbs:
                known = _meaning(verb.code)
                silence = known is not None and known.type is not None
                yield from self._row(verb, verb.pattern(lead, rest), code, line, silence)

    def _row(
        self, verb: _Verb, pattern: Pattern, code: str, line: int, silence: bool
    ) -> Iterator[VerbRow]:
        """A row; ``silence`` says whether a code without a PLOVER type makes a row of no event."""
        known = _meaning(code)
        first, _, second = code.partition(":")
        if known is not None and known.type:
            yield VerbRow(verb.lemmas, pattern, known, _back(code), first == second, line)
        elif code == NO_EVENT or (known is not None and silence):
            yield VerbRow(verb.lemmas, pattern, None, None, False, line)
        elif code:  # a verb may have nothing but its patterns
            what = "which PLOVER drops" if known else "none of CAMEO's"
            self.left_out[line, f"code {code!r}, {what}"] = None

    def _members(self, name: str, above: tuple[str, ...] = ()) -> Phrases:
        """The phrases of a set and of the sets in it."""
        if name in above or name not in self.sets:
            raise _UnsaidError(f"&{name}, which the file does not define")
        found: set[tuple[str, ...]] = set()
        for member in self.sets[name]:
            if member.startswith("&"):
                found |= self._members(member[1:].strip("_ ").upper(), (*above, name))
            else:
                found.add(spelled(member))
        return frozenset(found)
