"""The shipped tables hold together: ids are unique, dates parse, references exist."""

import re
from collections import Counter
from itertools import combinations, groupby, pairwise

import pytest

from standoff.ontology import plover
from standoff.ontology.tables import DATA, data, rows
from standoff.ontology.terms import term

PEOPLE, OFFICES, ORGANISATIONS, MEDIA, STATES = (
    rows(data(f"{name}.tsv")) for name in ("people", "offices", "organisations", "media", "states")
)
STATE_CODES = {row["iso3"] for row in STATES}
INTERNATIONAL = {"UNO", "EUR", "IGO", "NGO", "IMG", "ISM", "MNC"}
ROLES = {
    "head-of-state", "head-of-government", "leader", "president-elect", "vice-head", "monarch",
    "foreign-minister", "defence-minister", "security-adviser", "army-chief", "intelligence-chief",
    "spokesperson", "ambassador-un", "envoy", "organisation-head", "opposition-leader",
    "group-leader", "minister", "lawmaker", "other",
}  # fmt: skip
KINDS = {
    "people": {"person"},
    "organisations": {"organisation", "armed-force", "armed-group", "group"},
}
MEDIA_KINDS = {"agency", "newspaper", "broadcaster", "site", "platform"}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
NAMED = {"people": PEOPLE, "organisations": ORGANISATIONS, "media": MEDIA}
ALL = sorted(path.name for path in DATA.glob("*.tsv"))


def doubles(values):
    return [value for value, count in Counter(values).items() if count > 1]


def where(found):
    return [f"line {row.line}: {' | '.join(row.values())}" for row in found]


# -- every table -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_a_table_has_rows_of_one_width(name):
    assert rows(data(name))


@pytest.mark.parametrize("name", ALL)
def test_a_table_opens_with_its_source(name):
    assert data(name).read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize("name", ALL)
def test_no_row_of_a_table_stands_twice(name):
    assert doubles(tuple(row.values()) for row in rows(data(name))) == []


@pytest.mark.parametrize("name", ALL)
def test_no_value_stands_twice_in_a_cell_that_holds_several(name):
    columns = data(name).read_text(encoding="utf-8").splitlines()
    header = next(line for line in columns if not line.startswith("#")).split("\t")
    several = [cell.removesuffix("(;)") for cell in header if cell.endswith("(;)")]
    found = rows(data(name))
    assert where(row for row in found for each in several if doubles(row.several(each))) == []


# -- people, organisations, media ------------------------------------------------------------


def test_no_two_actors_share_an_id():
    ids = [row["id"] for table in NAMED.values() for row in table]
    assert doubles([*ids, *STATE_CODES]) == []


@pytest.mark.parametrize("name", NAMED)
def test_an_id_is_a_slug(name):
    assert where(row for row in NAMED[name] if not SLUG.fullmatch(row["id"])) == []


@pytest.mark.parametrize("name", NAMED)
def test_an_actor_has_a_name_and_a_source(name):
    assert where(row for row in NAMED[name] if not (row["name"] and row["source"])) == []


@pytest.mark.parametrize("name", NAMED)
def test_another_name_is_not_the_name(name):
    assert where(row for row in NAMED[name] if row["name"] in row.several("other_names")) == []


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_one_of_ours(name):
    assert {row["kind"] for row in NAMED[name]} <= KINDS[name]


def test_a_person_is_of_a_state():
    assert where(row for row in PEOPLE if row["country"] not in STATE_CODES) == []


def test_a_person_has_a_sex():
    assert where(row for row in PEOPLE if row["sex"] not in {"m", "f"}) == []


def test_an_organisation_is_of_a_state_or_international():
    known = STATE_CODES | INTERNATIONAL
    assert where(row for row in ORGANISATIONS if row["country"] not in known) == []


def test_members_of_an_organisation_are_states():
    assert where(r for r in ORGANISATIONS if not STATE_CODES.issuperset(r.several("members"))) == []


def test_an_outlet_is_of_a_state():
    assert where(row for row in MEDIA if row["country"] not in STATE_CODES) == []


def test_an_outlet_says_who_owns_it_and_what_it_is():
    assert {row["state"] for row in MEDIA} == {"yes", "no"}
    assert {row["medium"] for row in MEDIA} == MEDIA_KINDS


# -- offices ---------------------------------------------------------------------------------


def test_an_office_is_held_by_a_person_of_the_table():
    people = {row["id"] for row in PEOPLE}
    assert where(row for row in OFFICES if row["person"] not in people) == []


def test_an_office_is_of_a_state_or_an_organisation_of_the_table():
    known = STATE_CODES | {row["id"] for row in ORGANISATIONS}
    assert where(row for row in OFFICES if row["country"] not in known) == []


def test_an_office_has_a_title_and_a_source():
    assert where(row for row in OFFICES if not (row["title"] and row["source"])) == []


def test_a_role_is_one_of_ours():
    assert where(row for row in OFFICES if row["role"] not in ROLES) == []


@pytest.mark.parametrize("name", ["offices", "organisations"])
def test_sectors_are_plovers(name):
    found = rows(data(f"{name}.tsv"))
    assert where(r for r in found if not all(map(plover.is_sector, r.several("sectors")))) == []


def test_an_office_of_a_state_has_sectors():
    found = (row for row in OFFICES if row["country"] in STATE_CODES)
    assert where(row for row in found if not row["sectors"]) == []


def test_dates_parse_and_a_term_ends_after_it_starts():
    assert len([term(row) for row in OFFICES]) == len(OFFICES)


def same_role(row):
    return row["person"], row["role"], row["country"]


def overlap(one, other):
    early, late = sorted((term(one).office, term(other).office), key=lambda o: str(o.since or ""))
    return early.until is None or late.since is None or late.since < early.until


def test_terms_of_one_person_in_one_role_do_not_overlap():
    groups = groupby(sorted(OFFICES, key=same_role), key=same_role)
    pairs = (pair for _, group in groups for pair in combinations(group, 2))
    assert [where(pair) for pair in pairs if overlap(*pair)] == []


def test_the_offices_of_a_person_stand_together():
    assert doubles(person for person, _ in groupby(OFFICES, key=lambda row: row["person"])) == []


@pytest.mark.parametrize("role", ["head-of-government", "foreign-minister", "defence-minister"])
def test_one_person_at_a_time_leads_a_ministry_or_a_government(role):
    """A few days of handing over are let pass; more is a wrong date."""
    held = sorted((r for r in OFFICES if r["role"] == role), key=lambda row: row["country"])
    found = []
    for _, group in groupby(held, key=lambda row: row["country"]):
        terms = sorted((term(r) for r in group), key=lambda t: str(t.office.since or ""))
        for early, late in pairwise(terms):
            until, since = early.office.until, late.office.since
            if until is None or (since is not None and (until - since).days > 35):
                found.append((early, late))
    assert found == []
