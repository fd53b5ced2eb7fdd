"""Markdown: what a reader sees, with plain paragraphs as they were written."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.reading import documents
from standoff.reading.markdown import render, split_front_matter

DATA = Path(__file__).parent / "data" / "reading"


@pytest.fixture(scope="module")
def article():
    (found,) = documents([DATA / "article.md"])
    return found


def test_the_text_is_what_a_reader_sees(article):
    assert article.text == (
        "The president of Northland broke off the talks on Friday.\n\n"
        "A paragraph without marks  stays as it is,\n"
        "  with its odd spaces and its line ends.\n\n"
        "“We will not sit at that table,” he said.\n\n"
        "The hotline is silent.\nThe envoys stay.\n\n"
        "Background\n\n"
        "The last meeting was in May."
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "Northland breaks off talks"),
        ("source", "The Harbour Post"),
        ("byline", "Mara Lindqvist"),
        ("url", "https://harbour-post.example/world/northland-breaks-off-talks"),
        ("published", date(2024, 11, 22)),
    ],
)
def test_the_front_matter_speaks(article, field, value):
    assert getattr(article, field) == value


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("The *talks* **ended**.", "The talks ended."),
        ("The [talks](x) `ended` <http://a.b>.", "The talks ended http://a.b."),
        ("The [talks][1] ended.\n\n[1]: http://a.b", "The talks ended."),
        ("One.\n\n![map](m.png)\n\nTwo.", "One.\n\nTwo."),
        ("One ![map](m.png) two.", "One  two."),
        ("One.\n\n~~~\ncode\n~~~\n\nTwo.", "One.\n\nTwo."),
        ("One.\n\n---\n\nTwo.", "One.\n\nTwo."),
        ("One.\n\n<div>\nraw\n</div>\n\nTwo.", "One.\n\nTwo."),
        ("> One.\n> More.\n>\n> Two.", "One.\nMore.\n\nTwo."),
        ("1. One.\n2. Two.\n   - Three.", "One.\nTwo.\nThree."),
        ("- One.\n\n  More.\n\n- Two.\n\nThree.", "One.\nMore.\nTwo.\n\nThree."),
        ("## Two\nThree.", "Two\nThree."),
        ("| a | b |\n|---|---|\n| 1 | *2* |", "a\tb\n1\t2"),
        ("    Indented.\n\nTwo.", "    Indented.\n\nTwo."),
        ("The US&amp;UK \\*talks\\*.", "The US&UK *talks*."),
        ("One  \ntwo.\n\n\n\nThree.\n\n", "One  \ntwo.\n\n\n\nThree."),
        ("\n\nOne.\r\n\r\nTwo.\r\n", "One.\r\n\r\nTwo."),
        ("5 * 3 and a_b_c stay.", "5 * 3 and a_b_c stay."),
    ],
)
def test_marks_are_rendered_away(body, text):
    assert render(body) == (None, text)


@pytest.mark.parametrize(
    ("body", "heading", "text"),
    [
        ("# The *talks*\n\nOne.", "The talks", "One."),
        ("The talks\n=====\nOne.", "The talks", "One."),
        ("One.\n\n# Late\n\nTwo.", None, "One.\n\nLate\n\nTwo."),
    ],
)
def test_a_heading_that_opens_the_text_is_told_apart(body, heading, text):
    assert render(body) == (heading, text)


def test_another_title_in_the_front_matter_leaves_the_heading_in_the_text(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: One\n---\n# Two\n\nThe talks ended.")
    (found,) = documents([path])
    assert (found.title, found.text) == ("One", "Two\n\nThe talks ended.")


@pytest.mark.parametrize(
    ("text", "front", "body"),
    [
        ("---\nTitle: 'a'\n---\nb", {"title": "a"}, "b"),
        ("---\r\ntitle: a: b\r\n...\r\nb", {"title": "a: b"}, "b"),
        ("---\ntags:\n  - x\nurl: http://a\n---\nb", {"tags": "", "url": "http://a"}, "b"),
        ("---\nNo key here\n---\nb", {}, "---\nNo key here\n---\nb"),
        ("---\ntitle: a\nb", {}, "---\ntitle: a\nb"),
        ("b\n---\ntitle: a\n---\n", {}, "b\n---\ntitle: a\n---\n"),
    ],
)
def test_front_matter_is_split_off(text, front, body):
    assert split_front_matter(text) == (front, body)


@given(
    st.lists(st.from_regex(r"[A-Za-z]{1,9}( {1,2}[a-z,]{1,9}){0,5}\.", fullmatch=True), min_size=1)
)
def test_text_without_marks_stays_as_it_is(paragraphs):
    body = "\n\n".join(paragraphs)
    assert render(body) == (None, body)


@given(st.text())
def test_rendering_never_fails(body):
    heading, text = render(body)
    assert isinstance(text, str)
    assert heading is None or heading.strip()
