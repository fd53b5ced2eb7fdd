"""The worker process seen from this side: started, asked, ended; frames as in ``html_worker``."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from standoff.errors import StandoffError

_LENGTH = struct.Struct(">Q")
_SCRIPT = Path(__file__).with_name("html_worker.py")


class Worker:
    """A process that extracts pages one after the other, each within its box."""

    def __init__(
        self, process: subprocess.Popen[bytes], pages: IO[bytes], answers: IO[bytes]
    ) -> None:
        self._process = process
        self._pages = pages
        self._answers = answers
        self.served = 0

    @classmethod
    def start(cls, seconds: float, memory: int) -> Worker:
        """Start the process and wait until it is ready; raise ``StandoffError`` if it ends."""
        # -P: no module of the folder we run in is taken for one of the library's
        process = subprocess.Popen(  # noqa: S603 - our own script, under our own Python
            [sys.executable, "-P", str(_SCRIPT), str(seconds), str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        if process.stdin is None or process.stdout is None:
            raise StandoffError("the pipes to the HTML reader could not be opened")
        worker = cls(process, process.stdin, process.stdout)
        if worker._receive() is None:
            raise StandoffError(
                f"the HTML reader did not start (exit code {worker.close()}); to see why, run"
                f" {sys.executable} -P {_SCRIPT} {seconds:g} {memory}"
            )
        return worker

    def ask(self, page: bytes, url: str) -> dict[str, Any] | None:
        """Return the answer to a page in UTF-8 ("" for no URL), None when the process ended over it."""
        self.served += 1
        try:
            for frame in (url.encode("utf-8", "replace"), page):
                self._pages.write(_LENGTH.pack(len(frame)))
                self._pages.write(frame)
            self._pages.flush()
            return self._receive()
        except BrokenPipeError:
            return None

    def close(self) -> int:
        """End the process and return its exit code: what ended it first, or our own kill."""
        self._answers.close()
        with suppress(BrokenPipeError):
            self._pages.close()
        try:
            return self._process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _receive(self) -> dict[str, Any] | None:
        head = self._answers.read(_LENGTH.size)
        if len(head) < _LENGTH.size:
            return None
        answer: dict[str, Any] = json.loads(self._answers.read(_LENGTH.unpack(head)[0]))
        return answer
