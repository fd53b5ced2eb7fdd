"""The shipped model on onnxruntime: words of sentences in; trees, tags, entities and frames out."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standoff.errors import ModelError
from standoff.language.chains import Scorer
from standoff.language.sequence import Stretch, Stretches
from standoff.language.tree import heads
from standoff.language.wordpiece import WordPiece, case

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMAT = 6
_MOST_PIECES = 500
_RATHER_NONE = 0.5  # an act is a word that is none with less than this probability
_BATCH_COST = 14  # what a batch takes besides its pieces, in pieces


_PLAIN = [
    "arc", "rel_word", "rel_head", "upos", "xpos", "feats", "entity", "act", "status", "words",
]  # fmt: skip
_ALL = [*_PLAIN, "fact", "predicate"]
_TAGS = ["rel", "upos", "xpos", "feats"]


@dataclass(frozen=True, slots=True)
class ParsedFrame:
    """A predicate (word index), the stretches of its arguments, its factuality and its spread."""

    predicate: int
    arguments: list[Stretch]
    factuality: float
    spread: float


@dataclass(frozen=True, slots=True)
class ParsedAct:
    """A word that the model takes for an act: PLOVER type and status, each with its probability."""

    word: int
    type: str
    score: float
    status: str
    status_score: float


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence's result, word by word; ``heads`` count from 1, 0 is the root. ``vectors`` are the
    words' (words x H).
    """

    heads: list[int]
    rels: list[str]
    upos: list[str]
    xpos: list[str]
    feats: list[str]
    entities: list[Stretch]
    frames: list[ParsedFrame]
    acts: list[ParsedAct] = field(default_factory=list)
    vectors: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A sentence as the encoder takes it: piece ids, case features, first piece of each word;
    ``predicates`` where they are given, None where the model finds them.
    """

    ids: list[int]
    cases: list[int]
    first: list[int]
    predicates: list[int] | None


class Encoder:
    """Parses sentences in batches of like length. Deterministic for a given list of sentences."""

    def __init__(self, folder: Path, *, threads: int = 1, batch_words: int = 256) -> None:
        manifest = _checked(folder)
        _keep_to(threads)
        self.labels: dict[str, list[str]] = json.loads(
            (folder / "labels.json").read_text(encoding="utf-8")
        )
        self._entities = Stretches(self.labels["entity"])
        self._roles = Stretches(self.labels["role"])
        self.version: str = manifest["version"]
        self.wordpiece = WordPiece(folder / "vocab.txt")
        self.batch_words = batch_words
        self._session = _session(folder / "encoder.onnx", threads)
        self._frames = lru_cache(lambda: _session(folder / "frames.onnx", threads))
        self.chains = lru_cache(lambda: Scorer(folder / "chains.npz"))

    def parse(
        self,
        sentences: list[list[str]],
        *,
        frames: bool = False,
        predicates: list[list[int]] | None = None,
    ) -> list[Parsed]:
        """Trees, tags and entities of tokenised sentences, in the order given; frames where asked
        for, of the predicates (word indices, sentence by sentence) that are given or else found.
        """
        given: list[list[int] | None] = [None] * len(sentences)
        if predicates is not None:
            given = list(predicates)
        prepared = [self._prepare(w, p) for w, p in zip(sentences, given, strict=True)]
        order = sorted(
            (n for n in range(len(sentences)) if sentences[n]),
            key=lambda n: (len(prepared[n].ids), n),
        )
        results: list[Parsed] = [Parsed([], [], [], [], [], [], [])] * len(sentences)
        wanted = frames or predicates is not None
        for batch in self._batches(order, prepared):
            found = self._run([prepared[n] for n in batch], frames=wanted)
            for n, parsed in zip(batch, found, strict=True):
                results[n] = parsed
        return results

    def _prepare(self, words: list[str], predicates: list[int] | None) -> _Prepared:
        """Pieces over the encoder's length are cut from the longest words first, never words from
        the sentence.
        """
        cut = list(map(self.wordpiece.pieces, words))
        longest = max(map(len, cut), default=0)
        while longest > 1 and sum(map(len, cut)) > _MOST_PIECES:
            longest -= 1
            cut = [p[:longest] for p in cut]
        written = [case(w, first=True) for w in words[:1]] + list(map(case, words[1:]))
        ids, cases, first = [self.wordpiece.start], [0], []
        for seen, pieces in zip(written, cut, strict=True):
            first.append(len(ids))
            ids += pieces
            cases += [seen] * len(pieces)
        return _Prepared([*ids, self.wordpiece.end], [*cases, 0], first, predicates)

    def _batches(self, order: list[int], prepared: list[_Prepared]) -> list[list[int]]:
        """The cheapest cut of the sentences, which stand shortest first, into batches: padding costs
        as much as pieces do, and every batch something of its own. ``cost[n]`` is the least for the
        first n sentences, ``cut[n]`` where their last batch begins.
        """
        cost, cut = [0], [0]
        for n, last in enumerate(order, 1):
            width = len(prepared[last].ids)
            starts = range(max(0, n - max(1, self.batch_words // width)), n)
            least, start = min((cost[k] + (n - k) * width + _BATCH_COST, k) for k in starts)
            cost.append(least)
            cut.append(start)
        batches: list[list[int]] = []
        end = len(order)
        while end:
            batches.append(order[cut[end] : end])
            end = cut[end]
        return batches[::-1]

    def _run(self, batch: list[_Prepared], *, frames: bool) -> list[Parsed]:
        names = _ALL if frames else _PLAIN
        out = dict(zip(names, self._session.run(names, _feed(batch)), strict=True))
        sizes = [len(s.first) for s in batch]
        wmask = _there(sizes)
        found = self._find_frames(batch, out, wmask) if frames else [[] for _ in batch]
        entities = self._entities.decode(_outside(out["entity"], wmask))
        trees = [heads(out["arc"][r, :n, : n + 1]) for r, n in enumerate(sizes)]
        relations = len(self.labels["rel"])
        out["rel"] = _relations(out["rel_word"], out["rel_head"], trees, relations)
        tags = {name: out[name].tolist() for name in _TAGS}
        acts = self._acts(out["act"], out["status"], sizes)
        return [
            Parsed(
                heads=tree, **self._tags({name: tags[name][r] for name in _TAGS}, tree),
                entities=entities[r], frames=found[r], acts=acts[r],
                vectors=out["words"][r, : sizes[r]],
            )
            for r, tree in enumerate(trees)
        ]  # fmt: skip

    def _acts(
        self, act: NDArray[np.float32], status: NDArray[np.float32], sizes: list[int]
    ) -> list[list[ParsedAct]]:
        """The words of each sentence that are rather an act than none."""
        found: list[list[ParsedAct]] = [[] for _ in sizes]
        p = _shares(act)
        rows, words = (p[..., 0] < _RATHER_NONE).nonzero()
        q = _shares(status[rows, words])
        for r, k, statuses in zip(rows.tolist(), words.tolist(), q, strict=True):
            if k < sizes[r]:
                n, m = int(p[r, k, 1:].argmax()) + 1, int(statuses.argmax())
                names = self.labels["act"][n], self.labels["status"][m]
                found[r].append(
                    ParsedAct(k, names[0], float(p[r, k, n]), names[1], float(statuses[m]))
                )
        return found

    def _tags(self, tags: dict[str, list[int]], tree: list[int]) -> dict[str, list[str]]:
        """The labels of one sentence; ``tags`` run on into padding, ``tree`` does not."""
        rel, upos, xpos, feats = (
            list(map(self.labels[name].__getitem__, tags[name][: len(tree)])) for name in _TAGS
        )
        rels = ["root" if h == 0 else name for h, name in zip(tree, rel, strict=True)]
        return {"rels": rels, "upos": upos, "xpos": xpos, "feats": feats}

    def _find_frames(
        self, batch: list[_Prepared], out: dict[str, Any], wmask: NDArray[np.float32]
    ) -> list[list[ParsedFrame]]:
        """The frames of each sentence of a batch."""
        import numpy as np

        pairs = [
            (r, k) for r, s in enumerate(batch)
            for k in (np.flatnonzero(out["predicate"][r, : len(s.first)] > 0)
                      if s.predicates is None else s.predicates)
        ]  # fmt: skip
        found: list[list[ParsedFrame]] = [[] for _ in batch]
        if not pairs:
            return found
        row, at = (np.array([p[n] for p in pairs], np.int64) for n in (0, 1))
        feed = {"words": out["words"], "wmask": wmask, "row": row, "at": at}
        (scores,) = self._frames().run(["role"], feed)
        roles = self._roles.decode(_outside(scores, wmask[row]))
        for (r, k), stretches in zip(pairs, roles, strict=True):
            mean, log_variance = (float(x) for x in out["fact"][r, k])
            spread = float(np.exp(0.5 * np.clip(log_variance, -4, 4)))
            found[r].append(ParsedFrame(int(k), stretches, mean, spread))
        return found


def _feed(batch: list[_Prepared]) -> dict[str, NDArray[Any]]:
    """The encoder's inputs, padded: pieces x sentences, the mask sentences x pieces, and for the root and the words
    of each sentence, the place of their first piece among all pieces of the batch.
    """
    import numpy as np

    rows = len(batch)
    mask = _there([len(s.ids) for s in batch])
    ids, cases = (np.zeros(mask.shape, np.int64) for _ in range(2))
    nodes = np.zeros((rows, 1 + max(len(s.first) for s in batch)), np.int64)
    for r, s in enumerate(batch):
        ids[r, : len(s.ids)] = s.ids
        cases[r, : len(s.ids)] = s.cases
        nodes[r, 1 : len(s.first) + 1] = s.first
    nodes = nodes * rows + np.arange(rows)[:, None]
    return {"ids": ids.T.copy(), "case": cases.T.copy(), "mask": mask, "nodes": nodes}


def _there(sizes: list[int]) -> NDArray[np.float32]:
    """1 for what is there, 0 for padding: rows x the longest of ``sizes``."""
    import numpy as np

    there = np.arange(max(sizes)) < np.array(sizes)[:, None]
    return there.astype(np.float32)


def _relations(
    words: NDArray[np.float32], nodes: NDArray[np.float32], trees: list[list[int]], relations: int
) -> NDArray[np.int64]:
    """The best relation of each word to its head, B x W. ``words`` and ``nodes`` hold some directions for every
    relation; a relation's score is the product of both, so that only pairs in a tree are scored.
    """
    import numpy as np

    head = np.zeros(words.shape[:2], np.int64)
    for r, tree in enumerate(trees):
        head[r, : len(tree)] = tree
    chosen = nodes[np.arange(len(nodes))[:, None], head]
    directions = (*head.shape, -1, relations)
    scores = np.einsum("bwdr,bwdr->bwr", words.reshape(directions), chosen.reshape(directions))
    best: NDArray[np.int64] = scores.argmax(-1)
    return best


def _shares(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Softmax over the last axis."""
    import numpy as np

    risen = np.exp(scores - scores.max(-1, keepdims=True))
    shares: NDArray[np.float32] = risen / risen.sum(-1, keepdims=True)
    return shares


def _outside(scores: NDArray[np.float32], mask: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores in which padding is surely the first label ("O")."""
    scores[mask == 0, 1:] = -1e9
    scores[mask == 0, 0] = 0
    return scores


def _keep_to(threads: int) -> None:
    """Let NumPy's linear algebra have no more threads than asked for, where it is not loaded yet: it takes one for
    every core, and on matrices as small as ours they spend their time waiting for each other.
    """
    if "numpy" not in sys.modules:
        for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
            os.environ.setdefault(name, str(threads))


def _session(path: Path, threads: int) -> Any:  # noqa: ANN401  onnxruntime ships no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # our graphs are written as they are to run: nothing is left to change when they are loaded
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _checked(folder: Path) -> dict[str, Any]:
    """The manifest, after checking that the files are those that it names."""
    path = folder / "manifest.json"
    try:
        manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ModelError(
            f"no language model in {folder} (manifest.json is missing); reinstall Standoff"
        ) from None
    except ValueError:
        raise ModelError(f"{path} is damaged; reinstall Standoff") from None
    if manifest.get("format") != FORMAT:
        raise ModelError(
            f"{path} has format {manifest.get('format')!r}, this Standoff reads {FORMAT}; update one of them"
        )
    for name, digest in manifest["sha256"].items():
        file = folder / name
        if not file.is_file():
            raise ModelError(f"the language model lacks {file}; reinstall Standoff")
        if hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise ModelError(
                f"{file} is damaged (its checksum is not the manifest's); reinstall Standoff"
            )
    return manifest
