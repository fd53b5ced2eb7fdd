"""What each reader makes of its format, and the traps of each."""

import gzip
import json
import tracemalloc
import zipfile
from datetime import date
from io import BytesIO, RawIOBase

import pytest

from standoff import exchange
from standoff.errors import InputError
from standoff.types import EventRow, Party, Rejected, Site
from tests import exchange_samples as samples


def read(data, format=None):
    return list(exchange.read(BytesIO(data if isinstance(data, bytes) else data.encode()), format))


def table(format, *records):
    return samples.lines(samples.SHAPES[format], *records)


def one(format, base, **changes):
    record = base | {name.replace("_", " "): value for name, value in changes.items()}
    (row,) = read(table(format, record), format)
    return row


def icews(**changes):
    return one("icews", samples.ICEWS, **changes)


def gdelt(**changes):
    (row,) = read(table("gdelt2", samples.GDELT2 | changes), "gdelt2")
    return row


def test_icews_gives_the_nouns():
    row = icews()
    assert row.id == "7001:2018-03-09"
    assert row.start == row.end == date(2018, 3, 9)
    assert row.source == (
        Party(name="Foreign Ministry (Norway)", country="NOR", sectors=("GOV",), side="NOR"),
    )
    assert row.recipient == (Party(name="Russia", country="RUS", side="RUS"),)
    assert (row.type, row.cameo, row.quad, row.intensity) == (
        "REJECT",
        "120",
        "verbal conflict",
        -4.0,
    )
    assert row.site == Site(
        city="Oslo", province="Oslo", country="NOR", latitude=59.9127, longitude=10.7461
    )
    assert (row.document, row.sentence, row.publisher) == ("4410", 2, "The Fjord Post")


def test_an_icews_id_that_stands_twice_gives_two_rows_with_ids_of_their_own():
    rows = read(table("icews", samples.ICEWS, samples.ICEWS | {"Event Date": "2018-03-10"}))
    assert [row.id for row in rows] == ["7001:2018-03-09", "7001:2018-03-10"]


@pytest.mark.parametrize("written", ["2018-03-09", "3/9/2018", "03/09/2018", "20180309"])
def test_dates_of_icews_are_read_in_either_order(written):
    assert icews(Event_Date=written).start == date(2018, 3, 9)


def test_a_quotation_mark_in_a_cell_is_a_quotation_mark():
    row = icews(Source_Name='"Big" Per', Publisher='"The Post')
    assert row.source[0].name == '"Big" Per'
    assert row.publisher == '"The Post'


@pytest.mark.parametrize(("code", "type"), [("010", None), ("10", "REQUEST"), ("040", "CONSULT"), ("1823", "ASSAULT")])  # fmt: skip
def test_a_cameo_code_is_text(code, type):
    row = icews(CAMEO_Code=code)
    assert (row.cameo, row.type) == (code, type)


def test_the_order_of_sectors_means_nothing_in_icews():
    one_way = icews(Source_Sectors="Police,Government").source
    assert one_way == icews(Source_Sectors="Government,Police").source
    assert set(one_way[0].sectors) == {"COP", "GOV"}


def test_a_body_of_no_country_gets_plovers_international_code():
    (party,) = icews(Source_Country="NA", Source_Sectors="Global Diplomatic IGOs").source
    assert (party.country, party.sectors) == ("IGO", ())


def test_rebels_count_for_themselves():
    (party,) = icews(Source_Name="Fjord Front", Source_Sectors="Dissident,Rebel").source
    assert (party.country, party.side) == ("NOR", "Fjord Front")


def test_what_no_table_knows_stays_as_it_was_read():
    row = icews(Source_Country="Atlantis", Source_Sectors="Mermaids", CAMEO_Code="999")
    assert (row.source[0].country, row.source[0].sectors, row.type, row.cameo) == (
        None,
        (),
        None,
        "999",
    )
    kept = dict(row.fields)
    assert (kept["Source Country"], kept["Source Sectors"]) == ("Atlantis", "Mermaids")


def test_intensity_and_quad_are_worked_out_where_they_are_missing():
    row = icews(Intensity="")
    assert (row.intensity, row.quad) == (-4.0, "verbal conflict")
    assert gdelt(GoldsteinScale="", QuadClass="").quad == "material conflict"


def test_gdelt_gives_the_nouns():
    row = gdelt()
    assert (row.dataset, row.id, row.start) == ("gdelt2", "900100", date(2019, 5, 3))
    assert row.source == (Party(name="TEHRAN", country="IRN", sectors=("MIL",), side="IRN"),)
    assert (row.type, row.mode, row.quad, row.intensity) == (
        "COERCE",
        "arrest",
        "material conflict",
        -5.0,
    )
    assert row.site == Site(
        name="Isfahan, Esfahan, Iran", country="IRN", latitude=32.6572, longitude=51.6776
    )
    assert (row.mentions, row.url, row.published) == (6, "https://example.org/a", date(2019, 5, 3))
    assert dict(row.fields)["AvgTone"] == "-3.25"


@pytest.mark.parametrize(
    ("role", "sector"), [("MED", "JRN"), ("HLH", "MED"), ("INS", "REB"), ("COP", "COP")]
)
def test_media_are_no_medics_in_gdelt(role, sector):
    assert gdelt(Actor1Type1Code=role).source[0].sectors == (sector,)


@pytest.mark.parametrize(("fips", "alpha3"), [("AS", "AUS"), ("AU", "AUT"), ("CH", "CHN"), ("SZ", "CHE"), ("KS", "KOR"), ("GM", "DEU"), ("UP", "UKR"), ("OS", None)])  # fmt: skip
def test_places_of_gdelt_are_in_fips(fips, alpha3):
    assert gdelt(ActionGeo_CountryCode=fips).site.country == alpha3


@pytest.mark.parametrize(("cameo", "alpha3"), [("AUS", "AUS"), ("ROM", "ROU"), ("ROU", "ROU"), ("TMP", "TLS"), ("AFR", None)])  # fmt: skip
def test_actors_of_gdelt_are_in_cameos_letters(cameo, alpha3):
    assert gdelt(Actor1CountryCode=cameo).source[0].country == alpha3


@pytest.mark.parametrize(("number", "quad"), [("1", "verbal cooperation"), ("2", "material cooperation"), ("3", "verbal conflict"), ("4", "material conflict")])  # fmt: skip
def test_gdelts_quad_classes_have_our_names(number, quad):
    assert gdelt(QuadClass=number).quad == quad


def test_the_united_nations_and_the_european_union_are_known_groups_of_gdelt():
    nobody = {"Actor1CountryCode": "", "Actor1Type1Code": ""}
    assert gdelt(**nobody, Actor1KnownGroupCode="UNO").source[0].country == "UNO"
    assert gdelt(**nobody, Actor1KnownGroupCode="EEC").source[0].country == "EUR"


def test_nameless_rebels_of_two_countries_are_two_sides():
    sides = {
        gdelt(Actor1CountryCode=code, Actor1Name="REBEL", Actor1Type1Code="REB").source[0].side
        for code in ("SYR", "YEM")
    }
    assert sides == {"SYR/REB", "YEM/REB"}


def test_old_gdelt_files_without_an_address_are_read():
    line = table("gdelt1", samples.GDELT2).decode().rstrip("\n").rpartition("\t")[0]
    (row,) = read(line)
    assert (row.dataset, row.url) == ("gdelt1", None)


def test_a_header_over_gdelt_is_no_event():
    shape = samples.SHAPES["gdelt2"]
    rows = read("\t".join(shape.columns).encode() + b"\n" + table("gdelt2", samples.GDELT2))
    assert [type(row) for row in rows] == [EventRow]


def test_a_mention_tells_of_an_event_where_and_when():
    (row,) = read(samples.MENTION)
    assert row.id == "900100:https://example.org/a:3"
    assert dict(row.fields)["GLOBALEVENTID"] == "900100"
    assert (row.confidence, row.sentence, row.publisher) == (0.7, 3, "example.org")
    assert (row.url, row.published, row.type) == ("https://example.org/a", date(2019, 5, 3), None)


def test_quotations_of_gkg_are_rows_with_words_and_without_speaker():
    rows = read(samples.gkg("120|14|said|We are #1 | now#480|9||Never mind"))
    assert [row.text for row in rows] == ["We are #1 | now", "Never mind"]
    assert [row.id for row in rows] == ["20190503-7#1", "20190503-7#2"]
    assert rows[0].fields == (("offset", "120"), ("length", "14"), ("verb", "said"))
    assert "verb" not in dict(rows[1].fields)
    assert rows[0].source == ()


def test_a_document_of_gkg_without_quotations_gives_none():
    assert read(samples.gkg("")) == []


def test_polecat_gives_the_nouns():
    row = one("polecat", samples.POLECAT)
    assert (row.type, row.mode, row.quad, row.intensity) == (
        "ACCUSE",
        "disapprove",
        "verbal conflict",
        -2.0,
    )
    assert row.contexts == ("military", "diplomatic")
    assert row.source == (
        Party(name="Chile", country="CHL", sectors=("GOV", "MIL"), id="Chile", side="CHL"),
    )
    assert row.recipient == ()
    assert (row.publisher, row.published) == ("El Faro", date(2023, 1, 6))


def _polecat(header, *rows):
    return "\n".join("\t".join(cells) for cells in (header, *rows)) + "\n"


@pytest.mark.parametrize(
    ("more_names", "more_cells"),
    [
        (["Headline"], []), ([], ["", "", ""]), (["", ""], ["", ""]), (["", ""], []), (["Headline"], ["A headline"]),
    ],
    ids=["a name too many", "tabs too many", "both", "tabs in the header", "a column too many"],
)  # fmt: skip
def test_malformed_headers_of_polecat_are_read(more_names, more_cells):
    columns = samples.SHAPES["polecat"].columns
    cells = [samples.POLECAT.get(name, "") for name in columns]
    (row,) = read(_polecat([*columns, *more_names], cells + more_cells))
    assert (row.id, row.source[0].name) == ("20230105-17", "Chile")
    assert ("Language", "es") in row.fields


def test_a_name_too_many_in_the_middle_of_a_polecat_header_moves_no_cell():
    columns = list(samples.SHAPES["polecat"].columns)
    cells = [samples.POLECAT.get(name, "") for name in columns]
    (row,) = read(_polecat([*columns[:3], "Headline", *columns[3:]], cells))
    assert (row.mode, row.source[0].name) == ("disapprove", "Chile")


def test_acled_gives_the_nouns_without_direction():
    (row,) = read(samples.acled(samples.ACLED))
    assert (row.id, row.start, row.directed) == ("MLI9001", date(2022, 4, 7), False)
    assert row.source[0] == Party(
        name="Military Forces of Mali (2021-)", country="MLI", sectors=("MIL",), side="MLI"
    )
    assert row.recipient[0].sectors == ("REB",)
    assert (row.type, row.quad) == ("ASSAULT", "material conflict")
    assert row.text.endswith("\nTwo died.")
    assert row.site == Site(name="Koro", district="Koro", province="Mopti", country="MLI", latitude=14.07, longitude=-3.08)  # fmt: skip
    assert dict(row.fields)["fatalities"] == "2"


def test_acled_is_read_by_its_header_in_any_order_with_any_separator():
    data = (
        "event_date;event_id_cnty;actor1;event_type\n07 April 2022;X1;Protesters (Mali);Protests\n"
    )
    (row,) = read(data, "acled")
    assert (row.start, row.source[0].country, row.type, row.mode) == (
        date(2022, 4, 7),
        "MLI",
        "PROTEST",
        "demo",
    )


def test_a_blank_line_in_a_note_of_acled_stays():
    row, bad = read(
        b"\n" + samples.acled(samples.ACLED.replace("Koro.\nTwo", "Koro.\n\nTwo"), "X,Y")
    )
    assert row.text.endswith("Koro.\n\nTwo died.")
    assert bad.origin == "stream:6"


def test_acled_is_not_written():
    with pytest.raises(InputError, match="no format that is written"):
        exchange.write([], BytesIO(), "acled")


@pytest.mark.parametrize("shape", ["lines", "list", "pretty list", "object", "pretty object"])
def test_plovers_json_is_read_in_every_shape(shape):
    several = shape.endswith(("lines", "list"))
    records = [samples.PLOVER, samples.PLOVER | {"id": "PL-2"}] if several else [samples.PLOVER]
    indent = 1 if shape.startswith("pretty") else None
    if shape == "lines":
        data = samples.plover_lines(*records).decode()
    else:
        data = json.dumps(records if several else records[0], indent=indent)
    rows = read(data)
    assert [row.id for row in rows] == [record["id"] for record in records]
    assert rows[0].recipient == (
        Party(name="the regional bloc", country="IGO", id="Q999", side="the regional bloc"),
    )
    assert rows[0].site == Site(name="Mombasa", country="KEN", latitude=-4.05, longitude=39.67)
    assert (rows[0].url, rows[0].publisher, rows[0].sentence) == (
        "https://example.org/k",
        "Coast Weekly",
        1,
    )


@pytest.mark.parametrize(
    ("format", "data", "line", "says"),
    [
        ("icews", lambda: table("icews", samples.ICEWS, samples.ICEWS | {"Event Date": "2018-02-30"}, samples.ICEWS), 3, "no day"),
        ("icews", lambda: table("icews", samples.ICEWS, samples.ICEWS | {"Latitude": "x"}, samples.ICEWS), 3, "Latitude: 'x' is no number"),
        ("icews", lambda: table("icews", samples.ICEWS, samples.ICEWS | {"Latitude": "91"}, samples.ICEWS), 3, "beyond 90 degrees"),
        ("gdelt2", lambda: table("gdelt2", samples.GDELT2) + b"1\t2\n" + table("gdelt2", samples.GDELT2), 2, "2 cells where gdelt2 has 61"),
        ("gdelt2", lambda: table("gdelt2", samples.GDELT2) + b"\xff\t\n" + table("gdelt2", samples.GDELT2), 2, "0xFF at position 0 is no UTF-8"),
        ("polecat", lambda: table("polecat", samples.POLECAT, samples.POLECAT | {"Event ID": ""}, samples.POLECAT), 3, "has an id"),
        ("acled", lambda: samples.acled("X,Y", samples.ACLED, samples.ACLED), 2, "2 cells where the header has 31"),
        ("plover", lambda: samples.plover_lines(samples.PLOVER) + b'{"id": 1\n' + samples.plover_lines(samples.PLOVER), 2, "no JSON"),
        ("plover", lambda: samples.plover_lines(samples.PLOVER, [1], samples.PLOVER), 2, "is a JSON object"),
        ("gdelt-gkg", f"{samples.gkg('1|2|said|Yes')}\n{samples.gkg('junk')}\n{samples.gkg('1|2|said|No')}\n".encode, 2, "not offset|length|verb|quote"),
        ("gdelt-mentions", f"{samples.MENTION}\n1\t2\n{samples.MENTION}\n".encode, 2, "has 16"),
    ],
)  # fmt: skip
def test_a_bad_row_is_told_with_its_line_and_stops_nothing(format, data, line, says):
    for named in (format, None):
        found = read(data(), named)
        (bad,) = [item for item in found if isinstance(item, Rejected)]
        assert bad.origin == f"stream:{line}"
        assert says in bad.detail
        assert sum(isinstance(item, EventRow) for item in found) == 2


@pytest.mark.parametrize(
    ("format", "data"),
    [
        *((name, lambda name=name, record=record: table(name, record)) for name, record in (("icews", samples.ICEWS), ("gdelt1", samples.GDELT2), ("gdelt2", samples.GDELT2), ("polecat", samples.POLECAT))),
        ("acled", lambda: samples.acled(samples.ACLED)),
        ("gdelt-mentions", samples.MENTION.encode),
        ("gdelt-gkg", samples.gkg("1|2|said|Yes").encode),
        ("plover", lambda: samples.plover_lines(samples.PLOVER)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("packed", ["plain", "gzip", "zip", "mark"])
def test_a_format_is_told_by_its_content_packed_or_not(format, data, packed, tmp_path):
    plain = data()
    path = tmp_path / "some.file"
    if packed == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("inner", plain)
    else:
        path.write_bytes(
            {"plain": plain, "gzip": gzip.compress(plain), "mark": b"\xef\xbb\xbf" + plain}[packed]
        )
    (row,) = exchange.read(path)
    assert row.dataset == format


def test_every_file_of_a_zip_is_read_and_named(tmp_path):
    path = tmp_path / "both.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.tab", table("icews", samples.ICEWS))
        archive.writestr("b.txt", "no table\n")
        archive.writestr("c.csv", table("gdelt2", samples.GDELT2))
    first, second, third = exchange.read(path)
    assert (first.dataset, third.dataset) == ("icews", "gdelt2")
    assert second.origin == f"{path}/b.txt"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"), (b"\n\n", "empty"), (b"Dear reader,\n", "malformed"), (b"\x1f\x8b\x08nonsense", "unreadable"),
        (b"PK\x03\x04nonsense", "unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_data_set_is_told(data, reason):
    (bad,) = read(data)
    assert (bad.origin, bad.reason) == ("stream", reason)


def test_a_zip_in_a_zip_without_end_is_refused(tmp_path):
    data = table("icews", samples.ICEWS)
    for level in range(8):
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr(f"level{level}", data)
        data = packed.getvalue()
    (bad,) = read(data)
    assert "packed more than 3 times" in bad.detail


def test_names_that_no_terminal_should_print_are_made_plain(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("\x1b[31mred", "no table\n")
    (bad,) = exchange.read(path)
    assert bad.origin == f"{path}/\ufffd[31mred"


def test_blank_lines_count_and_are_no_rows():
    bad, row = read(
        b"\n\n"
        + table("gdelt2", samples.GDELT2).replace(b"20190503\t", b"x\t", 1)
        + b"\n"
        + table("gdelt2", samples.GDELT2),
        "gdelt2",
    )
    assert bad.origin == "stream:3"
    assert row.id == "900100"


def test_a_missing_file_is_a_value(tmp_path):
    (bad,) = exchange.read(tmp_path / "nowhere.tab")
    assert bad.reason == "missing"


def test_an_unknown_format_is_an_error_that_lists_the_formats():
    with pytest.raises(
        InputError, match=r"'cowrie' is no format that is read; these are: icews, polecat"
    ):
        exchange.read(BytesIO(b""), "cowrie")


class Endless(RawIOBase):
    """A file of ``lines`` equal lines that is made as it is read."""

    def __init__(self, line, lines):
        self.line, self.left, self.held = line, lines, b""

    def readable(self):
        return True

    def readinto(self, buffer):
        while self.left and len(self.held) < len(buffer):
            self.held += self.line
            self.left -= 1
        taken = self.held[: len(buffer)]
        self.held = self.held[len(taken) :]
        buffer[: len(taken)] = taken
        return len(taken)


@pytest.mark.parametrize(
    ("format", "line", "lines"),
    [
        ("gdelt2", table("gdelt2", samples.GDELT2), 10_000_000),
        ("plover", samples.plover_lines(samples.PLOVER), 10_000_000),
    ],
)
def test_memory_does_not_grow_with_the_file(format, line, lines):
    stream = Endless(line, lines)
    rows = exchange.read(stream, format)
    next(rows)
    tracemalloc.start()
    for _ in range(300):
        next(rows)
    _, early = tracemalloc.get_traced_memory()
    for _ in range(1200):
        next(rows)
    _, late = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert late <= early + 100_000
    assert stream.left > lines - 10_000


def test_a_list_of_json_is_streamed_too():
    line = b" " + json.dumps(samples.PLOVER).encode() + b",\n"
    stream = Endless(b"", 0)
    stream.held, stream.line, stream.left = b"[\n", line, 10_000_000
    rows = exchange.read(stream, "plover")
    assert [next(rows).id for _ in range(50)] == ["PL-1"] * 50
    assert stream.left > 10_000_000 - 10_000


def test_a_list_with_a_broken_value_gives_those_before_it():
    good = json.dumps(samples.PLOVER)
    first, second, bad = read(f"[{good},\n{good},\n{{broken\n,{good}]")
    assert (first.id, second.id) == ("PL-1", "PL-1")
    assert "cannot be read on from '{broken" in bad.detail


def test_a_line_without_end_is_refused_and_not_held():
    (bad,) = exchange.read(Endless(b"9\t" * 1000, 20_000), "gdelt2")
    assert "longer than 16 MiB" in bad.detail
