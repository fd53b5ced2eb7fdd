"""Names, offices by date, common nouns, user tables over ours; our tables hold together."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.errors import DataError, InputError
from standoff.ontology import load_actors, plover
from standoff.ontology.names import bare, key, parts
from standoff.ontology.sources import actor_rows
from standoff.ontology.surnames import name_parts, surnames
from standoff.ontology.tables import data, rows

TABLE = load_actors()
ROWS = actor_rows()
STATES = {row["iso3"] for row in ROWS["states"]}
INTERNATIONAL = {"IGO", "UNO", "EUR", "NGO", "IMG", "ISM", "MNC"}
SUMMIT_WEEK = date(2024, 11, 22)


def actors(text, at=0, table=TABLE):
    found = table.longest(text.split(), at)
    return found and (found[0], [name.actor for name in found[1]])


# -- names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "end", "actor"),
    [
        ("North Korea", 2, "PRK"),
        ("NORTH KOREA", 2, "PRK"),
        ("North Korean talks", 2, "PRK"),
        ("U.S. talks", 1, "USA"),
        ("US talks", 1, "USA"),
        ("U.S. - led", 1, "USA"),
        ("United States ' allies", 2, "USA"),
        ("Democratic People 's Republic of Korea said", 6, "PRK"),
        ("Democratic People’s Republic of Korea", 5, "PRK"),
        ("Guinea-Bissau", 1, "GNB"),
        ("Guinea - Bissau", 3, "GNB"),
        ("Guinea", 1, "GIN"),
        ("Côte d’Ivoire", 2, "CIV"),
        ("Cote d'Ivoire", 2, "CIV"),
        ("Türkiye", 1, "TUR"),
        ("Turkey", 1, "TUR"),
        ("Pyongyang 's", 1, "PRK"),
        ("Washington , D.C.", 3, "USA"),
        ("South Sudan", 2, "SSD"),
        ("Khan Younis", 2, "place:khan-younis"),
        ("South China Sea", 3, "place:south-china-sea"),
        ("East Africa", 2, "place:east-africa"),
        ("Kim Jong Un", 3, "kim-jong-un"),
        ("Kim Jong-un", 2, "kim-jong-un"),
        ("Kim Jong - un said", 4, "kim-jong-un"),
        ("KIM JONG UN", 3, "kim-jong-un"),
        ("Yoon Suk-yeol", 2, "yoon-suk-yeol"),
        ("Yoon Suk Yeol", 3, "yoon-suk-yeol"),
    ],
)
def test_name(text, end, actor):
    assert actors(text) == (end, [actor])


@pytest.mark.parametrize(
    "text",
    ["us", "Us", "turkey", "who", "Who", "chad", "the", "north korea", "Kim jong un", ",", "-"],
)
def test_no_name(text):
    found = TABLE.longest(text.split(), 0)
    assert found is None or found[0] < len(text.split())


def test_an_article_is_no_part_of_a_name():
    words = ["the", "Kremlin", "said"]
    assert TABLE.longest(words, 0) is None
    assert TABLE.longest(words, 1)[0] == 2


def test_a_match_ends_where_a_word_ends():
    assert actors("US-led forces") is None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Russia", "name"),
        ("Russian", "adjective"),
        ("Russians", "demonym"),
        ("Moscow", "metonym"),
        ("Kremlin", "metonym"),
        ("USSR", "acronym"),
        ("Crimea", "place"),
        ("Putin", "surname"),
    ],
)
def test_form(text, form):
    assert TABLE.longest([text], 0)[1][0].form == form


def test_an_ambiguous_name_has_a_reading_for_each_actor():
    assert [n.actor for n in TABLE.longest(["Georgia"], 0)[1]] == ["GEO", "place:georgia"]


def test_a_shared_surname_gives_the_leader_first():
    readings = TABLE.longest(["Kim"], 0)[1]
    assert readings[0].actor == "kim-jong-un"
    assert {"kim-yo-jong", "kim-il-sung"} <= {n.actor for n in readings}
    assert {n.form for n in readings} == {"surname"}


@pytest.mark.parametrize("state", sorted(STATES))
def test_a_state_is_found_by_its_name_and_stands_for_itself(state):
    text = TABLE.form_of_state(state) or TABLE.form_of_state(state, "acronym")
    assert state in actors(text.removeprefix("The "))[1]
    assert TABLE.country_of(state) == state
    assert TABLE.actor(state).kind == "state"


def test_every_state_has_an_adjective():
    assert not [s for s in STATES if TABLE.form_of_state(s, "adjective") is None]


def test_there_are_all_193_members_and_four_more():
    historical = {"SUN", "YUG", "CSK", "DDR", "SCG", "VDR"}
    territories = {"HKG", "MAC", "GRL", "ESH"}
    assert not {"VAT", "PSE", "TWN", "XKX"} - STATES
    assert len(STATES - historical - territories) == 197


@pytest.mark.parametrize(
    ("code", "form", "text"),
    [("PRK", "adjective", "North Korean"), ("KOR", "name", "South Korea"), ("XXX", "name", None)],
)
def test_form_of_state(code, form, text):
    assert TABLE.form_of_state(code, form) == text


@given(st.lists(st.text(max_size=8), min_size=1, max_size=6), st.integers(0, 5))
def test_longest_stays_inside_the_words(words, at):
    at %= len(words)
    found = TABLE.longest(words, at)
    assert found is None or at < found[0] <= len(words)


@given(st.sampled_from([n for each in TABLE.names.values() for n in each]))
def test_every_name_of_the_table_is_found_as_written_and_cut_at_its_hyphens(name):
    text = bare(name.text)
    for words in (text.split(), text.replace("-", " - ").split()):
        end, readings = TABLE.phrases.longest(words, 0)
        assert end == len(words)
        assert name in readings


@pytest.mark.parametrize(
    ("text", "at", "actor"),
    [
        ("The Times reported", 1, "the-times"),
        ("told Time magazine", 1, "time-magazine"),
        ("Congress passed a bill", 0, "us-congress"),
        ("In Congress , they", 1, "us-congress"),
        ("the LeT camp", 1, "lashkar-e-taiba"),
        ("Nato said", 0, "nato"),
        ("The Australian said", 1, "AUS"),
        ("The Atlantic is cold", 1, "place:atlantic-ocean"),
        ("Washington , State Department", 0, "USA"),
        ("Brussels said", 0, "european-union"),
    ],
)
def test_a_name_that_is_an_ordinary_word_too(text, at, actor):
    assert actors(text, at)[1][0] == actor


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Times are hard", 0),
        ("Time is up", 0),
        ("the WPK Congress met", 2),
        ("minister of Foreign Affairs", 2),
        ("the National Council", 1),
        ("Plan B", 0),
        ("Let us go", 0),
    ],
)
def test_an_ordinary_word_that_is_no_name(text, at):
    assert actors(text, at) is None


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(text):
    assert parts(" ".join(parts(text))) == parts(text)
    assert key(text) == tuple(part.lower() for part in parts(text))


SURNAMES = [
    ("Kim Jong Un", "PRK", ("Kim",)),
    ("Xi Jinping", "CHN", ("Xi",)),
    ("Joseph Wu", "TWN", ("Wu",)),
    ("Shigeru Ishiba", "JPN", ("Ishiba",)),
    ("Bashar al-Assad", "SYR", ("al-Assad", "Assad")),
    ("Mohammed bin Salman", "SAU", ("bin Salman",)),
    ("Ursula von der Leyen", "DEU", ("von der Leyen",)),
    ("Nguyen Phu Trong", "VNM", ("Nguyen", "Trong")),
    ("To Lam", "VNM", ("Lam",)),
    ("Pope Leo XIV", "VAT", ("Leo",)),
    ("Donald Trump Jr.", "USA", ("Trump",)),
    ("Lula", "BRA", ()),
]


@pytest.mark.parametrize(("name", "country", "expected"), SURNAMES)
def test_surname(name, country, expected):
    known = name_parts(rows(data("surnames.tsv")))
    assert surnames(name, country, known) == expected


# -- people and offices ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("person", "on", "title", "sectors"),
    [
        ("donald-trump", date(2018, 6, 12), "President", ("GOV",)),
        ("donald-trump", date(2021, 1, 19), "President", ("GOV",)),
        ("donald-trump", date(2021, 1, 20), None, ("ELI",)),
        ("donald-trump", SUMMIT_WEEK, "President-elect", ("GOV",)),
        ("donald-trump", date(2025, 1, 20), "President", ("GOV",)),
        ("kim-jong-un", SUMMIT_WEEK, "Supreme Leader", ("GOV",)),
        ("kim-jong-un", None, "Supreme Leader", ("GOV",)),
    ],
)
def test_office_by_date(person, on, title, sectors):
    actor = TABLE.actor(person, on)
    assert (actor.office and actor.office.title, actor.sectors) == (title, sectors)
    assert TABLE.office(person, on) == actor.office


@pytest.mark.parametrize(
    ("role", "country", "on", "person"),
    [
        ("leader", "PRK", SUMMIT_WEEK, "kim-jong-un"),
        ("leader", "PRK", date(2010, 3, 26), "kim-jong-il"),
        ("leader", "USA", SUMMIT_WEEK, "joe-biden"),
        ("leader", "CHN", SUMMIT_WEEK, "xi-jinping"),
        ("leader", "JPN", SUMMIT_WEEK, "shigeru-ishiba"),
        ("head-of-state", "KOR", SUMMIT_WEEK, "yoon-suk-yeol"),
        ("foreign-minister", "RUS", SUMMIT_WEEK, "sergei-lavrov"),
    ],
)
def test_holder_of_a_role(role, country, on, person):
    assert TABLE.holders(role, country, on) == (person,)


def test_nobody_holds_what_is_unknown():
    assert TABLE.holders("leader", "XXX", SUMMIT_WEEK) == ()
    assert TABLE.role("nobody") is None


def test_an_unknown_actor_is_an_error_that_names_it():
    with pytest.raises(InputError, match="nobody"):
        TABLE.actor("nobody")


def test_sex():
    assert (TABLE.sex("kim-yo-jong"), TABLE.sex("kim-jong-un"), TABLE.sex("USA")) == ("f", "m", "")


@pytest.mark.parametrize("row", ROWS["offices"], ids=lambda row: f"line {row.line}")
def test_an_office_names_a_person_a_country_and_sectors_that_exist(row):
    organisations = {each["id"] for each in ROWS["organisations"]}
    assert row["person"] in TABLE.entities
    assert row["country"] in STATES | organisations | INTERNATIONAL
    assert all(plover.is_sector(code) for code in row.several("sectors"))


@pytest.mark.parametrize("table", ["people", "organisations", "media", "regions"])
def test_countries_sectors_and_members_exist(table):
    for row in ROWS[table]:
        assert row["country"] in STATES | INTERNATIONAL | {""}, dict(row)
        assert all(plover.is_sector(code) for code in row.several("sectors")), dict(row)
        assert set(row.several("members")) <= STATES, dict(row)


# -- places, seats, agents -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Crimea", "region", "UKR"),
        ("the Golan Heights", "region", "SYR"),
        ("Pyongyang", "city", "PRK"),
        ("Port Sudan", "city", "SDN"),
        ("Yellow Sea", "sea", None),
        ("Kashmir", "region", None),
    ],
)
def test_region(name, kind, country):
    region = TABLE.region(name)
    assert (region.kind, region.country) == (kind, country)


@pytest.mark.parametrize(
    ("lemmas", "end", "sector", "role"),
    [
        ("foreign minister", 2, "GOV", "foreign-minister"),
        ("foreign ministry spokeswoman", 3, "GOV", "spokesperson"),
        ("vice - president", 3, "GOV", "vice-head"),
        ("opposition leader", 2, "OPP", "opposition-leader"),
        ("troops", 1, "MIL", ""),
        ("rebel", 1, "REB", ""),
        ("supreme court", 2, "JUD", ""),
        ("expert say", 1, "EDU", ""),
    ],
)
def test_agent(lemmas, end, sector, role):
    found, agent = TABLE.agent(lemmas.split(), 0)
    assert (found, agent.sector, agent.role) == (end, sector, role)


@pytest.mark.parametrize("word", ["table", "force", "statement", "intelligence", "missile"])
def test_no_agent(word):
    assert TABLE.agent([word], 0) is None


@pytest.mark.parametrize(
    ("word", "sourcing"),
    [("expert", "anonymous"), ("ministry", "institution"), ("president", "named-if-name")],
)
def test_sourcing_of_an_agent(word, sourcing):
    assert TABLE.agent([word], 0)[1].sourcing == sourcing


@pytest.mark.parametrize("row", ROWS["agents"], ids=lambda row: row["word"][:20])
def test_the_sector_of_an_agent_exists_and_its_words_are_small(row):
    assert plover.is_sector(row["sector"])
    assert row["word"] == row["word"].lower()


# -- a user's tables -------------------------------------------------------------------------


@pytest.fixture
def user_file(tmp_path):
    def write(text):
        path = tmp_path / f"user{len(list(tmp_path.iterdir()))}.tsv"
        path.write_text(text.replace("|", "\t"), encoding="utf-8")
        return path

    return write


PEOPLE = "id|name|other_names|country|sex|kind|source\n"
OFFICES = "person|title|role|country|sectors|since|until|source\n"


def test_a_user_adds_a_person_with_an_office(user_file):
    people = user_file(PEOPLE + "jane-roe|Jane Roe||CAN|f|person|\n")
    offices = user_file(OFFICES + "jane-roe|Envoy|envoy|CAN|GOV|2020|2022-03|\n")
    table = load_actors((people, offices))
    assert actors("Roe said", table=table) == (1, ["jane-roe"])
    assert actors("Kim Jong Un", table=table) == (3, ["kim-jong-un"])
    assert actors("Roe said") is None


@pytest.mark.parametrize(
    ("on", "held"),
    [
        (date(2019, 12, 31), False),
        (date(2020, 1, 1), True),
        (date(2022, 3, 31), True),
        (date(2022, 4, 1), False),
    ],
)
def test_a_partial_date_covers_its_year_or_month(user_file, on, held):
    people = user_file(PEOPLE + "jane-roe|Jane Roe||CAN|f|person|\n")
    offices = user_file(OFFICES + "jane-roe|Envoy|envoy|CAN|GOV|2020|2022-03|\n")
    table = load_actors((people, offices))
    assert (table.office("jane-roe", on) is not None) is held


def test_before_the_first_office_a_person_is_no_former_official(user_file):
    people = user_file(PEOPLE + "jane-roe|Jane Roe||CAN|f|person|\n")
    offices = user_file(OFFICES + "jane-roe|Envoy|envoy|CAN|GOV|2020|2022-03|\n")
    table = load_actors((people, offices))
    assert table.actor("jane-roe", date(2019, 1, 1)).sectors == ()
    assert table.actor("jane-roe", date(2023, 1, 1)).sectors == ("ELI",)


def test_a_user_overrides_by_id(user_file):
    table = load_actors((user_file(PEOPLE + "kim-jong-un|Kim III|Little Kim|PRK|m|person|\n"),))
    assert table.actor("kim-jong-un").name == "Kim III"
    assert actors("Kim Jong Un", table=table) != (3, ["kim-jong-un"])


def test_a_user_takes_rows_away(user_file):
    agents = user_file("word|sector|kind|sourcing|role\n-diplomat;senior diplomat||||\n")
    people = user_file(PEOPLE + "-kim-yo-jong||||||\n")
    with pytest.raises(DataError, match="'diplomat;senior diplomat' is not in the table"):
        load_actors((agents,))
    table = load_actors((people,))
    assert "kim-yo-jong" not in table.entities
    assert actors("Kim Yo Jong", table=table)[0] == 1


def test_a_users_offices_come_before_ours(user_file):
    offices = user_file(OFFICES + "kim-jong-un|Marshal|other|PRK|MIL|2012||\n")
    assert load_actors((offices,)).office("kim-jong-un", SUMMIT_WEEK).title == "Marshal"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a|b\n1|2\n", "none of our tables"),
        (PEOPLE + "-nobody||||||\n", "line 2, column 'id': 'nobody' is not in the table"),
        (PEOPLE + "|x||||||\n", "8 cells"),
        (PEOPLE + "|x|||||\n", "is empty"),
        (PEOPLE + "USA|x|||||\n", "'USA' is also in"),
        (OFFICES + "nobody|x|y|USA|GOV|||\n", "no row in people.tsv"),
        (OFFICES + "kim-jong-un|x|y|PRK|GOV|last year||\n", "column 'since': 'last year'"),
        (OFFICES + "kim-jong-un|x|y|PRK|GOV|2020-13||\n", "is no date"),
        (OFFICES + "kim-jong-un|x|y|PRK|GOV|2020|2019|\n", "is not after since"),
        ("word|sector|kind|sourcing|role\nbaker|BUS|baker|anonymous|\n", "'baker' is none of"),
    ],
)
def test_a_malformed_user_table_names_line_and_column(user_file, text, message):
    with pytest.raises(DataError, match=message):
        load_actors((user_file(text),))


def test_the_shipped_table_is_read_once():
    assert load_actors() is TABLE
