"""``python -m training COMMAND``, one of ``training/README.md``: from data to what ships."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from training.licences import LicenceError, Source, checked

if TYPE_CHECKING:
    from training.batches import Encoding, Labels
    from training.configuration import Configuration
    from training.stock import Material

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "src/standoff/language/data/model"
DATA = Path(os.environ.get("STANDOFF_DATA", HERE.parent / ".data"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 where it is done, 3 where a run was cut and is to be gone on with."""
    options = _options(arguments)
    try:
        sources = () if options.packed else checked(HERE / "sources.toml", DATA)
        return _COMMANDS[options.command](options, sources)
    except (LicenceError, ModuleNotFoundError, ValueError, FileNotFoundError) as error:
        print(f"training: {error}", file=sys.stderr)
        return 2


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("command", choices=sorted(_COMMANDS))
    parser.add_argument("--out", type=Path, default=Path("model"), help="folder of the run")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", dest="changes")
    parser.add_argument("--device", default="cpu", help="cpu or cuda")
    parser.add_argument(
        "--seconds", type=float, help="stop after so long; the same command goes on"
    )
    parser.add_argument(
        "--teachers", type=Path, nargs="*", default=[], help="folders of runs to learn from, too"
    )
    parser.add_argument("--start", type=Path, help="folder of the run whose weights to begin from")
    parser.add_argument(
        "--packed", type=Path, help="a folder that `pack` wrote, instead of the data"
    )
    parser.add_argument("--note", default="", help="for the card: what was done besides")
    parser.add_argument("--version", default="1", help="of the model that is exported")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    return parser.parse_args(arguments)


def _package() -> dict[str, str]:
    """The published weights that training starts from."""
    table = tomllib.loads((HERE / "sources.toml").read_text(encoding="utf-8"))
    weights: dict[str, str] = table["weights"]
    return weights


def _material(options: argparse.Namespace, config: Configuration) -> Material:
    """What a run learns from, from the data or from what ``pack`` made of it."""
    from training import pack, stock

    if options.packed:
        return pack.packed_material(options.packed)
    return stock.material(DATA, _encoding, config)


def _fit(options: argparse.Namespace, _sources: object) -> int:
    import torch

    from training import configuration
    from training.fit import Given, fit

    torch.set_num_threads(options.threads)
    config = configuration.load(tuple(options.changes))
    found, packed = _material(options, config), options.packed
    weights = packed / "weights.pt" if packed else _weights() / "model.safetensors"
    done = fit(
        Given(found, weights, options.teachers, options.start), options.out, config,
        options.device, lambda line: print(line, flush=True), options.seconds,
    )  # fmt: skip
    return 0 if done else 3


def _pack(options: argparse.Namespace, _sources: object) -> int:
    from training import configuration, pack

    config = configuration.load(tuple(options.changes))
    pack.pack(DATA, _weights(), SHIPPED, options.out, config)
    return 0


def _narrow(options: argparse.Namespace, _sources: object) -> int:
    import torch

    from training import configuration
    from training.narrow import narrow

    if options.start is None:
        raise ValueError("narrow needs --start, the folder of the run to begin from (see thaw)")
    torch.set_num_threads(options.threads)
    config = configuration.load(tuple(options.changes))
    if not config.within:
        raise ValueError("narrow needs --set within=SECONDS, for how long to learn")
    narrow(
        _material(options, config), options.start, options.out, config,
        lambda line: print(line, flush=True),
    )  # fmt: skip
    return 0


def _thaw(options: argparse.Namespace, _sources: object) -> int:
    from training import thaw

    thaw.write(SHIPPED, options.out)
    return 0


def _weights() -> Path:
    """The folder of the published weights, their digest checked."""
    from training import network

    package = _package()
    return network.weights_folder(package["package"], package["model_sha256"])


def _encoding(labels: Labels) -> Encoding:
    from standoff.language.wordpiece import WordPiece
    from training.batches import Encoding

    return Encoding(WordPiece(_weights() / "vocab.txt"), labels)


def _export(options: argparse.Namespace, _sources: object) -> int:
    from training.export import export
    from training.fit import load

    trained, labels, told = load(options.out / "checkpoint.pt")
    version = f"{options.version}+{told['step']}"
    export(trained, labels, _weights() / "vocab.txt", options.out / "shipped", version)
    print(f"written: {options.out / 'shipped'}, version {version}")
    return 0


def _card(options: argparse.Namespace, sources: tuple[Source, ...]) -> int:
    from training import card
    from training.fit import load

    figures = json.loads((options.out / "figures.json").read_text(encoding="utf-8"))
    shipped = options.out / "shipped"
    version = json.loads((shipped / "manifest.json").read_text(encoding="utf-8"))["version"]
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True, check=True
    ).stdout.strip()  # fmt: skip
    _, _, told = load(options.out / "checkpoint.pt")
    card.write(
        shipped / "MODEL_CARD.md", version=version, commit=commit, weights=_package(),
        sources=sources, run=told, figures=figures, note=options.note,
    )  # fmt: skip
    return 0


def _probe(options: argparse.Namespace, _sources: object) -> int:
    """How the run does on the development sets, before it is exported."""
    from standoff.language import load_model
    from training import pack, probe
    from training.fit import load

    trained, labels, _ = load(options.out / "checkpoint.pt")
    known = (
        pack.packed_development(options.packed) if options.packed
        else probe.development(DATA, _encoding(labels), load_model())
    )  # fmt: skip
    print(probe.shown(probe.probe(known, trained, labels, options.device)))
    return 0


def _measure(options: argparse.Namespace, _sources: object) -> int:
    """The test figures of the exported model, by the benchmarks that everybody can run."""
    from benchmarks import coreference, language

    how = [
        "--test",
        "--model",
        str(options.out / "shipped"),
        "--json",
        str(options.out / "figures.json"),
    ]
    return language.main(how) or coreference.main(how)


def _all(options: argparse.Namespace, sources: tuple[Source, ...]) -> int:
    for command in (_fit, _export, _measure, _card):
        code = command(options, sources)
        if code:
            return code
    return 0


_COMMANDS = {
    "pack": _pack, "thaw": _thaw, "fit": _fit, "probe": _probe, "export": _export, "measure": _measure,
    "card": _card, "all": _all, "narrow": _narrow,
}  # fmt: skip

if __name__ == "__main__":
    raise SystemExit(main())
