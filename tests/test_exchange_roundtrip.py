"""What is read and written again is the same: every byte of a foreign format, and every noun without them."""

import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standoff import exchange
from standoff.types import EventRow
from tests import exchange_samples as samples

SAMPLE = Path(
    os.environ.get("STANDOFF_DATA", ".data"), "events/icews_sample/events.2018.sample.tab"
)
FOREIGN = sorted(samples.RECORDS)
few = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(data, format=None):
    return list(exchange.read(BytesIO(data), format))


def written(rows, format, **options):
    out = BytesIO()
    exchange.write(rows, out, format, **options)
    return out.getvalue()


def bare(row):
    return replace(row, fields=())


@pytest.mark.parametrize("format", FOREIGN)
@few
@given(data=st.data())
def test_every_cell_of_a_foreign_table_comes_back(format, data):
    shape = samples.SHAPES[format]
    records = data.draw(st.lists(samples.RECORDS[format], min_size=1, max_size=3))
    original = samples.lines(shape, *records)
    rows = read(original, format)
    assert len(rows) == len(records)
    assert all(isinstance(row, EventRow) for row in rows), rows
    again = written(rows, format)
    assert again.split(b"\n") == [line.rstrip(b"\r") for line in original.split(b"\n")]
    assert read(again, format) == rows


@pytest.mark.parametrize("format", FOREIGN)
@few
@given(data=st.data())
def test_the_nouns_of_a_foreign_row_come_back_without_its_columns(format, data):
    rows = read(samples.lines(samples.SHAPES[format], data.draw(samples.RECORDS[format])), format)
    nouns = [bare(row) for row in rows]
    assert [bare(row) for row in read(written(nouns, format), format)] == nouns


@few
@given(st.lists(samples.plover_records, min_size=1, max_size=3))
def test_every_value_of_a_plover_record_comes_back(records):
    import json

    rows = read(samples.plover_lines(*records), "plover")
    assert len(rows) == len(records)
    assert all(isinstance(row, EventRow) for row in rows), rows
    again = written(rows, "plover")
    assert [json.loads(line) for line in again.splitlines()] == records
    assert read(again, "plover") == rows


@few
@given(samples.plover_records)
def test_the_nouns_of_a_plover_record_come_back_without_its_values(record):
    nouns = [bare(row) for row in read(samples.plover_lines(record), "plover")]
    assert [bare(row) for row in read(written(nouns, "plover"), "plover")] == nouns


@pytest.mark.parametrize("format", FOREIGN)
@few
@given(data=st.data())
def test_a_foreign_row_comes_back_from_parquet(format, data):
    pytest.importorskip("pyarrow")
    rows = read(samples.lines(samples.SHAPES[format], data.draw(samples.RECORDS[format])), format)
    assert read(written(rows, "parquet")) == rows


def test_our_own_rows_come_back_from_parquet():
    pytest.importorskip("pyarrow")
    rows = list(exchange.rows([samples.coding()]))
    assert read(written(rows, "parquet")) == rows


@pytest.mark.parametrize(
    ("format", "change"),
    [
        ("icews", {"cameo": "040", "type": "CONSULT", "quad": "verbal cooperation", "contexts": ("diplomatic",)}),
        ("icews", {"source": ()}),
        ("gdelt2", {"mentions": 9, "url": "https://example.org/corrected"}),
        ("gdelt2", {"intensity": 3.5}),
        ("polecat", {"type": "AGREE", "mode": None, "quad": "verbal cooperation", "intensity": 2.5}),
    ],
)  # fmt: skip
def test_a_corrected_row_is_written_corrected_and_keeps_the_rest(format, change):
    record = {"icews": samples.ICEWS, "gdelt2": samples.GDELT2, "polecat": samples.POLECAT}[format]
    (row,) = read(samples.lines(samples.SHAPES[format], record))
    corrected = replace(row, **change)
    (again,) = read(written([corrected], format))
    assert bare(again) == bare(corrected)
    own = {"icews": ["Target Sectors"], "gdelt2": ["AvgTone", "DATEADDED"], "polecat": ["Version"]}
    for name in own[format]:
        assert dict(again.fields).get(name) == dict(row.fields).get(name)


@pytest.mark.skipif(not SAMPLE.exists(), reason="the ICEWS sample is not in STANDOFF_DATA")
def test_the_real_icews_sample_comes_back_byte_for_byte():
    original = SAMPLE.read_bytes()
    rows = read(original)
    assert {row.dataset for row in rows} == {"icews"}
    assert written(rows, "icews") == original


@pytest.mark.skipif(not SAMPLE.exists(), reason="the ICEWS sample is not in STANDOFF_DATA")
def test_the_nouns_of_the_real_icews_sample_come_back():
    nouns = [bare(row) for row in read(SAMPLE.read_bytes())]
    assert [bare(row) for row in read(written(nouns, "icews"))] == nouns


@pytest.mark.skipif(not SAMPLE.exists(), reason="the ICEWS sample is not in STANDOFF_DATA")
def test_every_country_of_the_real_icews_sample_is_known():
    rows = read(SAMPLE.read_bytes())
    unknown = {
        value for row in rows for name, value in row.fields if name.endswith("Country") and value != "NA"
    }  # fmt: skip
    assert unknown == set()
