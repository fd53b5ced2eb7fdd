"""Places in the text: where a name lies, by the gazetteer and the states that the text names."""

from __future__ import annotations

from collections import defaultdict

from standoff.coding.names import Names
from standoff.coding.syntax import Syntax
from standoff.ontology import ActorTable
from standoff.ontology.gazetteer import Town, towns
from standoff.types import INTERNATIONAL, Place, Span

_LARGE = 200_000  # inhabitants from which a town is known without its country
_SHORTEST = 3


class Places:
    """Finds the places of one document."""

    def __init__(self, syntax: Syntax, names: Names, table: ActorTable) -> None:
        self.syntax, self.names, self.table = syntax, names, table
        heads = {hit.head: hit for hit in names.at.values()}
        self._country_at = {
            k: country for k, hit in heads.items()
            if (country := table.country_of(hit.name.actor)) and country not in INTERNATIONAL
        }  # fmt: skip
        self._named = frozenset(self._country_at.values())
        self._near: dict[int, set[str]] = defaultdict(set)
        for k, country in self._country_at.items():
            self._near[syntax.tokens[k].sentence].add(country)

    def town(self, first: int, last: int, country: str | None = None) -> Town | None:
        """The town that tokens ``first`` to ``last`` (exclusive) name, in ``country`` if that is known.

        Of several of a name the one counts whose country stands right behind it, else in the
        sentence, else in the text; one in a country that the text does not name only if it is large.
        """
        words = self.syntax.analysis.words(first, last)
        found = towns(words) if len(words) >= _SHORTEST else ()
        wanted = country or self._country_behind(last)
        if wanted:
            return next((t for t in found if t.country == wanted), None)
        near = self._near[self.syntax.tokens[first].sentence]
        return max(
            (t for t in found if t.country in self._named or t.population >= _LARGE),
            key=lambda t: (t.country in near, t.country in self._named, t.population),
            default=None,
        )

    def place(self, span: Span, first: int, last: int, country: str | None = None) -> Place:
        """What stands at ``span``, located by the place name of tokens ``first`` to ``last`` (exclusive)."""
        name = self.syntax.analysis.text[span.start : span.end]
        country = None if country in INTERNATIONAL else country  # a continent is in no state
        town = self.town(first, last, country)
        if town is None:
            return Place(name=name, span=span, country=country)
        return Place(
            name=name, span=span, country=town.country, admin=town.admin or None,
            latitude=town.latitude, longitude=town.longitude,
        )  # fmt: skip

    def _country_behind(self, last: int) -> str | None:
        """ "Springfield, Sudan", "Springfield in Sudan", "Springfield (Sudan)"."""
        tokens = self.syntax.tokens
        if last + 1 < len(tokens) and tokens[last].text in {",", "in", "("}:
            hit = self.names.at.get(last + 1)
            return self._country_at.get(hit.head) if hit is not None else None
        return None
