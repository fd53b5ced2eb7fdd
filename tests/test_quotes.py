"""Where quotation marks open and close."""

from __future__ import annotations

import pytest

from standoff.coding.quotes import is_title, quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Kim mocks Seoul: 'You're being ridiculous'", ["You're being ridiculous"]),
        ("'The workers' union must leave,' Petrov said.", ["The workers' union must leave,"]),
        ("The workers' union and the miners' club met in the '90s over rock 'n' roll.", []),
        ("It was 'a trap', then 'a farce'.", ["a trap", "a farce"]),
        ("He said “the 'peace plan' is dead” today.", ["the 'peace plan' is dead"]),
        ("He said ‘we won’t go’ and left.", ["we won’t go"]),
        ("''The talks are over,'' he said.", ["The talks are over,"]),
        ("He said 'we are not", []),
    ],
)
def test_what_is_quoted(text: str, quoted: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == quoted
    for q in quotations(text):
        assert q.outer_start < q.start < q.end < q.outer_end


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("He said on NBC's “Meet the Press.” that it was so.", [True]),
        ("He read it in “War and Peace”, she on “Face the Nation”.", [True, True]),
        ("He said “No Talks” and called it “War and Peace”.", [False, False]),
        ("He believes in “peace with honour” and in “North”.", [False, False]),
    ],
)
def test_what_is_the_name_of_a_work(text: str, titles: list[bool]) -> None:
    assert [is_title(text, q) for q in quotations(text)] == titles
