"""The recipient that a clause leaves out: the one other side that its sentence names, if that can be a party to it."""

from __future__ import annotations

from dataclasses import replace

from standoff.coding.fillers import Speaker
from standoff.coding.kinds import is_political
from standoff.coding.mentions import Mentions
from standoff.coding.syntax import Syntax
from standoff.ontology.wordlists import word_list
from standoff.types import Mention

_GUESSED = {
    "organ in focus",
    "earlier organ",
    "description",
}  # whose it is no word of the phrase says
_REPORT = word_list("report")
_OF_THE_STRUCK = {"answer", "avenge", "protest", "react", "respond", "retaliate", "revenge"}
_HOSTILE = {"ACCUSE", "ASSAULT", "COERCE", "SANCTION", "THREATEN"}
_ASKING = word_list("addressing") | {"call", "demand", "want"}
_NOTING = _REPORT | word_list("perceive") | {"note", "notice"}
_JUDGING = word_list("takes as given") - _OF_THE_STRUCK
_IN_SUPPORT = word_list("beside it")
_BESIDE_IT = {"for", "with", "among", "like", "unlike"}


def _only_tells_it(speaker: Mention) -> bool:
    return speaker.actor.id.startswith("text:") or speaker.resolved_by in _GUESSED


class Implied:
    """Looks round in the sentences of one document."""

    def __init__(self, syntax: Syntax, mentions: Mentions, speaker_at: Speaker) -> None:
        self.syntax, self.mentions, self.speaker_at = syntax, mentions, speaker_at

    def recipient(self, i: int, source: tuple[Mention, ...], type_: str) -> tuple[Mention, ...]:
        """The other side of the act of a type that the token i tells and ``source`` did; empty where there is none or
        several.
        """
        tokens = self.syntax.tokens
        first, last = self.syntax.analysis.sentences[tokens[i].sentence]
        titles = {k for m in source for k in self.syntax.between(m.span.start, m.span.end)}
        named = [k for k in range(first, last) if tokens[k].rel != "appos" and k not in titles]
        speaker = self.speaker_at(i)
        taken = {m.actor.side for m in source}
        if speaker is not None and _only_tells_it(speaker):
            taken.add(speaker.actor.side)  # "the mayor said": he tells it and is no party to it
        others = self._others([k for k in named if not self._tells_it(k)], taken)
        other = next(iter(others.values()), None)
        if other is None or len(others) > 1 or self._is_no_party(i, other, source):
            return ()
        if type_ in _HOSTILE and self._asks_for_it(i, other):
            return ()
        return (replace(other, confidence=0.4, resolved_by=f"sentence: {other.resolved_by}"),)

    def _tells_it(self, k: int) -> bool:
        """ "Health and police officials said": whose no word says, they are no party to what they tell."""
        mention, syntax = self.mentions.who(k), self.syntax
        first = syntax.tokens[k].head if syntax.bases[k] == "conj" else k
        verb = syntax.tokens[first].head
        tells = syntax.bases[first] == "nsubj" and syntax.lemmas[verb] in _REPORT
        return tells and mention is not None and mention.resolved_by in _GUESSED

    def _others(self, tokens: list[int], taken: set[str]) -> dict[str, Mention]:
        """The political sides at these tokens that are not among ``taken``."""
        return {
            m.actor.side: m for m in self.mentions.all(tokens)
            if m.actor.kind not in {"place", "media"} and m.actor.side not in taken
            and is_political(m)
        }  # fmt: skip

    def _is_no_party(self, i: int, other: Mention, source: tuple[Mention, ...]) -> bool:
        """ "Both sides", "Volker Türk, the UN's rights chief, called for …", "military talks", "attacked ships out of
        support for Y", "with Y": named as many, as what the doer is, as what qualifies a thing, or beside the act.
        """
        k = self.syntax.token_at(other.span.end - 1)
        if k is None:
            return False
        while self.syntax.bases[k] == "flat":
            k = self.syntax.tokens[k].head
        base = self.syntax.bases[k]
        if self.syntax.tokens[k].rel == "nmod:poss" and self.syntax.tokens[k].upos == "PRON":
            return True  # "to Kabul, their capital"
        qualifies = base in {"amod", "compound"} and other.resolved_by in _GUESSED
        deep = base == "nmod" and self._is_in_another_clause(i, k)
        beside = self._is_beside(k)
        several = other.resolved_by == "pair" or self._is_namesake(k, other)
        aside = beside or self._is_told_aside(k, source) or self._acts_apart(k, i)
        return several or qualifies or deep or aside or k in self._appositions(source)

    def _asks_for_it(self, i: int, other: Mention) -> bool:
        """ "*The UN* urged Peru to investigate": who asks another to harm somebody means no harm to himself."""
        k = self.syntax.token_at(other.span.start)
        above = () if k is None else (k, *self.syntax.ancestors(k))
        subject = next((a for a in above if self.syntax.bases[a] == "nsubj"), None)
        verb = -1 if subject is None else self.syntax.tokens[subject].head
        return verb in self.syntax.ancestors(i) and self.syntax.lemmas[verb] in _ASKING

    def _acts_apart(self, k: int, i: int) -> bool:
        """ "*France* condemned Chad's raid", "Chad hailed it; *France* called it a mistake"."""
        syntax, verb = self.syntax, self.syntax.tokens[k].head
        if syntax.bases[k] != "nsubj":
            return False
        if verb in syntax.ancestors(i):
            return syntax.lemmas[verb] in _JUDGING
        if syntax.tokens[verb].rel == "acl:relcl" and syntax.lemmas[verb] in _NOTING:
            return True  # "a change that *officials in Tokyo* noted"
        told = any(syntax.tokens[o].upos == "PRON" for o in syntax.roles(i).get("obj", ()))
        return (
            told
            and syntax.bases[verb] in {"conj", "parataxis"}
            and any(syntax.children(verb, "obj"))
        )

    def _is_told_aside(self, k: int, source: tuple[Mention, ...]) -> bool:
        """ "Germany, *whose chancellor is to visit Beijing*, called for calm"."""
        doers = {t for m in source for t in self.syntax.between(m.span.start, m.span.end)}
        above = (self.syntax.tokens[a] for a in (k, *self.syntax.ancestors(k)))
        return any(t.rel == "acl:relcl" and t.head in doers for t in above)

    def _is_namesake(self, k: int, other: Mention) -> bool:
        """ "Hamid Karzai International Airport"."""
        head = self.syntax.tokens[k].head
        named = other.actor.kind == "person" and self.syntax.bases[k] == "compound"
        return named and head > k and self.syntax.tokens[head].upos == "PROPN"

    def _is_beside(self, k: int) -> bool:
        """ "With Y", "in support of Y", "the Eritrean based front"."""
        head = self.syntax.tokens[k].head
        helped = head >= 0 and self.syntax.lemmas[head] in _IN_SUPPORT
        aside = self.syntax.bases[k] == "obl" and self.syntax.preposition(k) in _BESIDE_IT
        based = [word for word in self.syntax.words[k + 1 : k + 3] if word != "-"][:1] == ["based"]
        return aside or based or (helped and self.syntax.preposition(head) in {"in", "with"})

    def _is_in_another_clause(self, i: int, k: int) -> bool:
        """Whether the token k stands below i with another verb between them: "urged X to freeze talks with Y", not
        "opposed lifting sanctions on Y".
        """
        above = list(self.syntax.ancestors(k))
        between = above[: above.index(i)] if i in above else ()
        return any(self.syntax.is_verb(v) and self.syntax.tokens[v].xpos != "VBG" for v in between)

    def _appositions(self, source: tuple[Mention, ...]) -> set[int]:
        """The words of a side's appositions."""
        words = {k for m in source for k in self.syntax.between(m.span.start, m.span.end)}
        heads = {k for k in words if self.syntax.tokens[k].head not in words}
        beside = {c for k in heads for c in self.syntax.children(k, "appos")}
        above = {self.syntax.tokens[k].head for k in heads if self.syntax.bases[k] == "appos"}
        return {n for k in (*beside, *above) for n in self.syntax.subtree(k)}
