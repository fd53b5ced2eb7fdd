"""The tables that pair other data sets' words with our codes are sound."""

import pytest

from standoff.exchange import codes
from standoff.ontology import plover
from standoff.ontology.tables import data, rows
from standoff.types import INTERNATIONAL

COUNTRIES = codes.data_rows("countries.tsv", "iso3", "icews", "other_names", "fips", "cameo")


@pytest.mark.parametrize("column", ["fips", "cameo"])
def test_a_code_stands_for_one_country(column):
    found = [code for row in COUNTRIES for code in row.several(column)]
    assert len(found) == len(set(found))
    assert all(len(code) == (2 if column == "fips" else 3) for code in found)


def test_a_name_stands_for_one_country():
    names = [
        name.casefold() for row in COUNTRIES for name in (row["icews"], *row.several("other_names"))
    ]
    assert len(names) == len(set(names))


def test_every_state_of_ours_has_its_row_under_its_own_name():
    known = {row["iso3"] for row in COUNTRIES}
    for state in rows(data("states.tsv")):
        assert state["iso3"] in known
        assert codes.country_of_name(state["name"]) == state["iso3"]


def test_every_living_state_has_a_fips_code():
    dead = {"SUN", "YUG", "CSK", "DDR", "SCG", "VDR"}
    missing = {row["iso3"] for row in COUNTRIES if not row["fips"]}
    assert missing == dead - {"SCG"}


@pytest.mark.parametrize("row", COUNTRIES, ids=lambda row: row["iso3"])
def test_what_is_written_for_a_country_is_read_as_that_country(row):
    code = row["iso3"]
    assert codes.country_of_name(codes.name_of_country(code)) == code
    assert codes.country_of_cameo(codes.cameo_of_country(code)) == code
    assert codes.country_of_fips(codes.fips_of_country(code)) == (code if row["fips"] else None)


@pytest.mark.parametrize(
    ("file", "column"), [("icews_sectors.tsv", "sector"), ("cameo_roles.tsv", "role")]
)
def test_sectors_are_plovers_and_what_is_written_is_read_again(file, column):
    words = [row[column] for row in codes.data_rows(file)]
    assert len(words) == len(set(words))
    names = codes.Names(file, column)
    for code, word in names.words.items():
        assert plover.is_sector(code)
        assert names.codes[word] == code


def test_acts_of_acled_are_plovers():
    for row in codes.data_rows("acled_types.tsv", "event_type", "sub_event_type", "type", "mode"):
        plover.event_type(row["type"])
        if row["mode"]:
            plover.mode(row["mode"], row["type"])
    for row in codes.data_rows("acled_actors.tsv", "inter", "name", "sector"):
        assert plover.is_sector(row["sector"])


def test_international_codes_can_be_written_in_every_data_set():
    for file, column in (("icews_sectors.tsv", "sector"), ("cameo_roles.tsv", "role")):
        missing = INTERNATIONAL - set(codes.Names(file, column).words)
        assert missing <= {"UNO", "EUR"}


def test_the_two_cameo_roots_that_plover_drops_still_have_a_quad_class():
    assert codes.act_of_cameo("010") == (None, None, (), "verbal cooperation", 0.0)
    assert codes.act_of_cameo("020").quad == "verbal cooperation"


@pytest.mark.parametrize("code", [None, "", "10", "---", "99999"])
def test_what_is_no_cameo_code_gives_no_type_or_that_of_its_own_number(code):
    assert codes.act_of_cameo(code).type == {"10": "REQUEST"}.get(code)
