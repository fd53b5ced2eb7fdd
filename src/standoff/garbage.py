"""How often Python looks for objects that only refer to one another and are otherwise dead.

An article makes some hundred thousand objects that all die by themselves when it is done. To look among them after
every 700, as Python does, takes an eighth of the time of a process that does nothing but read.
"""

from __future__ import annotations

import gc

_NEW = 100_000


def look_rarely() -> None:
    """For processes of our own: commands and their workers. A program that uses us as a library decides itself."""
    gc.set_threshold(_NEW, *gc.get_threshold()[1:])
