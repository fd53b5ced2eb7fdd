"""Words, sentences and trees: offsets hold, sentences end where they should, trees are trees."""

import itertools
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import standoff.language
from standoff.errors import ModelError
from standoff.language import Model, analyse, load_model
from standoff.language.sentences import sentences
from standoff.language.tokenize import words
from standoff.language.tree import heads

MODEL = Path(standoff.language.__file__).parent / "data" / "model"
TEXTS = st.text(
    alphabet=st.sampled_from("abzKU09 .,:;!?'’\"“”()-–—\n\r\t\u00a0e\u0301𝕬😀한$%&@#/…"),
    max_size=200,
)


def cut(text):
    return [text[start:end] for start, end in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim's U.S.-led plan", ["Kim", "'s", "U.S.", "-", "led", "plan"]),
        ("isn’t cannot", ["is", "n’t", "can", "not"]),
        ("Gen. Smith, 5% or $1,000.50.", ["Gen.", "Smith", ",", "5", "%", "or", "$", "1,000.50", "."]),
        ("at 10:30 a.m. on No. 5", ["at", "10:30", "a.m.", "on", "No.", "5"]),
        ("“We will.” (KCNA)", ["“", "We", "will", ".", "”", "(", "KCNA", ")"]),
        ("AT&T, a@b.org, https://x.org/y.", ["AT&T", ",", "a@b.org", ",", "https://x.org/y", "."]),
        ("cafe\u0301 𝕬b", ["cafe\u0301", "𝕬b"]),
        ("So long :) bye", ["So", "long", ":)", "bye"]),
        ("ofComradeKim Jong Unwho said", ["ofComrade", "Kim", "Jong", "Un", "who", "said"]),
        ("Kim Jong Un's aide", ["Kim", "Jong", "Un", "'s", "aide"]),
    ],
)  # fmt: skip
def test_words(text, expected):
    assert cut(text) == expected


@given(TEXTS)
def test_words_tile_everything_but_blanks(text):
    covered = [i for start, end in words(text) for i in range(start, end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)


def split(text):
    pieces = words(text)
    return [text[pieces[a][0] : pieces[b - 1][1]] for a, b in sentences(text, pieces)]


@pytest.mark.parametrize(
    "expected",
    [
        ["He left.", "She stayed."],
        ["“We will never yield.”", "He left."],
        ["“Will you go?” he asked."],
        ["Gen. Lee met Dr. Park in Washington, D.C. on Monday.", "They talked."],
        ["The U.S. said no.", "It left."],
        ["He works for the U.S.", "The plan failed."],
        ["J. R. Smith wrote it.", "Nobody read it."],
        ['He said "no."', "Then he left."],
        ["Prices rose 3.5 percent.", "Nobody cheered!", "Why?"],
    ],
    ids=lambda e: e[0][:30],
)
def test_sentences_in_one_line(expected):
    assert split(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Talks fail\nLeaders met on Monday.\n\nNo deal.", ["Talks fail", "Leaders met on Monday.", "No deal."]),
        ("SEOUL, Nov 22 (Wire) - Kim spoke.", ["SEOUL, Nov 22 (Wire) -", "Kim spoke."]),
        ("Pyongyang, November 22 (Wire) --Kim spoke.", ["Pyongyang, November 22 (Wire) --", "Kim spoke."]),
        ("- first item\n- second item", ["- first item", "- second item"]),
        ("One.\r\n\r\nTwo.", ["One.", "Two."]),
    ],
)  # fmt: skip
def test_sentences_and_lines(text, expected):
    assert split(text) == expected


def test_wrapped_lines_are_no_sentence_ends():
    line = "The ministers of both countries met in the capital on Monday and they talked\n"
    text = (line * 4).replace("talked\n", "talked,\n") + "until noon."
    assert len(split(text)) == 1


@pytest.mark.parametrize("text", ["", "   \n\t", "😀", "...", "A" * 5000, "word " * 3000])
def test_odd_texts_are_analysed(text):
    analysis = analyse(text)
    assert all(text[t.start : t.end] == t.text for t in analysis.tokens)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_every_sentence_is_a_tree_of_its_own(text):
    analysis = analyse(text)
    for first, last in analysis.sentences:
        inside = analysis.tokens[first:last]
        assert sum(t.head == -1 for t in inside) == 1
        assert all(t.head == -1 or first <= t.head < last for t in inside)
        root = next(t.index for t in inside if t.head == -1)
        assert analysis.subtree(root) == tuple(range(first, last))


def test_an_analysis_depends_on_its_text_alone():
    text = "Kim rejected talks. He left."
    before = analyse(text)
    analyse("Something else entirely, and rather longer than that, was said by others. " * 5)
    assert analyse(text) == before


def test_sentences_of_any_length_come_back_in_their_order():
    lengths = [3, 0, 40, 1, 300, 7, 7, 0, 18]
    parsed = load_model().parse([["word"] * n for n in lengths])
    assert [len(p.heads) for p in parsed] == lengths


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_the_tree_is_the_best_tree(n):
    scores = np.random.default_rng(n).normal(size=(40, n, n + 1)).astype(np.float32)
    for matrix in scores:
        found = heads(matrix.copy())
        assert np.isclose(total(matrix, found), max(total(matrix, t) for t in trees(n)), atol=1e-4)


def total(matrix, tree):
    return sum(matrix[i, h] for i, h in enumerate(tree))


def trees(n):
    """All trees over n words with one root."""
    for tree in itertools.product(range(n + 1), repeat=n):
        if tree.count(0) == 1 and all(reaches_root(tree, i) for i in range(n)):
            yield list(tree)


def reaches_root(tree, i):
    for _ in range(len(tree) + 1):
        if tree[i] == 0:
            return True
        i = tree[i] - 1
    return False


@pytest.fixture
def folder(tmp_path):
    for name in ("labels.json", "vocab.txt", "manifest.json"):
        shutil.copy(MODEL / name, tmp_path / name)
    return tmp_path


def test_a_missing_model_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"manifest\.json is missing"):
        Model(tmp_path)


def test_a_missing_file_is_named(folder):
    with pytest.raises(ModelError, match=r"encoder\.onnx"):
        Model(folder)


def test_a_damaged_file_is_named(folder):
    (folder / "encoder.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError, match="checksum"):
        Model(folder)


def test_another_format_is_refused(folder):
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"format": 99}))
    with pytest.raises(ModelError, match="99"):
        Model(folder)
