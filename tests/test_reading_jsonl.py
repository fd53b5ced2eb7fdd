"""JSON Lines and JSON: records become documents, a broken one never stops the rest."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.reading import documents
from standoff.settings import Settings
from standoff.types import Document

DATA = Path(__file__).parent / "data" / "reading"


def piped(data, **options):
    data = data if isinstance(data, bytes) else data.encode()
    return list(documents(["-"], stdin=io.BytesIO(data), **options))


def record(**fields):
    return json.dumps({"text": "The talks ended.", **fields})


def test_all_fields_are_taken():
    found = next(documents([DATA / "articles.jsonl"]))
    assert found == Document(
        id=found.id,
        text="The president of Northland broke off the talks on Friday.",
        title="Northland breaks off talks",
        source="The Harbour Post",
        url="https://harbour-post.example/1",
        published=date(2024, 11, 22),
    )


def test_a_broken_line_in_the_middle_does_not_stop_the_rest():
    reasons = [getattr(each, "reason", "read") for each in documents([DATA / "articles.jsonl"])]
    assert reasons == ["read", "malformed", "read"]


def test_the_own_id_goes_to_the_origin():
    origins = [Path(each.origin).name for each in documents([DATA / "articles.jsonl"])]
    assert origins == ["articles.jsonl:1 hp-1", "articles.jsonl:2", "articles.jsonl:3 3"]


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        ('{"text": "a"', "Expecting ',' delimiter at column 13"),
        ("[1]", "it is a list"),
        ("7", "it is a number"),
        ('{"title": "a"}', '"text" is missing'),
        ('{"text": null}', '"text" is null'),
        ('{"text": 3}', '"text" is a number'),
        (record(title=["a"]), '"title" is a list'),
        (record(source={}), '"source" is an object'),
        (record(title="\ud800"), '"title" holds half of a surrogate pair'),
        (record(url=True), '"url" is true or false'),
        (record(published=20241122), '"published" is a number'),
        (record(published="Friday"), '"Friday", which is no date'),
        (record(published="2024-02-30"), '"2024-02-30", which is no date'),
        ("[" * 100_000, "no JSON"),
        ('{"text": ' + "9" * 5000 + "}", "no JSON that can be read"),
    ],
)
def test_what_is_wrong_is_told_with_the_line(line, detail):
    _, found, _ = piped(f"{record()}\n{line}\n{record()}\n")
    assert (found.reason, found.origin) == ("malformed", "standard input:2")
    assert detail in found.detail


def test_the_detail_of_a_wrong_field_keeps_the_own_id():
    (found,) = piped(record(id="x9", title=3))
    assert found.origin == "standard input:1 x9"


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "empty"), (" \n", "empty"), ("a\0b", "binary"), ("a\ud800b", "undecodable")],
)
def test_a_text_that_is_no_document_is_rejected(text, reason):
    (found,) = piped(record(text=text))
    assert found.reason == reason


def test_a_line_that_is_no_utf8_is_rejected_alone():
    data = record().encode() + b'\n{"text": "caf\xe9"}\n' + record().encode()
    _, found, last = piped(data)
    assert (found.reason, "0xE9 at position 13" in found.detail) == ("undecodable", True)
    assert last.text == "The talks ended."


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2024-11-22", date(2024, 11, 22)),
        ("2024-11-22T23:59:00Z", date(2024, 11, 22)),
        ("2024-11-22T00:10:00+09:00", date(2024, 11, 22)),
        ("2024-11-22 00:10:00 +0900", date(2024, 11, 22)),
        ("", None),
        (None, None),
    ],
)
def test_dates_and_times_give_the_day_that_is_written(published, day):
    (found,) = piped(record(published=published))
    assert found.published == day


def test_what_the_user_gives_fills_only_what_is_missing():
    own, none = piped(
        f"{record(published='2024-11-22', source='Own')}\n{record()}",
        published=date(2020, 1, 1),
        source="Given",
    )
    assert (own.published, own.source) == (date(2024, 11, 22), "Own")
    assert (none.published, none.source) == (date(2020, 1, 1), "Given")


def test_blank_lines_count_but_are_no_records():
    assert [each.origin for each in piped(f"\n{record()}\n\n{record()}\n")] == [
        "standard input:2",
        "standard input:4",
    ]


@pytest.mark.parametrize("size", [60, 61, 62])
def test_only_a_line_over_the_limit_is_too_large(size):
    line = record(text="x" * (size - len(record(text=""))))
    (found,) = piped(line + "\n", settings=Settings(max_bytes=61))
    assert getattr(found, "reason", "read") == ("too-large" if size > 61 else "read")


def test_the_items_of_a_json_list_are_numbered(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"text": "One."}, 3, {"text": "Three.", "id": "t"}], indent=1))
    assert [Path(each.origin).name for each in documents([path])] == [
        "a.json:1",
        "a.json:2",
        "a.json:3 t",
    ]


def test_a_json_file_may_hold_json_lines(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(f"{record()}\n{record()}\n")
    assert len(list(documents([path]))) == 2


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), st.booleans())
def test_the_text_comes_out_code_point_for_code_point(text, ascii_only):
    text = f"The talks of the envoys ended. {text}"
    (found,) = piped(json.dumps({"text": text}, ensure_ascii=ascii_only))
    assert not isinstance(found, Document) or found.text == text
