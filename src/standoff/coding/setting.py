"""The setting of a statement: through what channel, to whom, about whom, where and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from standoff.coding.dates import TimeExpression, Times
from standoff.coding.kinds import home, is_identified
from standoff.coding.mentions import Mentions
from standoff.coding.syntax import Syntax
from standoff.coding.venues import Venues
from standoff.ontology.cues import CueLexicon
from standoff.ontology.wordlists import word_list
from standoff.types import DateInterval, Mention, Place, Span

_ABOUT_CONTENT = {"accuse", "threaten", "demand", "praise", "reject", "warn", "describe"}
_ABOUT_OBJECT = {"justify", "fear", "deny", "support", "want", "withhold"}
_ABOUT = _ABOUT_CONTENT | _ABOUT_OBJECT
_OWN_PAGES = word_list("own page")
_POLLS = word_list("poll")
_AIMED = {"accuse", "threaten"}
_WITH_SOMEBODY = {"discuss", "demand"}
_ADDRESS_NOBODY = {"praise", "think", "want", "describe"}
_TARGET_ROLES = ("iobj", "obj", "on", "against", "of", "with", "at", "for")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What ``Setting.of`` found."""

    channel: Mention | None = None
    addressees: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    venue: Place | None = None
    date: DateInterval | None = None


class Setting:
    """Looks round a cue for everything that is neither speaker nor content."""

    def __init__(
        self,
        syntax: Syntax,
        mentions: Mentions,
        cues: CueLexicon,
        times: Times,
        document: str,
        on: date | None,
    ) -> None:
        self.syntax, self.mentions, self.cues, self.times = syntax, mentions, cues, times
        self.document, self.on = document, on
        self.venues = Venues(syntax, mentions, cues, document)
        self._according = syntax.marked_by("according to")

    def of(
        self,
        cue: int | None,
        content: tuple[Span, ...],
        speaker: Mention | None,
        cue_class: str | None,
    ) -> Surroundings:
        """The surroundings of one statement."""
        if cue is None:
            return Surroundings()
        top = self._top(cue)
        around = self._around(top, content, speaker)
        return Surroundings(
            channel=self._channel(cue, around, speaker),
            addressees=self._addressees(cue, speaker, cue_class),
            targets=self._targets(cue, content, speaker, cue_class),
            venue=self.venues.of(cue, top, around),
            date=self._date(cue, around),
        )

    def _around(self, top: int, content: tuple[Span, ...], speaker: Mention | None) -> list[int]:
        """Tokens of a clause that are neither content nor speaker."""
        apart = set(self._tokens_in((*content, *([speaker.span] if speaker else ()))))
        return [t for t in self._clause(top) if t not in apart]

    def _top(self, cue: int) -> int:
        """The verb whose subject a cue shares ("called it a lie and urged Seoul to wait")."""
        top = cue
        while (
            self.syntax.tokens[top].rel in {"xcomp", "conj", "advcl"}
            and self.syntax.tokens[top].head >= 0
            and not any(self.syntax.children(top, "nsubj"))
        ):
            top = self.syntax.tokens[top].head
        return top

    def _clause(self, top: int) -> Iterator[int]:
        """The tokens of a clause in order, without clauses that merely stand beside it."""
        aside = {k for c in self.syntax.children(top, "parataxis", "conj")
                 if any(self.syntax.children(c, "nsubj"))
                 for k in self.syntax.subtree(c)}  # fmt: skip
        return (t for t in self.syntax.subtree(top) if t not in aside)

    # -- channel and addressee ---------------------------------------------------------------

    def _channel(self, cue: int, around: list[int], speaker: Mention | None) -> Mention | None:
        told = self.mentions.all(self.syntax.objects(cue))
        through = self.mentions.all(self.syntax.roles(cue).get("through", ()))
        for mention in (*self._media(around), *self._outlets(cue), *through):
            audience = mention in told and self._is_crowd(mention)
            if not audience and (speaker is None or mention.actor.id != speaker.actor.id):
                return mention
        polls = (t for t in around if self._is_poll(t))
        return (
            self._outer_channel(cue, speaker)
            or self._according_to(cue, speaker)
            or next(map(self.mentions.described, polls), None)
        )

    def _is_poll(self, t: int) -> bool:
        """ "In a survey 58 % of Poles said …"."""
        return self.syntax.lemmas[t] in _POLLS and self.syntax.preposition(t) == "in"

    def _according_to(self, cue: int, speaker: Mention | None) -> Mention | None:
        """ "…, according to KCNA" anywhere in the sentence."""
        if speaker is None:
            return None
        first, last = self.syntax.analysis.sentences[self.syntax.tokens[cue].sentence]
        phrases = (k for k in self._according if first <= k < last)
        return next((m for m in self._media(phrases) if m.actor.id != speaker.actor.id), None)

    def _media(self, tokens: Iterable[int]) -> Iterator[Mention]:
        for t in tokens:
            mention = self.mentions.who(t)
            if mention is None or mention.actor.kind != "media":
                continue
            token = self.syntax.tokens[t]
            modifier = token.rel in {"compound", "amod"}
            if not modifier or self.syntax.lemmas[token.head] in _OWN_PAGES:
                yield mention

    def _outlets(self, cue: int) -> Iterator[Mention]:
        """Outlets that no table knows: whoever is told by name and is no state's ("told Radyo Palawan"), and
        who is named for an interview ("in an interview with Le Phare").
        """
        told = self.syntax.objects(cue) if self.syntax.lemma(cue) == "tell" else ()
        with_ = self.syntax.roles(cue).get("in", ())
        asked = (
            k for t in with_ if self.syntax.lemma(t) == "interview"
            for k in self.syntax.roles(t).get("with", ())
        )  # fmt: skip
        for mention in self.mentions.all([*told, *asked]):
            unknown = mention.actor.id.startswith("text:") and mention.actor.country is None
            if unknown and mention.resolved_by == "name" and mention.actor.kind != "person":
                yield mention

    def _outer_channel(self, cue: int, speaker: Mention | None) -> Mention | None:
        """The outlet whose report the statement stands in ("KCNA reported that Kim said …")."""
        for head in self.syntax.ancestors(cue):
            for k in (*self.syntax.roles(head).get("subj", ()), *self._reported_by(head)):
                mention = self.mentions.who(k)
                if (
                    mention is not None
                    and mention.actor.kind == "media"
                    and speaker is not None
                    and mention.actor.id != speaker.actor.id
                ):
                    return mention
        return None

    def _reported_by(self, head: int) -> Iterator[int]:
        for c in self.syntax.children(head, "parataxis", "obl", "advcl"):
            if self.syntax.preposition(c) == "according to" or self.cues.readings(
                self.syntax.lemma(c), "V"
            ):
                yield c
                yield from self.syntax.roles(c).get("subj", ())

    def _is_crowd(self, media: Mention) -> bool:
        """ "The press", "the media": told by somebody, they are an audience and no outlet."""
        return media.actor.country is None and self.mentions.agent(media) is not None

    def _addressees(
        self, cue: int, speaker: Mention | None, cue_class: str | None
    ) -> tuple[Mention, ...]:
        lemma = self.syntax.lemma(cue)
        roles = self.syntax.roles(cue)
        tokens = [k for t in roles.get("in", ()) for k in self.syntax.roles(t).get("to", ())
                  if self.syntax.lemmas[t] in self.cues.documents]  # fmt: skip
        if cue_class in _WITH_SOMEBODY:
            tokens += roles.get("with", ())
        if lemma in self.cues.addressing or f"{lemma}_on" in self.cues.addressing:
            asked = self.syntax.objects(cue) if lemma in self.cues.addressing else ()
            tokens += [*asked, *roles.get("on", ())]
        elif self.cues.readings(lemma, "V") and cue_class not in _ADDRESS_NOBODY:
            tokens += [k for role in ("to", "iobj") for k in roles.get(role, ())]
        return tuple(
            m for m in self.mentions.all(tokens)
            if self._may_listen(m) and (speaker is None or m.actor.id != speaker.actor.id)
        )  # fmt: skip

    def _may_listen(self, mention: Mention) -> bool:
        """Whoever is no place; an outlet that is told something passes it on."""
        kind = mention.actor.kind
        if kind == "organisation" and mention.actor.id.startswith("text:"):
            return False  # an outlet, by ``_outlets``
        return kind != "place" and (kind != "media" or self._is_crowd(mention))

    # -- targets -----------------------------------------------------------------------------

    def _targets(
        self, cue: int, content: tuple[Span, ...], speaker: Mention | None, cue_class: str | None
    ) -> tuple[Mention, ...]:
        """Whom it is about: the cue's own objects, else who is named in the content, else whose thing it is,
        else, of accusations and threats, the one other side spoken of just before.
        """
        if cue_class not in _ABOUT:
            return ()
        roles = self.syntax.roles(cue)
        near = [k for role in _TARGET_ROLES for k in roles.get(role, ())]
        objects = self._but(speaker, near)
        if objects or cue_class in _ABOUT_OBJECT:
            return objects or self._others(self._owners(near), speaker)[:1]
        named = (m for m in self._others(self._tokens_in(content), speaker) if is_identified(m))
        return (
            tuple(named)[:1]
            or self._others(self._owners(near), speaker)[:1]
            or (self._other_side(cue, speaker) if cue_class in _AIMED else ())
        )

    def _but(self, speaker: Mention | None, tokens: Iterable[int]) -> tuple[Mention, ...]:
        """Actors beside the speaker, those of his own country too: "the opposition accused the government"."""
        found = self._parties(tokens)
        return tuple(m for m in found if speaker is None or m.actor.id != speaker.actor.id)

    def _parties(self, tokens: Iterable[int]) -> tuple[Mention, ...]:
        found = self.mentions.all(tokens)
        return tuple(m for m in found if m.actor.kind not in {"media", "place"})

    def _other_side(self, cue: int, speaker: Mention | None) -> tuple[Mention, ...]:
        """The actor named before the cue, in its sentence or the one before, if it is the only one beside the
        speaker's side.
        """
        if speaker is None:
            return ()
        sentence = self.syntax.tokens[cue].sentence
        first = self.syntax.analysis.sentences[max(0, sentence - 1)][0]
        found = self._others(range(first, cue), speaker)
        return found if len(found) == 1 else ()

    def _owners(self, tokens: Iterable[int]) -> list[int]:
        """Left modifiers and possessors of nouns: whose decision, whose demand."""
        return [k for t in tokens for k in self.mentions.phrases.left(t)]

    def _tokens_in(self, content: tuple[Span, ...]) -> list[int]:
        return [k for s in content for k in self.syntax.between(s.start, s.end)]

    def _others(self, tokens: Iterable[int], speaker: Mention | None) -> tuple[Mention, ...]:
        """Actors that are not on the speaker's side."""
        own = home(speaker) if speaker else None
        return tuple(m for m in self._parties(tokens) if home(m) != own)

    # -- when --------------------------------------------------------------------------------

    def _date(self, cue: int, around: list[int]) -> DateInterval | None:
        """When it was said: the time that hangs on the cue, not on a clause about the speaker."""
        free = set(around)
        for time in self.times.of(self.syntax.tokens[cue].sentence):
            inside = self.syntax.between(time.start, time.end)
            if free.intersection(inside) and any(self._is_of(k, cue) for k in inside):
                return self._interval(time)
        return None

    def _is_of(self, k: int, cue: int) -> bool:
        """Whether the verb above a token is the cue, or "Speaking …, he said" with it."""
        verb = next((h for h in self.syntax.ancestors(k) if self.syntax.is_verb(h)), None)
        if verb is None or verb == cue:
            return verb is not None
        token = self.syntax.tokens[verb]
        return token.head == cue and token.rel == "advcl" and token.xpos == "VBG" and verb < cue

    def _interval(self, expression: TimeExpression) -> DateInterval:
        return expression.interval(self.document, self.on)
