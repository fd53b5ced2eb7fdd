"""Provenance is law: every mark is a stretch of the text, and the record repeats it exactly."""

from dataclasses import fields, is_dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import standoff
from standoff.report.contract import record
from standoff.types import Coding, Span
from tests.gold import ARTICLES

NAMES = sorted(p.stem for p in ARTICLES.glob("*.md"))
ODD = st.sampled_from(
    ["𝕬", "é", "😀", "\u00a0", "\r\n", "\n\n", "“", "”", '"', "’", "—", "\u200d", "한", ""]
)  # fmt: skip
SENTENCES = st.sampled_from(
    [
        "Kim Jong Un rejected talks with the United States on Thursday, KCNA said.",
        "“We will never yield,” he told reporters in Pyongyang.",
        "Moscow accused Kyiv of shelling Belgorod; Ukraine denied it.",
        "According to two officials, Iran could resume enrichment if talks fail.",
        "“Nobody”, she said, “wants a war.”",
        "China has sanctioned three U.S. companies since 2022.",
        "He said that Seoul and Tokyo would hold joint drills next week.",
    ]
)


def spans(value):
    """Every Span inside a value, however deep."""
    if isinstance(value, Span):
        yield value
    elif is_dataclass(value):
        for f in fields(value):
            yield from spans(getattr(value, f.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)


def check(coding: Coding):
    text, name = coding.document.text, coding.document.id
    marks = [*coding.statements, *coding.events]
    for mark in marks:
        for span in spans(mark):
            assert span.document == name
            assert 0 <= span.start < span.end <= len(text)
    for s in coding.statements:
        parts = [*s.content, *([s.cue] if s.cue else [])]
        assert all(s.span.start <= p.start and p.end <= s.span.end for p in parts)
    for e in coding.events:
        assert e.span.start <= e.trigger.start
        assert e.trigger.end <= e.span.end
        assert e.attributed_to is None or e.attributed_to in {s.id for s in coding.statements}
    told = [i for o in coding.occurrences for i in o.events]
    assert sorted(told) == sorted(e.id for e in coding.events)
    ids = [m.id for m in marks]
    assert len(set(ids)) == len(ids)
    check_record(record(coding), text)


def check_record(value, text):
    """Wherever the record gives words beside a span, they are the text of the span."""
    if isinstance(value, dict):
        if isinstance(value.get("text"), str) and isinstance(value.get("span"), list):
            start, end = value["span"]
            assert text[start:end] == value["text"]
        for item in value.values():
            check_record(item, text)
    elif isinstance(value, list):
        for item in value:
            check_record(item, text)


@pytest.mark.parametrize("name", NAMES)
def test_bundled_articles(name):
    coding = standoff.read(ARTICLES / f"{name}.md")
    assert coding.statements
    assert coding.events
    check(coding)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(SENTENCES, ODD, st.integers(0, 60), ODD), min_size=1, max_size=5))
def test_texts_with_odd_characters(pieces):
    parts = [f"{s[:at]}{inside}{s[at:]}{between} " for s, inside, at, between in pieces]
    check(standoff.read("".join(parts) + "\n", date="2024-11-22"))


def test_a_decomposed_accent_does_not_move_the_marks():
    text = "The cafe\u0301 owner waited.\n\nRussia accused Ukraine of shelling Belgorod on Monday."
    (event,) = [e for e in standoff.read(text).events if e.type == "ACCUSE"]
    assert text[event.trigger.start : event.trigger.end] == "accused"
