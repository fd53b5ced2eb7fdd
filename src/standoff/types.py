"""The nouns of Standoff: frozen, slotted, keyword-only, and importing nothing of ours.

Offsets are Unicode code points, half-open, into ``Document.text``, which never changes:
``document.text[span.start:span.end]`` is the evidence for whatever carries the span.
Equality is equality of all fields, unless a docstring says otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

StatementKind = Literal["direct", "indirect", "mixed"]
SourceType = Literal[
    "named-individual", "unnamed-individual", "named-group", "unnamed-group",
    "document", "poll", "database",
]  # fmt: skip
Sourcing = Literal["named", "institution", "anonymous", "none"]
Status = Literal[
    "reported", "ongoing", "historical", "future", "hypothetical", "negated", "alleged"
]
ActorKind = Literal[
    "state",
    "person",
    "organisation",
    "armed-force",
    "armed-group",
    "media",
    "group",
    "place",
    "thing",
]
Reason = Literal[
    "missing", "unreadable", "empty", "binary", "undecodable", "too-large", "too-slow",
    "no-article", "not-english", "malformed", "failed", "encrypted", "unsafe", "refused",
]  # fmt: skip

INTERNATIONAL = frozenset({"IGO", "UNO", "EUR", "NGO", "IMG", "ISM", "MNC"})  # PLOVER's codes

STATUSES: tuple[Status, ...] = (
    "reported", "ongoing", "historical", "future", "hypothetical", "negated", "alleged",
)  # fmt: skip
HAPPENED: frozenset[Status] = frozenset(
    {"reported", "ongoing"}
)  # the rest is feared, denied, alleged, past, to come
VOUCHING: tuple[Status, ...] = (  # of several tellings of one act the one that stands first here speaks for it
    "reported", "ongoing", "historical", "alleged", "future", "hypothetical", "negated",
)  # fmt: skip
SOURCINGS: tuple[Sourcing, ...] = ("named", "institution", "anonymous", "none")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch ``text[start:end]`` of one document."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One text as it was read. ``id`` is a hash of everything that identifies the snapshot.

    ``origin`` says where it came from on the user's side (a path, a line of a file, the id that
    a JSON Lines record gave); it and ``retrieved`` take no part in equality.
    """

    id: str
    text: str
    title: str | None = None
    source: str | None = None
    byline: str | None = None
    url: str | None = None
    language: str = "en"
    published: date | None = None
    origin: str | None = field(default=None, compare=False)
    retrieved: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """An input that is no document, and why: a value, so that a run goes on."""

    origin: str
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A post that a person holds or held, for a state or an organisation.

    ``since`` and ``until`` bound the term (``until`` is exclusive; None: open or unknown).
    """

    title: str
    country: str | None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who can say or do something: a state, a person, an organisation, a group; a ``thing`` is only done to.

    ``id`` is stable across documents for actors of the table (``USA``, ``kim-jong-un``); an actor
    that only the text knows has an id that starts with ``text:``. ``country`` is ISO 3166
    alpha-3 (or a PLOVER international code such as ``IGO``); ``sectors`` are PLOVER's.
    ``office`` is the one held at the article's date.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    office: Office | None = None

    @property
    def side(self) -> str:
        """What it counts for: an armed group that is not its state's (PLOVER's PRM) for itself, who holds an office
        in such a group or in an international body for that, anybody else for the country, else for nobody but itself.
        """
        if self.kind == "armed-group" and "PRM" not in self.sectors:
            return self.id
        body = self.office.country if self.office else None
        international = self.country is None or self.country in INTERNATIONAL
        if body and (international or "REB" in self.sectors):
            return body
        return self.id if international else str(self.country)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """The words that name an actor in a document, and how they were resolved to it."""

    span: Span
    actor: Actor
    confidence: float = 1.0
    resolved_by: str = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateInterval:
    """First and last day (inclusive) of a time, and the words that gave it.

    ``text`` None means that no words gave it (the article's own date was taken, or nothing).
    """

    start: date | None = None
    end: date | None = None
    text: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place or an occasion as the text names it; ``country`` where it is known.

    A town of the gazetteer, or what lies in one, also has its province (``admin``) and its coordinates in degrees.
    """

    name: str
    span: Span
    country: str | None = None
    admin: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody said (wrote, thought, feared) something; ``span`` covers all its parts.

    ``speaker`` is None where the text names none; ``cue`` is None for a quotation without one.
    ``content`` are the pieces of what was said, in order, without the quotation marks.
    ``cue_class`` is the class of the cue lexicon (assert, accuse, threaten, ...). ``source_type`` is
    what kind of source the speaker is, a finer grain than ``sourcing``; None where nobody is named.
    """

    id: str
    span: Span
    kind: StatementKind
    speaker: Mention | None
    cue: Span | None
    content: tuple[Span, ...]
    cue_class: str | None = None
    channel: Mention | None = None
    addressees: tuple[Mention, ...] = ()
    targets: tuple[Mention, ...] = ()
    sourcing: Sourcing = "none"
    source_type: SourceType | None = None
    venue: Place | None = None
    date: DateInterval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Somebody did something to somebody, in PLOVER's and CAMEO's terms.

    ``span`` is the clause that tells it, ``trigger`` its head word or phrase. ``intensity`` is
    PLOVER's score of the mode, or of the type where there is no mode (-10 to 10). ``status``
    says what the article vouches for, ``status_by`` which words or rule decided it.
    ``reciprocal`` acts (a meeting, a joint drill) hold in both directions.
    ``attributed_to`` and ``occurrence`` are ids of a Statement and an Occurrence.
    """

    id: str
    span: Span
    trigger: Span
    source: tuple[Mention, ...]
    recipient: tuple[Mention, ...]
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    quad: str
    intensity: float
    status: Status
    status_by: str
    reciprocal: bool = False
    attributed_to: str | None = None
    place: Place | None = None
    date: DateInterval = DateInterval()
    occurrence: str | None = None
    confidence: float = 1.0
    made_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One act, however often it is told: the unit to count.

    ``events`` are ids of its tellings; ``source`` and ``recipient`` are country codes or actor
    ids, sorted. ``status`` is that of the telling which vouches most.
    """

    id: str
    events: tuple[str, ...]
    type: str
    source: tuple[str, ...]
    recipient: tuple[str, ...]
    status: Status
    date: DateInterval
    documents: tuple[str, ...]
    outlets: tuple[str, ...]

    @property
    def mentions(self) -> int:
        """How often the act is told."""
        return len(self.events)


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One thing that one speaker said on one occasion, however many articles render it.

    ``statements`` are ids of its renderings in order of publication; ``speaker`` is the actor as most of
    them name him. ``date`` is that of the utterance where a rendering tells it, else the first day on
    which it was published.
    """

    id: str
    statements: tuple[str, ...]
    speaker: Actor | None
    date: DateInterval
    documents: tuple[str, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """One direction between two states: how much was done, counted in occurrences.

    ``happened`` counts occurrences that are reported or ongoing, ``total`` their intensities
    summed; ``quads`` holds (quad class, count) over the same; ``other`` counts the rest
    (historical, future, hypothetical, negated, alleged).
    """

    source: str
    recipient: str
    happened: int
    total: float
    quads: tuple[tuple[str, int], ...]
    other: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One reading into a record: with which code, model, ontology and settings. ``started`` is in UTC.

    ``model`` and ``ontology`` are hashes of what was used, the user's own tables among it.
    """

    command: str
    started: datetime
    code: str
    model: str
    ontology: str
    settings: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who acts or is acted upon in a row of a data set, as that data set says it.

    ``country`` is ISO 3166 alpha-3 (or a PLOVER international code), ``sectors`` are PLOVER's, ``id`` is the data
    set's own for the actor (ours: ``Actor.id``). ``side`` is what it counts for (``Actor.side``): the country, or,
    for rebels and bodies of no country, itself.
    """

    name: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    id: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where a row says that it happened; coordinates in degrees."""

    name: str | None = None
    city: str | None = None
    district: str | None = None
    province: str | None = None
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event flat, as the field's data sets hold it: what is imported and exported, ours and theirs.

    ``dataset`` names where it comes from ("standoff" for our own), ``id`` is unique in it. ``start`` and ``end`` are
    the first and last day. ``directed`` is False where the data set does not say who did it to whom (ACLED);
    ``reciprocal`` acts (a meeting) hold in both directions. ``text`` are the words that tell it, where the data set has
    them. ``attributed_to`` is the id of the Statement that tells it. ``mentions`` is how many reports it stands for.
    ``fields`` are the columns that the other fields do not give back, (name, value) as they were read.
    """

    dataset: str
    id: str
    start: date | None = None
    end: date | None = None
    source: tuple[Party, ...] = ()
    recipient: tuple[Party, ...] = ()
    directed: bool = True
    reciprocal: bool = False
    type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    cameo: str | None = None
    quad: str | None = None
    intensity: float | None = None
    status: Status = "reported"
    attributed_to: str | None = None
    confidence: float | None = None
    site: Site | None = None
    text: str | None = None
    document: str | None = None
    sentence: int | None = None
    publisher: str | None = None
    url: str | None = None
    published: date | None = None
    mentions: int = 1
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """Everything that was read out of one document."""

    document: Document
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    occurrences: tuple[Occurrence, ...] = ()
