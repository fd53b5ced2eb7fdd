"""Learns the weights that join tellings of one act: ``python -m training.acts``, a minute on one core.

Logistic regression over pairs of tellings from the development half of our own set
(``benchmarks/gold/occurrences.jsonl``), of which the coder makes what it can; only numpy is needed.
"""

from __future__ import annotations

from benchmarks.occurrences import load

from standoff.discourse.acts import candidates, tellings
from standoff.discourse.telling import Features, features
from standoff.ontology.actors import load_actors
from training.utterances import DATA, fit, write

_HEADER = """# What counts how much for two tellings being of one act (standoff.discourse). Learned by
# training/acts.py from the development half of our own set.
"""


def main() -> int:
    """Read, learn, write the table."""
    cases = examples()
    write(DATA / "act_weights.tsv", _HEADER, fit(cases))
    print(f"{len(cases)} pairs, {sum(right for _, right in cases)} of one act")
    return 0


def examples() -> list[tuple[Features, bool]]:
    """Pairs of tellings that may be one by type, sides and days, with whether they are."""
    articles = load("dev")
    gold = {a.found[m]: a.gold[m] for a in articles for m in a.found}
    found = tellings([a.coding for a in articles], load_actors())
    return [
        (features(found[x], found[y]), gold[found[x].event.id] == gold[found[y].event.id])
        for x, y in candidates(found)
        if found[x].event.id in gold and found[y].event.id in gold
    ]


if __name__ == "__main__":
    raise SystemExit(main())
