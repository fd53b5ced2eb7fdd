"""Damaged inputs of every format come out as documents or rejections, never as an exception or a hang."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.reading import Feed, feed, from_bytes
from standoff.reading.refusal import printable
from standoff.types import Document, Rejected
from tests import fuzz

KINDS = [
    "text/plain",
    "text/markdown",
    "application/json",
    "application/x-ndjson",
    "",
    "application/xml",
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4)
    ),
)


def test_two_thousand_damaged_samples_are_read(tmp_path):
    ends, wrong = fuzz.run(2000, seed=1, folder=tmp_path)
    assert wrong == []
    assert ends["read"] > 200
    assert ends["unreadable"] > 200


def test_the_fuzzer_would_tell(tmp_path, monkeypatch):
    def broken(_reader, _path):
        raise RuntimeError("on purpose")

    monkeypatch.setattr(fuzz.Reader, "path", broken)
    _, wrong = fuzz.run(20, seed=1, folder=tmp_path)
    assert len(wrong) == 20


def test_the_same_seed_makes_the_same_inputs():
    assert list(fuzz.inputs(50, 3)) == list(fuzz.inputs(50, 3))
    assert list(fuzz.inputs(50, 3)) != list(fuzz.inputs(50, 4))


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(KINDS))
def test_any_bytes_become_documents_or_rejections(data, kind):
    found = list(from_bytes(data, origin="here", content_type=kind))
    assert found
    assert all(isinstance(each, Document | Rejected) for each in found)


@settings(deadline=None)
@given(VALUES)
def test_any_json_becomes_documents_or_rejections(value):
    data = json.dumps([{"text": "The talks ended.", "title": value}, value]).encode()
    assert list(from_bytes(data, origin="here", content_type="application/json"))


@settings(deadline=None)
@given(st.text(alphabet="<>/!?[]&;:=\"'- aistemrdf\n", max_size=300))
def test_any_markup_is_a_feed_or_a_rejection(text):
    for whole in (text, f"<rss><channel><item>{text}</item></channel></rss>"):
        assert isinstance(feed(whole.encode(), origin="here"), Feed | Rejected)


@settings(deadline=None)
@given(st.text())
def test_an_origin_can_be_shown_on_a_terminal(text):
    shown = printable(text)
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in shown)
    assert len(shown) <= 1000
