"""Make the README's pictures from the product: ``python docs/pictures.py`` (needs chromium)."""

from __future__ import annotations

import io
import subprocess
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console, RenderableType
from rich.text import Text

import standoff
from standoff.cli import ARTICLES, LEAD_ARTICLE
from standoff.pipeline import add, link
from standoff.reading import documents
from standoff.record import Record, dyad
from standoff.report.found import view
from standoff.report.page import page
from standoff.report.terminal import brief

HERE = Path(__file__).parent
LINES = 78
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def main() -> int:
    coding = standoff.read(ARTICLES / f"{LEAD_ARTICLE}.md")
    draw(brief(coding), "brief.svg", "standoff demo", LINES)
    draw(the_dyad(), "show.svg", "standoff show India Pakistan", 52)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page([coding]), encoding="utf-8")
        shot = [
            f"--user-data-dir={folder}/profile",
            f"--screenshot={HERE / 'page.png'}",
            "--window-size=1300,860",
        ]
        subprocess.run(
            ["chromium", *FLAGS, *shot, source.as_uri()], check=True, capture_output=True
        )
    return 0


def draw(shown: RenderableType, file: str, title: str, lines: int) -> None:
    """The first lines of what a terminal shows, as a picture."""
    plain = Console(width=112, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    plain.print(shown)
    kept = plain.file.getvalue().splitlines()[:lines]  # type: ignore[attr-defined]
    console = Console(width=112, record=True, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi("\n".join(kept)))
    (HERE / file).write_text(console.export_svg(title=title), encoding="utf-8")


def the_dyad() -> RenderableType:
    """Two sides in a record of the bundled articles."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Record.open(Path(folder) / "a.db", write=True) as record,
    ):
        list(add(record, documents([ARTICLES]), now=lambda: datetime.now(UTC)))
        link(record)
        return view(dyad(record, "India", "Pakistan", limit=6))


if __name__ == "__main__":
    raise SystemExit(main())
