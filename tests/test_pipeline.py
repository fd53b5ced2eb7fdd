"""The Python API of reading: one text, one file, many; faults stay with their document."""

from datetime import date

import pytest

import standoff
from standoff import pipeline
from tests.gold import ARTICLES

TEXT = "Russia accused Ukraine of shelling Belgorod on Monday."


def test_read_takes_a_text():
    coding = standoff.read(TEXT, date="2024-11-22")
    assert coding.document.text == TEXT
    assert coding.document.published == date(2024, 11, 22)
    assert [e.type for e in coding.events][:1] == ["ACCUSE"]


def test_read_takes_a_path_and_the_name_of_a_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert standoff.read(path).document == standoff.read(str(path)).document


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("", "empty"),
        ("북한은 월요일 미국과의 추가 협상을 거부했다고 국영 매체가 보도했다.", "Korean"),
    ],
)
def test_a_text_that_cannot_be_read_is_an_error(value, words):
    with pytest.raises(standoff.InputError, match=words):
        standoff.read(value)


def test_several_documents_need_read_all():
    with pytest.raises(standoff.InputError, match="read_all"):
        standoff.read(ARTICLES)


def test_a_bad_date_is_named():
    with pytest.raises(standoff.InputError, match=r"22\.11\.2024"):
        standoff.read(TEXT, date="22.11.2024")


def test_a_crash_in_one_document_stays_with_it(tmp_path, monkeypatch):
    real = pipeline.code

    def code(document, analysis, knowledge):
        if "crash" in document.text:
            raise RuntimeError("boom")
        return real(document, analysis, knowledge)

    monkeypatch.setattr(pipeline, "code", code)
    for name, text in (("a.txt", TEXT), ("b.txt", f"crash. {TEXT}"), ("c.txt", TEXT)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    first, second, third = standoff.read_all([tmp_path])
    assert isinstance(second, standoff.Rejected)
    assert (second.reason, "boom" in second.detail) == ("failed", True)
    assert first.events
    assert third.events


def test_workers_must_be_one_or_more():
    with pytest.raises(standoff.InputError, match="workers is 0"):
        standoff.read_all(["x"], workers=0)


def test_what_no_words_date_has_the_articles_day_and_says_so():
    coding = standoff.read("Russia bombed Kyiv. Russia will bomb Odesa.", date="2025-01-02")
    first, second = coding.events
    assert (first.date.start, first.date.end, first.date.text) == (
        date(2025, 1, 2), date(2025, 1, 2), None,
    )  # fmt: skip
    assert (second.status, second.date.start) == ("future", None)
    assert [o.date.start for o in coding.occurrences] == [date(2025, 1, 2), None]
