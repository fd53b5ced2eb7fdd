"""What all terminal faces share."""

from __future__ import annotations

from rich.rule import Rule
from rich.text import Text


def heading(title: str) -> Rule:
    """A line with a title over what follows."""
    return Rule(Text(title, style="bold blue"), align="left", style="blue")
