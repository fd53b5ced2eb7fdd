"""How often Python looks for objects that only refer to one another and are otherwise dead.

What an article makes dies by itself when the article is done, and the tables and the model stay. To look among them
after every 700 objects, as Python does, takes 4 % of the time of a process that does nothing but read.
"""

from __future__ import annotations

import gc

_NEW = 100_000


def look_rarely() -> None:
    """For processes of our own: commands and their workers. A program that uses us as a library decides itself."""
    gc.set_threshold(_NEW, *gc.get_threshold()[1:])
