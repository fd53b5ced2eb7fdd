"""The model's card, written from what the run did and what was measured; nothing in it is typed by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from training.licences import Source

_HEAD = """# Model card: Standoff's language model, version {version}

**What it does.** For tokenised English sentences: dependency trees (UD), UPOS and XPOS tags, morphology (mood,
number, person, tense, form, voice), names (person, place, organisation; nationality, weapon and military platform
from little data), predicates with their PropBank arguments, factuality of each predicate with its spread, acts (words
that tell a PLOVER event, its type and status), and what goes back to what (coreference).

**How.** Six-layer encoder {weights} ({licence}) with a feature for the case of words; biaffine tree; linear tags;
a two-layer transformer over words that reads a sentence once per predicate; a small network over pairs of mentions.
Learned from labels and from what teachers of the same shape think of every sentence. int8 per channel, ONNX; runs on
onnxruntime and numpy. Made by `python -m training` (training/README.md) at commit {commit}.
"""
_OWN = """- Sentences of our own (benchmarks/gold/sentences.tsv, development part; examples of the event lexicon): acts
- Texts of our own (training/texts): acts, names, chains of mentions"""
_TAIL = """
**Licence of the weights.** CC BY-SA 4.0, with the Apache-2.0 notice for the weights it started from.

**Limits.** English only. Learned from web text, Wikinews, Wikipedia, speeches, interviews: the long sentences of
state media and headlines in capitals come out worse. Arguments and factuality were learned from EWT alone.

**Files.** `encoder.onnx`, `frames.onnx`, `chains.npz` (weights for pairs of mentions), `labels.json` (class names),
`vocab.txt` (BERT's uncased WordPiece vocabulary), `manifest.json` (format, version, SHA-256 of each file, checked at
load).
"""


def write(
    file: Path,
    *,
    version: str,
    commit: str,
    weights: Mapping[str, str],
    sources: Iterable[Source],
    run: Mapping[str, object],
    figures: Mapping[str, float],
    note: str = "",
) -> None:
    """Write the card; ``run`` is what the checkpoint tells, ``figures`` those of the benchmarks, ``note`` what
    was done besides.
    """
    learned = "\n".join(f"- {s.name} ({', '.join(s.licences)}): {s.gives}" for s in sources)
    learned += f"\n{_OWN}"
    measured = "\n".join(
        f"| {name} | {value:,.0f} |" if "words/s" in name else f"| {name} | {value:.1f} |"
        for name, value in figures.items()
    )
    head = _HEAD.format(
        version=version, commit=commit, weights=weights["name"], licence=weights["licence"]
    )
    parts = (
        head,
        f"**Learned from** (training splits only)\n{learned}\n",
        f"**Runs**, one from the weights of the other\n{_runs(run)}\n{note}\n",
        "**Figures** (int8, one core; benchmarks/language.py and coreference.py --test; per cent unless words/s)\n",
        f"| figure | |\n|---|---|\n{measured}",
    )
    file.write_text("\n".join(parts) + "\n" + _TAIL, "utf-8")


def _runs(last: Mapping[str, object]) -> str:
    """A line for each run that the weights come from."""
    earlier = last["before"]
    assert isinstance(earlier, list)
    return "\n".join(map(_run, [*earlier, last]))


def _run(told: Mapping[str, object]) -> str:
    config = told["config"]
    assert isinstance(config, dict)
    settings = ", ".join(f"{name} {value}" for name, value in config.items())
    return f"- {told['step']} steps in {told['seconds']:.0f} seconds, {told['teachers']} teachers; {settings}."
