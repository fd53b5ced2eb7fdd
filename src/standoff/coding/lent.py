"""Sides that an act leaves out and another act of the same sentence has: it goes on with that, or is what it blames."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import takewhile

from standoff.coding.kinds import home, is_political
from standoff.coding.participants import DONE_TO_BODIES
from standoff.coding.scenes import of_the_people
from standoff.coding.syntax import Syntax
from standoff.types import Event, Mention, Statement

_DIRECTED = {
    "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "SUPPORT", "COERCE", "ASSAULT", "CONCEDE", "RETREAT",
}  # fmt: skip
_TO_SOMEBODY = {
    "AGREE", "AID", "CONCEDE", "COOPERATE", "REJECT", "RETREAT", "SANCTION", "SUPPORT",
    "THREATEN",
}  # fmt: skip
_BLAMED_FOR = {"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "REJECT"}
_NAMES_THE_ACT = {"for", "of", "over"}


class Lent:
    """Completes the events of one document from each other."""

    def __init__(self, syntax: Syntax, holder: Callable[[int], Statement | None]) -> None:
        self.syntax, self.holder = syntax, holder

    def completed(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """The events, in order of the text, with the sides that others lend them."""
        told = map(self._told_to, self._with_recipients(events))
        return tuple(self._promised(tuple(self._with_sources(tuple(told)))))

    def _told_to(self, event: Event) -> Event:
        """ "Told Phnom Penh that it would deliver no rockets": what somebody tells that he will do, he does to whom he
        tells it.
        """
        i = self.syntax.token_at(event.trigger.start)
        statement = self.holder(i) if i is not None else None
        if event.recipient or event.type not in _TO_SOMEBODY or statement is None:
            return event
        own = set(map(home, event.source))
        speaks = statement.speaker is not None and home(statement.speaker) in own
        heard = (m for m in statement.addressees if is_political(m) and home(m) not in own)
        whom = tuple(replace(m, confidence=0.5, resolved_by="addressee") for m in heard)
        return replace(event, recipient=whom) if speaks and whom else event

    def _promised(self, events: tuple[Event, ...]) -> Iterator[Event]:
        """ "Ready to send troops to a force in X": the promise is made to whom the act is for."""
        at = self.syntax.token_at
        told = {at(e.trigger.start): e for e in events}
        for event in events:
            i = at(event.trigger.start)
            below = (
                self.syntax.children(i, "xcomp") if event.type == "AGREE" and i is not None else ()
            )
            acts = (told[k] for k in below if k in told and not told[k].reciprocal)
            act = next((a for a in acts if any(map(_is_named, a.recipient))), None)
            yield event if act is None else replace(event, recipient=act.recipient)

    def _with_recipients(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """A recipient left out is that of the act before by the same side in the same sentence."""
        out: list[Event] = []
        for event in events:
            last = self._act_before(event, out) if event.type in _DIRECTED else None
            out.append(event if last is None else replace(event, recipient=_shared(last, event)))
        return tuple(out)

    def _act_before(self, event: Event, before: list[Event]) -> Event | None:
        """The nearest act of the sentence before ``event`` that it goes on with."""
        sentence = self.syntax.sentence_at
        here, own = sentence(event.trigger.start), set(map(home, event.source))
        same = takewhile(lambda e: sentence(e.trigger.start) == here, reversed(before))
        theirs = (e for e in same if own and own == set(map(home, e.source)))
        return next((e for e in theirs if not self._is_aside(e, event)), None)

    def _is_aside(self, last: Event, event: Event) -> bool:
        """ "The party, *which favours talks with Beijing*, blocked the budget"."""
        one, other = (self.syntax.token_at(e.trigger.start) for e in (last, event))
        if one is None or other is None:
            return False
        above = set(self.syntax.ancestors(other)) | {other}
        chain = (k for k in (one, *self.syntax.ancestors(one)) if k not in above)
        return any(self.syntax.tokens[k].rel == "acl:relcl" for k in chain)

    def _with_sources(self, events: tuple[Event, ...]) -> Iterator[Event]:
        """ "Blamed X for an attack that closed the port": X closed it, if the words name no other."""
        at = self.syntax.token_at
        accused = {at(e.trigger.start): e.recipient for e in events if e.type == "ACCUSE"}
        for event in events:
            i = at(event.trigger.start)
            if event.source or event.type not in _BLAMED_FOR or i is None:
                yield event
                continue
            doers = accused.get(self._blaming(i), ())
            yield replace(
                event,
                source=tuple(replace(m, confidence=0.5, resolved_by="accused") for m in doers),
            )

    def _blaming(self, i: int) -> int | None:
        """The word that what is told at token i is an object of blame to."""
        below = i
        for k in self.syntax.ancestors(i):
            if self.syntax.preposition(below) in _NAMES_THE_ACT and self.syntax.is_verb(k):
                return k
            below = k
        return None


def _is_named(recipient: Mention) -> bool:
    """A political side that the act's own words name."""
    return is_political(recipient) and not recipient.resolved_by.startswith("sentence")


def _itself(mention: Mention) -> str:
    return mention.actor.id


def _shared(last: Event, event: Event) -> tuple[Mention, ...]:
    """The recipients of an act that goes on: those of the act before, where it has none; the people it hits are
    theirs ("Israeli jets bombed Beirut, killing four people").
    """
    if not event.recipient:
        whose = (
            home if last.reciprocal else _itself
        )  # "toured the hall with his minister and threatened war"
        own = set(map(whose, event.source))
        others = (m for m in last.recipient if whose(m) not in own)
        return tuple(replace(m, confidence=0.5, resolved_by="act before") for m in others)
    states = {m.actor.country for m in last.recipient if m.actor.country}
    if event.type not in DONE_TO_BODIES | {"SANCTION"} or len(states) != 1:
        return event.recipient
    return tuple(of_the_people(m, str(next(iter(states))), "act before") for m in event.recipient)
