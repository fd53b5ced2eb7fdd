"""Arc scores to a tree with one root: Chu-Liu-Edmonds, with a short cut where it is not needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ROOTS_TRIED = 3
_NEVER = -1e9


def heads(scores: NDArray[np.float32]) -> list[int]:
    """Head of each word (0 is the root, 1 the first word) from scores of words x (words + 1).

    The best tree with exactly one child of the root, for the likeliest roots (McDonald et al. 2005;
    Zmigrod et al. 2020 on the single root).
    """
    best = scores.argmax(1).tolist()
    if _is_tree(best):
        return best  # type: ignore[no-any-return]
    return _best_of_roots(scores)


def _is_tree(found: list[int]) -> bool:
    if found.count(0) != 1:
        return False
    safe = [False] * len(found)
    for start in range(len(found)):
        path = []
        i = start
        while not safe[i]:
            path.append(i)
            safe[i] = True
            if found[i] == 0:
                break
            i = found[i] - 1
            if i in path:
                return False
    return True


def _best_of_roots(scores: NDArray[np.float32]) -> list[int]:
    import numpy as np

    n, scores = len(scores), scores.astype(np.float64)
    others = np.delete(scores, 0, 1).max(1, initial=-np.inf) if n > 1 else np.zeros(n)
    best: tuple[float, list[int]] | None = None
    bounds = scores[:, 0] - others + others.sum()  # no tree with this root is worth more
    for root in np.argsort(-bounds, kind="stable")[:_ROOTS_TRIED]:
        if best is not None and bounds[root] < best[0]:
            break
        matrix = np.full((n + 1, n + 1), _NEVER)
        matrix[:, 1:] = scores.T
        matrix[0, 1:] = _NEVER
        matrix[0, root + 1] = scores[root, 0]
        np.fill_diagonal(matrix, _NEVER)
        found = _arborescence(matrix)
        total = float(sum(matrix[found[i], i] for i in range(1, n + 1)))
        if best is None or total > best[0]:
            best = (total, [int(h) for h in found[1:]])
    assert best is not None
    return best[1]


def _cycle(found: NDArray[np.int64]) -> list[int] | None:
    colour = [0] * len(found)
    for start in range(1, len(found)):
        path, j = [], start
        while j and colour[j] == 0:
            colour[j] = start
            path.append(j)
            j = int(found[j])
        if j and colour[j] == start:
            return path[path.index(j) :]
    return None


def _arborescence(matrix: NDArray[np.float64]) -> NDArray[np.int64]:
    """Maximum spanning arborescence from node 0; ``matrix[head, dependent]``."""
    import numpy as np

    found: NDArray[np.int64] = matrix.argmax(0)
    found[0] = 0
    cycle = _cycle(found)
    if cycle is None:
        return found
    rest = [i for i in range(len(matrix)) if i not in set(cycle)]
    small, enter, leave = _contracted(matrix, found, cycle, rest)
    inner = _arborescence(small)
    result = found.copy()
    k = len(rest)
    for a, u in enumerate(rest):
        if u:
            result[u] = rest[inner[a]] if inner[a] < k else leave[a]
    result[enter[int(inner[k])]] = rest[inner[k]]
    return np.asarray(result)


def _contracted(
    matrix: NDArray[np.float64], found: NDArray[np.int64], cycle: list[int], rest: list[int]
) -> tuple[NDArray[np.float64], dict[int, int], dict[int, int]]:
    """The graph with the cycle as one node; where it is entered and left from each other node."""
    import numpy as np

    k = len(rest)
    nodes = np.array(cycle)
    inside = matrix[found[nodes], nodes]
    gains = matrix[np.ix_(rest, cycle)] - inside + inside.sum()
    losses = matrix[np.ix_(cycle, rest)]
    into, out = gains.argmax(1), losses.argmax(0)
    small = np.full((k + 1, k + 1), -1e18)
    small[:k, :k] = matrix[np.ix_(rest, rest)]
    small[:k, k] = gains[np.arange(k), into]
    small[k, :k] = losses[out, np.arange(k)]
    enter = {a: cycle[c] for a, c in enumerate(into.tolist())}
    leave = {a: cycle[c] for a, c in enumerate(out.tolist())}
    return small, enter, leave
