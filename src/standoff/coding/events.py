"""Events: from matched event words to typed, directed, dated events with their status."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from standoff.coding import verb_forms
from standoff.coding.background import background
from standoff.coding.claims import Claims
from standoff.coding.dates import TimeExpression, Times
from standoff.coding.dictated import Dictated
from standoff.coding.intervals import anniversary, interval_before
from standoff.coding.kinds import is_identified, is_people, is_political
from standoff.coding.learned import learned
from standoff.coding.matching import Match, Matcher
from standoff.coding.mentions import Mentions
from standoff.coding.participants import DONE_TO_BODIES, Casting, Participants
from standoff.coding.scenes import Scenes, of_the_people
from standoff.coding.status import Frame, decide
from standoff.coding.syntax import Syntax
from standoff.ontology import plover
from standoff.ontology.lexicon import Lexicon
from standoff.ontology.wordlists import word_list
from standoff.types import Actor, DateInterval, Event, Mention, Span, Statement

_MAX_CONTEXTS = 2
_COMPLETED = {"REJECT", "THREATEN", "REQUEST", "AGREE", "SUPPORT", "CONCEDE", "ACCUSE"}
_DIRECTED = {
    "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SANCTION", "SUPPORT", "COERCE", "ASSAULT", "CONCEDE", "RETREAT",
}  # fmt: skip
_MEANS_OF_WAR = {
    "aerial",
    "drone",
    "explosives",
    "heavy-weapons",
    "suicide-attack",
    "unconventional",
}
_SEVERAL = 2
_APART = word_list("circumstance")
_SURE = 0.95  # chosen on the texts that training held back, and so that GUM's plain genres stay below 2 in 100
_CALENDAR = word_list("calendar")
_TOPIC = {"for", "over", "about", "against", "to", "of", "into"}
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
        statements: tuple[Statement, ...],
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
        self.claims = Claims(syntax, mentions)
        self.times = Times(syntax.analysis)
        self._holders = self._holders_of(statements)

    def find(self) -> tuple[Event, ...]:
        """All events, in order of the text."""
        matches = list(self.matcher.matches())
        theirs, told = self.dictated.outermost(m for m in matches if m.row.pattern is not None)
        matches += learned(self.syntax, self.matcher, matches)
        ours = (m for m in matches if m.row.pattern is None and m.trigger not in told)
        cast = [self._together(m, self._cast(m)) for m in ours]
        kept = [(m, sides) for m, sides in cast if self._political(sides, m)]
        own = {m.trigger: self._whose(m.trigger, sides.source) for m, sides in kept}
        # an event swallows other event words, but not an act that is another's in so many words
        consumed = {k for m, sides in kept for k in m.consumed
                    if not own.get(k, set()) - {s.actor.side for s in sides.source}}  # fmt: skip
        events = (self._event(m, sides) for m, sides in kept if m.trigger not in consumed)
        made = sorted(events, key=lambda e: e.trigger.start)
        found = (*self._with_recipients(self._without_complements(made)), *self._dictated(theirs))
        return background(self.syntax, sorted(found, key=lambda e: e.trigger.start))

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

    def _with_recipients(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        """A recipient left out is that of the act before by the same side in the same sentence."""
        out: list[Event] = []
        for event in events:
            last = out[-1] if out else None
            goes_on = last is not None and event.type in _DIRECTED and self._continues(last, event)
            out.append(
                replace(event, recipient=_shared(last, event)) if last and goes_on else event
            )
        return tuple(out)

    def _continues(self, last: Event, event: Event) -> bool:
        sentence = self.syntax.sentence_at
        same = sentence(last.trigger.start) == sentence(event.trigger.start)
        own = {m.actor.country or m.actor.id for m in event.source}
        return same and bool(own) and own == {m.actor.country or m.actor.id for m in last.source}

    def _without_complements(self, events: list[Event]) -> tuple[Event, ...]:
        """A noun that merely completes a speech act is no event ("refused to hold *talks*")."""
        at = self.syntax.token_at
        acts: dict[int | None, list[Event]] = {}
        for event in events:
            if event.type in _COMPLETED:
                acts.setdefault(at(event.trigger.start), []).append(event)
        return tuple(e for e in events if not self._completes(e, at(e.trigger.start), acts))

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
        """ "Agreed to it *after two days of talks*"."""
        return self.syntax.bases[i] == "obl" and self.syntax.preposition(i) in _APART

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

    def _cast(self, match: Match) -> Participants:
        """Both sides; who protests, polices or is hit at a named place is of that place's country."""
        sides = self.casting.cast(match)
        if match.row.type not in _LOCAL:
            return sides
        return self.scenes.at_home(match, sides) if self._political(sides, match) else (
            self.scenes.staged(match, sides)
        )  # fmt: skip

    def _event(self, match: Match, sides: Participants) -> Event:
        row = match.row
        holder = self._holder(match.trigger)
        times = self._times(match.trigger)
        over = verb_forms.is_over(self.syntax, match.trigger)
        frame = Frame(
            match.trigger,
            tuple(d for t in times if (d := t.days(self.on, over=over))),
            self._is_since(self._own_times(match.trigger)),
            row.type == "CONSULT" or plover.quad(row.type).startswith("material"),
            self.claims.by(match, holder, sides),
            frozenset(k for k in match.consumed if row.pattern is not None and k < match.trigger),
        )
        verdict = decide(self.syntax, frame, self.on)
        start, end = self.syntax.clause(match.trigger)
        trigger = self._trigger(match.trigger)
        future = verdict.status in {"future", "hypothetical"}
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

    def _holders_of(self, statements: tuple[Statement, ...]) -> dict[int, Statement]:
        found: dict[int, Statement] = {}
        for statement in sorted(statements, key=_reach, reverse=True):
            for piece in statement.content:
                found.update(dict.fromkeys(self.syntax.between(piece.start, piece.end), statement))
        return found

    def _speaker_at(self, i: int) -> Mention | None:
        holder = self._holder(i)
        return holder.speaker if holder else None

    # -- time, place, context ----------------------------------------------------------------

    def _times(self, i: int) -> list[TimeExpression]:
        """Time expressions that hang on the trigger or on the verb it belongs to."""
        near = {i, *self.syntax.carriers(i)}
        told = self.times.of(self.syntax.tokens[i].sentence)
        own = self._own_times(i)
        back = self._counted_back(i)
        if back and back[0].match["unit"].lower() in {"day", "week"} and own:
            back = []
        return (
            back
            or own
            or self._time_before(told, near)
            or self._time_of_series(i)
            or [t for t in (anniversary(self.syntax, i),) if t is not None]
        )

    def _counted_back(self, i: int) -> list[TimeExpression]:
        """ "Three weeks after they fired": of the verb that carries an act, too, and of the first of several."""
        tokens = self.syntax.tokens
        first = (tokens[i].head,) if tokens[i].rel == "conj" else ()
        for k in (i, *self.syntax.carriers(i), *first):
            above = self._own_times(tokens[k].head) if tokens[k].head >= 0 else []
            found = interval_before(self.syntax, k, next(iter(above), None))
            if found is not None:
                return [found]
        return []

    def _own_times(self, i: int) -> list[TimeExpression]:
        near = {i, *self.syntax.carriers(i)}
        told = self.times.of(self.syntax.tokens[i].sentence)
        return [t for t in told if self._hangs_on(t, near)]

    def _time_of_series(self, i: int) -> list[TimeExpression]:
        """ "On 23 April it expelled the attachés, closed the crossing and suspended the treaty"."""
        token = self.syntax.tokens[i]
        series = token.rel == "conj" or (
            token.rel == "advcl" and self.syntax.preposition_of_clause(i) is not None
        )
        if not series or token.head < 0 or self.syntax.tokens[token.head].upos != token.upos:
            return []
        is_over = verb_forms.is_over
        if is_over(self.syntax, i) and not is_over(self.syntax, token.head):
            return []  # "will meet on 5 May, and Chad urged them to"
        before = self._times(token.head)
        return [t for t in before if t.start < token.start]

    def _time_before(self, told: list[TimeExpression], near: set[int]) -> list[TimeExpression]:
        """The time that a relative clause explains ("in 2016, when China suspended …")."""
        tokens = self.syntax.tokens
        heads = {tokens[k].head for k in near if tokens[k].rel.endswith(":relcl")}
        heads |= {c - 2 for k in near for c in self.syntax.children(k, "advmod", "mark")
                  if tokens[c].lemma.lower() == "when" and tokens[c - 1].text == ","}  # fmt: skip
        return [
            t for t in told if any(h >= 0 and t.start <= tokens[h].start < t.end for h in heads)
        ]

    def _hangs_on(self, time: TimeExpression, near: set[int]) -> bool:
        i = self.syntax.token_at(time.end - 1)
        if i is None:
            return False
        below = i
        for k in (i, *self.syntax.ancestors(i)):
            if k in near:
                return True
            if self.syntax.is_verb(k) or (
                k != i and self.syntax.tokens[k].rel in {"ccomp", "parataxis", "root"}
            ):
                return False
            if k != i and self._takes(k, below):
                return False
            below = k
        return False

    def _takes(self, noun: int, below: int) -> bool:
        """Whether a time below a noun is the noun's alone: "suspended the accord of 2018", "indicted for the killings in
        2019"; "killed them in a raid in May" is of both.
        """
        syntax = self.syntax
        if syntax.tokens[noun].upos != "NOUN" or syntax.lemmas[noun] in _CALENDAR:
            return False
        if syntax.bases[noun] in {"obj", "nsubj"}:
            return syntax.bases[below] in {"compound", "amod", "nummod"} or (
                syntax.preposition(below) == "of"
            )
        topic = syntax.preposition(noun) in _TOPIC
        return topic and bool(self.lexicon.rows_for(syntax.lemmas[noun], "N"))

    def _is_since(self, times: list[TimeExpression]) -> bool:
        text = self.syntax.analysis.text
        return any(
            text[max(0, t.start - 12) : t.start].lower().rstrip().endswith(("since", "ever since"))
            or t.words.lower().startswith("since")
            for t in times
        )

    def _contexts(self, match: Match) -> tuple[str, ...]:
        """The row's contexts and those of topic words in the event's own phrase."""
        found = list(match.row.contexts)
        near = sorted(self.syntax.subtree(match.trigger), key=lambda t: abs(t - match.trigger))
        for t in near[:14]:
            found += self.lexicon.context_of(self.syntax.lemmas[t])
        return tuple(dict.fromkeys(found))[: max(_MAX_CONTEXTS, len(match.row.contexts))]


def _the_other_way(event: Event, code: str) -> Event:
    """What the other side does: a visit is received."""
    meaning = plover.cameo(code)
    kind = str(meaning.type)
    return replace(
        event, id=f"{event.id}-back", source=event.recipient, recipient=event.source, type=kind,
        mode=meaning.mode, cameo=meaning.code, quad=plover.quad(kind),
        intensity=plover.intensity(kind, meaning.mode),
    )  # fmt: skip


def _shared(last: Event, event: Event) -> tuple[Mention, ...]:
    """The recipients of an act that goes on: those of the act before, where it has none; the people it hits are
    theirs ("Israeli jets bombed Beirut, killing four people").
    """
    if not event.recipient:
        return tuple(replace(m, confidence=0.5, resolved_by="act before") for m in last.recipient)
    states = {m.actor.country for m in last.recipient if m.actor.country}
    if event.type not in DONE_TO_BODIES or len(states) != 1:
        return event.recipient
    return tuple(of_the_people(m, str(next(iter(states))), "act before") for m in event.recipient)


def _reach(statement: Statement) -> tuple[bool, int]:
    """What an outlet reports reaches further than what a person says; then by length."""
    outlet = statement.speaker is not None and statement.speaker.actor.kind == "media"
    return outlet, sum(piece.end - piece.start for piece in statement.content)


def _countries(event: Event) -> set[str]:
    return {m.actor.country or m.actor.id for m in (*event.source, *event.recipient)}
