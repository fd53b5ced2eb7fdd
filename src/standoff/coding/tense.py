"""What the form of one verb says of its status: tense, aspect, mood and words of a former time beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from standoff.coding import verb_forms
from standoff.coding.former import former_time
from standoff.coding.syntax import Syntax
from standoff.ontology.wordlists import word_list
from standoff.types import Status

PAST_PERFECT, STATE = "past perfect", "a state in the present"
_TIMES = word_list("time") | {"then"}
_HAD = {"had", "'d", "’d"}
_HEARD = 0.6  # probability from which what it hears as news is no background for its past perfect


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and the words or rule that decided it."""

    status: Status
    by: str


def mood(syntax: Syntax, i: int) -> Iterator[Verdict]:
    """Commands ("Withdraw your soldiers") and "is to visit"."""
    token = syntax.tokens[i]
    to = verb_forms.is_infinitive(syntax, i)
    alone = not any(syntax.children(i, "nsubj", "aux", "cop", "expl"))
    if token.xpos == "VB" and alone and not to and token.rel in {"root", "ccomp", "parataxis"}:
        yield Verdict("hypothetical", "a command")
    head = syntax.tokens[token.head] if token.head >= 0 else None
    planned: Status = "hypothetical" if to and verb_forms.is_an_option(syntax, i) else "future"
    if to and head is not None and head.lemma == "be" and token.rel in {"xcomp", "ccomp", "advcl"}:
        yield Verdict(planned, f"“{head.text} to”")
    if to and verb_forms.is_to(syntax, i):
        yield Verdict(planned, "“is to”")
    if verb_forms.is_condition(syntax, i):
        yield Verdict("hypothetical", "a condition")
    if verb_forms.is_yet_to(syntax, i):
        yield Verdict("negated", "“yet to”")
    if verb_forms.is_subjunctive(syntax, i):
        yield Verdict("hypothetical", "asked for")


def tense(syntax: Syntax, i: int, trigger: int) -> Iterator[Verdict]:
    """What tense and aspect of verb i say of the act at a trigger, which is i or has it for its verb."""
    auxiliaries = {
        syntax.tokens[c].lemma.lower(): syntax.tokens[c] for c in syntax.children(i, "aux")
    }
    if verb_forms.is_under_way(syntax, i):
        yield Verdict("ongoing", "progressive form")
    former = former_time(syntax, i)
    if former:
        yield Verdict("historical", f"“{former}”")
    have = auxiliaries.get("have")
    if have is not None and verb_forms.is_for_long(syntax, i):
        yield Verdict("ongoing", "perfect with “for” or “long”")
    if verb_forms.is_in_state(syntax, i):
        yield Verdict("ongoing", STATE)
    if have is not None and verb_forms.is_of_before(syntax, i):
        yield Verdict("historical", "perfect with “before”")
    if have is not None and verb_forms.is_since(syntax, i):
        yield Verdict("ongoing", "perfect with “since”")
    if (
        have is not None
        and have.text.lower() in _HAD
        and not _is_reported(syntax, i)
        and not is_course_of_news(syntax, i)
        and not _is_heard_as_news(syntax, trigger)
    ):
        yield Verdict("historical", PAST_PERFECT)


def _is_heard_as_news(syntax: Syntax, trigger: int) -> bool:
    """Of the past perfect alone the language model knows better: "by evening a court had frozen …" is news."""
    act = syntax.act_at(trigger)
    return act is not None and act.status == "reported" and act.status_score >= _HEARD


def is_course_of_news(syntax: Syntax, i: int) -> bool:
    """ "Gave in after farmers had besieged it", "by evening a court had frozen …", "fled, and by noon had surrendered":
    the course of the news.
    """
    if not verb_forms.auxiliaries(syntax, i) & _HAD:
        return False
    token = syntax.tokens[i]
    if token.rel == "advcl" and syntax.introduced_by(i) == "after":
        return True
    if token.rel.startswith("acl") and verb_forms.is_nth_time(syntax, token.head):
        return True  # "it was the first time that Libya had …"
    if token.rel == "conj" and verb_forms.is_in_simple_past(syntax, token.head):
        return True
    return any(
        syntax.preposition(c) == "by"
        and (syntax.lemmas[c] in _TIMES or syntax.tokens[c].upos == "NUM")
        for c in syntax.children(i, "obl")
    )


def _is_reported(syntax: Syntax, i: int) -> bool:
    """Inside reported speech the past perfect may be no more than a shifted past."""
    return any(syntax.tokens[k].rel in {"ccomp", "acl", "csubj"} for k in (i, *syntax.ancestors(i)))
