"""Frames of the shipped model, and how grammar tells a thing."""

from __future__ import annotations

import pytest

from standoff.language import analyse, load_model
from standoff.language.factuality import LIKELY, OPEN, SURE, Grammar

TEXT = (
    "The ministry said on Friday that Pyongyang had not fired a missile. Seoul may attack the depot. "
    "Moscow's withdrawal of its envoy was delayed."
)


@pytest.fixture(scope="module")
def analysis():
    return analyse(TEXT, frames=True)


def test_frames_are_given_only_where_they_are_asked_for(analysis):
    assert analysis.frames
    assert not analyse(TEXT).frames


def test_arguments_stand_off_in_the_text(analysis):
    for frame in analysis.frames:
        sentence = analysis.tokens[frame.predicate].sentence
        first, last = analysis.sentences[sentence]
        for a in frame.arguments:
            assert first <= a.first <= a.head < a.last <= last
        assert frame.spread > 0


def test_the_said_and_the_sayer(analysis):
    said = next(f for f in analysis.frames if analysis.tokens[f.predicate].text == "said")
    roles = {a.role: analysis.words(a.first, a.last) for a in said.arguments}
    assert roles["ARG0"] == "The ministry"
    assert roles["ARG1"] == "that Pyongyang had not fired a missile"


def test_given_predicates_are_the_ones_that_are_read():
    (parsed,) = load_model().parse([["He", "left", "and", "came", "back", "."]], predicates=[[3]])
    assert [f.predicate for f in parsed.frames] == [3]


@pytest.mark.parametrize(
    ("words", "heads", "rels", "at", "told"),
    [
        ("They attacked", [2, 0], ["nsubj", "root"], 1, SURE),
        ("They never attacked", [3, 3, 0], ["nsubj", "advmod", "root"], 2, -SURE),
        ("They could attack", [3, 3, 0], ["nsubj", "aux", "root"], 2, LIKELY),
        ("They refused to attack", [2, 0, 4, 2], ["nsubj", "root", "mark", "xcomp"], 3, -SURE),
        ("They feared an attack", [2, 0, 4, 2], ["nsubj", "root", "det", "obj"], 3, LIKELY),
        ("They prevented an attack", [2, 0, 4, 2], ["nsubj", "root", "det", "obj"], 3, -SURE),
        ("They never feared an attack", [3, 3, 0, 5, 3],
         ["nsubj", "advmod", "root", "det", "obj"], 4, OPEN),
        ("They began to attack", [2, 0, 4, 2], ["nsubj", "root", "mark", "xcomp"], 3, SURE),
    ],
)  # fmt: skip
def test_grammar_tells(words, heads, rels, at, told):
    lemmas = [w.lower().removesuffix("ed") for w in words.split()]
    lemmas = [{"refus": "refuse", "began": "begin"}.get(w, w) for w in lemmas]
    assert Grammar(words.split(), lemmas, heads, rels).told(at) == told
