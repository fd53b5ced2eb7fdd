"""Load the gold files: words looked up in the article, offsets out.

A gold file names words, not offsets, so that a person can read and correct it. Loading finds them in the article's
body and refuses a file whose words are not there or are ambiguous. Gold over texts that we do not ship
(``gold/wikinews``) has offsets where the others have words.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import standoff

FOLDER = Path(__file__).parent / "gold"
PARTS = ("dev", "test")
ARTICLES = Path(standoff.__file__).parent / "articles"
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStatement:
    """A statement as a careful reader marks it; stretches are offsets into the article's text.

    ``typed`` tells whether the type of the source was judged (in the older files it was not).
    """

    kind: str
    speaker: Stretch | None
    speaker_is: str | None
    cue: Stretch | None
    content: tuple[Stretch, ...]
    channel: Stretch | None
    channel_is: str | None
    addressees: tuple[str, ...]
    targets: tuple[str, ...]
    sourcing: str
    source_type: str | None
    typed: bool
    venue: Stretch | None
    date: Stretch | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """An event as a careful reader marks it; ``where`` is the sentence that tells it."""

    where: Stretch
    trigger: Stretch
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    source: tuple[str, ...]
    recipient: tuple[str, ...]
    reciprocal: bool
    status: str
    attributed: Stretch | None
    date: tuple[date | None, date | None] | None
    occurrence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The gold of one article; ``whole`` where its events are marked too."""

    article: str
    text: str
    statements: tuple[GoldStatement, ...]
    events: tuple[GoldEvent, ...]
    whole: bool


def names() -> list[str]:
    """The articles that have gold."""
    return sorted(path.stem for path in files())


def files() -> list[Path]:
    """All gold files."""
    return sorted(path for part in PARTS for path in (FOLDER / part).glob("*.json"))


def part(name: str) -> str:
    """ "dev", or "test" for an article that nobody tunes on."""
    return next(path.parent.name for path in files() if path.stem == name)


def article(name: str) -> Path:
    """The file of an article that has gold: beside its gold, or bundled with Standoff."""
    beside = FOLDER / part(name) / f"{name}.md"
    return beside if beside.is_file() else ARTICLES / f"{name}.md"


def body(name: str) -> str:
    """An article's text: what stands after its front matter."""
    whole = article(name).read_text(encoding="utf-8")
    return whole.split("---\n", 2)[2].strip()


def load_gold(name: str) -> Gold:
    """The gold of one article; ``ValueError`` names file, entry and words that do not fit."""
    return read_gold(next(p for p in files() if p.stem == name), body(name))


def read_gold(path: Path, text: str) -> Gold:
    """The gold of a file over its text."""
    data = json.loads(path.read_text(encoding="utf-8"))
    return Gold(
        article=path.stem,
        text=text,
        statements=tuple(map(_statement, _entries(path.name, "statement", text, data["statements"]))),
        events=tuple(map(_event, _entries(path.name, "event", text, data.get("events", [])))),
        whole="events" in data,
    )  # fmt: skip


def _entries(file: str, kind: str, text: str, data: list[dict[str, Any]]) -> list[_Entry]:
    return [_Entry(file, f"{kind} {n}", text, entry) for n, entry in enumerate(data, start=1)]


class _Entry:
    """One entry of a gold file, with its snippet found in the text."""

    def __init__(self, file: str, label: str, text: str, data: dict[str, Any]) -> None:
        self.where, self.text, self.data = f"{file}, {label}", text, data
        snippet = data["in"]
        if isinstance(snippet, list):
            self.start, self.end = snippet
            return
        if text.count(snippet) != 1:
            raise ValueError(
                f"{self.where}: {snippet!r} stands {text.count(snippet)} times in the text"
            )
        self.start = text.index(snippet)
        self.end = self.start + len(snippet)

    def find(self, words: str | list[int] | None) -> Stretch | None:
        """Offsets of words inside the snippet; ``words#2`` is the second place where they stand."""
        if words is None:
            return None
        if isinstance(words, list):
            return self._inside(*words)
        plain, mark, number = words.rpartition("#")
        wanted = int(number) if mark and number.isdigit() else 0
        plain = plain if wanted else words
        places = self._places(plain)
        if len(places) < max(wanted, 1) or (
            wanted == 0 and len(places) > 1 and not self._whole(plain)
        ):
            raise ValueError(f"{self.where}: {words!r} stands {len(places)} times in the snippet")
        place = places[wanted - 1] if wanted else (self._whole(plain) or places)[0]
        return place, place + len(plain)

    def _inside(self, start: int, end: int) -> Stretch:
        if not self.start <= start < end <= self.end:
            raise ValueError(f"{self.where}: {start}-{end} is not inside {self.start}-{self.end}")
        return start, end

    def _places(self, words: str) -> list[int]:
        found, at = [], self.text.find(words, self.start, self.end)
        while at >= 0:
            found.append(at)
            at = self.text.find(words, at + 1, self.end)
        return found

    def _whole(self, words: str) -> list[int]:
        """Places where the words are whole words, if that leaves just one."""
        found = [p for p in self._places(words) if not self._inside_word(p, p + len(words))]
        return found if len(found) == 1 else []

    def _inside_word(self, start: int, end: int) -> bool:
        before, after = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        return before.isalnum() or after.isalnum()

    def every(self, key: str) -> tuple[Stretch, ...]:
        """Offsets of several words."""
        return tuple(s for words in self.data.get(key, ()) if (s := self.find(words)) is not None)

    def one(self, key: str) -> Stretch | None:
        """Offsets of the words under a key that may be left out."""
        return self.find(self.data.get(key))


def _statement(entry: _Entry) -> GoldStatement:
    data = entry.data
    return GoldStatement(
        kind=data["kind"], speaker=entry.one("speaker"), speaker_is=data.get("speaker_is"),
        cue=entry.one("cue"), content=entry.every("content"), channel=entry.one("channel"),
        channel_is=data.get("channel_is"), addressees=tuple(data.get("addressees", ())),
        targets=tuple(data.get("targets", ())), sourcing=data["sourcing"],
        source_type=data.get("source_type"), typed="source_type" in data, venue=entry.one("venue"),
        date=entry.one("date"),
    )  # fmt: skip


def _event(entry: _Entry) -> GoldEvent:
    data = entry.data
    days = data.get("date")
    trigger = entry.find(data["trigger"])
    assert trigger is not None
    return GoldEvent(
        where=(entry.start, entry.end), trigger=trigger, type=data["type"], mode=data.get("mode"),
        contexts=tuple(data.get("contexts", ())), source=tuple(data.get("source", ())),
        recipient=tuple(data.get("recipient", ())), reciprocal=data.get("reciprocal", False),
        status=data["status"], attributed=entry.one("attributed"),
        date=tuple(date.fromisoformat(d) if d else None for d in days) if days else None,  # type: ignore[arg-type]
        occurrence=data["occurrence"],
    )  # fmt: skip
