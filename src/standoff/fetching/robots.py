"""What a site's robots.txt lets us ask, and how slowly (RFC 9309), by the standard library's parser."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.robotparser import RobotFileParser

from standoff.fetching.guard import Target
from standoff.reading.refusal import Refusal

AGENT = "standoff"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site; without a parser there are none, ``broken`` says that the site could not tell."""

    parser: RobotFileParser | None = None
    broken: int | None = None

    @classmethod
    def of(cls, status: int, data: bytes) -> Robots:
        """Return the rules that an answer to ``/robots.txt`` makes: none where there is no such file."""
        if status >= 500:
            return cls(broken=status)
        if status != 200:
            return cls()
        parser = RobotFileParser()
        parser.parse(data.decode("utf-8-sig", "replace").splitlines())
        return cls(parser)

    @property
    def delay(self) -> float:
        """Seconds that the site asks for between two requests."""
        return float(self.parser.crawl_delay(AGENT) or 0) if self.parser else 0.0

    def check(self, target: Target) -> None:
        """Raise ``refused`` for what the site does not want asked."""
        if self.broken is not None:
            what = f"{target.site} answers HTTP {self.broken} when asked for its robots.txt"
            raise Refusal("refused", f"it is not asked: {what}")
        if self.parser and not self.parser.can_fetch(AGENT, target.url):
            raise Refusal("refused", f"it is not asked: the robots.txt of {target.site} forbids it")
