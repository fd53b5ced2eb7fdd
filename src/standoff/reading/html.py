"""A page becomes its article: trafilatura, in a process of its own that a bad page can only end.

Time and memory of a page are boxed by ``Settings.max_seconds`` and ``max_memory``. Extracted text
is hostile text: ``&lt;script&gt;`` in a page is ``<script>`` in it, so escape it on output.
"""

from __future__ import annotations

import re
import signal
from typing import Any

from standoff.reading.fields import Request, date_field, text_field
from standoff.reading.identity import from_text
from standoff.reading.refusal import Refusal
from standoff.reading.worker import Worker
from standoff.settings import Settings
from standoff.types import Document, Rejected

_LIFE = 1000  # pages before a fresh process: what the libraries keep must not fill the box
_ARTICLE = 100  # letters that an article has at least
_SENTENCE = 40  # letters of the line in it that ends like a sentence
_SENTENCE_END = re.compile(r"""[.!?…。！？]["'”’»)\]]*$""")


class Extractor:
    """Reads pages through one worker, started with the first page, restarted after a kill."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._worker: Worker | None = None

    def read(self, page: str, origin: str, request: Request) -> Document | Rejected:
        """Return the article of a page, or why there is none."""
        try:
            return self._article(page, origin, request)
        except Refusal as refusal:
            return refusal.rejected(origin)

    def text_of(self, fragment: str) -> str | None:
        """Return the text of a piece of HTML that is nothing but article, however short; raise the refusal."""
        page = f"<html><body><article>{fragment}</article></body></html>"
        return text_field(self._extracted(page.encode("utf-8", "replace"), None), "text")

    def close(self) -> int:
        """End the worker, if there is one, and return its exit code."""
        worker, self._worker = self._worker, None
        return worker.close() if worker else 0

    def _article(self, page: str, origin: str, request: Request) -> Document | Rejected:
        if not page or page.isspace():
            raise Refusal("empty", "there is nothing in the page")
        answer = self._extracted(page.encode("utf-8", "replace"), request.url)
        return from_text(
            _checked(answer.get("text")),
            title=text_field(answer, "title"),
            source=text_field(answer, "source") or request.source,
            byline=text_field(answer, "byline"),
            url=request.url or text_field(answer, "url"),
            published=date_field(answer, "published") or request.published,
            origin=origin,
            retrieved=request.retrieved,
            settings=request.settings,
        )

    def _extracted(self, page: bytes, url: str | None) -> dict[str, Any]:
        answer = self._ready().ask(page, url or "")
        if answer is None:
            raise self._ended()
        if failure := answer.get("failed"):
            self.close()
            raise self._failed(failure)
        return answer

    def _ready(self) -> Worker:
        if self._worker is not None and self._worker.served >= _LIFE:
            self.close()
        if self._worker is None:
            self._worker = Worker.start(self._settings.max_seconds, self._settings.max_memory)
        return self._worker

    def _ended(self) -> Refusal:
        code = self.close()
        if code in {-signal.SIGPROF, -signal.SIGALRM}:
            seconds = f"{self._settings.max_seconds:g}"
            return Refusal(
                "too-slow",
                f"its extraction took over {seconds} s of processor time and was stopped",
            )
        return Refusal("unreadable", f"its extraction ended the HTML reader (exit code {code})")

    def _failed(self, failure: str) -> Refusal:
        if failure == "memory":
            box = f"{self._settings.max_memory:,}"
            return Refusal("too-slow", f"its extraction needed over {box} bytes of memory")
        return Refusal("unreadable", f"its extraction failed: {failure}")


def _checked(text: str | None) -> str:
    """Return the text where it is one of an article: letters enough, and a sentence."""
    letters = _letters(text or "")
    if not text or letters < _ARTICLE:
        raise Refusal("no-article", f"the page holds no article ({letters} letters of text)")
    if not any(_is_sentence(line) for line in text.splitlines()):
        raise Refusal("no-article", f"the page holds no article ({letters} letters, no sentence)")
    return text


def _is_sentence(line: str) -> bool:
    return _letters(line) >= _SENTENCE and bool(_SENTENCE_END.search(line.rstrip()))


def _letters(text: str) -> int:
    return sum(char.isalpha() for char in text)
