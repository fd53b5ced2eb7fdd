"""What a speaker may say of another side that is an act upon it by itself.

"Russia said Israel must stop the strikes" is REQUEST, "Manila would pay a price" THREATEN, "Seoul is to blame" ACCUSE
(docs/guidelines.md, hard choices); "the talks must go on", "he must have known" and what somebody says of his own side
are none. The act itself that is spoken of stays an event.
"""

from __future__ import annotations

from standoff.coding.spoken import Rule, Saying
from standoff.coding.syntax import Syntax
from standoff.coding.verb_forms import is_infinitive
from standoff.ontology.wordlists import word_list

_BEFALLS = word_list("befalls")
_WIPED_OUT = word_list("wiped out")
_GUILTY = word_list("guilty")
_DUTIES = {
    "decision", "defence", "defense", "maintenance", "policy", "safety", "security", "training",
}  # fmt: skip
_AHEAD = {"will", "would", "shall", "'ll", "’ll"}
_MAY_BE = _AHEAD | {"can", "could"}
_HAVE_TO = {"have", "come", "live", "make"}
_NEEDS = {"have", "need"}
_MAIN = {"ccomp", "root", "parataxis", "conj"}


def is_to_suffer(syntax: Syntax, i: int) -> bool:
    """ "Will pay a price", "will have to pay a price", "would be made to", "could be wiped out"; not that it has or
    will not.
    """
    auxiliaries = {syntax.words[k] for k in syntax.children(i, "aux")}
    if syntax.is_negated(i):
        return False
    if auxiliaries & _MAY_BE and syntax.is_passive(i) and syntax.lemma(i) in _WIPED_OUT:
        return not syntax.roles(i).get("subj")
    if not auxiliaries & _AHEAD:
        return False
    below = syntax.children(i, "xcomp") if syntax.lemmas[i] in _HAVE_TO else ()
    return any(_is_bad(syntax, k) for k in (i, *below))


def _is_bad(syntax: Syntax, i: int) -> bool:
    beside = ("*", *(syntax.lemmas[k] for k in syntax.children(i, "obj", "advmod")))
    return any(f"{syntax.lemmas[i]}_{word}" in _BEFALLS for word in beside)


def is_to_blame(syntax: Syntax, i: int) -> bool:
    """ "Is to blame", "is responsible for it", "must be held accountable"; not "is responsible for security"."""
    if syntax.bases[i] not in _MAIN or syntax.is_negated(i):
        return False
    lemma = syntax.lemmas[i]
    if lemma == "blame":
        return is_infinitive(syntax, i) and not any(syntax.children(i, "obj"))
    if lemma == "hold":
        held = any(syntax.lemmas[k] in _GUILTY for k in syntax.children(i, "xcomp"))
        return held and syntax.is_passive(i) and not syntax.roles(i).get("subj")
    duty = any(syntax.lemmas[k] in _DUTIES for k in syntax.roles(i).get("for", ()))
    return lemma in _GUILTY and any(syntax.children(i, "cop")) and not duty


def must_act(syntax: Syntax, i: int) -> bool:
    """ "Must stop", "has to stop", "needs to stop"; not "must be stopped", "must have known", "if it must stop"."""
    if syntax.bases[i] not in _MAIN or syntax.is_passive(i):
        return False
    aux = {syntax.lemmas[k] for k in syntax.children(i, "aux")}
    needs = syntax.lemmas[i] in _NEEDS and any(
        syntax.introduced_by(k) == "to" for k in syntax.children(i, "xcomp")
    )
    return ("must" in aux and "have" not in aux) or (needs and not aux - {"will"})


def _rule(type_: str, what: str) -> Rule:
    return Rule(type_, what, f"rule: said {what}")


SAYINGS = (
    Saying(
        _rule("THREATEN", "what is to befall another side"),
        frozenset({"assert", "warn", "predict", "promise", None}), is_to_suffer,
    ),
    Saying(
        _rule("ACCUSE", "that another side is to blame"),
        frozenset({"assert", "warn", "accuse", "think", None}), is_to_blame,
    ),
    Saying(_rule("REQUEST", "what another side must do"), frozenset({"assert", "warn"}), must_act),
)  # fmt: skip
