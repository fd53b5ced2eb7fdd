"""How training reads its data and holds to its licences; the network only where torch is installed."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path

import pytest
from training import configuration, readers
from training.licences import LicenceError, checked

ROOT = Path(__file__).parents[1]
CONLLU = """# newdoc id = d
# sent_id = s1
# text = Ann Lee didn't go to Oslo
1\tAnn\tAnn\tPROPN\tNNP\tNumber=Sing\t5\tnsubj\t_\tEntity=(1-person-giv:act
2\tLee\tLee\tPROPN\tNNP\tNumber=Sing\t1\tflat\t_\tEntity=1)
3-4\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
3\tdid\tdo\tAUX\tVBD\tMood=Ind|Tense=Past|VerbForm=Fin\t5\taux\t_\t_
4\tn't\tnot\tPART\tRB\tPolarity=Neg\t5\tadvmod\t_\t_
5\tgo\tgo\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\t_
6\tto\tto\tADP\tIN\t_\t7\tcase\t_\t_
7\tOslo\tOslo\tPROPN\tNNP\tNumber=Sing\t5\tobl\t_\tEntity=(2-place-new)

"""


def test_a_treebank_is_read_with_its_names(tmp_path):
    file = tmp_path / "a.conllu"
    file.write_text(CONLLU, "utf-8")
    (sentence,) = readers.treebank(file, entities=True)
    assert sentence.words == ["Ann", "Lee", "did", "n't", "go", "to", "Oslo"]
    assert sentence.heads == [5, 1, 5, 5, 0, 7, 5]
    assert sentence.feats[2:4] == ["Mood=Ind|Tense=Past|VerbForm=Fin", "_"]
    assert sentence.entities == ["B-PER", "I-PER", "O", "O", "O", "O", "B-LOC"]


def test_old_name_labels_become_b_and_i(tmp_path):
    file = tmp_path / "w.txt"
    file.write_text("Ann I-PER\nLee I-PER\nOslo I-LOC\n. O\n\nIt O\n", "utf-8")
    first, second = readers.wikigold(file)
    assert first.entities == ["B-PER", "I-PER", "B-LOC", "O"]
    assert second.words == ["It"]


def test_names_of_another_convention_are_unknown(tmp_path):
    file = tmp_path / "r.conll"
    file.write_text("The\tB-Organisation\njet\tB-MilitaryPlatform\nflew\tO\n\n", "utf-8")
    (sentence,) = readers.re3d(file)
    assert sentence.entities == [None, "B-PLAT", "O"]


def test_frames_are_read_without_the_predicate_itself(tmp_path):
    file = tmp_path / "p.jsonl"
    arguments = [[0, 2, "ARG0"], [2, 3, "V"], [3, 4, "ARG1"]]
    row = {"id": "s", "words": ["The", "man", "saw", "it"], "preds": [{"i": 2, "args": arguments}]}
    file.write_text(json.dumps(row) + "\n", "utf-8")
    ((frame,),) = (frames for _, frames in readers.propbank(file).values())
    assert frame.predicate == 2
    assert frame.roles == ["B-ARG0", "I-ARG0", "O", "B-ARG1"]


SOURCES = """allowed = ["CC BY 4.0"]
[[source]]
name = "news"
folder = "news"
licences = ["{licence}"]
states = {{ file = "SOURCE.txt", words = "CC BY 4.0" }}
gives = "names"
"""


@pytest.mark.parametrize(
    ("licence", "text", "message"),
    [
        ("CC BY-NC 4.0", "CC BY 4.0", "not on the allow-list"),
        ("CC BY 4.0", "all rights reserved", "does not say"),
        ("CC BY 4.0", None, "is missing"),
    ],
)
def test_a_source_that_may_not_be_used_stops_the_run(tmp_path, licence, text, message):
    table = tmp_path / "sources.toml"
    table.write_text(SOURCES.format(licence=licence), "utf-8")
    (tmp_path / "news").mkdir()
    if text is not None:
        (tmp_path / "news" / "SOURCE.txt").write_text(text, "utf-8")
    with pytest.raises(LicenceError, match=message):
        checked(table, tmp_path)


def test_settings_are_changed_by_name_only():
    assert configuration.load(("epochs=3", "loss.role=1.5")).loss["role"] == 1.5
    with pytest.raises(ValueError, match="no such setting"):
        configuration.load(("epoch=3",))


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="torch is installed for training alone")


def _said():
    """One sentence with everything that sources can say of it, as a batch, and a network for it."""
    from training.batches import Encoding, Labels, collate
    from training.network import Network, Sizes
    from training.sentence import Frame, Sentence

    from standoff.language import load_model

    words = ["He", "said", "so", "."]
    sentence = Sentence(
        "s", words, heads=[2, 0, 2, 2], rels=["nsubj", "root", "obj", "punct"],
        upos=["PRON", "VERB", "ADV", "PUNCT"], xpos=["PRP", "VBD", "RB", "."], feats=["_"] * 4,
        entities=["O"] * 4, frames=[Frame(1, ["B-ARG0", "O", "B-ARG1", "O"])], facts={1: 3.0},
        acts=["O", "ACCUSE", "O", "O"], status=[None, "reported", None, None],
    )  # fmt: skip
    labels = Labels.of([sentence], rarest_role=1)
    example = Encoding(load_model().wordpiece, labels).example(sentence)
    network = Network(Sizes(**{name: len(getattr(labels, name)) for name in labels.names()}))
    return collate([example], labels, 3, None), network, labels


def test_one_batch_through_the_network(torch):
    from training.losses import losses

    batch, network, labels = _said()
    torch.nn.init.normal_(network.rels)
    scores = network(*batch.inputs())
    assert scores.arc.shape == (1, 4, 5)
    head = torch.tensor([[2, 0, 2, 2]])
    of_words, of_heads = network.rel_factors(network.rels.shape[-1])
    products = (scores.rel_word @ of_words) * (scores.rel_head @ of_heads)[:, head[0]]
    found = products.unflatten(2, (-1, len(labels.rel))).sum(2)
    whole = network.rel_at(scores, head)
    assert torch.allclose(found - found[..., :1], whole - whole[..., :1], atol=1e-3)
    known, thought = losses(network, batch)
    assert set(known) >= {"arc", "rel", "role", "fact", "entity", "act", "status"}
    assert not thought
    assert all(torch.isfinite(loss) for loss in known.values())


def test_teachers_say_probabilities_and_find_predicates_where_nobody_marked_any(torch):
    from training.batches import IGNORED
    from training.losses import losses
    from training.teach import taught

    batch, network, _ = _said()
    network.eval()
    batch.predicate.fill_(IGNORED)
    torch.nn.init.constant_(network.predicate.bias, 20.0)
    batch = taught(batch, [network])
    assert batch.soft is not None
    for name, shares in batch.soft.words.items():
        assert torch.allclose(shares.float().sum(-1), torch.ones(1, 4), atol=1e-2), name
    assert batch.at.tolist() == [1, 0, 1, 2, 3]
    assert batch.role[1:].eq(IGNORED).all()
    _, thought = losses(network, batch)
    assert set(thought) >= {"arc", "rel", "role", "predicate", "act"}


def test_the_loss_of_chains_falls_where_the_right_link_is_the_best(torch):
    import numpy as np
    from training.chains import Chains, links, loss, scored
    from training.documents import Document
    from training.sentence import Sentence

    from standoff.language.chains import Word, candidates

    places = np.array([[0, 0], [0, 2], [1, 0]])
    same = np.array([[0, 0, 0], [0, 0, 0], [1, 0, 0]], bool)
    named = [Word(x, "PROPN", -1, "root", n) for x, n in (("Ann", 0), ("Bob", 0), ("Cay", 1))]
    document = Document(
        "d", [Sentence("a", ["x"] * 3), Sentence("b", ["y"])], places, candidates(named), same,
        [(2, 1, False)],
    )  # fmt: skip
    known = links([document, document])
    assert known.place.tolist()[3:] == [[2, 0], [2, 2], [3, 0]]
    assert known.later.tolist() == [1, 2, 2, 4, 5, 5]
    assert known.same.tolist() == [False, True, False] * 2
    assert known.pair.tolist() == [2, 5]
    torch.manual_seed(1)
    head, words = Chains(8, 4, 0.0), torch.randn(4, 3, 8)
    rate = torch.optim.Adam(head.parameters(), 0.05)
    for _ in range(100):
        rate.zero_grad()
        loss(known, scored(head, words, known)).backward()
        rate.step()
    best = scored(head, words, known)
    assert best[1] > 0
    assert best[2] < 0


def test_what_teachers_think_of_chains_is_a_share_for_every_candidate(torch):
    import numpy as np
    from training import chains
    from training.documents import Document
    from training.sentence import Sentence

    from standoff.language.chains import Word, candidates

    named = [Word(x, "PROPN", -1, "root", 0) for x in ("Ann", "Bob")]
    document = Document(
        "d", [Sentence("a", ["x"] * 2)], np.array([[0, 0], [0, 1]]), candidates(named), None, []
    )
    known, scores = chains.links([document]), torch.tensor([2.0])
    wanted = chains.back(known, scores).softmax(-1)
    assert torch.allclose(wanted.sum(-1), torch.ones(2))
    assert wanted[0].tolist() == [1.0, 0.0, 0.0]
    assert wanted[1, 1] > wanted[1, 0] > wanted[1, 2]
    at_best = chains.distance(known, scores, wanted)
    assert at_best < chains.distance(known, torch.tensor([-1.0]), wanted)


def test_small_weights_come_back_nearly_as_they_were(torch):
    from training import compact

    torch.manual_seed(1)
    weights = {"table": torch.randn(5, 7), "bias": torch.randn(7)}
    back = compact.whole(compact.small(weights))
    assert (back["table"] - weights["table"]).abs().max() < weights["table"].abs().max() / 200
    assert torch.allclose(back["bias"], weights["bias"], atol=2e-3)
    assert compact.whole(weights)["table"] is weights["table"]


def test_the_shipped_model_thaws_to_a_network_that_reads_as_it_does(torch):
    from training.batches import Encoding, collate
    from training.sentence import Sentence
    from training.thaw import thawed

    from standoff.language import load_model
    from standoff.language.wordpiece import WordPiece

    folder = ROOT / "src/standoff/language/data/model"
    network, labels = thawed(folder)
    words = [
        "Seoul",
        "has",
        "rejected",
        "the",
        "offer",
        "that",
        "Pyongyang",
        "made",
        "on",
        "Monday",
    ]
    example = Encoding(WordPiece(folder / "vocab.txt"), labels).example(Sentence("s", words))
    assert example is not None
    scores = network(*collate([example], labels, 0, random.Random(0)).inputs())
    parsed = load_model().parse([words], frames=True)[0]
    assert scores.arc.argmax(-1)[0].tolist() == parsed.heads
    best = network.rel_at(scores, scores.arc.argmax(-1)).argmax(-1)[0].tolist()
    rels = [labels.rel[n] if head else "root" for n, head in zip(best, parsed.heads, strict=True)]
    assert rels == parsed.rels
    assert [labels.upos[n] for n in scores.upos.argmax(-1)[0]] == parsed.upos
    found = [k for k, score in enumerate(scores.predicate[0].tolist()) if score > 0]
    assert found == [f.predicate for f in parsed.frames]


def test_the_shipped_graphs_are_those_that_training_writes(torch):
    from onnx import load, numpy_helper
    from training import export
    from training.thaw import thawed

    folder = ROOT / "src/standoff/language/data/model"
    network, _ = thawed(folder)
    kept = export.weights(network)
    graphs = {
        "encoder.onnx": export.encoder(kept, network.sizes.bend),
        "frames.onnx": export.frames(kept),
    }
    for name, model in graphs.items():
        shipped, written = load(folder / name).graph, model.graph
        assert list(written.node) == list(shipped.node)
        assert list(written.input) == list(shipped.input)
        assert list(written.output) == list(shipped.output)
        before = {i.name: numpy_helper.to_array(i) for i in shipped.initializer}
        for i in written.initializer:
            if not i.name.startswith("rels_"):  # factors are found anew
                assert (numpy_helper.to_array(i) == before[i.name]).mean() > 0.999, i.name


def test_a_narrower_network_gives_the_same_vectors_as_far_as_it_can(torch):
    from training.narrow import _apart, _fitted
    from training.network import Layer

    torch.manual_seed(1)
    layer, x = Layer(8, 2, 0.0, 32), torch.randn(4000, 8)
    wanted = layer.down(layer.bend(layer.up(x)))

    def left(inner: int, bend: str) -> float:
        narrow = Layer(8, 2, 0.0, inner, bend)
        narrow.load_state_dict(dict(layer.state_dict()) | _fitted(layer, x, inner, bend))
        return float(_apart(narrow.down(narrow.bend(narrow.up(x))), wanted).detach())

    assert left(32, "gelu") < 1e-4
    assert left(24, "gelu") < left(12, "gelu") < 0.5
    assert left(24, "relu") < left(12, "relu") < 0.6


def test_a_run_of_the_published_width_does_not_begin_from_a_narrow_one(torch, tmp_path):
    from training import fit, thaw
    from training.network import Network, Sizes

    thaw.write(ROOT / "src/standoff/language/data/model", tmp_path)
    narrow, labels, _ = fit.load(tmp_path / "checkpoint.pt")
    wide = Network(Sizes(**{name: len(getattr(labels, name)) for name in labels.names()}))
    run = fit.Run(wide, {}, labels, torch.optim.SGD(wide.parameters()))
    with pytest.raises(ValueError, match=f"has {narrow.sizes.inner} inner neurons bent by relu"):
        fit._begin_from(tmp_path, run)


def test_our_own_sentences_have_acts_and_trees(monkeypatch):
    from training import own

    from standoff.language import load_model

    known = list(own.sentences.load("dev"))[::20]
    written = list(own.texts.texts())
    monkeypatch.setattr(own.sentences, "load", lambda _: known)
    monkeypatch.setattr(own, "_examples", lambda: known[1:6])
    monkeypatch.setattr(own.texts, "texts", lambda: (*written[:12], *written[-12:]))
    own._written.cache_clear()
    model = load_model()
    found = own.training(model)
    for s in found:
        assert s.heads is not None
        assert len(s.words) == len(s.heads) == len(s.acts or s.words)
        if s.id.startswith(("own", "lexicon")):
            assert s.acts is not None
            marked = [t for t in s.acts if t not in {None, "O"}]
            assert len(marked) == 1 or set(s.acts) == {"O"}
    assert {t for s in found for t in s.entities or ()} >= {"B-PER", "I-PER", "B-LOC", "B-ORG"}
    assert any(text.mentions for text in own.written(model))
    kept = {" ".join(s.words) for s in own.held_back(model)}
    own._written.cache_clear()
    assert not {" ".join(s.words) for s in found} & kept


def test_our_own_texts_are_read_with_their_marks(tmp_path):
    from training import texts

    file = tmp_path / "some.txt"
    file.write_text(
        "# acts names chains\n\n[1 [PER Ann Lee], an envoy], {rejected|REJECT} talks; [1 she] may "
        "{go|CONSULT hypothetical} to [LOC Rome].\n", encoding="utf-8",
    )  # fmt: skip
    text = next(texts.of_file(file))
    assert text.text == "Ann Lee, an envoy, rejected talks; she may go to Rome."
    assert [(text.text[a:b], *rest) for a, b, *rest in text.acts] == [
        ("rejected", "REJECT", "reported"), ("go", "CONSULT", "hypothetical"),
    ]  # fmt: skip
    assert [(text.text[a:b], kind) for a, b, kind in text.names] == [
        ("Ann Lee", "PER"), ("Rome", "LOC"),
    ]  # fmt: skip
    assert [(text.text[a:b], n) for a, b, n in text.mentions] == [
        ("Ann Lee, an envoy", 1), ("she", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[1 he went", "some.txt:2: 'he went' is opened and not closed"),
        ("he went]", "some.txt:2: ']' is no mark"),
        ("{met|TALK} him", "some.txt:2: 'met' is marked TALK reported"),
        ("{met|CONSULT soon} him", "some.txt:2: 'met' is marked CONSULT soon"),
        ("[XYZ Rome] fell", "some.txt:2: 'Rome' is marked XYZ; known are ['LOC', 'ORG', 'PER']"),
        ("[LOC Ro]me fell", "some.txt:2: 'Ro' does not begin and end with a word"),
    ],
)
def test_a_broken_mark_is_named_with_its_line(tmp_path, line, message):
    from training import texts

    file = tmp_path / "some.txt"
    file.write_text(f"# acts names chains\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=re.escape(message)):
        list(texts.of_file(file))


def test_a_file_of_texts_says_what_it_marks(tmp_path):
    from training import texts

    file = tmp_path / "some.txt"
    file.write_text("He went.\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"some.txt:1: 'He went.' should say what is marked"):
        list(texts.of_file(file))
