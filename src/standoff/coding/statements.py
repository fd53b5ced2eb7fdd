"""Statements: who said what, found from cue words, quotation marks and the tree.

First every cue word that governs content gives a draft. Then quotations that no draft holds go to
the cue of their sentence, to the statement before them in their paragraph, or stand as floating
quotations with the speaker of the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from standoff.coding.contents import Contents, Runs
from standoff.coding.mentions import Mentions
from standoff.coding.pronouns import FIRST_PERSON
from standoff.coding.quotes import Quotation
from standoff.coding.setting import Setting
from standoff.coding.speakers import Speakers
from standoff.coding.syntax import Syntax
from standoff.ontology.cues import Cue, CueLexicon
from standoff.types import Mention, Span, Statement, StatementKind

_SCARE_WORDS = 3
_QUOTED_ROLES = ("obj", "xcomp", "ccomp", "as", "of", "about", "against", "for")


@dataclass(slots=True)
class Draft:
    """A statement in the making."""

    cue: tuple[int, ...]
    reading: Cue | None
    speaker: Mention | None
    runs: Runs
    quotes: list[Quotation] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where its content begins; for ordering."""
        return min(start for start, _ in self.runs)


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
        self.syntax, self.mentions, self.contents, self.cues, self.document = (
            syntax,
            mentions,
            contents,
            cues,
            document,
        )
        self.speakers = Speakers(syntax, mentions, cues)
        self.setting = Setting(syntax, mentions, cues, document, on)

    def find(self) -> tuple[Statement, ...]:
        """All statements, in order of the text."""
        drafts = [d for t in self.syntax.tokens for d in self._from_cue(t.index)]
        drafts += self._according_to()
        self._take_in_quotes(drafts)
        drafts = [d for d in drafts if not self._is_inside_quotation(d, drafts)]
        drafts.sort(key=lambda d: (d.start, d.cue))
        self._resolve_first_person(drafts)
        return tuple(self._finish(draft) for draft in drafts)

    # -- drafts from cues --------------------------------------------------------------------

    def _from_cue(self, i: int) -> Iterator[Draft]:
        token = self.syntax.tokens[i]
        verb = token.upos == "VERB"
        if not verb and token.upos != "NOUN":
            return
        for reading in self._readings(i, "V" if verb else "N"):
            for frame in reading.frames:
                heads = self.contents.heads(i, frame, verb=verb)
                draft = self._draft(i, reading, heads) if heads else None
                if draft is not None:
                    yield draft
                    return

    def _readings(self, i: int, pos: str) -> tuple[Cue, ...]:
        lemma = self.syntax.lemma(i)
        found = self.cues.readings(lemma, pos)
        for preposition in ("on", "upon", "for") if lemma == "call" else ():
            if self.syntax.roles(i).get(preposition):
                phrase = f"{lemma}_{preposition.removeprefix('up')}"
                found = (*self.cues.readings(phrase, pos), *found)
        return found or self.cues.readings(self.syntax.tokens[i].lemma.lower(), pos)

    def _draft(self, i: int, reading: Cue, heads: tuple[int, ...]) -> Draft | None:
        speaker = self.speakers.of(i)
        if speaker is None and not self._may_lack_speaker(i, reading):
            return None
        without = frozenset(k for h in heads for k in self._branch_to(i, h)) | {i}
        runs = self.contents.runs(heads, without)
        if not runs or (reading.cue_class in {"think", "want"} and speaker is None):
            return None
        if (
            self._is_unsaid(i, reading)
            or self._is_about_sourcing(heads)
            or self._only_names(i, reading)
        ):
            return None
        if self.syntax.tokens[i].upos == "NOUN" and any(self.mentions.who(h) for h in heads):
            return None  # "the threat of the United States": an owner, no content
        return Draft(self._cue_tokens(i), reading, speaker, runs)

    def _is_unsaid(self, i: int, reading: Cue) -> bool:
        """ "Has not confirmed" says nothing; "did not rule out" does."""
        if reading.cue_class not in {"assert", "think", "predict", "describe"}:
            return False
        return any(
            self.syntax.tokens[c].lemma.lower() in {"not", "never"}
            for c in self.syntax.children(i, "advmod")
        )

    def _only_names(self, i: int, reading: Cue) -> bool:
        """ "A group called the Free Army" gives a name and says nothing."""
        token = self.syntax.tokens[i]
        return reading.cue_class == "describe" and token.xpos == "VBN" and token.rel == "acl"

    def _is_about_sourcing(self, heads: tuple[int, ...]) -> bool:
        """ "Asked not to be named", "declined to comment"."""
        return any(
            self.syntax.tokens[h].lemma.lower() in {"comment", "elaborate"}
            or (
                self.syntax.tokens[h].lemma.lower() in {"name", "identify"}
                and self.syntax.is_passive(h)
            )
            for h in heads
        )

    def _branch_to(self, cue: int, head: int) -> tuple[int, ...]:
        """What hangs on a content head only because of the cue: "…, he said", "which he announced"."""
        below = cue
        for k in self.syntax.ancestors(cue):
            if k == head:
                return self.syntax.analysis.subtree(below)
            below = k
        return ()

    def _cue_tokens(self, i: int) -> tuple[int, ...]:
        particle = self.syntax.child_with_rel(i, "compound:prt")
        return (i,) if particle is None else tuple(sorted((i, particle)))

    def _may_lack_speaker(self, i: int, reading: Cue) -> bool:
        """Only "it is feared that", "is expected to", "fears that", or a passive without agent."""
        token = self.syntax.tokens[i]
        if token.upos == "NOUN":
            return (
                reading.cue_class in {"fear", "hope", "predict", "accuse", "warn"}
                and token.rel != "root"
            )
        return self.syntax.is_passive(i) and reading.cue_class in {
            "assert",
            "think",
            "fear",
            "hope",
            "predict",
            "accuse",
        }

    def _according_to(self) -> Iterator[Draft]:
        for token in self.syntax.tokens:
            if token.lemma.lower() not in {"accord", "according"} or token.index + 2 > len(
                self.syntax.tokens
            ):
                continue
            to = (
                self.syntax.tokens[token.index + 1]
                if token.index + 1 < len(self.syntax.tokens)
                else token
            )
            if to.text.lower() != "to":
                continue
            phrase = (
                token.head if token.rel in {"case", "fixed"} else self._right_child(token.index)
            )
            if phrase is None or phrase < 0 or self.syntax.tokens[phrase].head < 0:
                continue
            top = phrase if token.rel in {"case", "fixed"} else token.index
            governor = self.syntax.tokens[top].head
            if governor < 0:
                continue
            governor = self._whole_claim(governor)
            runs = self.contents.runs((governor,), frozenset(self.syntax.analysis.subtree(top)))
            if runs:
                yield Draft(
                    (token.index, to.index),
                    Cue("according to", "V", "assert", ("that",)),
                    self.speakers.named(phrase),
                    runs,
                )

    def _whole_claim(self, i: int) -> int:
        """The clause that "according to …" vouches for: all of the sentence or of the report."""
        while self.syntax.tokens[i].rel.partition(":")[0] in {
            "advcl",
            "xcomp",
            "obl",
            "nmod",
            "obj",
            "acl",
            "nsubj",
            "amod",
        }:
            i = self.syntax.tokens[i].head
        return i

    def _right_child(self, i: int) -> int | None:
        return next(
            (
                c
                for c in self.syntax.analysis.children[i]
                if c > i and self.syntax.tokens[c].upos in {"NOUN", "PROPN", "PRON"}
            ),
            None,
        )

    # -- quotations --------------------------------------------------------------------------

    def _take_in_quotes(self, drafts: list[Draft]) -> None:
        """Give every quotation to a draft, or make a draft of it."""
        for quote in self.contents.quotes:
            holder = next(
                (d for d in drafts if _touches(d, quote) and not self._is_within(d, quote)), None
            )
            if holder is not None:
                holder.quotes.append(quote)
                _extend(holder, quote)
        for quote in self.contents.quotes:
            if any(quote in d.quotes for d in drafts):
                continue
            draft = self._cue_beside(quote, drafts) or self._statement_before(quote, drafts)
            if draft is not None:
                draft.runs.append((quote.start, quote.end))
                draft.quotes.append(quote)
            elif self._is_sentence_like(quote):
                drafts.append(self._floating(quote, drafts))

    def _is_within(self, draft: Draft, quote: Quotation) -> bool:
        """A cue inside a quotation reports what the quoted person says, not the quotation."""
        return any(quote.start <= self.syntax.tokens[c].start < quote.end for c in draft.cue)

    def _cue_beside(self, quote: Quotation, drafts: list[Draft]) -> Draft | None:
        """A cue verb of the same sentence that has no content yet ("He called it "a crime"")."""
        tokens = [t for t in self.syntax.tokens if quote.start <= t.start < quote.end]
        if not tokens:
            return None
        used = {c for d in drafts for c in d.cue}
        for i in (
            tokens[0].head,
            *self.syntax.ancestors(tokens[0].index),
            *self._neighbours(quote),
        ):
            if i < 0 or i in used or any(t.index == i for t in tokens):
                continue
            readings = self._readings(i, "V") if self.syntax.tokens[i].upos == "VERB" else ()
            speaker = self.speakers.of(i) if readings else None
            if speaker is not None:
                reading = next(
                    (r for r in readings if {"comp", "that", "quote", "as"} & set(r.frames)),
                    readings[0],
                )
                if not self._may_quote(i, reading, quote):
                    continue
                draft = Draft(self._cue_tokens(i), reading, speaker, [])
                drafts.append(draft)
                return draft
        return None

    def _may_quote(self, cue: int, reading: Cue, quote: Quotation) -> bool:
        """A few quoted words are said only if the cue takes them as its own object or predicate."""
        if self._is_sentence_like(quote):
            return True
        roles = self.syntax.roles(cue)
        own = {"comp", "as"} & set(reading.frames) or {"obj", "xcomp"}
        near = [k for role in _QUOTED_ROLES for k in roles.get(role, ())]
        return bool(own) and any(
            quote.start <= self.syntax.tokens[k].start < quote.end for k in near
        )

    def _neighbours(self, quote: Quotation) -> Iterator[int]:
        """Tokens outside the quotation in its sentences, nearest first."""
        inside = [
            t.index for t in self.syntax.tokens if quote.outer_start <= t.start < quote.outer_end
        ]
        first, last = inside[0], inside[-1]
        for step in range(1, 9):
            for k in (last + step, first - step):
                near = first if k < first else last
                if (
                    0 <= k < len(self.syntax.tokens)
                    and self.syntax.tokens[k].sentence == self.syntax.tokens[near].sentence
                ):
                    yield k

    def _statement_before(self, quote: Quotation, drafts: list[Draft]) -> Draft | None:
        """The quoted statement that this quotation goes on with in the same paragraph."""
        if not self._is_sentence_like(quote) and not quote.continued:
            return None
        before = [d for d in drafts if d.quotes and d.start < quote.start]
        if not before:
            return None
        last = max(before, key=lambda d: max(q.end for q in d.quotes))
        marks = [q.outer_end for q in last.quotes]
        end = max(marks + [self.syntax.tokens[c].end for c in last.cue])
        between = self.syntax.analysis.text[end : quote.outer_start]
        apart = end > quote.outer_start or "\n" in between or "\r" in between
        goes_on = not apart and not self._new_sentence_between(end, quote)
        return last if quote.continued or goes_on else None

    def _new_sentence_between(self, end: int, quote: Quotation) -> bool:
        """Whether a whole sentence of the author's stands between."""
        between = [
            s
            for s in self.syntax.analysis.sentences
            if self.syntax.tokens[s[0]].start >= end
            and self.syntax.tokens[s[1] - 1].end <= quote.outer_start
        ]
        return any(self.syntax.tokens[first].upos != "PUNCT" for first, _ in between)

    def _is_sentence_like(self, quote: Quotation) -> bool:
        words = [
            t
            for t in self.syntax.tokens
            if quote.start <= t.start < quote.end and t.upos != "PUNCT"
        ]
        return len(words) > _SCARE_WORDS and any(t.upos in {"VERB", "AUX"} for t in words)

    def _floating(self, quote: Quotation, drafts: list[Draft]) -> Draft:
        before = [d for d in drafts if d.start < quote.start and d.speaker is not None]
        last = max(before, key=lambda d: d.start, default=None)
        near = last is not None and self._sentences_between(last.start, quote.start) <= 3
        return Draft(
            (), None, last.speaker if last and near else None, [(quote.start, quote.end)], [quote]
        )

    def _sentences_between(self, start: int, end: int) -> int:
        analysis = self.syntax.analysis
        first, last = analysis.sentence_at(start), analysis.sentence_at(end)
        return abs((last or 0) - (first or 0))

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

    def _is_inside_quotation(self, draft: Draft, drafts: list[Draft]) -> bool:
        """What a quoted person reports in turn stays part of the quotation (docs/guidelines.md)."""
        return any(
            self._is_within(draft, q)
            for d in drafts
            if d is not draft
            for q in d.quotes
            if self._is_sentence_like(q)
        )

    # -- the result --------------------------------------------------------------------------

    def _finish(self, draft: Draft) -> Statement:
        spans = tuple(
            Span(document=self.document, start=s, end=e)
            for s, e in _merged(draft.runs, draft.quotes)
        )
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
            span=Span(document=self.document, start=start, end=end), kind=_kind(spans, draft.quotes),
            speaker=draft.speaker, cue=cue, content=spans, cue_class=cue_class,
            channel=place.channel, addressees=place.addressees, targets=place.targets,
            sourcing=self.speakers.sourcing(draft.speaker), venue=place.venue, date=place.date,
        )  # fmt: skip


def _touches(draft: Draft, quote: Quotation) -> bool:
    return any(start < quote.end and quote.start < end for start, end in draft.runs)


def _extend(draft: Draft, quote: Quotation) -> None:
    """Content that begins inside a quotation holds all of it, further sentences included."""
    for n, (start, end) in enumerate(draft.runs):
        inside = quote.start <= start < quote.end
        if inside or (start < quote.start < end):
            draft.runs[n] = (min(start, quote.start), max(end, quote.end))


def _merged(runs: Runs, quotes: list[Quotation]) -> Runs:
    """Runs in order, overlapping ones joined, quotation marks at their edges left out."""
    out: Runs = []
    for start, end in sorted(runs):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return [_balanced(start, end, quotes) for start, end in out]


def _balanced(start: int, end: int, quotes: list[Quotation]) -> tuple[int, int]:
    """Leave out marks round the whole piece; take in the closing mark of a quotation inside it."""
    for q in quotes:
        if q.outer_start <= start < q.start:
            start = q.start
        if q.outer_start >= start and q.end <= end <= q.outer_end:
            end = q.outer_end
        elif q.end < end <= q.outer_end:
            end = q.end
    return start, end


def _kind(spans: tuple[Span, ...], quotes: list[Quotation]) -> StatementKind:
    total = sum(s.end - s.start for s in spans)
    quoted = sum(max(0, min(s.end, q.end) - max(s.start, q.start)) for s in spans for q in quotes)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted >= total - 2 else "mixed"
