"""One table of settings: name, default, help. The command line and the API read it from here."""

from __future__ import annotations

from dataclasses import dataclass

VERSION = "0.1.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How to read and code. Times are in seconds, sizes in bytes.

    max_bytes: a single document over this size is rejected.
    max_markdown: a Markdown text of more characters is rejected; its parser can need 40 microseconds for each.
    max_seconds: extraction of one HTML page that takes more processor time is stopped and rejected.
    max_memory: extraction of one HTML page that needs more memory is stopped and rejected.
    batch_words: word pieces that go through the encoder at once.
    threads: threads of the encoder in one process.
    max_expansion: bytes that one byte of a compressed input or answer may become; beyond it is a bomb.
    max_unpacked: bytes that everything in one archive may become together.
    max_members: files or records that one archive may hold.
    max_depth: archives and compressed files that may lie in one another (news.tar.gz counts for two).
    contact: how those whose sites we ask can reach the user, a URL or a mail address; sent with every request.
    fetch_seconds: one answer, redirects and all, that takes longer is given up.
    max_redirects: redirects that are followed for one answer.
    host_seconds: pause between two requests to one host; a longer one that its robots.txt asks for wins.
    poll_seconds: a feed is asked again after this time; each failure in a row doubles it.
    max_poll_seconds: however often it failed or whatever it asks for, a feed is asked again after this time.
    """

    max_bytes: int = 20_000_000
    max_markdown: int = 100_000
    max_seconds: float = 5.0
    max_memory: int = 1_500_000_000
    batch_words: int = 256
    threads: int = 1
    max_expansion: int = 100
    max_unpacked: int = 20_000_000_000
    max_members: int = 100_000
    max_depth: int = 4
    contact: str = ""
    fetch_seconds: float = 30.0
    max_redirects: int = 5
    host_seconds: float = 2.0
    poll_seconds: float = 900.0
    max_poll_seconds: float = 86_400.0


DEFAULTS = Settings()
