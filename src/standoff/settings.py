"""One table of settings: name, default, help. The command line and the API read it from here."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = "0.1.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to read and code. Times are in seconds, sizes in bytes.

    max_bytes: a single document over this size is rejected.
    max_seconds: extraction of one HTML page that takes longer is stopped and rejected.
    max_memory: extraction of one HTML page that needs more memory is stopped and rejected.
    batch_words: word pieces that go through the encoder at once.
    threads: threads of the encoder in one process.
    """

    max_bytes: int = 20_000_000
    max_seconds: float = 20.0
    max_memory: int = 1_500_000_000
    batch_words: int = 256
    threads: int = 1


DEFAULTS = Settings()
