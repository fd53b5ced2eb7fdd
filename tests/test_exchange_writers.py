"""What the writers write, held against each format's own rules."""

import csv
import gzip
import json
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff import exchange
from standoff.errors import InputError
from standoff.exchange import brat, columns, csvtable
from standoff.types import STATUSES, EventRow, Party, Site
from tests import exchange_samples as samples

ROW = EventRow(
    dataset="standoff", id="e9", start=date(2024, 1, 2), end=date(2024, 1, 4),
    source=(Party(name="Norway", country="NOR", side="NOR"),),
    recipient=(Party(name="Sweden", country="SWE", side="SWE"),),
    type="CONSULT", mode="visit", contexts=("diplomatic",), quad="verbal cooperation", intensity=4.0,
    site=Site(name="Oslo", country="NOR", latitude=59.91, longitude=10.75), text="They met.", url="https://example.org/1",
)  # fmt: skip
ROWS_FORMATS = [name for name, each in exchange.FORMATS.items() if each.write_rows]


def written(items, format, **options):
    out = BytesIO()
    done = exchange.write(items, out, format, **options)
    return out.getvalue(), done


def csv_rows(data):
    return list(csv.DictReader(StringIO(data.decode(), newline="")))


# -- CSV ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("prefix", csvtable.PREFIXES, ids=lambda p: f"U+{ord(p):04X}")
@pytest.mark.parametrize("before", ["", " "])
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(prefix, before):
    text = f"{before}{prefix}cmd|' /C calc'!A0"
    (row,) = csv_rows(written([replace(ROW, text=text)], "csv")[0])
    assert row["text"] == f"'{text}"


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_a_line_break_inside_a_text_starts_no_cell(end):
    text = f"They met.{end}=1+1"
    (row,) = csv_rows(written([replace(ROW, text=text)], "csv")[0])
    assert row["text"] == text


def test_there_are_thirteen_kinds_of_prefixes():
    assert len(set(csvtable.PREFIXES)) == 13


@pytest.mark.parametrize(
    "column", ["id", "text", "url", "publisher", "document", "place", "type", "source_name"]
)
def test_every_column_of_text_is_guarded(column):
    bad = "=1+1"
    row = replace(ROW, id=bad, text=bad, url=bad, publisher=bad, document=bad, type=bad,
                  site=Site(name=bad), source=(Party(name=bad),))  # fmt: skip
    assert csv_rows(written([row], "csv")[0])[0][column] == f"'{bad}"


@pytest.mark.parametrize("text", ["-5", "+3.5", "-1e5", "7"])
def test_a_number_stays_a_number(text):
    assert csvtable.harmless(text) == text
    assert csv_rows(written([replace(ROW, intensity=-4.5)], "csv")[0])[0]["intensity"] == "-4.5"


@pytest.mark.parametrize("text", ["plain", "a=b", "it's", "Δ", "", " two"])
def test_an_ordinary_text_is_not_touched(text):
    assert csvtable.harmless(text) == text


@given(st.text())
def test_no_cell_starts_as_a_formula(text):
    (row,) = csv_rows(written([replace(ROW, text=text.replace("\ud800", ""))], "csv")[0])
    cell = row["text"].lstrip(" ")
    assert not cell.startswith(csvtable.PREFIXES) or float(cell) is not None


def test_several_parties_stand_in_the_same_place_of_their_lists():
    two = (Party(name="A; B", country="NOR", sectors=("GOV", "MIL")), Party(name="C"))
    (row,) = csv_rows(written([replace(ROW, source=two)], "csv")[0])
    assert (row["source_name"], row["source_country"], row["source_sectors"]) == (
        "A, B;C",
        "NOR;",
        "GOV MIL;",
    )


# -- the rows of others in foreign formats --------------------------------------------------------------


@pytest.mark.parametrize("format", ["icews", "gdelt1", "gdelt2", "polecat", "plover"])
def test_a_row_of_ours_is_read_again_in_a_foreign_format(format):
    data, done = written([ROW], format)
    assert done.records == 1
    (row,) = exchange.read(BytesIO(data))
    assert row.dataset == format
    assert (row.start, row.source, row.recipient) == (ROW.start, ROW.source, ROW.recipient)
    assert (row.type, row.quad) == ("CONSULT", "verbal cooperation")
    assert (row.site.country, row.site.latitude) == ("NOR", 59.91)


@pytest.mark.parametrize(
    ("format", "score"),
    [("icews", 1.9), ("gdelt1", 1.9), ("gdelt2", 1.9), ("polecat", 4.0), ("plover", 4.0)],
)
def test_a_score_is_on_the_scale_of_the_format(format, score):
    (row,) = exchange.read(BytesIO(written([ROW], format)[0]))
    assert row.intensity == score
    (back,) = exchange.read(BytesIO(written([row], "polecat")[0]))
    assert back.intensity == 4.0


def test_a_score_that_goldstein_gave_goes_over_as_it_is():
    (row,) = exchange.read(
        BytesIO(samples.lines(samples.SHAPES["icews"], samples.ICEWS | {"Intensity": "-4.4"}))
    )
    (again,) = exchange.read(BytesIO(written([row], "gdelt2")[0]))
    assert again.intensity == -4.4


def test_an_act_without_cameo_gets_the_nearest_code():
    data, _ = written([ROW], "icews")
    (row,) = exchange.read(BytesIO(data))
    assert row.cameo == "042"


def test_an_act_between_several_sides_becomes_a_row_for_each_pair():
    three = (*ROW.recipient, Party(name="Denmark", country="DNK", side="DNK"))
    data, done = written([replace(ROW, recipient=three)], "gdelt2")
    rows = list(exchange.read(BytesIO(data)))
    assert done.records == 2
    assert [row.id for row in rows] == ["e9", "e9.2"]
    assert [row.recipient[0].country for row in rows] == ["SWE", "DNK"]


def test_a_meeting_is_written_in_both_directions():
    data, _ = written([replace(ROW, reciprocal=True)], "icews")
    rows = list(exchange.read(BytesIO(data)))
    assert [(row.source[0].country, row.recipient[0].country) for row in rows] == [
        ("NOR", "SWE"),
        ("SWE", "NOR"),
    ]


def test_ids_of_our_actors_are_no_wikipedia_ids():
    party = Party(name="Norway", country="NOR", id="NOR", side="NOR")
    data, _ = written([replace(ROW, source=(party,))], "polecat")
    (row,) = exchange.read(BytesIO(data))
    assert row.source[0].id is None


def test_columns_of_gdelt_1_go_over_to_gdelt_2():
    (row,) = exchange.read(BytesIO(samples.lines(samples.SHAPES["gdelt1"], samples.GDELT2)))
    (again,) = exchange.read(BytesIO(written([row], "gdelt2")[0]))
    assert again.dataset == "gdelt2"
    assert dict(again.fields)["AvgTone"] == "-3.25"


def test_columns_of_one_data_set_do_not_go_over_to_another():
    (row,) = exchange.read(BytesIO(samples.lines(samples.SHAPES["icews"], samples.ICEWS)))
    data, _ = written([row], "polecat")
    assert b"Foreign Ministry,Executive" not in data


def test_tabs_and_line_breaks_in_a_text_break_no_table():
    data, _ = written([replace(ROW, publisher="The\tFjord\nPost")], "icews")
    (row,) = exchange.read(BytesIO(data))
    assert row.publisher == "The Fjord Post"


# -- what is left out ------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ROWS_FORMATS)
def test_what_did_not_happen_is_written_only_where_the_format_can_say_so(format):
    if format == "parquet":
        pytest.importorskip("pyarrow")
    rows = [replace(ROW, id=status, status=status) for status in STATUSES]
    _, done = written(rows, format)
    expected = 7 if exchange.FORMATS[format].holds_status else 2
    assert (done.records, sum(done.left_out.values())) == (expected, 7 - expected)


def test_statuses_may_be_chosen():
    rows = [replace(ROW, id=status, status=status) for status in STATUSES]
    assert written(rows, "icews", statuses=STATUSES)[1].records == 7
    assert written(rows, "csv", statuses={"alleged"})[1].records == 1


def test_a_row_without_a_day_takes_that_of_publication_or_is_left_out_of_dated_formats():
    undated = replace(ROW, start=None, end=None)
    assert written([undated], "icews")[1].left_out == {"no date": 1}
    data, _ = written([replace(undated, published=date(2024, 2, 3))], "icews")
    (row,) = exchange.read(BytesIO(data))
    assert row.start == date(2024, 2, 3)


@pytest.mark.parametrize("format", ["icews", "gdelt1", "gdelt2", "polecat", "plover"])
def test_a_directed_format_takes_no_row_without_direction_and_none_without_an_act(format):
    rows = [
        replace(ROW, dataset="acled", directed=False),
        *exchange.read(BytesIO(samples.MENTION.encode())),
        *exchange.read(BytesIO(samples.gkg("1|3|said|Yes").encode())),
    ]
    assert written(rows, format)[1] == (0, {"no direction": 1, "no act": 2})


# -- GeoJSON, networks ------------------------------------------------------------------------------------


def test_geojson_has_points_with_longitude_first():
    data, done = written([ROW, replace(ROW, site=None)], "geojson")
    found = json.loads(data)
    assert found["type"] == "FeatureCollection"
    (feature,) = found["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [10.75, 59.91]}
    assert feature["properties"]["start"] == "2024-01-02"
    assert done.left_out == {"no coordinates": 1}


def test_geojson_of_nothing_is_sound():
    assert json.loads(written([], "geojson")[0])["features"] == []


def _network(format):
    negative = replace(
        ROW,
        id="n",
        start=date(2024, 3, 1),
        end=date(2024, 3, 1),
        quad="material conflict",
        intensity=-9.0,
        mentions=4,
    )
    undirected = replace(ROW, directed=False)
    alone = replace(ROW, recipient=())
    mutual = replace(
        ROW,
        source=(Party(name="Fjord\x01 Front", country="NOR", side="Fjord\x01 Front"),),
        reciprocal=True,
    )
    return written([ROW, negative, undirected, alone, mutual], format)  # fmt: skip


def test_graphml_sums_what_one_side_did_to_another():
    data, done = _network("graphml")
    ns = {"g": "http://graphml.graphdrawing.org/xmlns"}
    root = ET.fromstring(data)
    nodes = {n.get("id"): n.find("g:data", ns).text for n in root.iterfind(".//g:node", ns)}
    assert nodes == {"NOR": "Norway", "SWE": "Sweden", "Fjord\ufffd Front": "Fjord\ufffd Front"}
    edges = {(e.get("source"), e.get("target")): {d.get("key"): d.text for d in e} for e in root.iterfind(".//g:edge", ns)}  # fmt: skip
    assert set(edges) == {
        ("NOR", "SWE"),
        ("Fjord\ufffd Front", "SWE"),
        ("SWE", "Fjord\ufffd Front"),
    }
    assert edges["NOR", "SWE"] == {
        "events": "2", "verbal_cooperation": "1", "material_cooperation": "0", "verbal_conflict": "0",
        "material_conflict": "1", "mentions": "5", "intensity": "-5.0", "first": "2024-01-02", "last": "2024-03-01",
    }  # fmt: skip
    assert done.left_out == {"no direction": 1, "no two sides": 1}
    declared = {key.get("id") for key in root.iterfind("g:key", ns)}
    assert {data.get("key") for data in root.iterfind(".//g:data", ns)} <= declared


def test_whom_only_one_text_knows_is_no_side_of_a_network():
    local = Party(name="officials", side="text:officials")
    assert written([replace(ROW, source=(local,))], "graphml")[1] == (0, {"no two sides": 1})


def test_gexf_has_the_time_of_each_edge_and_node():
    root = ET.fromstring(_network("gexf")[0])
    ns = {"g": "http://gexf.net/1.3"}
    graph = root.find("g:graph", ns)
    assert (graph.get("mode"), graph.get("timeformat"), graph.get("defaultedgetype")) == (
        "dynamic",
        "date",
        "directed",
    )
    edge = next(e for e in root.iterfind(".//g:edge", ns) if e.get("source") == "NOR")
    assert (edge.get("start"), edge.get("end"), edge.get("weight")) == (
        "2024-01-02",
        "2024-03-01",
        "2",
    )
    node = next(n for n in root.iterfind(".//g:node", ns) if n.get("id") == "Fjord\ufffd Front")
    assert (node.get("start"), node.get("end")) == ("2024-01-02", "2024-01-04")
    declared = {a.get("id") for a in root.iterfind(".//g:attribute", ns)}
    assert {a.get("for") for a in root.iterfind(".//g:attvalue", ns)} == declared


# -- brat, Web Annotation, data package -------------------------------------------------------------------


def _brat_lines(annotations, letter):
    return [line.split("\t") for line in annotations.splitlines() if line.startswith(letter)]


def test_the_words_of_every_brat_annotation_stand_at_its_offsets():
    text, annotations = brat.standoff(samples.coding())
    bounds = _brat_lines(annotations, "T")
    assert len(bounds) > 5
    for _, typed, words in bounds:
        places = [place.split() for place in typed.partition(" ")[2].split(";")]
        pieces = [text[int(start) : int(end)] for start, end in places]
        assert " ".join(pieces) == words
        assert "\n" not in "".join(pieces)


def test_events_and_statements_of_brat_have_their_arguments():
    _, annotations = brat.standoff(samples.coding())
    bounds = {id: (typed.split()[0], words) for id, typed, words in _brat_lines(annotations, "T")}
    events = {}
    for id, parts in _brat_lines(annotations, "E"):
        trigger, *arguments = parts.split()
        type, bound = trigger.split(":")
        assert bounds[bound][0] == type
        events[id] = (type, bounds[bound][1], dict(a.split(":") for a in arguments))
    statement = next(id for id, each in events.items() if each[0] == "Statement")
    assert bounds[events[statement][2]["Speaker"]] == ("Actor", "Kari Moe")
    assert bounds[events[statement][2]["Content"]] == ("Content", "We will not yield,")
    reject = next(each for each in events.values() if each[:2] == ("REJECT", "rejected"))
    assert {role: bounds[id][1] for role, id in reject[2].items()} == {"Source": "Norway", "Recipient": "Sweden", "Place": "Norway"}  # fmt: skip
    attack = next(each for each in events.values() if each[0] == "ASSAULT")
    assert attack[2]["Attribution"] == statement
    several = next(each for each in events.values() if each[1] == "yield")
    assert {"Recipient", "Recipient2"} <= set(several[2])
    statuses = [
        parts.split() for _, parts in _brat_lines(annotations, "A") if parts.startswith("Status")
    ]
    assert [value for _, _, value in statuses] == ["reported", "negated", "reported"]


def test_every_type_in_brat_is_in_its_configuration(tmp_path):
    done = exchange.write([samples.coding()], tmp_path / "out", "brat")
    assert done.records == 1
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert names == {"annotation.conf", "d1.ann", "d1.txt"}
    assert (tmp_path / "out" / "d1.txt").read_bytes().decode() == samples.TEXT
    configured = {
        line.split("\t")[0]
        for line in (tmp_path / "out" / "annotation.conf").read_text().splitlines()
    }
    used = {
        typed.split()[0]
        for _, typed, _ in _brat_lines((tmp_path / "out" / "d1.ann").read_text(), "T")
    }
    assert used <= configured


def _selectors(data):
    for item in json.loads(data)["items"]:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            yield item, target, {each["type"]: each for each in target["selector"]}


def test_web_annotations_point_to_their_words():
    data, done = written([samples.coding()], "webannotation")
    found = list(_selectors(data))
    assert done.records == 4
    text = samples.TEXT
    for item, target, by_type in found:
        quote, position = by_type["TextQuoteSelector"], by_type["TextPositionSelector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])
        assert (item["type"], target["source"]) == ("Annotation", "https://example.org/f")


def test_the_body_of_a_web_annotation_is_the_statement_or_the_event():
    items = {
        item["id"]: item["body"]
        for item, _, _ in _selectors(written([samples.coding()], "webannotation")[0])
    }
    assert items["urn:standoff:s1"]["standoff:speaker"]["standoff:name"] == "Kari Moe"
    assert items["urn:standoff:e2"]["standoff:status"] == "negated"
    assert items["urn:standoff:e2"]["standoff:attributedTo"] == "urn:standoff:s1"


@pytest.mark.parametrize("packed", [False, True])
def test_a_data_package_says_what_its_tables_hold(packed, tmp_path):
    target = tmp_path / ("out.zip" if packed else "out")
    exchange.write([samples.coding()], target, "datapackage")
    if packed:
        with zipfile.ZipFile(target) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    else:
        files = {path.name: path.read_bytes() for path in target.iterdir()}
    package = json.loads(files["datapackage.json"])
    assert set(files) == {"datapackage.json", *(r["path"] for r in package["resources"])}
    tables = {}
    for resource in package["resources"]:
        header = files[resource["path"]].decode().partition("\r\n")[0].split(",")
        assert header == [field["name"] for field in resource["schema"]["fields"]]
        tables[resource["name"]] = csv_rows(files[resource["path"]])
    assert {name: len(rows) for name, rows in tables.items()} == {
        "documents": 1,
        "events": 3,
        "statements": 1,
    }
    for resource in package["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            known = {row["id"] for row in tables[key["reference"]["resource"]]}
            assert {row[key["fields"]] for row in tables[resource["name"]]} - {""} <= known
    assert tables["statements"][0]["speaker"] == "Kari Moe"


def test_the_same_codings_give_the_same_zip(tmp_path):
    for name in ("a.zip", "b.zip"):
        exchange.write([samples.coding()], tmp_path / name, "datapackage")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


@pytest.mark.parametrize("format", ["brat", "webannotation", "datapackage"])
def test_what_marks_a_text_is_not_written_from_rows(format, tmp_path):
    with pytest.raises(InputError, match="written from whole documents"):
        exchange.write([ROW], tmp_path / "out", format)


# -- Arrow --------------------------------------------------------------------------------------------------


def test_the_arrow_schema_is_that_of_the_columns():
    pytest.importorskip("pyarrow")
    table = exchange.table([ROW])
    assert table.schema.names == [column.name for column in columns.EVENTS]
    assert [str(table.schema.field(name).type) for name in ("start", "intensity", "mentions", "source_side")] == [
        "date32[day]", "double", "int64", "list<item: string>",
    ]  # fmt: skip
    assert exchange.table([]).schema == table.schema


def test_a_row_of_parquet_that_lost_what_every_row_has_is_told_by_its_number():
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    records = exchange.table([ROW, ROW, ROW]).to_pylist()
    records[1]["status"] = "perhaps"
    out = BytesIO()
    parquet.write_table(pa.Table.from_pylist(records, schema=exchange.table([]).schema), out)
    out.seek(0)
    first, bad, third = exchange.read(out)
    assert (first, third) == (ROW, ROW)
    assert (bad.origin, "'perhaps' is no status" in bad.detail) == ("stream:2", True)


def test_a_table_that_another_program_wrote_with_its_own_kinds_of_text_is_read():
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    table = exchange.table([ROW])
    large = [f.with_type(pa.large_string()) if f.type == pa.string() else f for f in table.schema]
    out = BytesIO()
    parquet.write_table(table.cast(pa.schema(large)), out)
    out.seek(0)
    assert list(exchange.read(out)) == [ROW]


def test_without_pyarrow_the_error_says_what_to_install(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InputError, match="pip install pyarrow"):
        exchange.table([ROW])


def test_the_statements_are_a_table_too():
    pytest.importorskip("pyarrow")
    (row,) = exchange.statement_table([samples.coding()]).to_pylist()
    assert (row["speaker"], row["cue"], row["content"]) == (
        "Kari Moe",
        "told",
        ["We will not\nyield,"],
    )


def test_the_table_goes_to_pandas():
    pytest.importorskip("pyarrow")
    pytest.importorskip("pandas", reason="pandas is not installed")
    frame = exchange.table([ROW, ROW]).to_pandas()
    assert list(frame["type"]) == ["CONSULT", "CONSULT"]
    assert frame["intensity"].sum() == 8.0


def test_the_table_goes_to_polars():
    pytest.importorskip("pyarrow")
    polars = pytest.importorskip("polars", reason="polars is not installed")
    assert polars.from_arrow(exchange.table([ROW]))["source_side"].to_list() == [["NOR"]]


# -- files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "format"), [("a.csv", "csv"), ("a.geojson", "geojson"), ("a.tab", "icews"), ("a.jsonl", "plover"), ("a.gexf", "gexf"), ("a.csv.gz", "csv")])  # fmt: skip
def test_a_suffix_says_the_format(name, format, tmp_path):
    exchange.write([ROW], tmp_path / name)
    data = (tmp_path / name).read_bytes()
    assert (gzip.decompress(data) if name.endswith(".gz") else data) == written([ROW], format)[0]


def test_a_suffix_of_no_format_or_of_two_is_an_error(tmp_path):
    for name in ("a.xyz", "a.export.csv"):
        with pytest.raises(InputError, match="does not say the format"):
            exchange.write([ROW], tmp_path / name)


def test_a_run_that_breaks_off_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("old")

    def broken():
        yield ROW
        raise RuntimeError

    with pytest.raises(RuntimeError):
        exchange.write(broken(), path)
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize("format", ROWS_FORMATS)
def test_a_stream_that_was_given_stays_open(format):
    if format == "parquet":
        pytest.importorskip("pyarrow")
    out = BytesIO()
    exchange.write([ROW], out, format)
    assert not out.closed


def test_every_format_has_a_name_and_a_help_and_reads_or_writes():
    for name, each in exchange.FORMATS.items():
        assert (each.name, bool(each.help)) == (name, True)
        assert each.read or each.writes
