"""PolNeAR's format is read, and statements are matched and scored as the benchmark says."""

from __future__ import annotations

import pytest
from benchmarks.polnear import Attribution, articles, overlap, trimmed
from benchmarks.statements import (
    Pair,
    is_alike,
    is_covered,
    kind,
    match,
    speaker_right,
    statements,
)

from standoff import read

TEXT = 'The envoy said talks had failed. "We will not return," he added, "to that table."\n'
ANN = """T1\tSource 0 9\tThe envoy
T2\tCue 10 14\tsaid
T3\tContent 15 31\ttalks had failed
T4\tAttribution 10 14\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
T5\tContent 34 53;66 80\t"We will not return
to that table."
T6\tCue 58 63\tadded
T7\tSource 55 57\the
T8\tAttribution 58 63\tadded
E2\tAttribution:T8 Content:T5 Cue:T6 Source:T7
"""


@pytest.fixture
def article(tmp_path):
    for name, content in (("text/a.txt", TEXT), ("attributions/a_0f3e.ann", ANN)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    (found,) = articles(tmp_path)
    return found


def test_roles_and_pieces_are_read(article):
    first, second = article.attributions
    assert [TEXT[s:e] for s, e in first.source + first.cue + first.content] == [
        "The envoy", "said", "talks had failed",
    ]  # fmt: skip
    assert [TEXT[s:e] for s, e in second.content] == ["We will not return", "to that table"]


def test_kinds_are_told_by_quotation_marks(article):
    assert [kind(Pair(article, g, None)) for g in article.attributions] == ["indirect", "direct"]


def test_edges_do_not_count():
    assert trimmed([(0, 4), (5, 9)], '"ab", cd.') == ((1, 8),)


def test_each_is_matched_once_and_the_rest_is_extra(article):
    gold = article.attributions[0]
    half = Attribution((), (), ((15, 20),))
    ours = [half, Attribution(gold.source, gold.cue, gold.content)]
    pairs = match(article, ours)
    assert pairs[0].ours is ours[1]
    assert is_alike(pairs[0])
    assert is_covered(Pair(article, gold, half), 0.3)
    assert not is_covered(Pair(article, gold, half), 0.8)
    assert speaker_right(pairs[0])
    assert not speaker_right(Pair(article, gold, half))


def test_statements_inside_another_s_content_are_left_out():
    text = "Vladimir Putin said that Vladimir Zelensky had claimed that talks had failed.\n"
    (only,) = statements(read(text))
    assert text[slice(*only.cue[0])] == "said"
    assert overlap(only.content, ((0, len(text)),)) > 30
