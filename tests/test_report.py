"""The faces: nothing lost in the page, nothing of the text taken for markup, every group shown."""

import io
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

import standoff
from standoff.report.contract import record, rejected_record
from standoff.report.marking import Mark, marked
from standoff.report.page import page
from standoff.report.terminal import brief, rejected, totals
from standoff.report.wording import GROUPS, cue, group_of, shortened
from standoff.summary import dyads, sourcing, status_counts
from standoff.types import STATUSES, Coding, Document, Rejected
from tests.gold import ARTICLES

HOSTILE = '<script>alert("x")</script> & "quotes" <b>'
TEXT = st.text(
    alphabet=st.sampled_from("abc<>&\"' \n\r\t“”e\u0301𝕬😀한\u2028"), min_size=1, max_size=80
)


class TextOf(HTMLParser):
    """The text content of a piece of HTML."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text = ""

    def handle_data(self, data):
        self.text += data


def text_of(html):
    parser = TextOf()
    parser.feed(html)
    parser.close()
    return parser.text


@given(TEXT, st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=12))
def test_marks_change_nothing_of_the_text(text, stretches):
    marks = [
        Mark(min(a, len(text)), min(b, len(text)), f"r{n}", "said")
        for n, (a, b) in enumerate(stretches)
        if a < b
    ]
    assert text_of(marked(text, marks)) == text


def test_a_control_character_is_shown_as_unknown():
    assert text_of(marked("a\x01b", [])) == "a\ufffdb"


@pytest.fixture(scope="module")
def coding():
    return standoff.read(ARTICLES / "taiwan-strait.md")


def test_every_row_has_its_words(coding):
    html = page([coding])
    for n in range(len(coding.statements)):
        assert f'id="d0-s{n}"' in html
        assert f'id="w-d0-s{n}"' in html
    assert coding.document.text in text_of(html)


def test_hostile_text_is_shown_and_not_run():
    document = Document(
        id="x", text=HOSTILE, title=HOSTILE, source=HOSTILE, published=date(2024, 1, 1)
    )
    html = page(
        [Coding(document=document)], [Rejected(origin=HOSTILE, reason="empty", detail=HOSTILE)]
    )
    assert "<script>alert" not in html
    assert text_of(html).count(HOSTILE) >= 4


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("colour", [True, False])
def test_the_brief_fits_and_names_every_group(coding, width, colour):
    out = Console(width=width, file=io.StringIO(), force_terminal=colour, no_color=not colour)
    out.print(brief(coding))
    shown = out.file.getvalue()
    for group in GROUPS:
        if any(e.status in group.statuses for e in coding.events):
            assert group.sign in shown
    if not colour:
        assert max(map(len, shown.splitlines())) <= width


def test_an_empty_coding_has_a_brief():
    out = Console(width=80, file=io.StringIO())
    empty = Coding(document=Document(id="x", text="Nothing."))
    out.print(
        brief(empty),
        totals([]),
        rejected(Rejected(origin="f", reason="empty", detail="it is empty")),
    )
    assert "No statement" in out.file.getvalue()


def test_what_somebody_does_not_say_is_not_shown_as_said():
    coding = standoff.read("India has not confirmed the raid, and Pakistan confirmed it.\n")
    assert [cue(coding, s) for s in coding.statements] == ["withheld: confirmed", "confirmed"]


def test_every_status_has_a_group():
    assert {group_of(s).key for s in STATUSES} == {g.key for g in GROUPS}


@given(st.text(max_size=60), st.integers(5, 40))
def test_shortened_keeps_to_the_width(text, width):
    assert len(shortened(text, width)) <= width


def test_the_record_has_the_contracts_keys(coding):
    found = record(coding)
    assert list(found) == ["document", "statements", "events", "occurrences"]
    assert list(found["document"])[:3] == ["id", "title", "source"]
    assert (
        rejected_record(Rejected(origin="f", reason="empty", detail="d"))["rejected"]["reason"]
        == "empty"
    )


def test_dyads_count_each_act_once_and_reciprocal_ones_both_ways():
    text = "Russia met China in Moscow on Monday.\n\nRussia sanctioned Japan. Russia sanctioned Japan on Monday."
    found = {(d.source, d.recipient): d for d in dyads([standoff.read(text, date="2024-11-22")])}
    assert found["RUS", "CHN"].happened == found["CHN", "RUS"].happened == 1
    assert ("JPN", "RUS") not in found
    assert found["RUS", "JPN"].total < 0


def test_profiles_add_up(coding):
    profile = sourcing([coding])
    assert profile.total == len(coding.statements)
    assert sum(n for _, n in status_counts([coding])) == len(coding.occurrences)
    assert abs(sum(profile.share(kind) for kind, _ in profile.counts) - 1) < 1e-9
