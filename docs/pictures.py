"""Make the README's pictures from the product: ``python docs/pictures.py`` (needs chromium)."""

from __future__ import annotations

import io
import subprocess
import tempfile
from pathlib import Path

from rich.console import Console

import standoff
from standoff.cli import ARTICLES, LEAD_ARTICLE
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
    plain = Console(width=112, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    plain.print(brief(coding))
    lines = plain.file.getvalue().splitlines()[:LINES]  # type: ignore[attr-defined]
    console = Console(width=112, record=True, file=io.StringIO(), force_terminal=True)
    from rich.text import Text

    console.print(Text.from_ansi("\n".join(lines)))
    (HERE / "brief.svg").write_text(console.export_svg(title="standoff demo"), encoding="utf-8")
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


if __name__ == "__main__":
    raise SystemExit(main())
