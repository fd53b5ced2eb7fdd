"""What the form of a verb says of its time: tense, aspect, infinitives and conditions, read off the tree."""

from __future__ import annotations

from standoff.coding.syntax import Syntax
from standoff.ontology.wordlists import word_list

CALENDAR = {word.lower() for word in word_list("calendar")}
_STOPS = {".", "!", "?", "…", ";", ":"}
_SPANS = {"week", "month", "year", "decade", "century", "generation"}
_WHOEVER = {"whoever", "whichever", "whatever", "anyone", "anybody", "any", "every", "everyone"}
_TIMES_OF_DAY = {"day", "morning", "afternoon", "evening", "night", "date"}
_ORDINALS = {"first", "second", "third", "fourth", "fifth", "sixth", "last"}
_OPTIONS = {
    "alternative", "answer", "choice", "idea", "option", "proposal", "suggestion", "temptation",
}  # fmt: skip
_ATTEMPTS = {"attempt", "fail", "seek", "struggle", "try"}
_INTERROGATIVE = {"WDT", "WP", "WP$", "WRB"}


def auxiliaries(syntax: Syntax, i: int) -> set[str]:
    """The auxiliaries of i as they stand, in small letters."""
    return {syntax.words[c] for c in syntax.children(i, "aux")}


def is_present(syntax: Syntax, i: int) -> bool:
    """The simple present."""
    return syntax.tokens[i].xpos in {"VBZ", "VBP"} and not any(syntax.children(i, "aux", "cop"))


def is_in_full_sentence(syntax: Syntax, i: int) -> bool:
    """Whether its sentence ends with a stop and is not all capitals, as a headline is."""
    first, last = syntax.analysis.sentences[syntax.tokens[i].sentence]
    ends = {t.text for t in syntax.tokens[max(first, last - 2) : last]}
    return bool(ends & _STOPS) and not syntax.tokens[i].text.isupper()


def is_habit(syntax: Syntax, i: int) -> bool:
    """ "Iran, which finances the group", "soldiers guard the bridge.": an act in the simple present lasts, but not
    in a headline, which has no full stop.
    """
    return is_present(syntax, i) and is_in_full_sentence(syntax, i)


def is_timetable(syntax: Syntax, i: int) -> bool:
    """ "Meets the premier on Friday": a present with a day."""
    return is_present(syntax, i) and any(
        syntax.preposition(c) == "on"
        and syntax.lemmas[c] in CALENDAR
        and syntax.tokens[c].xpos == "NNP"
        for c in syntax.children(i, "obl")
    )


def is_of_now(syntax: Syntax, i: int) -> bool:
    """ "Blames it for last month's floods", "has urged": the present and its perfect take no time of the past."""
    return is_present(syntax, i) or bool(auxiliaries(syntax, i) & {"has", "have"})


def is_infinitive(syntax: Syntax, i: int) -> bool:
    """ "To" stands before it."""
    return any(syntax.tokens[c].lemma == "to" for c in syntax.children(i, "mark"))


def is_progressive(syntax: Syntax, i: int) -> bool:
    """ "Is trying"."""
    helped = any(syntax.tokens[c].lemma == "be" for c in syntax.children(i, "aux"))
    return helped and syntax.tokens[i].xpos == "VBG"


def is_gone_on(syntax: Syntax, i: int) -> bool:
    """ "Goes on buying": the tree takes "on" for a conjunction."""
    token = syntax.tokens[i]
    on = any(syntax.tokens[c].lemma == "on" for c in syntax.children(i, "mark"))
    return on and token.xpos == "VBG" and syntax.lemmas[token.head] == "go"


def is_to(syntax: Syntax, i: int) -> bool:
    """ "Is to visit": a finite "be" before the infinitive, its own or its governor's."""
    marks = [c for c in syntax.children(i, "mark") if syntax.lemmas[c] == "to"]
    finite = (c for c in syntax.children(i, "aux", "cop") if c < min(marks, default=0))
    return any(syntax.lemmas[c] == "be" and syntax.words[c] != "be" for c in finite)


def is_an_option(syntax: Syntax, i: int) -> bool:
    """ "One *option* is to recall him": what the infinitive with "is" is, and not who is to do it."""
    above = (i, syntax.tokens[i].head) if syntax.tokens[i].head >= 0 else (i,)
    subjects = (c for k in above for c in syntax.children(k, "nsubj"))
    return any(syntax.lemmas[c] in _OPTIONS for c in subjects)


def is_under_way(syntax: Syntax, i: int) -> bool:
    """ "Is arming them", "are being held"."""
    helped = {syntax.words[c] for c in syntax.children(i, "aux")}
    if "being" in helped:
        return bool(helped & {"is", "are", "'s", "’s"})
    return syntax.tokens[i].xpos == "VBG" and any(
        syntax.lemmas[c] == "be" for c in syntax.children(i, "aux")
    )


def is_in_state(syntax: Syntax, i: int) -> bool:
    """ "Two thousand soldiers are stationed there." """
    helped = {syntax.words[c] for c in syntax.children(i, "aux")}
    state = bool(helped & {"is", "are"}) and not helped & {"been", "being"}
    return state and syntax.tokens[i].xpos == "VBN" and is_in_full_sentence(syntax, i)


def is_of_before(syntax: Syntax, i: int) -> bool:
    """ "Has struck there before", "has complained in the past"."""
    for c in syntax.children(i, "advmod", "obl", "mark", "case"):
        if syntax.words[c] == "before" and not syntax.children(c):
            return True
        if syntax.words[c] == "past" and syntax.preposition(c) == "in":
            return True
    return False


def is_past(syntax: Syntax, i: int) -> bool:
    """The past, or a perfect."""
    token = syntax.tokens[i]
    return token.xpos == "VBD" or (
        token.xpos == "VBN" and any(syntax.lemmas[c] == "have" for c in syntax.children(i, "aux"))
    )


def is_in_simple_past(syntax: Syntax, i: int) -> bool:
    """ "Struck", "was struck"."""
    helped = auxiliaries(syntax, i)
    xpos = syntax.tokens[i].xpos
    return xpos == "VBD" or (xpos == "VBN" and bool(helped) and helped <= {"was", "were"})


def is_over(syntax: Syntax, i: int) -> bool:
    """The past, a perfect, or a participle without "will" or "to be": nothing that is still to come."""
    ahead = (
        syntax.words[c] == "be" or syntax.tokens[c].xpos == "MD" for c in syntax.children(i, "aux")
    )
    return is_past(syntax, i) or (syntax.tokens[i].xpos == "VBN" and not any(ahead))


def was_attempted(syntax: Syntax, i: int) -> bool:
    """ "Tried to march on Wednesday": whether done or not, its day is past."""
    head = syntax.tokens[i].head
    tried = head >= 0 and syntax.bases[i] == "xcomp" and syntax.lemmas[head] in _ATTEMPTS
    return tried and is_over(syntax, head)


def is_condition(syntax: Syntax, i: int) -> bool:
    """ "If it attacks", "should it attack", "were it to attack"."""
    if any(syntax.lemmas[k] in {"if", "unless"} for k in syntax.children(i, "mark")):
        return True
    subject = min(syntax.children(i, "nsubj", "expl"), default=-1)
    fronted = (c for c in syntax.children(i, "aux", "cop") if c < subject)
    return syntax.tokens[i].rel in {"advcl", "conj"} and any(
        syntax.words[c] in {"should", "were", "had"} for c in fronted
    )


def is_subjunctive(syntax: Syntax, i: int) -> bool:
    """ "Insists that Chad withdraw"."""
    token = syntax.tokens[i]
    subject = any(syntax.children(i, "nsubj"))
    return (
        token.rel == "ccomp"
        and token.xpos == "VB"
        and subject
        and not any(syntax.children(i, "aux"))
        and not is_infinitive(syntax, i)
    )


def is_yet_to(syntax: Syntax, i: int) -> bool:
    """ "Has yet to repeal it"."""
    head = syntax.tokens[i].head
    if head < 0 or syntax.lemmas[head] not in {"have", "be"} or not is_infinitive(syntax, i):
        return False
    return any(syntax.lemmas[c] == "yet" for c in syntax.children(head, "advmod"))


def is_since(syntax: Syntax, i: int) -> bool:
    """ "Has imposed 14 packages since the invasion", "has vetoed it ever since"."""
    if not any(syntax.lemmas[c] == "have" for c in syntax.children(i, "aux")):
        return False
    head = (syntax.tokens[i].head,) if syntax.tokens[i].rel.startswith("acl") else ()
    if any(is_nth_time(syntax, c) for c in (*head, *syntax.children(i, "obl"))):
        return False  # "has struck for the first time since the war"
    for c in syntax.children(i, "advmod"):
        if syntax.lemmas[c] == "since" and "ever" in {
            syntax.lemmas[k] for k in (c - 1, *syntax.children(c))
        }:
            return True
    return any(
        syntax.preposition(c) == "since"
        or any(syntax.lemmas[k] == "since" for k in syntax.children(c, "mark"))
        for c in syntax.children(i, "obl", "advcl")
    )


def is_nth_time(syntax: Syntax, c: int) -> bool:
    """ "The first time"."""
    beside = {syntax.words[k] for k in syntax.children(c, "amod")}
    return syntax.lemmas[c] == "time" and bool(beside & _ORDINALS)


def is_for_long(syntax: Syntax, i: int) -> bool:
    """ "Has long demanded", "has for decades spurned", also the second of two of which it is said first; the past
    perfect tells of what was over.
    """
    if not auxiliaries(syntax, i) & {"has", "have"}:
        return False
    if syntax.tokens[i].rel == "conj" and is_for_long(syntax, syntax.tokens[i].head):
        return True
    if any(syntax.lemmas[c] == "long" for c in syntax.children(i, "advmod")):
        return True
    phrases = syntax.children(i, "obl")
    return any(syntax.lemmas[c] in _SPANS and syntax.preposition(c) == "for" for c in phrases)


def is_on_condition(syntax: Syntax, i: int) -> bool:
    """A condition hangs on it, or its subject is "whoever does this"."""
    subjects = (k for c in syntax.children(i, "nsubj", "csubj") for k in (c, *syntax.children(c)))
    return any(syntax.words[k] == "whoever" for k in subjects) or any(
        is_condition(syntax, c) for c in syntax.children(i, "advcl")
    )


def is_manner(syntax: Syntax, i: int) -> bool:
    """ "Should punish it by closing the border": a gerund that says how its verb is done."""
    manner = syntax.preposition_of_clause(i) in {"by", "through"}
    return manner and syntax.tokens[i].rel == "advcl"


def is_question(syntax: Syntax, i: int) -> bool:
    """ "Wants to learn which ships carry arms": that some do is taken for granted."""
    near = (i, *syntax.children(i))
    words = {k for n in near for k in (n, *syntax.children(n, "det"))}
    return any(syntax.tokens[k].xpos in _INTERROGATIVE for k in words if k < i)


def is_anybodys(syntax: Syntax, i: int) -> bool:
    """ "Whoever arms the island", "any ship that lands there": a present that need not come to be."""
    token = syntax.tokens[i]
    if token.xpos not in {"VBZ", "VBP"}:
        return False
    free = {syntax.words[c] for c in syntax.children(i, "nsubj")}
    if token.rel == "acl:relcl" and token.head >= 0:
        free |= {syntax.words[k] for k in (token.head, *syntax.children(token.head, "det"))}
    return bool(free & _WHOEVER)


def is_of_day(syntax: Syntax, i: int) -> bool:
    """ "The anniversary of the day when they fired" is also one of the firing."""
    when = any(syntax.words[c] == "when" for c in syntax.children(i, "advmod", "mark"))
    return when and syntax.lemmas[syntax.tokens[i].head] in _TIMES_OF_DAY
