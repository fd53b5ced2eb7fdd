"""The event lexicon: which words make which PLOVER event, and who of their roles did it to whom.

``data/events/`` holds a table for each PLOVER type with one kind of wording a row, ``data/event_classes.tsv`` the
word classes that its conditions name (``@talks``), ``data/event_contexts.tsv`` the topic words that give an event a
context. All of it is our own, from our knowledge of English news and from sentences that we wrote; no verb
dictionary of the field was consulted. Gaps were found on PLV_train of Zero-Shot-PLOVER, which is therefore no test
set for it. A user's own tables have the same columns, or are verb dictionaries of PETRARCH's, and are tried before
ours. A cell that cannot be used is a ``DataError`` that names file, line and column.

A row (``|`` separates lemmas that behave alike; particles are joined: ``call_off``)::

    lemma    reject|rebuff|turn_down
    pos      V, N or A
    needs    obj=@talks|offer !obj.mod=trade      all must hold; ``!`` forbids
    source   subj                                 roles tried in order; empty: the matcher's own
    recipient obj.with obj.poss                   the same; ``-``: never one, in both: no event
    example  [North Korea] *rejected* talks with {the United States}.

A *role* is ``obj``, ``subj``, ``iobj``, ``xcomp``, ``ccomp``, ``aim`` (a clause of purpose), ``cop``,
``mod``, ``poss`` or a preposition; a dotted role is a role of the filler of a role (``obj.with``: the phrase with
"with" on the object; ``xcomp.obj``: the object of the infinitive). Words of a condition are
lemmas, ``@class``, ``*`` (anything there), ``actor``, ``state`` or ``place``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from standoff.errors import InputError
from standoff.ontology import plover
from standoff.ontology.petrarch_verbs import VerbRow, is_verb_dictionary, read_verbs
from standoff.ontology.tables import Row as Cells
from standoff.ontology.tables import data, rows
from standoff.ontology.verb_patterns import Pattern

COLUMNS = (
    "lemma", "pos", "needs", "source", "recipient", "type", "mode", "contexts", "cameo", "flags",
    "example",
)  # fmt: skip
POS = frozenset("VNA")
FLAGS = frozenset({"reciprocal", "speech", "swap"})
SPECIAL = frozenset({"*", "actor", "state", "place"})
PREPOSITIONS = frozenset(
    {"about", "across", "after", "against", "along", "alongside", "among", "around", "as", "at", "before",
     "behind", "between", "by", "during", "for", "from", "in", "into", "near", "of", "on", "onto",
     "out", "outside", "over", "through", "to", "toward", "towards", "under", "upon", "via",
     "with", "within", "without"}
)  # fmt: skip
ROLES = PREPOSITIONS | {"obj", "subj", "iobj", "xcomp", "ccomp", "aim", "cop", "mod", "poss"}

Classes = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Need:
    """One condition: some filler of ``role`` is one of ``words`` (or none is, if ``negative``).

    Classes are expanded; ``*``, ``actor`` and ``state`` stay as they are. ``special``: one of these is
    among the words.
    """

    role: str
    words: frozenset[str]
    special: bool
    negative: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the lexicon. ``mode`` is None and ``cameo`` may be None where the cell is empty.

    ``source`` and ``recipient`` are roles to try in order; empty means the matcher's own order,
    ``("-",)`` that there never is one. ``line`` is the line in its file. A row of a verb dictionary has a
    ``pattern`` in place of conditions, and in ``back`` CAMEO's code for what the other side does, if it does anything.
    ``asked`` are the roles that the word itself must have for the conditions to hold: a quick no for most rows.
    """

    lemmas: frozenset[str]
    pos: str
    needs: tuple[Need, ...]
    source: tuple[str, ...]
    recipient: tuple[str, ...]
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    flags: frozenset[str]
    example: str
    line: int
    pattern: Pattern | None = None
    back: str | None = None
    asked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Rows by lemma and part of speech, topic words, and word classes. Equality is identity's.

    ``joined`` holds the first words of lemmas of several words ("call" of ``call_off``); ``has_patterns`` says
    whether some rows are of a verb dictionary.
    """

    rows: tuple[Row, ...]
    classes: Classes
    contexts: Mapping[str, tuple[str, ...]]
    index: Mapping[tuple[str, str], tuple[Row, ...]]
    joined: frozenset[str]
    has_patterns: bool

    def rows_for(self, lemma: str, pos: str) -> tuple[Row, ...]:
        """Give the rows to try for a word, the first that holds being the one to take.

        A user's rows come first, then those with the most and the closest conditions.
        """
        return self.index.get((lemma, pos), ())

    def context_of(self, lemma: str) -> tuple[str, ...]:
        """Give the contexts that a topic word stands for; none for any other word."""
        return self.contexts.get(lemma, ())


def load_lexicon(user_files: Iterable[Path] = ()) -> Lexicon:
    """Our lexicon, with a user's tables before it. The lexicon without any is made only once.

    Raises ``DataError`` for a cell that cannot be used; the message says which.
    """
    files = tuple(user_files)
    if not files:
        return _shipped()
    shipped = _shipped()
    users = [row for file in files for row in _read(file, shipped.classes)]
    return _lexicon([users, list(shipped.rows)], shipped.classes, shipped.contexts)


@cache
def _shipped() -> Lexicon:
    classes = _read_classes(data("event_classes.tsv"))
    tables = (data("events") / f"{each.name.lower()}.tsv" for each in plover.event_types())
    own = [row for table in tables for row in _read(table, classes)]
    return _lexicon([own], classes, _read_contexts(data("event_contexts.tsv")))


def _lexicon(
    layers: list[list[Row]], classes: Classes, contexts: Mapping[str, tuple[str, ...]]
) -> Lexicon:
    index: dict[tuple[str, str], list[Row]] = {}
    for layer in layers:
        for row in sorted(layer, key=_closeness):
            for lemma in row.lemmas:
                index.setdefault((lemma, row.pos), []).append(row)
    return Lexicon(
        rows=tuple(row for layer in layers for row in layer),
        classes=classes,
        contexts=contexts,
        index=MappingProxyType({key: tuple(found) for key, found in index.items()}),
        joined=frozenset(lemma.partition("_")[0] for lemma, _ in index if "_" in lemma),
        has_patterns=any(row.pattern is not None for layer in layers for row in layer),
    )


def _closeness(row: Row) -> tuple[int, int, int]:
    """Sort key: rows that ask for more come first, of equals those that name fewer words.

    Named words weigh more than a kind of actor, that more than anything at all. What a row
    forbids decides only between equals. The sort is stable: the file's order decides the rest.
    """
    if row.pattern is not None:
        return -row.pattern.closeness, 0, 0
    asked = [need.words for need in row.needs if not need.negative]
    return -sum(map(_weight, asked)), sum(map(len, asked)), len(asked) - len(row.needs)


def _weight(words: frozenset[str]) -> int:
    return 2 if "*" in words else 3 if words & SPECIAL else 4


def _read(file: Path, classes: Classes) -> list[Row]:
    """A table's rows, or those that a verb dictionary of PETRARCH's makes."""
    if is_verb_dictionary(file):
        return list(map(_of_dictionary, read_verbs(file).rows))
    return [_row(each, classes) for each in rows(file, COLUMNS)]


def _of_dictionary(verb: VerbRow) -> Row:
    """A row of a verb dictionary; one without a meaning has no sides, and its type says nothing."""
    meaning, nobody = verb.meaning, () if verb.meaning else ("-",)
    return Row(
        lemmas=verb.lemmas, pos="V", needs=(), source=nobody, recipient=nobody,
        type=(meaning and meaning.type) or "CONSULT", mode=meaning.mode if meaning else None,
        contexts=meaning.contexts if meaning else (), cameo=meaning.code if meaning else None,
        flags=frozenset({"reciprocal"} if verb.reciprocal else ()), example="", line=verb.line,
        pattern=verb.pattern, back=verb.back.code if verb.back else None,
    )  # fmt: skip


def _row(cells: Cells, classes: Classes) -> Row:
    needs = tuple(_need(cells, text, classes) for text in cells["needs"].split())
    return Row(
        lemmas=_lemmas(cells),
        pos=_one_of(cells, "pos", cells["pos"], POS),
        needs=needs,
        asked=frozenset(need.role.partition(".")[0] for need in needs if not need.negative),
        source=_roles(cells, "source"),
        recipient=_roles(cells, "recipient"),
        type=_known_type(cells),
        mode=_known_mode(cells),
        contexts=_known_contexts(cells, "contexts"),
        cameo=_known_cameo(cells),
        flags=frozenset(_one_of(cells, "flags", flag, FLAGS) for flag in cells["flags"].split()),
        example=cells["example"],
        line=cells.line,
    )


def _one_of(cells: Cells, column: str, found: str, known: Iterable[str]) -> str:
    if found not in known:
        raise cells.bad(column, f"{found!r} is unknown; use one of {', '.join(sorted(known))}")
    return found


def _lemmas(cells: Cells) -> frozenset[str]:
    lemmas = frozenset(cells["lemma"].split("|"))
    if "" in lemmas or any(lemma != lemma.lower() or " " in lemma for lemma in lemmas):
        raise cells.bad(
            "lemma",
            f"{cells['lemma']!r}: give lemmas in lower case, separated by one |, particles by _",
        )
    return lemmas


def _role(cells: Cells, column: str, role: str) -> str:
    for part in role.split("."):
        _one_of(cells, column, part, ROLES)
    return role


def _roles(cells: Cells, column: str) -> tuple[str, ...]:
    roles = tuple(cells[column].split())
    return roles if roles == ("-",) else tuple(_role(cells, column, role) for role in roles)


def _need(cells: Cells, text: str, classes: Classes) -> Need:
    role, equals, words = text.removeprefix("!").partition("=")
    if not equals or not words:
        raise cells.bad("needs", f"{text!r} is no condition; write role=word|word, as obj=@talks")
    every = frozenset[str]().union(*(_words(cells, word, classes) for word in words.split("|")))
    return Need(
        role=_role(cells, "needs", role),
        words=every,
        negative=text.startswith("!"),
        special=not every.isdisjoint(SPECIAL),
    )


def _words(cells: Cells, word: str, classes: Classes) -> frozenset[str]:
    if not word.startswith("@"):
        return frozenset({word})
    return classes[_one_of(cells, "needs", word[1:], classes)]


def _known_type(cells: Cells) -> str:
    return _one_of(cells, "type", cells["type"], [each.name for each in plover.event_types()])


def _known_mode(cells: Cells) -> str | None:
    known = [each.name for each in plover.modes(_known_type(cells))]
    return _one_of(cells, "mode", cells["mode"], known) if cells["mode"] else None


def _known_contexts(cells: Cells, column: str) -> tuple[str, ...]:
    return tuple(_one_of(cells, column, c, plover.contexts()) for c in cells.several(column))


def _known_cameo(cells: Cells) -> str | None:
    try:
        return plover.cameo(cells["cameo"]).code if cells["cameo"] else None
    except InputError as error:
        raise cells.bad("cameo", str(error)) from None


def _read_classes(file: Path) -> Classes:
    classes: dict[str, frozenset[str]] = {}
    for cells in rows(file, ("class", "lemmas")):
        if cells["class"] in classes:
            raise cells.bad("class", f"{cells['class']!r} stands twice; join the two lines")
        classes[cells["class"]] = frozenset(cells.several("lemmas"))
    return MappingProxyType(classes)


def _read_contexts(file: Path) -> Mapping[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for cells in rows(file, ("word", "context")):
        words[cells["word"]] = words.get(cells["word"], ()) + _known_contexts(cells, "context")
    return MappingProxyType(words)
