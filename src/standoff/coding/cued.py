"""Statements that a cue word introduces: "said that …", "accused X of …", "his fear that …"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from standoff.coding.astray import tell_apart
from standoff.coding.contents import Contents
from standoff.coding.dates import Times
from standoff.coding.drafts import Draft
from standoff.coding.frames import Frames
from standoff.coding.mentions import Mentions
from standoff.coding.sourced import Sourced
from standoff.coding.speakers import Speakers
from standoff.coding.syntax import Syntax
from standoff.ontology.cues import UNDER_NEGATION, WITHHOLD, Cue, CueLexicon
from standoff.ontology.wordlists import word_list
from standoff.types import Mention

_ABOUT = (Cue("about", "A", "think", ("about",)),)  # "cagey, upbeat, vague about": any adjective
_MINDLESSLY = {"unclear", "uncertain", "unknown", "clear"}
_DECLINE = word_list("declines to tell")
_PEOPLE = word_list("people")
_NAMING = word_list("names somebody")
_BLOWS = word_list("blow")
_OF_OBJECTS = word_list("of object")
_NO_TOPIC = word_list("no topic")
_NOUNS_ALONE = {"fear", "hope", "predict", "accuse", "warn"}  # "fears of war": nobody's
_ALONE_IN = {
    "that",
    "inf",
    "about",
    "for",
    "over",
    "against",
}  # frames of nobody's "speculation that"
_NOT_SOMEBODY = {"warn", "support", "discuss"}
# "The verdict was condemned" by nobody named: classes that say something of what stands there.
_BARE = {"accuse", "praise", "reject", "deny", "assert", "discuss", "demand"}
_CLEAR = 3  # tokens from "made" to "clear" at most
_NEITHER = {"neither", "nor"}
_SPLIT = 5  # tokens from a light verb to its noun at most
_OF_CLAUSE = ("nsubj", "expl", "cop", "aux", "mark", "cc", "advcl", "punct", "nsubj:outer")
_CLAUSES = {"that", "inf", "ger", "clause", "quote", "rest", "of"}
_TAILS = {
    "as", "because", "for", "from", "if", "in", "of", "over", "to", "unless", "with", "without",
}  # fmt: skip
_LAST = {"np": 1, "rest": 1}  # frames to try after the others
_POS = {"VERB": "V", "NOUN": "N", "ADJ": "A", "ADV": "R"}


class Cued:
    """Finds drafts by their cues."""

    def __init__(
        self,
        syntax: Syntax,
        mentions: Mentions,
        contents: Contents,
        cues: CueLexicon,
        speakers: Speakers,
        times: Times,
    ) -> None:
        self.syntax, self.mentions, self.contents = syntax, mentions, contents
        self.frames = Frames(syntax, contents.quote_of)
        self.cues, self.speakers, self.times = cues, speakers, times
        self.sourced = Sourced(syntax, mentions, contents, speakers, cues)

    def drafts(self) -> list[Draft]:
        """All drafts that a cue governs."""
        found = self._with_light_verbs(
            [d for t in self.syntax.tokens if (d := self._from_cue(t.index)) is not None]
        )
        self.part(found)
        tell_apart(self.syntax, found)
        found = [d for d in found if not self._is_said_withheld(d, found)]
        return found + [d for d in self.sourced.drafts() if not self._is_conduit(d, found)]

    def _is_said_withheld(self, draft: Draft, found: list[Draft]) -> bool:
        """ "Seoul said that it could not confirm the raid": the same speaker tells that he does not tell."""
        if draft.speaker is None or draft.reading is None or draft.reading.cue_class != WITHHOLD:
            return False
        at, who = self.syntax.tokens[draft.cue[0]].start, draft.speaker.actor.id
        tells = (d for d in found if d.speaker is not None and d.speaker.actor.id == who)
        return any(s <= at < e for d in tells for s, e in d.runs)

    def part(self, found: list[Draft]) -> None:
        """ "Refused to meet Lai, whom it regards as a separatist": a relative clause behind a comma that has
        a cue of its own is a statement beside the one that it ends.
        """
        for inner in (d for d in found if d.cue):
            clause = self._relative_clause(inner.cue[0])
            if clause is None:
                continue
            start = self.syntax.tokens[clause].start
            comma = self.syntax.tokens[clause - 1]
            for draft in found:
                ends = [(s, e) for s, e in draft.runs if s < start < e and draft is not inner]
                if ends and comma.end >= ends[0][0]:
                    draft.runs = [(s, comma.start if (s, e) in ends else e) for s, e in draft.runs]

    def _relative_clause(self, cue: int) -> int | None:
        """The first token of the relative clause, set off by a comma, that a cue heads."""
        which = any(self.syntax.words[k] == "which" for k in self.syntax.children(cue, "obl"))
        explains = which or self.syntax.tokens[cue].rel == "acl:relcl"
        if not explains or self.contents.quote_of.get(cue):
            return None
        first = self.syntax.subtree(cue)[0]
        if self.syntax.tokens[first].text == ",":
            first += 1
        return first if first and self.syntax.tokens[first - 1].text == "," else None

    def _with_light_verbs(self, found: list[Draft]) -> list[Draft]:
        """ "Voiced concern over the leak": verb and noun are one cue, and the noun is not what was said."""
        verbs: set[int] = set()
        for draft in found:
            verb = self.frames.light_verb(draft.cue[-1])
            if verb is not None and 0 < draft.cue[-1] - verb <= _SPLIT:
                draft.cue = tuple(range(verb, draft.cue[-1] + 1))
                verbs.add(verb)
        return [d for d in found if len(d.cue) > 1 or d.cue[0] not in verbs]

    def _is_conduit(self, according: Draft, found: list[Draft]) -> bool:
        """An outlet that only passes on what somebody else is said to have said is a channel."""
        if according.speaker is None or according.speaker.actor.kind != "media":
            return False
        return any(
            s < end and start < e for d in found for s, e in d.runs for start, end in according.runs
        )

    def _from_cue(self, i: int) -> Draft | None:
        """The draft of the first frame that has content; an object is tried last."""
        pos = _POS.get(self.syntax.tokens[i].upos, "")
        readings = self.readings(i, pos) if pos else ()
        if not readings or self.syntax.quoted_as(i) is not None:
            return None
        frames = [(reading, frame) for reading in readings for frame in reading.frames]
        for reading, frame in sorted(frames, key=lambda f: _LAST.get(f[1], 0)):
            heads = self.frames.heads(i, frame, pos)
            if frame == "np":
                heads = self._things(i, heads, reading)
            if reading.cue_class == "demand" and any(map(self.frames.asks, heads)):
                continue  # "asked whether" is a question
            if reading.cue_class == "discuss":
                heads = tuple(h for h in heads if self.syntax.lemma(h) not in _NO_TOPIC)
            draft = self._draft(i, reading, heads, frame) if heads else None
            if draft is not None:
                return draft
        return None

    def _things(self, cue: int, objects: tuple[int, ...], reading: Cue) -> tuple[int, ...]:
        """Objects that are content: not those of a bare passive, nor somebody who is only spoken to
        ("warned parliament") or backed with more than words ("backs the rebels").
        """
        bare = self.syntax.is_passive(cue) and not self.syntax.roles(cue).get("subj")
        given = any(self.syntax.children(cue, "obj"))  # "was denied a visa"
        if bare and (
            given or reading.cue_class not in _BARE or self.syntax.tokens[cue].rel == "acl"
        ):
            return ()
        if reading.cue_class not in _NOT_SOMEBODY and self.syntax.lemmas[cue] != "dismiss":
            return objects
        return tuple(h for h in objects if not self._is_party(h, cue, reading.cue_class))

    def _is_party(self, head: int, cue: int, cue_class: str) -> bool:
        mention = self.mentions.who(head)
        if mention is None:
            return False
        if self.syntax.lemmas[cue] in _NAMING:
            return False
        return cue_class != "support" or mention.actor.kind in {"armed-force", "armed-group"}

    def readings(self, i: int, pos: str) -> tuple[Cue, ...]:
        """What the lexicon says of the word at i as a verb (V), noun (N), adjective (A), adverb (R)."""
        lemma = self.syntax.lemma(i)
        found = self.cues.readings(lemma, pos)
        for preposition in ("on", "upon", "for") if lemma == "call" else ():
            if self.syntax.roles(i).get(preposition):
                phrase = f"{lemma}_{preposition.removeprefix('up')}"
                found = (*self.cues.readings(phrase, pos), *found)
        found = found or self.cues.readings(self.syntax.lemmas[i], pos)
        if pos == "V" and self.syntax.is_passive(i):
            felt = self.cues.readings(self.syntax.words[i], "A")
            found = (*felt, *found)  # "is worried about", whatever the tagger calls it
        return found or (_ABOUT if pos == "A" else ())

    def _draft(
        self, i: int, reading: Cue, heads: tuple[int, ...], frame: str = "that"
    ) -> Draft | None:
        speaker = self.speakers.of(i)
        if speaker is None and not self._may_lack_speaker(i, reading, frame):
            return None
        said = self._as_said(i, reading, heads)
        if said is None or (speaker is None and said.cue_class == WITHHOLD):
            return None
        without = self._unsaid(i, heads)
        if self.syntax.tokens[i].rel == "nsubj:outer":
            without |= self._copula(heads[0])
        if frame not in _CLAUSES:
            heads = (*heads, *self._tail(i, heads))
        runs = self.contents.runs(heads, without, i)
        if not runs or (
            reading.cue_class in {"think", "want"}
            and speaker is None
            and not self.syntax.is_passive(i)
        ):
            return None
        if self._is_about_sourcing(i, heads) or self._only_names(i, reading):
            return None
        if self.syntax.tokens[i].upos == "NOUN" and (
            self._in_charge(i) or self._is_owned(i, heads, frame, speaker)
        ):
            return None
        return Draft(self.cue_tokens(i), said, speaker, runs)

    def _copula(self, head: int) -> set[int]:
        """ "The claim | is | that it will …": the verb before the clause that is the predicate."""
        mark = self.syntax.child_with_rel(head, "mark")
        verbs = self.syntax.children(head, "cop", "aux")
        return {k for k in verbs if mark is None or k < mark}

    def _tail(self, cue: int, heads: tuple[int, ...]) -> Iterator[int]:
        """What the tree hangs on the cue and belongs to a noun phrase that is said ("portrayed him as weak
        because he waited", "backs the delay for now"): phrases right behind it that are no setting.
        """
        last = max(k for h in heads for k in self.syntax.subtree(h))
        for c in self.syntax.children(cue, "obl", "advcl", "xcomp"):
            below = self.syntax.subtree(c)
            if below[0] == last + 1 and self._is_said(c) and not self._speaks(c):
                yield c
                last = below[-1]

    def _speaks(self, c: int) -> bool:
        """ "Backs Kim because he fears the rival": a reason that is a statement of its own."""
        own = any(self.syntax.children(c, "nsubj"))
        return own and self.syntax.is_verb(c) and bool(self.readings(c, "V"))

    def _is_said(self, c: int) -> bool:
        """Whether a phrase is neither time, place, occasion, document, medium nor company of speaking."""
        token = self.syntax.tokens[c]
        if self.syntax.introduced_by(c) not in _TAILS or self._is_time(c):
            return False
        lemma = token.lemma.lower()
        if lemma in self.cues.documents | self.cues.occasions:
            return False
        mention = self.mentions.who(c)
        company = self.syntax.introduced_by(c) in {"with", "to"}
        if company and (mention is not None or lemma in _PEOPLE):
            return False
        return mention is None or mention.actor.kind not in {"media", "place"}

    def _is_time(self, c: int) -> bool:
        token = self.syntax.tokens[c]
        return any(t.start <= token.start < t.end for t in self.times.of(token.sentence))

    def _as_said(self, i: int, reading: Cue, heads: tuple[int, ...]) -> Cue | None:
        """The reading, or `withhold` where somebody does not say ("has not confirmed", "declined to comment"); None
        for what another cue tells or nobody says ("seems to accept").
        """
        if _says_nothing(self.syntax, i, reading):
            return None
        denied = UNDER_NEGATION[reading.cue_class]
        told = denied == WITHHOLD
        token = self.syntax.tokens[i]
        if told and token.rel == "xcomp" and self.syntax.lemmas[token.head] in _DECLINE:
            return None
        neither = any(
            self.syntax.words[k] in _NEITHER for k in self.syntax.children(i, "cc", "advmod")
        )
        refused = neither or (self.syntax.lemmas[i] in _DECLINE and any(map(self._tells, heads)))
        if refused:
            return replace(reading, cue_class=WITHHOLD)
        return replace(reading, cue_class=denied) if self.syntax.is_negated(i) else reading

    def _tells(self, k: int) -> bool:
        """Whether the word at k is a verb of telling; who declines to discuss a thing rejects it."""
        readings = self.cues.readings(self.syntax.lemma(k), "V")
        return any(r.cue_class == "assert" for r in readings)

    def _in_charge(self, i: int) -> bool:
        """ "In charge of", "in case of": a fixed phrase, no charge."""
        lemma, before = self.syntax.lemmas[i], self.syntax.tokens[i - 1].text.lower()
        return lemma in {"charge", "case", "view", "response", "detail"} and before == "in"

    def _is_owned(
        self, i: int, heads: tuple[int, ...], frame: str, speaker: Mention | None
    ) -> bool:
        """ "The threat of the United States": an owner and no content; "his criticism of the United States" is
        about it, "his attack on the United States" only if he has no arms.
        """
        named = [mention for h in heads if (mention := self.mentions.who(h)) is not None]
        if not named or any(mention.actor.kind == "media" for mention in named):
            return bool(named)  # "a post on X"
        lemma = self.syntax.lemmas[i]
        if lemma in _BLOWS:
            return speaker is None or speaker.actor.kind != "person"
        return frame == "of" and lemma not in _OF_OBJECTS

    def _only_names(self, i: int, reading: Cue) -> bool:
        """ "A group called the Free Army" gives a name and says nothing."""
        token = self.syntax.tokens[i]
        return reading.cue_class == "describe" and token.xpos == "VBN" and token.rel == "acl"

    def _is_about_sourcing(self, cue: int, heads: tuple[int, ...]) -> bool:
        """ "Asked not to be named", "asked for comment"; "declined to comment" is an answer."""
        if self.syntax.lemmas[cue] in _DECLINE:
            return False
        silent = [h for h in heads if not any(self.syntax.children(h, "nsubj"))]
        return any(
            (self.syntax.lemmas[h] in {"comment", "elaborate"} and self._is_bare(h))
            or (self.syntax.lemmas[h] in {"name", "identify"} and self.syntax.is_passive(h))
            for h in silent
        )

    def _is_bare(self, k: int) -> bool:
        """A verb, or a noun that nothing is said of ("asked for comment")."""
        below = self.syntax.analysis.children[k]
        return self.syntax.is_verb(k) or all(self.syntax.bases[c] == "case" for c in below)

    def _unsaid(self, cue: int, heads: tuple[int, ...]) -> frozenset[int]:
        """The cue and what hangs on a content head only because of it, less what is said there too ("the list, | which
        he called | a provocation"); and the clause in which an antecedent is the predicate ("it is | a list that").
        """
        above, thrown_in = set(self.syntax.ancestors(cue)), self.syntax.thrown_in(cue)
        hung = {t for h in heads for t in self._branch_to(cue, h)}
        if hung:
            hung -= {t for h in heads if h not in above for t in self.syntax.subtree(h)}
        of_relative = (h for h in heads if h in above and self._explains(cue, h))
        around = {t for h in of_relative for c in self._around(h) for t in self.syntax.subtree(c)}
        speaker = () if thrown_in is None else self.syntax.subtree(thrown_in)
        return frozenset(hung | around | {cue, *speaker})

    def _around(self, noun: int) -> Sequence[int]:
        """What stands with a noun and is no part of its phrase."""
        predicate = any(self.syntax.children(noun, "cop"))
        return self.syntax.children(noun, "case", *(_OF_CLAUSE if predicate else ()))

    def _explains(self, cue: int, noun: int) -> bool:
        """Whether the cue stands in a relative clause of the noun."""
        chain = (cue, *self.syntax.ancestors(cue))
        below = chain[chain.index(noun) - 1]
        return self.syntax.tokens[below].rel == "acl:relcl"

    def _branch_to(self, cue: int, head: int) -> tuple[int, ...]:
        """What hangs on a content head only because of the cue: "…, he said", "which he announced"."""
        below = cue
        if self.syntax.tokens[cue].rel == "parataxis" and head in self.syntax.ancestors(cue):
            return self.syntax.subtree(cue)
        for k in self.syntax.ancestors(cue):
            if k == head:
                return self.syntax.subtree(below)
            below = k
        return ()

    def cue_tokens(self, i: int) -> tuple[int, ...]:
        """The cue with its particle; "quoted as saying" and "made it clear" are one."""
        if self.syntax.quoting(i) == i - 2:
            return (i - 2, i - 1, i)
        token = self.syntax.tokens[i]
        made = token.rel == "xcomp" and self.syntax.lemmas[token.head] == "make"
        if made and token.upos == "ADJ" and 0 < i - token.head <= _CLEAR:
            return tuple(range(token.head, i + 1))
        particle = self.syntax.child_with_rel(i, "compound:prt")
        return (i,) if particle is None else tuple(sorted((i, particle)))

    def _may_lack_speaker(self, i: int, reading: Cue, frame: str) -> bool:
        """Only "it is feared that", "is expected to", "fears that", "was asked whether", "reportedly",
        "it is unclear", or a passive without agent.
        """
        token = self.syntax.tokens[i]
        if token.upos == "ADV":
            return True
        if token.upos == "ADJ":
            return token.lemma.lower() in _MINDLESSLY
        if token.upos == "NOUN":
            return token.rel != "root" and (reading.cue_class in _NOUNS_ALONE or frame in _ALONE_IN)
        return self.syntax.is_passive(i)


def _says_nothing(syntax: Syntax, i: int, reading: Cue) -> bool:
    """ "Seems to accept" is what the author makes of somebody, "will respond to any raid" what is to be done and hardly
    in words, "is to blame" at fault.
    """
    token, lemma = syntax.tokens[i], syntax.lemmas[i]
    if reading.cue_class == "discuss" and lemma == "respond":
        return any(syntax.tokens[k].xpos == "MD" for k in syntax.children(i, "aux"))
    if lemma == "blame" and syntax.is_verb(i):
        return not syntax.roles(i).get("obj")
    return token.rel == "xcomp" and syntax.lemmas[token.head] in {"seem", "appear"}
