"""Statements: who said what, found from cue words, quotation marks and the tree.

Cue words give drafts (``cued``), quotations go to drafts or make their own (``quoted``), and each draft
gets its surroundings (``setting``) and its sourcing (``speakers``).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from standoff.coding.colons import Colons
from standoff.coding.contents import Contents
from standoff.coding.cued import Cued
from standoff.coding.dates import Times
from standoff.coding.drafts import Draft
from standoff.coding.mentions import Mentions
from standoff.coding.pronouns import FIRST_PERSON
from standoff.coding.quoted import Quoted
from standoff.coding.setting import Setting
from standoff.coding.speakers import Speakers
from standoff.coding.syntax import Syntax
from standoff.ontology.cues import CueLexicon
from standoff.ontology.wordlists import word_list
from standoff.types import Span, Statement

_BLOWS = word_list("blow")
_ARMED_KINDS = {"armed-force", "armed-group"}
_ARMED_SECTORS = {"MIL", "REB", "UAF", "PRM"}


class Statements:
    """Finds the statements of one document."""

    def __init__(
        self,
        syntax: Syntax,
        mentions: Mentions,
        contents: Contents,
        cues: CueLexicon,
        document: str,
        on: date | None,
    ) -> None:
        self.syntax, self.mentions, self.document = syntax, mentions, document
        self.speakers = Speakers(syntax, mentions, cues, contents.quote_of)
        times = Times(syntax.analysis)
        self.setting = Setting(syntax, mentions, cues, times, document, on)
        self.cued = Cued(syntax, mentions, contents, cues, self.speakers, times)
        self.colons = Colons(syntax, self.cued)
        self.quoted = Quoted(syntax, contents, self.cued, self.colons)

    def find(self) -> tuple[Statement, ...]:
        """All statements, in order of the text."""
        drafts = self.quoted.take_in([*self.cued.drafts(), *self.colons.drafts()])
        printed = list(self.colons.printed())
        announcing = {k for draft in printed for k in draft.cue}
        drafts = [d for d in drafts if d.quotes or not announcing.intersection(d.cue)] + printed
        drafts.sort(key=lambda d: (d.start, d.cue))
        self._resolve_first_person(drafts)
        return tuple(self._finish(draft) for draft in drafts if not self._is_blow(draft))

    def _is_blow(self, draft: Draft) -> bool:
        """ "The rebels attacked a convoy", "no intention of attacking Seoul": who carries arms, or sends those who
        do, strikes with them.
        """
        if not draft.cue or draft.speaker is None:
            return False
        actor = draft.speaker.actor
        armed = actor.kind in _ARMED_KINDS or bool(_ARMED_SECTORS.intersection(actor.sectors))
        sends = actor.kind != "person" and actor.country is not None and "GOV" in actor.sectors
        return (armed or sends or actor.kind == "state") and self.syntax.lemmas[
            draft.cue[0]
        ] in _BLOWS

    def _resolve_first_person(self, drafts: list[Draft]) -> None:
        """ "I thank them" inside somebody's quotation is said by that somebody."""
        for draft in drafts:
            speaker = draft.speaker
            if speaker is None or speaker.actor.name.lower() not in FIRST_PERSON:
                continue
            outer = [d for d in drafts if d is not draft and d.speaker is not None and d.speaker is not speaker
                     and any(s <= speaker.span.start < e for s, e in d.runs)]  # fmt: skip
            if outer:
                best = min(outer, key=lambda d: sum(e - s for s, e in d.runs)).speaker
                if best is not None:
                    draft.speaker = replace(best, span=speaker.span, resolved_by="first person")

    def _finish(self, draft: Draft) -> Statement:
        spans = tuple(Span(document=self.document, start=s, end=e) for s, e in draft.merged())
        cue = self.mentions.span(draft.cue[0], draft.cue[-1]) if draft.cue else None
        parts = [*spans, *([cue] if cue else ()), *([draft.speaker.span] if draft.speaker else ())]
        if draft.speaker and not draft.cue:
            parts.remove(draft.speaker.span)
        start, end = min(p.start for p in parts), max(p.end for p in parts)
        cue_class = draft.reading.cue_class if draft.reading else None
        place = self.setting.of(
            draft.cue[0] if draft.cue else None, spans, draft.speaker, cue_class
        )
        return Statement(
            id=f"{self.document}:s{spans[0].start}-{spans[-1].end}-{cue.start if cue else 'q'}",
            span=Span(document=self.document, start=start, end=end), kind=draft.kind(spans),
            speaker=draft.speaker, cue=cue, content=spans, cue_class=cue_class,
            channel=place.channel, addressees=place.addressees, targets=place.targets,
            sourcing=self.speakers.sourcing(draft.speaker),
            source_type=self.speakers.source_type(draft.speaker), venue=place.venue, date=place.date,
        )  # fmt: skip
