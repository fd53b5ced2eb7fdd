"""How the grammar of a sentence tells a thing: as having happened, open, or not (negation, modals, "to" and
"if" clauses, governors such as "refuse", "fear", "delay").

The model's own factuality learned from readers of web text, who take a plan for nothing and hear event nouns
badly; what news tells without any such sign, it vouches for. Values as in Stanovsky et al. (2017): 3 surely
happened, 0.75 likely, 0 open, -3 surely did not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from standoff.ontology.wordlists import word_list

SURE, LIKELY, OPEN = 3.0, 0.75, 0.0
_NEGATORS = {"not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly"}
_MODALS = {"can", "could", "may", "might", "would", "should", "must", "ought"}
_DID_NOT, _MAY, _DID = map(word_list, ("did not happen", "may happen", "did happen"))
_APART = word_list("circumstance")
_MOVES = word_list("moves in value")
_BELOW = {"xcomp", "ccomp", "obj", "obl", "nmod", "advcl", "acl", "csubj", "nsubj:pass", "conj"}


class Grammar:
    """What the words of one tree say; ``heads`` count from 1, 0 is the root."""

    def __init__(
        self, words: Sequence[str], lemmas: Sequence[str], heads: Sequence[int], rels: Sequence[str]
    ) -> None:
        self.words = [w.lower() for w in words]
        self.lemmas, self.heads, self.rels = lemmas, heads, rels
        self._children: list[list[int]] = [[] for _ in heads]
        for k, head in enumerate(heads):
            if head:
                self._children[head - 1].append(k)

    def told(self, k: int) -> float:
        """How word k is told."""
        if self._has(k, _NEGATORS):
            return -SURE
        if self._has(k, _MODALS):
            return LIKELY
        for governor in self._governors(k):
            lemma = self.lemmas[governor]
            if lemma in _DID_NOT:
                return -SURE
            if lemma in _MAY:
                return OPEN if self._has(governor, _NEGATORS) else LIKELY
        return LIKELY if self._is_open_clause(k) else SURE

    def _has(self, k: int, words: set[str]) -> bool:
        grammatical = {"aux", "advmod", "det", "mark", "case", "cc:preconj"}
        return any(
            self.words[c] in words and self.rels[c].partition(":")[0] in grammatical
            for c in self._children[k]
        )

    def _is_open_clause(self, k: int) -> bool:
        """ "If they attack", "to attack": nothing says that they did."""
        marks = {self.words[c] for c in self._children[k] if self.rels[c] == "mark"}
        if marks & {"if", "unless", "whether"}:
            return True
        below = self.rels[k].partition(":")[0] in {"advcl", "acl", "xcomp"}
        return "to" in marks and below and not self._is_implied(k) and not self._is_outcome(k)

    def _is_outcome(self, k: int) -> bool:
        """ "Fell to close at 7,162": where a movement ended."""
        head = self.heads[k]
        return self.rels[k] == "advcl" and bool(head) and self.lemmas[head - 1] in _MOVES

    def _is_implied(self, k: int) -> bool:
        """ "Managed to", "began to": it happened."""
        head = self.heads[k]
        return bool(head) and self.lemmas[head - 1] in _DID

    def _governors(self, k: int) -> Iterator[int]:
        """The words that k is a complement of, nearest first, up to three."""
        for _ in range(3):
            if not self.heads[k] or self.rels[k] not in _BELOW or self._stands_apart(k):
                return
            k = self.heads[k] - 1
            yield k

    def _stands_apart(self, k: int) -> bool:
        """ "Delayed after an accident", "rejected it, although experts say": a circumstance that the governor
        does not touch.
        """
        marks = {self.words[c] for c in self._children[k] if self.rels[c] in {"case", "mark"}}
        return bool(marks & _APART) or (self.rels[k] == "advcl" and "to" not in marks)
