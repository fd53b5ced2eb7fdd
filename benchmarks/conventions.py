"""Our spans in PolNeAR's conventions (Newell et al. 2018), by the tree alone.

We mark the head of a cue, the words that name the speaker, and content without "that". PolNeAR's cue is the whole
verb group with what it hangs on ("continued to | say"), the manner of speaking after it and the preposition before
the content; of a noun with its article. Its source is the whole noun phrase with all that is said of it and a
possessor's "'s" (or "who", "which" of a relative clause), and its content begins with "that". What its guidelines
leave open was settled by counting on its train split; none of this is ours, and no other data are read so.
"""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.polnear import Piece

from standoff.coding.syntax import Syntax
from standoff.language import Analysis

_GROUP = {"aux", "cop", "advmod"}
_OF_NOUN = {"amod", "det"}
_CHAIN = {"VERB", "ADJ"}
_OF_THE_CLAUSE = {"that", "if", "whether"}
_MARKS = set("“\"‘'")
_DASHES = {"―", "—", "–", "-", "--"}
_DAYS = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
_RELATIVE = {"who", "whom", "which"}


class Conventions:
    """Turns the pieces of statements of one text."""

    def __init__(self, analysis: Analysis) -> None:
        self.syntax, self.tokens = Syntax(analysis), analysis.tokens

    def cue(self, cue: Piece, content: list[Piece]) -> Piece:
        """The group round a cue: what comes before it; the manner and the preposition after it."""
        found = self.syntax.between(*cue)
        if not found:
            return cue
        first, last = self._group(found[0]), found[-1]
        while (chain := self._catenative(first)) is not None:
            first = chain
        if self._is_manner(last + 1, found[0], content):
            last += 1
        if self._leads(last + 1, content):
            last += 1
        return self.tokens[first].start, self.tokens[last].end

    def _group(self, head: int) -> int:
        """The first of the auxiliaries and adverbs before a word; of a noun also adjectives and an article."""
        below = set(self.syntax.children(head))
        rels = _GROUP | (_OF_NOUN if self.tokens[head].upos == "NOUN" else set())
        first = head
        while first - 1 in below and self._is_of_group(first - 1, rels):
            first -= 1
        return first

    def _is_of_group(self, k: int, rels: set[str]) -> bool:
        token = self.tokens[k]
        return token.rel.partition(":")[0] in rels and token.xpos != "WRB"  # "when | asked"

    def _catenative(self, first: int) -> int | None:
        """Where a group begins with "to" and what it hangs on right before ("is struggling | to | say")."""
        to = first - 1
        if to < 0 or self.tokens[to].rel != "mark" or self.tokens[to].text.lower() != "to":
            return None
        above, before = self.tokens[self.tokens[to].head], to - 1
        if before > 0 and self.tokens[before].head == before - 1 == above.head:
            before -= 1  # "went on to say"
        if above.rel == "xcomp" and above.head == before and self.tokens[before].upos in _CHAIN:
            return self._group(before)
        return to

    def _is_manner(self, k: int, cue: int, content: list[Piece]) -> bool:
        """Whether the word at k is an adverb of the cue ("spoke | warmly") or the day of speaking ("said |
        Tuesday"), and no word of the content.
        """
        if k >= len(self.tokens) or any(s <= self.tokens[k].start < e for s, e in content):
            return False
        token = self.tokens[k]
        day = token.text in _DAYS and not self.syntax.analysis.children[k]
        return token.head == cue and (day or (token.rel == "advmod" and token.xpos == "RB"))

    def dash(self, source: Piece) -> Piece | None:
        """The dash before a signature, which PolNeAR takes for the cue."""
        found = self.syntax.between(*source)
        before = self.tokens[found[0] - 1] if found and found[0] else None
        return (before.start, before.end) if before is not None and before.text in _DASHES else None

    def _leads(self, k: int, content: list[Piece]) -> bool:
        """Whether the word at k is a preposition right before the content ("talked | about | Syria")."""
        if k + 1 >= len(self.tokens) or self.tokens[k].text.lower() in _OF_THE_CLAUSE:
            return False
        if self.tokens[k].text.lower() == "to" and self.tokens[k].rel == "mark":
            return False
        said = any(start <= self.tokens[k + 1].start < end for start, end in content)
        return said and self.tokens[k].rel in {"case", "mark"}

    def source(self, source: Piece, cue: Piece | None) -> Piece:
        """The whole noun phrase that a source heads, or the relative pronoun beside the cue."""
        found = self.syntax.between(*source)
        if not found:
            return source
        head = self._head(found)
        verb = self.syntax.between(*cue)[:1] if cue else range(0)
        if verb:
            pronoun = self._relative(verb[0])
            if pronoun is not None and source[1] <= self.tokens[pronoun].start:
                return self.tokens[pronoun].start, self.tokens[pronoun].end
            head = self._subject(head, verb[0])
        if self.tokens[head].upos == "PRON":
            return source
        if self.tokens[head].rel == "nmod:poss":
            marks = (self.tokens[k].end for k in self.syntax.children(head, "case"))
            return source[0], max(source[1], *marks, source[1])
        below = self.syntax.analysis.subtree(head)
        out = {
            k for c in self.syntax.children(head, "case", "cc", "parataxis", "mark")
            for k in self.syntax.analysis.subtree(c)
        }  # fmt: skip
        if verb and verb[0] in below:
            out.update(self.syntax.analysis.subtree(verb[0]))
        kept = [k for k in below if k not in out]
        return self._run(kept, head, source)

    def content(self, pieces: list[Piece], cue: Piece | None) -> list[Piece]:
        """Content with the "that" before it, or with whom it is about ("urged | them to leave")."""
        found = self.syntax.between(*pieces[0]) if pieces else range(0)
        pronoun = self._relative_object(found, cue) if cue else None
        if pronoun is not None:
            return [(self.tokens[pronoun].start, self.tokens[pronoun].end), *pieces[1:]]
        raised = self._raised(found, cue) if cue else None
        if raised is not None:
            return [raised, *pieces]
        whom = self._whom(found[0], cue) if found and cue else None
        if whom is not None:
            return [(self.tokens[whom].start, pieces[0][1]), *pieces[1:]]
        before = found[0] - 1 if found else -1
        while before > 0 and self.tokens[before].text in _MARKS | {","}:
            before -= 1
        if before >= 0 and self.tokens[before].text.lower() == "that":
            return [(self.tokens[before].start, pieces[0][1]), *pieces[1:]]
        return pieces

    def _relative_object(self, found: range, cue: Piece) -> int | None:
        """The pronoun that stands in a relative clause for content before it ("the bill, | which | he denounced")."""
        verb = next(iter(self.syntax.between(*cue)), None)
        if (
            verb is None
            or self.tokens[verb].rel != "acl:relcl"
            or self.tokens[verb].head not in found
        ):
            return None
        objects = self.syntax.children(verb, "obj", "obl", "nsubj:pass")
        return next((k for k in objects if self.tokens[k].text.lower() in _RELATIVE), None)

    def _raised(self, found: range, cue: Piece) -> Piece | None:
        """Whoever is expected, said or asked to do something by nobody named: ("| Seoul | is expected | to wait")."""
        verb = next((k for k in self.syntax.between(*cue) if self.syntax.is_passive(k)), None)
        if verb is None or not found or self.syntax.roles(verb).get("subj"):
            return None
        top = self._head(found)
        subject = self.syntax.child_with_rel(verb, "nsubj:pass")
        to = self.tokens[found[0]].text.lower() == "to" and self.tokens[found[0]].rel == "mark"
        if (
            subject is None
            or not to
            or self.tokens[top].head != verb
            or self.tokens[top].rel != "xcomp"
        ):
            return None
        below = self.syntax.analysis.subtree(subject)
        return self._run(below, subject, (self.tokens[subject].start, self.tokens[subject].end))

    def _whom(self, first: int, cue: Piece) -> int | None:
        """The first word of the object between a cue and "to …", "of …", "for …"."""
        at = self.syntax.between(*cue)
        to = self.tokens[first].lemma == "to" and self.tokens[first].rel == "mark"
        last = first - 1 if to else first - 2
        preposition = self.tokens[first - 1].text.lower() if first else ""
        if not at or last <= at[-1] or not (to or preposition in {"of", "for"}):
            return None
        between = range(at[-1] + 1, last + 1)
        head = self._head(between)
        whole = all(k in between for k in (min(self.syntax.analysis.subtree(head)),))
        objects = self.tokens[head].head == at[0] and self.tokens[head].rel in {
            "obj",
            "iobj",
            "obl",
        }
        return between[0] + (self.tokens[head].rel == "obl") if whole and objects else None

    def _head(self, found: range) -> int:
        return next((k for k in found if self.tokens[k].head not in found), found[0])

    def _relative(self, verb: int) -> int | None:
        subjects = self.syntax.children(verb, "nsubj")
        return next((k for k in subjects if self.tokens[k].text.lower() in _RELATIVE), None)

    def _subject(self, head: int, verb: int) -> int:
        """The child of the cue that holds the source ("most of | the voters")."""
        chain = [head, *self.syntax.ancestors(head)]
        if verb not in chain:
            return head
        child = chain[chain.index(verb) - 1] if chain.index(verb) else head
        return child if self.tokens[child].rel.startswith("nsubj") else head

    def _run(self, kept: Iterable[int], head: int, source: Piece) -> Piece:
        """The unbroken run round the head, without marks at its ends ("― Sonya Herridge")."""
        have = set(kept)
        first = last = head
        while first - 1 in have:
            first -= 1
        while last + 1 in have and self.tokens[last + 1].text != ":":
            last += 1
        while last > head and self.tokens[last].upos == "PUNCT":
            last -= 1
        while first < head and self.tokens[first].upos == "PUNCT":
            first += 1
        return self.tokens[first].start, max(self.tokens[last].end, source[1])
