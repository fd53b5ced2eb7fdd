"""What goes back to what: the words that can name something, and the chains that the model makes of them."""

from __future__ import annotations

import numpy as np
import pytest

from standoff.language import Analysis, analyse
from standoff.language.chains import SIZES, Word, candidates, features

TEXT = (
    "North Korea's leader Kim Jong Un rejected talks with the United States on Monday. He accused Washington of "
    "hostility. The country says that its weapons are a shield."
)


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyse(TEXT)


def at(analysis: Analysis, word: str) -> int:
    return next(t.index for t in analysis.tokens if t.text == word)


def test_a_name_is_one_candidate_and_verbs_are_none() -> None:
    words = [
        Word("Kim", "PROPN", 3, "nsubj", 0), Word("Jong", "PROPN", 0, "flat", 0),
        Word("Un", "PROPN", 0, "flat", 0), Word("spoke", "VERB", -1, "root", 0),
        Word("there", "PRON", 3, "expl", 0), Word("two", "NUM", 6, "nummod", 0),
        Word("days", "NOUN", 3, "obl", 0),
    ]  # fmt: skip
    found = candidates(words)
    assert found.at.tolist() == [0, 6]
    assert found.names[0] == frozenset({"kim", "jong", "un"})
    assert not found.names[1]


def test_features_stay_below_their_sizes_and_tell_names_apart() -> None:
    words = [
        Word(text, "PROPN", -1, "root", n) for n, text in enumerate(("Korea", "Japan", "Korea"))
    ]
    found = candidates(words)
    pairs = features(found, np.array([1, 2, 2]), np.array([0, 0, 1]))
    assert (pairs < np.array(SIZES)).all()
    assert pairs[:, 3].tolist() == [0, 3, 0]


def test_a_pronoun_goes_back_to_its_name_rather_than_to_another(analysis: Analysis) -> None:
    assert analysis.links is not None
    he = at(analysis, "He")
    kim, states = analysis.links.scores(he, [at(analysis, "leader"), at(analysis, "States")])
    assert kim is not None
    assert states is not None
    assert kim > max(states, 0)


def test_words_that_name_nothing_have_no_score(analysis: Analysis) -> None:
    assert analysis.links is not None
    rejected = at(analysis, "rejected")
    assert analysis.links.scores(rejected, [0]) == [None]
    assert analysis.links.scores(at(analysis, "He"), [rejected]) == [None]


def test_chains_hold_every_word_once_in_order_of_the_text(analysis: Analysis) -> None:
    assert analysis.links is not None
    chains = analysis.links.chains()
    words = [k for chain in chains for k in chain]
    assert len(words) == len(set(words))
    assert all(chain == sorted(chain) and len(chain) > 1 for chain in chains)
    assert any(at(analysis, "He") in chain for chain in chains)


def test_a_text_without_words_has_no_links() -> None:
    assert analyse("").links is None


def test_acts_come_with_type_status_and_probability(analysis: Analysis) -> None:
    found = {analysis.tokens[a.token].text: a for a in analysis.acts}
    assert found["rejected"].type == "REJECT"
    assert found["accused"].type == "ACCUSE"
    assert all(0 < a.score <= 1 and 0 < a.status_score <= 1 for a in analysis.acts)
    assert not analyse("The kitchen smells of bread.").acts
