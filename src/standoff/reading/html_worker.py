"""The process that takes pages apart: a page in, its text and metadata out, over two pipes.

Run as a script by ``standoff.reading.html``, never imported; so it imports nothing of ours. A frame
is its length (8 bytes, big-endian) and its bytes; a request is two frames, the page's URL (empty
where it is not known) and the page, both in UTF-8, an answer is one of JSON.
The kernel ends the process when a page takes more processor time than it may, or very much longer by the clock (the
signals are left unhandled), and refuses it memory beyond its box. It can open no socket.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import signal
import struct
import sys
from typing import Any, BinaryIO

_LENGTH = struct.Struct(">Q")
_FIELDS = {"title": "title", "source": "sitename", "byline": "author", "url": "url"}
_DATES: dict[str, Any] = {
    "original_date": True,
    "extensive_search": False,
    "max_date": "2100-01-01",
}
_PATIENCE = 12  # times the processor time that may pass by the clock: a busy machine is not the page's fault
_PROSE = 80  # characters: a line that only tells a date is shorter
_DATED = "contains(@class, 'date') or contains(@class, 'time') or contains(@class, 'publish')"
_NOT_ITS_DATE = (
    "//body//*[self::aside or self::nav or self::footer or self::li or self::td"
    f" or self::blockquote or self::p[not({_DATED}) and not(.//time)]]"
    " | //body//time[preceding::time]"
)


def main(seconds: float, memory: int) -> None:
    """Answer pages until the input ends."""
    pages, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not end up in an answer
    sys.addaudithook(_forbid_sockets)
    # trafilatura does without the language guesser, whose numpy would fill the box with threads
    sys.modules["py3langid"] = None  # type: ignore[assignment]
    import trafilatura  # noqa: F401 - loading it is not on the page's time

    logging.disable()
    _limit_memory(memory)
    _send(answers, {"ready": True})
    while (url := _receive(pages)) is not None and (page := _receive(pages)) is not None:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.setitimer(signal.ITIMER_REAL, _PATIENCE * seconds)
        answer = _answer(page, url.decode(), memory)
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        _send(answers, answer)


def _forbid_sockets(event: str, _arguments: object) -> None:
    if event.startswith("socket."):
        raise OSError("reading opens no socket")


def _limit_memory(memory: int) -> None:
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    box = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_AS, (box, hard))


def _receive(stream: BinaryIO) -> bytes | None:
    head = stream.read(_LENGTH.size)
    return stream.read(_LENGTH.unpack(head)[0]) if len(head) == _LENGTH.size else None


def _send(stream: BinaryIO, answer: dict[str, Any]) -> None:
    data = json.dumps(answer).encode()
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def _answer(page: bytes, url: str, memory: int) -> dict[str, Any]:
    try:
        answer = _extract(page, url or None)
    except MemoryError:
        return {"failed": "memory"}
    except Exception as error:  # whatever a page does to the library, it is told
        answer = {"text": None, "failed": f"{type(error).__name__}: {error}"}
    # libxml2 tells of memory that it was refused as of other errors, or not at all
    return answer if answer["text"] or not _was_full(memory) else {"failed": "memory"}


def _was_full(memory: int) -> bool:
    """Tell whether the process came near its box (on Linux, which says so)."""
    try:
        with open("/proc/self/status", encoding="ascii") as lines:  # noqa: PTH123 - stdlib alone
            peaks = [line.split()[1] for line in lines if line.startswith("VmPeak:")]
    except OSError:
        return False
    return bool(peaks) and int(peaks[0]) * 1024 > 0.9 * memory


def _extract(page: bytes, url: str | None = None) -> dict[str, Any]:
    """Return text and metadata of a page; ``max_date`` stands so that no clock is read."""
    from trafilatura import bare_extraction, load_html

    tree = load_html(page)
    found = tree is not None and bare_extraction(
        tree, with_metadata=True, include_comments=False, date_extraction_params=_DATES
    )
    if tree is None or not found or isinstance(found, dict):  # no dict without ``as_dict``
        return {"text": None}
    metadata = {ours: getattr(found, theirs) for ours, theirs in _FIELDS.items()}
    return {"text": found.text, **metadata, "published": _published(tree, url or found.url)}


def _published(tree: Any, url: str | None) -> str | None:  # noqa: ANN401 - lxml has no types
    """Return the ISO date a page gives for itself: no date of its prose, nor of other stories.

    A wrong date is worse than none, for every "on Tuesday" of the text is counted from it.
    """
    from htmldate import find_date

    for element in tree.xpath(_NOT_ITS_DATE):
        if element.getparent() is not None:
            element.drop_tree()
    for element in tree.xpath("//body//*[not(self::script)]"):
        element.text = _short(element.text)
        element.tail = _short(element.tail)
    found: str | None = find_date(tree, url=url, **_DATES)
    return found


def _short(text: str | None) -> str | None:
    return text if text and len(text) < _PROSE else None


if __name__ == "__main__":
    main(float(sys.argv[1]), int(sys.argv[2]))
