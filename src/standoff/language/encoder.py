"""The shipped encoder on onnxruntime: words of sentences in; heads, labels, tags, entities out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standoff.errors import ModelError
from standoff.language.tree import heads
from standoff.language.wordpiece import WordPiece, case

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FORMAT = 1
_MOST_PIECES = 500


@dataclass(frozen=True, slots=True)
class Parsed:
    """One sentence's result, word by word; ``heads`` count from 1, 0 is the root."""

    heads: list[int]
    rels: list[str]
    upos: list[str]
    xpos: list[str]
    entities: list[str]


class Encoder:
    """Parses sentences in batches of like length. Deterministic for a given list of sentences."""

    def __init__(self, folder: Path, *, threads: int = 1, batch_words: int = 256) -> None:
        manifest = _checked(folder)
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.labels = {
            head: [table[str(n)] for n in range(len(table))] for head, table in labels.items()
        }
        self.version: str = manifest["version"]
        self.wordpiece = WordPiece(folder / "vocab.txt")
        self.batch_words = batch_words
        self._session = _session(folder / "encoder.onnx", threads)

    def parse(self, sentences: list[list[str]]) -> list[Parsed]:
        """Trees, tags and entity labels of tokenised sentences, in the order given."""
        prepared = [self._prepare(words) for words in sentences]
        order = sorted(
            (n for n in range(len(sentences)) if sentences[n]),
            key=lambda n: (len(prepared[n][0]), n),
        )
        results: list[Parsed] = [Parsed([], [], [], [], [])] * len(sentences)
        for batch in self._batches(order, prepared):
            for n, parsed in zip(batch, self._run([prepared[n] for n in batch]), strict=True):
                results[n] = parsed
        return results

    def _prepare(self, words: list[str]) -> tuple[list[int], list[int], list[int]]:
        """Piece ids, case features, and the first piece of each word. Pieces over the encoder's
        length are cut from the longest words first, never words from the sentence.
        """
        cut = [self.wordpiece.pieces(w) for w in words]
        budget = _MOST_PIECES
        for most in range(12, 0, -1):
            if sum(min(len(p), most) for p in cut) <= budget or most == 1:
                cut = [p[:most] for p in cut]
                break
        ids, cases, first = [self.wordpiece.start], [0], []
        for n, (word, pieces) in enumerate(zip(words, cut, strict=True)):
            first.append(len(ids))
            ids += pieces
            cases += [case(word, n)] * len(pieces)
        return [*ids, self.wordpiece.end], [*cases, 0], first

    def _batches(
        self, order: list[int], prepared: list[tuple[list[int], list[int], list[int]]]
    ) -> list[list[int]]:
        batches: list[list[int]] = []
        for n in order:
            width = len(prepared[n][0])
            if batches and (len(batches[-1]) + 1) * width <= self.batch_words:
                batches[-1].append(n)
            else:
                batches.append([n])
        return batches

    def _run(self, batch: list[tuple[list[int], list[int], list[int]]]) -> list[Parsed]:
        import numpy as np

        rows, width = len(batch), max(len(ids) for ids, _, _ in batch)
        most = max(len(first) for _, _, first in batch)
        feed: dict[str, NDArray[Any]] = {
            "ids": np.zeros((rows, width), np.int64), "case": np.zeros((rows, width), np.int64),
            "mask": np.zeros((rows, width), np.float32), "first": np.zeros((rows, most), np.int64),
            "wmask": np.zeros((rows, most), np.float32),
        }  # fmt: skip
        for r, (ids, cases, first) in enumerate(batch):
            feed["ids"][r, : len(ids)] = ids
            feed["case"][r, : len(ids)] = cases
            feed["mask"][r, : len(ids)] = 1
            feed["first"][r, : len(first)] = first
            feed["wmask"][r, : len(first)] = 1
        arc, rel, upos, xpos, entity = self._session.run(None, feed)
        return [
            self._decode(arc[r], rel[r], upos[r], xpos[r], entity[r], len(first))
            for r, (_, _, first) in enumerate(batch)
        ]

    def _decode(
        self, arc: NDArray[np.float32], rel: Any, upos: Any, xpos: Any, entity: Any, n: int  # noqa: ANN401
    ) -> Parsed:  # fmt: skip
        found = heads(arc[:n, : n + 1])
        name = self.labels
        return Parsed(
            heads=found,
            rels=["root" if h == 0 else name["rel"][int(rel[i, h])] for i, h in enumerate(found)],
            upos=[name["upos"][int(k)] for k in upos[:n]],
            xpos=[name["xpos"][int(k)] for k in xpos[:n]],
            entities=[name["ner"][int(k)] for k in entity[:n].argmax(-1)],
        )


def _session(path: Path, threads: int) -> Any:  # noqa: ANN401  onnxruntime ships no types
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
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
