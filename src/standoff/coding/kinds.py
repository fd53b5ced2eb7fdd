"""What kind of actor a mention is: political, of a people, of a side of its own."""

from __future__ import annotations

from collections.abc import Iterable

from standoff.ontology.wordlists import word_list
from standoff.types import Mention

_POLITICAL_KINDS = {"state", "armed-force", "armed-group"}
_POLITICAL_SECTORS = {
    "GOV", "MIL", "LEG", "JUD", "SPY", "PTY", "REB", "PRM", "COP", "OPP", "UAF", "PRE", "ELI",
}  # fmt: skip
_OPPOSITION = "OPP"
_OUTLETS = word_list("outlet")
_BUSINESS = {"BUS", "MNC", "MED", "EDU", "LAB", "REL", "JRN", "SOC", "AGR"}


def is_political(mention: Mention) -> bool:
    """A state, its organs and officials, an international body, an armed or political group."""
    actor = mention.actor
    return (
        actor.kind in _POLITICAL_KINDS
        or bool(set(actor.sectors) & _POLITICAL_SECTORS)
        or actor.country in {"IGO", "UNO", "EUR", "IMG"}
        or actor.office is not None
    )


def is_people(mention: Mention) -> bool:
    """The people of a state: its prisoners, refugees, fishermen; not its companies or teams."""
    actor = mention.actor
    return (
        actor.kind in {"group", "person"}
        and actor.country is not None
        and ":" in actor.id
        and not set(actor.sectors) & _BUSINESS
    )


def is_identified(mention: Mention) -> bool:
    """An actor of some country or of the tables, or an armed group however vaguely named."""
    actor = mention.actor
    return (
        actor.country is not None
        or not actor.id.startswith("text:")
        or actor.kind in {"armed-force", "armed-group"}
    )


def is_other(mention: Mention, taken: tuple[Mention, ...]) -> bool:
    """Of another side, or another person named within the same country ("Clinton blasted Trump")."""
    same_side = [m for m in taken if m.actor.side == mention.actor.side]
    return all(
        _is_one_person(m) and _is_one_person(mention) and m.actor.id != mention.actor.id
        for m in same_side
    )


def is_opposition(mention: Mention) -> bool:
    """Who opposes the government of his own country."""
    return _OPPOSITION in mention.actor.sectors


def are_two_organs(one: Mention, other: Mention) -> bool:
    """ "The government freed the party's leaders": two of one state's organs, each named by words of its own."""
    return (
        ":" in one.actor.id
        and other.resolved_by in {"organ", "organ in focus"}
        and one.span != other.span
    )


def _is_one_person(mention: Mention) -> bool:
    """A person by name or description, not an organ of a state ("USA:GOV")."""
    actor = mention.actor
    return actor.kind == "person" and ":" not in actor.id.removeprefix("text:")


def distinct(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """The first mention of each side."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        found.setdefault(mention.actor.side, mention)
    return tuple(found.values())


def home(mention: Mention) -> str:
    """The country of an actor, else the actor itself: what makes two actors of one house."""
    return mention.actor.country or mention.actor.id


def is_outlet(name: str) -> bool:
    """ "Radyo Palawan", "the Danube Courier": a name whose first or last word is one that outlets bear."""
    words = name.lower().split()
    return len(words) > 1 and not _OUTLETS.isdisjoint((words[0], words[-1]))
