"""What the user named becomes files to open: folders are walked in a fixed order."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from standoff.reading.refusal import Refusal
from standoff.reading.sniff import SUFFIXES, kind_of_name
from standoff.types import Rejected


def files(path: Path) -> Iterator[Path | Rejected]:
    """Yield the file itself, or the readable files under a folder, sorted, hidden ones left out.

    A path that is not there, a folder that cannot be opened and one with nothing to read are
    rejected; files of other kinds inside a folder are passed over, and so are links to folders.
    """
    try:
        is_folder = path.is_dir()
        path.stat()
    except OSError as error:
        yield unreadable(str(path), error)
        return
    yield from _folder(path) if is_folder else [path]


def _folder(top: Path) -> Iterator[Path | Rejected]:
    failures: list[OSError] = []
    found = False
    for folder, subfolders, names in os.walk(top, onerror=failures.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if _is_wanted(Path(folder, name)):
                found = True
                yield Path(folder, name)
    for failure in failures:
        yield unreadable(str(failure.filename), failure)
    if not found and not failures:
        kinds = ", ".join(SUFFIXES)
        yield Refusal("empty", f"the folder holds no file to read ({kinds})").rejected(str(top))


def _is_wanted(path: Path) -> bool:
    """Tell whether to read it: pipes and devices are read only where the user names them."""
    if path.name.startswith(".") or kind_of_name(path.name) is None:
        return False
    return path.is_file() or not path.exists()  # a broken link is reported, not passed over


def unreadable(origin: str, error: OSError) -> Rejected:
    """Return what is told of an input that the system does not let us read."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Refusal("missing", "there is no such file or folder").rejected(origin)
    why = error.strerror or type(error).__name__
    return Refusal("unreadable", f"it cannot be read: {why}").rejected(origin)
