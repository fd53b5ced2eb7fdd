"""Names in the text: which stretches name an actor of the tables, and which actor that is.

A name may have several readings ("Georgia", "Kim", "Washington"). A capital is read as its state
unless the words round it make it a city ("a meeting in Geneva"); a bare surname goes to the person
who was named in full in this article, else to whoever holds office on the article's date; where the text has no
date, also to whoever once led a state.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from standoff.coding.persons import Persons
from standoff.coding.syntax import POSSESSIVE, Syntax
from standoff.language import Token
from standoff.ontology import ActorTable, Name
from standoff.ontology.wordlists import word_list

_LOCATIVE = word_list("locative")
_MOTION = word_list("motion")
_CITY_WORDS = word_list("city")
_OCCASIONS = word_list("occasion")
_LEADING = {"leader", "head-of-state", "head-of-government"}
_LABEL = 3  # words that may stand before the surname in a label
_DATELINE_END = {"-", "–", "—", "("}


Found = tuple[int, int, tuple[Name, ...]]
"""First token, last (exclusive), readings of a name."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found: tokens ``first`` to ``last`` (exclusive), its head token, and its reading."""

    first: int
    last: int
    head: int
    name: Name
    confidence: float


class Names:
    """All names of one document: ``at[token]`` is the Hit that covers the token."""

    def __init__(
        self, syntax: Syntax, persons: Persons, table: ActorTable, on: date | None
    ) -> None:
        self.syntax, self.persons, self.table, self.on = syntax, persons, table, on
        self.at: dict[int, Hit] = {}
        self.full_names: dict[str, int] = {}
        words = [t.text for t in syntax.tokens]
        self._surnames = {words[p.last] for p in persons.at.values() if p.last > p.first}
        found = self._at_home(list(self._scan(words)))
        for first, last, readings in found:
            for name in readings:
                if name.form in {"name", "acronym"}:
                    self.full_names.setdefault(name.actor, first)
            for leader in self._leaders(last, readings):
                self.full_names.setdefault(leader, first)
        sure = [readings[0].actor for _, _, readings in found if self._is_of_one(readings)]
        self._sure = frozenset(sure)
        self._countries = Counter(filter(None, map(table.country_of, sure)))
        for first, last, readings in found:
            self._place(first, last, readings)

    def _at_home(self, found: list[Found]) -> list[Found]:
        """The names without bodies called by an ordinary word ("Congress") of a state that nothing else names, where
        another is named again and again.
        """
        table = self.table
        plain = {n for n, (_, _, readings) in enumerate(found) if self._is_plain_body(readings)}
        named = Counter(
            table.country_of(readings[0].actor)
            for n, (_, _, readings) in enumerate(found) if n not in plain
        )  # fmt: skip
        abroad = any(times > 1 for state, times in named.items() if state)
        return [
            one for n, one in enumerate(found)
            if n not in plain or not abroad or table.country_of(one[2][0].actor) in named
        ]  # fmt: skip

    def _is_plain_body(self, readings: tuple[Name, ...]) -> bool:
        plain = all(self.table.is_ordinary(name) for name in readings)
        return plain and self.table.entities[readings[0].actor].kind == "organisation"

    def others(self, i: int, quoted: frozenset[int]) -> frozenset[str]:
        """Whom a clause names, by id or name, that one of its sides is not: behind it ("he thanked *Kim*"), or in what
        the subject says ("“*Kim* has Russia behind him,” he said").
        """
        verb = self.syntax.tokens[i].head
        if verb < 0 or self.syntax.bases[i] not in {"nsubj", "obj", "iobj"}:
            return frozenset()
        joined = self.syntax.children(verb, "conj", "parataxis", "advcl", "ccomp")
        beside = {t for k in joined for t in self.syntax.subtree(k)}
        there = [k for k in self.syntax.subtree(verb) if k > i and k not in beside]
        if self.syntax.bases[i] == "nsubj" and i not in quoted:
            there += self._said(verb, quoted)
        known = {hit.name.actor for k in there if (hit := self.at.get(k)) is not None}
        others = {n for k in there if (n := self.persons.at.get(k)) is not None}
        return frozenset(known | {self.syntax.analysis.words(n.first, n.last + 1) for n in others})

    def _said(self, verb: int, quoted: frozenset[int]) -> list[int]:
        """The quoted tokens of what a verb reports, whichever of the two the tree has on top."""
        tops = self.syntax.reported(verb)
        return [t for k in tops for t in self.syntax.subtree(k) if t in quoted]

    def _leaders(self, last: int, readings: tuple[Name, ...]) -> tuple[str, ...]:
        """ "North Korea's leader", "the North Korean leader": as good as his full name."""
        lemmas, k = self.syntax.lemmas, last
        while k < len(lemmas) and lemmas[k] in POSSESSIVE:
            k += 1
        if k >= len(lemmas) or lemmas[k] != "leader" or not readings:
            return ()
        country = self.table.country_of(readings[0].actor)
        led = self.table.holders("leader", country, self.on) if country else ()
        return led if len(led) == 1 else ()

    def _scan(self, words: list[str]) -> list[Found]:
        out, i = [], 0
        starting = set(filter(self.table.phrases.may_start_with, set(words)))
        while i < len(words):
            if words[i] not in starting:
                i += 1
                continue
            match = self._shared_end(words, i) or self.table.longest(words, i)
            readings = self._as_tagged(i, match[1]) if match is not None else ()
            if match is None or not self._fits(i, match[0], readings):
                i += 1
                continue
            out.append((i, match[0], readings))
            i = match[0]
        return out

    def _as_tagged(self, i: int, readings: tuple[Name, ...]) -> tuple[Name, ...]:
        """ "The Hague" that is tagged as a place is nobody's surname, where it is called so."""
        others = tuple(name for name in readings if name.form != "surname")
        return others if others and self.syntax.tokens[i].entity == "LOC" else readings

    def _shared_end(self, words: list[str], i: int) -> tuple[int, tuple[Name, ...]] | None:
        """ "North" of "North and South Korea": a name whose last word stands with the next one."""
        if i + 3 >= len(words) or words[i + 1] not in {"and", "or"} or not words[i][:1].isupper():
            return None
        second = self.table.longest(words, i + 2)
        if second is None or second[0] != i + 4:
            return None
        whole = self.table.longest([words[i], words[i + 3]], 0)
        return (i + 1, whole[1]) if whole is not None and whole[0] == 2 else None

    def _fits(self, first: int, last: int, readings: tuple[Name, ...]) -> bool:
        """A name must not be a part of a longer personal name ("Jordan Peterson", "Paris Hilton")."""
        tokens = self.syntax.tokens
        if tokens[first].sentence != tokens[last - 1].sentence:
            return False
        if any(
            (name.form == "name" and " " in name.text) or self.table.is_given(name)
            for name in readings
        ):
            return True
        surname = any(name.form == "surname" for name in readings)
        if last - first == 1 and tokens[first].text in self._surnames and not surname:
            return False  # "Paris" in an article on Valeska Paris
        person = {tokens[k].entity == "PER" for k in range(first, last)} == {True}
        if not person or surname:
            whole = not surname or self._whole_surname(first, last)
            return whole or self._is_initialled(first, last, readings)
        before = (
            first > 0
            and tokens[first - 1].entity == "PER"
            and tokens[first - 1].sentence == tokens[first].sentence
        )
        after = (
            last < len(tokens)
            and tokens[last].entity == "PER"
            and tokens[last].upos == "PROPN"
            and tokens[last].sentence == tokens[first].sentence
        )
        return not (before or after)

    def _whole_surname(self, first: int, last: int) -> bool:
        """A bare surname stands alone or after a title, not inside another person's name."""
        head = self.syntax.tokens[first]
        if head.upos not in {"PROPN", "NOUN"}:
            return False
        if head.entity == "LOC" and not self._is_label(first, last):
            return False
        if head.entity != "PER" and self.syntax.child_with_rel(first, "det") is not None:
            return False  # "The Sun"
        person = self.persons.at.get(first)
        if person is not None:
            return person.first == first and person.last == last - 1
        return not any(self._beside(k, head) for k in (first - 1, last))

    def _is_initialled(self, first: int, last: int, readings: tuple[Name, ...]) -> bool:
        """ "V. Putin": a surname with initials in front, the first of which is its bearer's."""
        person = self.persons.at.get(first)
        if person is None or person.last != last - 1:
            return False
        given = [self.syntax.tokens[k].text.rstrip(".") for k in range(person.first, first)]
        if not given or any(len(word) != 1 for word in given):
            return False
        bearers = (self.table.actor(n.actor, self.on).name for n in readings if n.form == "surname")
        return any(name.startswith(given[0]) for name in bearers)

    def _is_label(self, first: int, last: int) -> bool:
        """ "Sandu: no more talks": what begins a line and has a colon behind it is tagged by its looks only."""
        tokens, text = self.syntax.tokens, self.syntax.analysis.text
        if last >= len(tokens) or tokens[last].text != ":":
            return False
        begins = self.syntax.analysis.sentences[tokens[first].sentence][0]
        near = first - begins <= _LABEL  # "Syria's Sharaa: …"
        return near and not text[: tokens[begins].start].rstrip(" \t")[-1:].strip()

    def _beside(self, k: int, surname: Token) -> bool:
        """Whether the word at k, next to a surname that is tagged as no person, is a part of the name."""
        if not 0 <= k < len(self.syntax.tokens):
            return False
        token = self.syntax.tokens[k]
        named = token.upos == "PROPN" and token.text[:1].isupper() and token.entity in {"", "PER"}
        linked = token.rel in {"flat", "appos", "compound"}
        here = token.sentence == surname.sentence
        return here and named and linked and not self.persons.phrases.is_title_word(k)

    def _place(self, first: int, last: int, readings: tuple[Name, ...]) -> None:
        head = self._head(first, last)
        name, confidence = self._choose(head, readings)
        if name is None:
            return
        hit = Hit(first, last, head, name, confidence)
        for k in range(first, last):
            self.at[k] = hit

    def _head(self, first: int, last: int) -> int:
        for k in range(first, last):
            if not first <= self.syntax.tokens[k].head < last:
                return k
        return first

    def _choose(self, head: int, readings: tuple[Name, ...]) -> tuple[Name | None, float]:
        forms = {name.form: name for name in readings}
        if "surname" in forms and len(forms) == 1:
            return self._by_surname(readings)
        metonym = forms.get("metonym")
        if metonym and self.is_place(head):
            return Name(actor=metonym.actor, form="place", text=metonym.text), 1.0
        for form in ("name", "acronym", "adjective", "demonym", "metonym", "place"):
            same = [name for name in readings if name.form == form]
            if len(same) == 1:
                return same[0], 1.0
            if same:
                return self._most_relevant(same), 0.7
        return self._by_surname(readings)

    def _by_surname(self, readings: tuple[Name, ...]) -> tuple[Name | None, float]:
        named = [n for n in readings if n.actor in self.full_names]
        if named:  # of two of one family whoever leads goes by the surname
            return min(
                named, key=lambda n: (not self._leads(n.actor), self.full_names[n.actor])
            ), 0.95
        in_office = [n for n in readings if self.table.office(n.actor, self.on)]
        if len(in_office) == 1:
            return in_office[0], 0.8
        leading = [n for n in in_office if self._leads(n.actor)]
        if len(leading) == 1:
            return leading[0], 0.6
        if in_office:
            return self._most_relevant(in_office), 0.5
        if self.on is not None:
            return None, 0.0
        led = [n for n in readings if self.table.has_led(n.actor)]
        return (led[0], 0.6) if len(led) == 1 else (None, 0.0)

    def _leads(self, actor: str) -> bool:
        return self.table.role(actor, self.on) in _LEADING

    def _is_of_one(self, readings: tuple[Name, ...]) -> bool:
        """Whether a name can mean nobody but one side's."""
        return len({self.table.country_of(name.actor) or name.actor for name in readings}) == 1

    def _most_relevant(self, readings: list[Name]) -> Name:
        """The reading that the article names elsewhere without doubt; else the one whose country it names most; else
        the first of the table.
        """
        return max(
            readings,
            key=lambda n: (
                n.actor in self._sure,
                self._countries[self.table.country_of(n.actor) or ""],
            ),
        )

    # -- city or state -----------------------------------------------------------------------

    def is_place(self, head: int) -> bool:
        """Whether a capital or seat at this token means the place and not its government."""
        syntax, token = self.syntax, self.syntax.tokens[head]
        if self._is_dateline(head):
            return True
        preposition = syntax.preposition(head)
        governor = syntax.tokens[token.head] if token.head >= 0 else None
        if preposition in _LOCATIVE:
            return True
        if preposition in {"to", "from"}:
            return governor is not None and governor.lemma.lower() in _MOTION
        if token.rel in {"compound", "amod", "nmod:desc"} and governor is not None:
            return governor.lemma.lower() in _CITY_WORDS | _OCCASIONS
        if token.rel == "appos" and governor is not None:
            return governor.lemma.lower() in _CITY_WORDS
        if preposition == "of" and governor is not None:
            return governor.lemma.lower() in _CITY_WORDS
        coordinated = token.rel == "conj" and token.head >= 0
        return coordinated and self.is_place(token.head)

    def _is_dateline(self, head: int) -> bool:
        tokens = self.syntax.tokens
        first = self.syntax.analysis.sentences[tokens[head].sentence][0]
        if head - first > 3 or not tokens[first].text[:1].isupper():
            return False
        return any(t.text in _DATELINE_END for t in tokens[head + 1 : head + 6]) and (
            tokens[head].text.isupper() or self._has_dash_after(head)
        )

    def _has_dash_after(self, head: int) -> bool:
        following = self.syntax.tokens[head + 1 : head + 9]
        return any(t.text in {"--", "—", "–"} for t in following) and any(
            t.text == "(" for t in following
        )
