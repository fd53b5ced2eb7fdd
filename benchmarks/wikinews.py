"""Our gold over Wikinews: offsets and labels in ``tests/gold/wikinews``, texts from UD English GUM (CC BY).

The texts are not ours to ship; they are made from the words of the treebank, and a digest in each file says whether
they are the ones that were marked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.treebank import pages
from tests.gold import FOLDER, PARTS, Gold, read_gold

WIKINEWS = FOLDER / "wikinews"
SPLITS = ("train", "dev", "test")  # of the treebank, not of our gold


def files() -> list[Path]:
    """All gold files over Wikinews."""
    return sorted(path for part in PARTS for path in (WIKINEWS / part).glob("*.json"))


def golds(treebank: Path) -> Iterator[tuple[str, Gold, str]]:
    """Part (dev, test), gold and day of publication of each article; ``treebank`` holds GUM's CoNLL-U files.

    Raises ``ValueError`` for a text that is missing or another than the one that was marked.
    """
    found = [p for split in SPLITS for p in pages(treebank / f"{split}.conllu")]
    texts = {page.name: page.text.rstrip() for page in found}
    for path in files():
        data = json.loads(path.read_text(encoding="utf-8"))
        text = texts.get(data["document"])
        if text is None:
            raise ValueError(
                f"{data['document']} is not in {treebank}; get UD English GUM of May 2025"
            )
        if hashlib.sha256(text.encode()).hexdigest() != data["sha256"]:
            raise ValueError(
                f"{data['document']} is another text than the one marked in {path.name}"
            )
        yield path.parent.name, read_gold(path, text), data["published"]
