"""Events: from matched event words to typed, directed, dated events with their status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from datetime import date

from standoff.coding import verb_forms
from standoff.coding.background import background, old_sentences
from standoff.coding.claims import Claims
from standoff.coding.dates import TimeExpression
from standoff.coding.dictated import Dictated
from standoff.coding.kinds import home, is_identified, is_people, is_political
from standoff.coding.learned import learned
from standoff.coding.lent import Lent
from standoff.coding.matching import Match, Matcher
from standoff.coding.mentions import Mentions
from standoff.coding.participants import Casting, Participants
from standoff.coding.retired import by_retired_leaders
from standoff.coding.scenes import Scenes
from standoff.coding.status import Frame, decide
from standoff.coding.syntax import Syntax
from standoff.coding.timing import Timing
from standoff.coding.unnamed import Unnamed
from standoff.ontology import plover
from standoff.ontology.lexicon import Lexicon
from standoff.ontology.wordlists import word_list
from standoff.types import DateInterval, Event, Mention, Span, Statement

_MAX_CONTEXTS = 2
_COMPLETED = {"REJECT", "THREATEN", "REQUEST", "AGREE", "SUPPORT", "CONCEDE", "ACCUSE"}
_MEANS_OF_WAR = {
    "aerial",
    "drone",
    "explosives",
    "heavy-weapons",
    "suicide-attack",
    "unconventional",
}
_SEVERAL = 2
_SPOKEN = {"REQUEST", "ACCUSE", "THREATEN", "AGREE"}
_CIRCUMSTANCE = word_list("circumstance")
_JOURNEYS = word_list("journey")
_SURE = 0.9  # chosen on the texts that training held back, and so that GUM's plain genres stay below 2 in 100
_LOCAL = {"PROTEST", "COERCE", "ASSAULT"}
_DONE_TO_PEOPLE = {"RETREAT", "ASSAULT", "COERCE", "AID", "CONCEDE"}
_COMPLEMENT_RELS = {"obj", "xcomp", "obl", "nmod", "ccomp", "conj", "compound"}


class Events:
    """Finds the events of one document."""

    def __init__(
        self,
        syntax: Syntax,
        mentions: Mentions,
        lexicon: Lexicon,
        held: Mapping[int, Statement],
        document: str,
        on: date | None,
    ) -> None:
        self.syntax, self.mentions, self.lexicon, self.document, self.on = (
            syntax,
            mentions,
            lexicon,
            document,
            on,
        )
        self.matcher = Matcher(syntax, mentions, lexicon)
        self.casting = Casting(syntax, mentions, self.matcher, self._speaker_at)
        self.dictated = Dictated(syntax, self.matcher.sides, self.matcher.patterns)
        self.scenes = Scenes(syntax, mentions)
        self.lent = Lent(syntax, self._holder)
        self.unnamed = Unnamed(syntax, mentions, self.matcher)
        self.claims = Claims(syntax, mentions)
        self.timing = Timing(syntax, lexicon, on)
        self._holders = held

    def find(self) -> tuple[Event, ...]:
        """All events, in order of the text."""
        matches = list(self.matcher.matches())
        theirs, told = self.dictated.outermost(m for m in matches if m.row.pattern is not None)
        matches += learned(self.syntax, self.matcher, matches)
        plain = (m for m in matches if m.row.pattern is None and m.trigger not in told)
        cast = [self._in_speech(*self._together(m, self._cast(m))) for m in plain]
        kept = [(m, sides) for m, sides in cast if self._political(sides, m)]
        own = {m.trigger: self._whose(m.trigger, sides.source) for m, sides in kept}
        # an event swallows other event words, but not an act that is another's in so many words
        consumed = {k for m, sides in kept for k in m.consumed
                    if not own.get(k, set()) - {s.actor.side for s in sides.source}}  # fmt: skip
        events = (self._event(m, sides) for m, sides in kept if m.trigger not in consumed)
        made = sorted(events, key=lambda e: e.trigger.start)
        ours = self.lent.completed(self._without_complements(made))
        by_start = {self.syntax.tokens[m.trigger].start: m for m, _ in kept}
        found = [*(self._in_words(e, by_start) for e in ours), *self._dictated(theirs)]
        found = sorted(found, key=lambda e: e.trigger.start)
        dated = by_retired_leaders(self.mentions.table, self.on, found)
        return background(self.syntax, dated, old_sentences(self.timing))

    def _dictated(self, matches: Iterable[Match]) -> Iterator[Event]:
        """The acts of a verb dictionary, each with what the other side does by its code."""
        for match in matches:
            sides = self.dictated.cast(match)
            if not (sides.source or sides.recipient):
                continue
            event = self._event(match, sides)
            yield event
            if match.row.back is not None:
                yield _the_other_way(event, match.row.back)

    def _in_words(self, event: Event, told: Mapping[int, Match]) -> Event:
        """A side that nothing names is what the words say."""
        match = told[event.trigger.start]
        source = event.source or self.unnamed.source(match)
        recipient = event.recipient or self.unnamed.recipient(match)
        mutual = "reciprocal" in match.row.flags and bool(source and recipient)
        return replace(
            event, source=source, recipient=recipient, reciprocal=event.reciprocal or mutual
        )

    def _without_complements(self, events: list[Event]) -> tuple[Event, ...]:
        """A noun that merely completes a speech act is no event ("refused to hold *talks*")."""
        at = self.syntax.token_at
        acts: dict[int | None, list[Event]] = {}
        for event in events:
            if event.type in _COMPLETED:
                acts.setdefault(at(event.trigger.start), []).append(event)
        struck = {at(e.trigger.start) for e in events if e.type == "ASSAULT"}
        return tuple(
            e for e in events
            if not self._completes(e, at(e.trigger.start), acts)
            and not (e.type == "MOBILIZE" and self._tells_what_struck(at(e.trigger.start), struck))
        )  # fmt: skip

    def _tells_what_struck(self, i: int | None, struck: Set[int | None]) -> bool:
        """ "Missiles *fired* by X hit a depot": the firing of what hit is no act beside the hit."""
        missile = -1 if i is None or self.syntax.bases[i] != "acl" else self.syntax.tokens[i].head
        return missile >= 0 and self.syntax.tokens[missile].head in struck

    def _completes(self, event: Event, i: int | None, acts: dict[int | None, list[Event]]) -> bool:
        """Whether an event, told at token i, completes one of the acts told at the tokens above it."""
        if i is None or self.syntax.tokens[i].upos == "VERB":
            return False
        below = i
        for k in self.syntax.ancestors(i):
            if self.syntax.bases[below] not in _COMPLEMENT_RELS or self._is_apart(below):
                return False
            if any(self._is_of(event, act) for act in acts.get(k, ())):
                return True
            below = k
        return False

    def _is_apart(self, i: int) -> bool:
        """ "Agreed to it *after two days of talks*", "praised them *on a visit*"."""
        aside = self.syntax.preposition(i) in _CIRCUMSTANCE or self.syntax.lemmas[i] in _JOURNEYS
        return self.syntax.bases[i] == "obl" and aside

    def _is_of(self, event: Event, act: Event) -> bool:
        """Whether the noun of an event has no side but those of an act that it may complete; whose it is in so many
        words ("turned down *Mali's offer*"), if another did the act, told it before.
        """
        if not _countries(event) <= _countries(act):
            return False
        i = self.syntax.token_at(event.trigger.start)
        own = set() if i is None else self._whose(i, event.source)
        return not own - {m.actor.side for m in act.source}

    def _whose(self, noun: int, source: tuple[Mention, ...]) -> set[str]:
        """The sides of those whose act a noun is by words of its own phrase ("Mali's offer", "the Kyrgyz raid")."""
        if self.syntax.tokens[noun].upos != "NOUN":
            return set()
        phrase = {k for k in self.syntax.subtree(noun) if k <= noun}
        between = self.syntax.between
        return {m.actor.side for m in source if phrase & set(between(m.span.start, m.span.end))}

    def _political(self, sides: Participants, match: Match) -> bool:
        """One side is political, and one is identified or the language model sees the act too; who protests in a
        country, or as workers and students do, is both, and so is anybody where the model is sure of the act ("the
        guards pushed them back").
        """
        everyone, type_ = (*sides.source, *sides.recipient), match.row.type
        if self._protests(match) and any(m.actor.country or m.actor.sectors for m in everyone):
            return True
        if type_ in _DONE_TO_PEOPLE and any(is_people(m) for m in everyone):
            return True
        if everyone and self.scenes.is_seen(match, _SURE):
            return True
        seen = self.scenes.is_seen(match)
        if not seen and match.row.mode not in _MEANS_OF_WAR:
            # what happens somewhere is not yet done to the state there
            everyone = tuple(m for m in everyone if m.resolved_by != "place")
        sure = seen or any(is_identified(m) for m in everyone)
        return sure and any(is_political(m) for m in everyone)

    def _protests(self, match: Match) -> bool:
        """Whether it is a protest or, as "called off the strike", the end of one's own."""
        ended = match.consumed if match.row.type == "CONCEDE" else ()
        rows = (row for k in ended for row in self.lexicon.rows_for(self.syntax.lemma(k), "N"))
        return match.row.type == "PROTEST" or any(row.type == "PROTEST" for row in rows)

    def _together(self, match: Match, sides: Participants) -> tuple[Match, Participants]:
        """ "India and Japan held drills": what several do together where each alone would but move its own."""
        lemma = self.syntax.lemma(match.trigger)
        rows = self.lexicon.rows_for(lemma, "N") if match.row.type == "MOBILIZE" else ()
        joint = next((row for row in rows if row.type == "COOPERATE"), None)
        if joint is None or len(sides.source) < _SEVERAL:
            return match, sides
        made_by = f"{match.made_by}, by several"
        both = Participants(sides.source[:1], sides.source[1:], mutual=True)
        return replace(match, row=joint, made_by=made_by), both

    def _in_speech(self, match: Match, sides: Participants) -> tuple[Match, Participants]:
        """ "Trump attacked Clinton": politicians attack each other in words."""
        persons = all(map(_is_politician, (*sides.source, *sides.recipient)))
        bare = match.row.type == "ASSAULT" and not match.row.mode
        if not (bare and persons and sides.source and sides.recipient):
            return match, sides
        rows = self.lexicon.rows_for(self.syntax.lemma(match.trigger), "V")
        spoken = next((row for row in rows if row.type == "ACCUSE"), None)
        if spoken is None:
            return match, sides
        made_by = f"{match.made_by}, in words"
        return replace(match, row=spoken, made_by=made_by), sides

    def _cast(self, match: Match) -> Participants:
        """Both sides; who protests, polices or is hit at a named place is of that place's country."""
        sides = self.casting.cast(match)
        if match.row.type in _LOCAL:
            settle = self.scenes.at_home if self._political(sides, match) else self.scenes.staged
            sides = settle(match, sides)
        return self.scenes.by_authority(match, sides)

    def _event(self, match: Match, sides: Participants) -> Event:
        row = match.row
        holder = self._holder(match.trigger)
        attempted = verb_forms.was_attempted(self.syntax, match.trigger)
        over = attempted or verb_forms.is_over(self.syntax, match.trigger)
        times, told = self._times(match, over=over)
        frame = Frame(
            match.trigger,
            tuple(d for t in (times or told) if (d := t.days(self.on, over=over))),
            self.timing.is_since(match.trigger),
            row.type == "CONSULT" or plover.quad(row.type).startswith("material"),
            row.type in _SPOKEN,
            self.claims.by(match, holder, sides),
            frozenset(k for k in match.consumed if row.pattern is not None and k < match.trigger),
        )
        verdict = decide(self.syntax, frame, self.on)
        start, end = self.syntax.clause(match.trigger)
        trigger = self._trigger(match.trigger)
        future = not attempted and verdict.status in {"future", "hypothetical"}
        return Event(
            id=f"{self.document}:e{trigger.start}", span=Span(document=self.document, start=start, end=end),
            trigger=trigger, source=sides.source, recipient=sides.recipient, type=row.type, mode=row.mode or None,
            contexts=self._contexts(match), cameo=row.cameo or None, quad=plover.quad(row.type),
            intensity=plover.intensity(row.type, row.mode), status=verdict.status, status_by=verdict.by,
            reciprocal=sides.mutual and bool(sides.recipient),
            attributed_to=holder.id if holder else None, place=self.scenes.place(match.trigger),
            date=times[0].interval(self.document, self.on, future=future, over=over) if times else DateInterval(),
            confidence=self._confidence(sides),
            made_by=match.made_by,
        )  # fmt: skip

    def _times(
        self, match: Match, *, over: bool
    ) -> tuple[list[TimeExpression], list[TimeExpression]]:
        """The times of an act, and those that only say when it was told or what it comes with."""
        times, timing = self.timing.of(match.trigger), self.timing
        if times:
            return times, []
        beside = timing.of_adjunct(match.trigger)
        if plover.quad(match.row.type).startswith("material"):
            return beside, timing.of_report(match.trigger) if over else []
        return [], beside or (timing.of_report(match.trigger) if over else [])

    def _trigger(self, i: int) -> Span:
        particle = self.syntax.child_with_rel(i, "compound:prt")
        last = i if particle is None or particle != i + 1 else particle
        return self.mentions.span(i, last)

    @staticmethod
    def _confidence(sides: Participants) -> float:
        """The least sure link of the chain; one side alone is less sure than two."""
        everyone = (*sides.source, *sides.recipient)
        return round(
            min(m.confidence for m in everyone)
            * (0.9 if sides.source and sides.recipient else 0.7),
            3,
        )

    # -- statements --------------------------------------------------------------------------

    def _holder(self, i: int) -> Statement | None:
        """The innermost statement whose content holds token i; people before outlets."""
        return self._holders.get(i)

    def _speaker_at(self, i: int) -> Mention | None:
        holder = self._holder(i)
        return holder.speaker if holder else None

    # -- context ------------------------------------------------------------------------------

    def _contexts(self, match: Match) -> tuple[str, ...]:
        """The row's contexts and those of topic words in the event's own phrase."""
        found = list(match.row.contexts)
        near = sorted(self.syntax.subtree(match.trigger), key=lambda t: abs(t - match.trigger))
        for t in near[:14]:
            found += self.lexicon.context_of(self.syntax.lemmas[t])
        return tuple(dict.fromkeys(found))[: max(_MAX_CONTEXTS, len(match.row.contexts))]


def _is_politician(mention: Mention) -> bool:
    """A person by name who commands nobody and is no party to a fight."""
    actor = mention.actor
    return actor.kind == "person" and actor.country is not None and "MIL" not in actor.sectors


def _the_other_way(event: Event, code: str) -> Event:
    """What the other side does: a visit is received."""
    meaning = plover.cameo(code)
    kind = str(meaning.type)
    return replace(
        event, id=f"{event.id}-back", source=event.recipient, recipient=event.source, type=kind,
        mode=meaning.mode, cameo=meaning.code, quad=plover.quad(kind),
        intensity=plover.intensity(kind, meaning.mode),
    )  # fmt: skip


def _countries(event: Event) -> set[str]:
    return set(map(home, (*event.source, *event.recipient)))
