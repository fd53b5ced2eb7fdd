"""How news calls a person after the first mention: by surname, wherever it stands in the name.

The words that decide it (family names that stand first, particles, what follows a name) are in
``surnames.tsv``; a person whose surname the rules miss gets it as another name in ``people.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from standoff.ontology.tables import Row

NameParts = Mapping[str, frozenset[str]]

_PLACES = ("first", "particle", "bound", "after", "word")
_FAMILY_FIRST = frozenset({"PRK", "KOR", "CHN", "TWN", "HKG", "MAC", "SGP", "VNM", "KHM"})
_ALSO_GIVEN = frozenset({"VNM", "KHM"})


def name_parts(table: Iterable[Row]) -> NameParts:
    """Return the words of each place that the table names, in small letters."""
    found: dict[str, set[str]] = {place: set() for place in _PLACES}
    for row in table:
        if row["place"] not in found:
            raise row.bad("place", f"{row['place']!r} is none of {', '.join(_PLACES)}")
        found[row["place"]].add(row["name_part"].lower())
    return {place: frozenset(words) for place, words in found.items()}


def surnames(name: str, country: str, known: NameParts) -> tuple[str, ...]:
    """Return the surname, with its variants; none for a name of one word.

    The first word where the country writes family names first and it is one ("Kim Jong Un"),
    else the last, with and without its particle ("al-Assad", "Assad"). Vietnamese and Khmer news
    also uses the last word. A surname that is an English word as well ("To", "He") is left out.
    """
    words = name.split()
    while len(words) > 1 and words[-1].lower().rstrip(".") in known["after"]:
        words.pop()
    if len(words) < 2:
        return ()
    found = _last_name(words, known)
    if country in _FAMILY_FIRST and words[0].lower() in known["first"]:
        found = (words[0], words[-1]) if country in _ALSO_GIVEN else (words[0],)
    return tuple(word for word in found if word.lower() not in known["word"])


def _last_name(words: list[str], known: NameParts) -> tuple[str, ...]:
    last = words[-1]
    prefix, hyphen, rest = last.partition("-")
    if hyphen and rest and prefix.lower() in known["particle"]:
        return (last, rest)
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in known["particle"] | known["bound"]:
        start -= 1
    whole = " ".join(words[start:])
    return (whole, last) if words[start].lower() in known["particle"] else (whole,)
