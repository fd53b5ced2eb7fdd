"""Texts given as such: their checks, their ids, their decoding, their language."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.reading import from_text
from standoff.reading.english import other_language
from standoff.reading.refusal import Refusal
from standoff.reading.sniff import check_magic, decode, kind_of
from standoff.settings import Settings
from standoff.types import Document, Rejected

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
TALKS = "The talks ended."


def test_a_text_becomes_a_document():
    found = from_text(TALKS, title="Talks", source="Post", published=date(2024, 11, 22))
    assert isinstance(found, Document)
    assert (found.text, found.title, found.source) == (TALKS, "Talks", "Post")


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "empty"), ("\n\t", "empty"), ("a\0", "binary"), ("a\udc00", "undecodable")],
)
def test_a_bad_text_is_rejected(text, reason):
    assert from_text(text, origin="here") == Rejected(
        origin="here", reason=reason, detail=from_text(text).detail
    )


def test_a_text_over_the_limit_is_rejected():
    assert from_text(TALKS, settings=Settings(max_bytes=5)).reason == "too-large"


def test_the_id_is_the_same_in_every_run():
    assert from_text(TALKS).id == "92ee34d980c11584"


def test_the_origin_takes_no_part_in_the_id():
    assert from_text(TALKS, origin="a").id == from_text(TALKS, origin="b").id


FIELDS = [
    {},
    {"title": "a"},
    {"title": ""},
    {"source": "a"},
    {"url": "a"},
    {"title": "a", "source": "b"},
    {"title": "ab"},
    {"title": "a1:b", "source": ""},
    {"published": date(2024, 11, 22)},
    {"url": "2024-11-22"},
]


def test_different_fields_give_different_ids():
    assert len({from_text(TALKS, **fields).id for fields in FIELDS}) == len(FIELDS)


@given(TEXTS)
def test_utf8_is_decoded_code_point_for_code_point(text):
    text = f"x{text}"
    assert decode(text.encode()) == text


@given(TEXTS, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_marked_text_is_decoded_code_point_for_code_point(text, encoding):
    assert decode(f"x{text}".encode(encoding)) == f"x{text}"


@given(st.binary(), st.booleans())
def test_any_bytes_are_decoded_or_refused(data, page):
    with suppress(Refusal):
        assert isinstance(decode(data, page=page), str)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"GIF89a", "a GIF image"),
        (b"RIFF\0\0\0\0WEBP", "a WebP image"),
        (b"\0" * 257 + b"ustar", "a TAR archive"),
        (b"\0\0\0\x18ftypmp42", "an MP4 video"),
        (b"SQLite format 3\0", "an SQLite database"),
    ],
)
def test_binary_formats_are_named(data, name):
    with pytest.raises(Refusal, match=name):
        check_magic(data)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html><p>", "html"),
        ("\n<!-- x -->\n<html>", "html"),
        ('<?xml version="1.0"?>\n<html xmlns="x">', "html"),
        ("<p class='a'>Talks", "html"),
        ("<3 is a heart", "text"),
        ("<path to=x>", "text"),
        ("---\n\nTalks", "text"),
    ],
)
def test_a_text_is_told_by_how_it_begins(text, kind):
    assert kind_of(text) == kind


ENGLISH = [
    "KIM REJECTS NEW TALKS WITH WASHINGTON AS MISSILES ROLL THROUGH PYONGYANG DURING PARADE",
    "Kim Jong Un met Choe Son Hui, Kim Yo Jong, Pak Jong Chon, Ri Yong Gil and Jo Yong Won there.",
    "Lavrov, Shoigu, Peskov, Medvedev, Zakharova, Volodin, Patrushev and Naryshkin attended.",
    "URGENT Iran fires missiles toward Israel, Israeli military says, sirens sound nationwide",
    "Beijing slams Washington arms sale to Taiwan, vows countermeasures; Taipei welcomes package",
    "The envoy said 안녕하십니까 and left the talks with the ministers of the neighbouring states.",
    "Macron reçoit Scholz",
    "12345 67890 (2024)",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_passes_whatever_names_it_holds(text):
    assert other_language(text) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("El presidente rechazó las negociaciones con el país vecino y lo acusó.", "Spanish (es)"),
        ("EL PRESIDENTE RECHAZÓ LAS NEGOCIACIONES CON EL PAÍS VECINO Y LO ACUSÓ", "Spanish (es)"),
        ("Der Präsident lehnte weitere Verhandlungen mit dem Nachbarland ab.", "German (de)"),
        ("Президент отверг дальнейшие переговоры с соседней страной.", "Russian (ru)"),
        ("북쪽 대통령은 협상을 거부했다", "Korean (ko)"),
        ("رفض الرئيس إجراء مزيد من المفاوضات مع الدولة المجاورة", "Arabic (ar)"),
    ],
)
def test_other_languages_are_named(text, language):
    assert other_language(text) == language


def test_an_english_quotation_does_not_make_a_chinese_text_english():
    text = "总统拒绝与邻国进一步谈判。" * 5 + "“we will not sit with those who have done that”"
    assert "Chinese" in other_language(text)
