"""A Frictionless data package: events, statements and documents as CSV with their schemas, in a folder or a zip.

Source: Data Package and Table Schema, specs.frictionlessdata.io, version 1.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, TypeVar

from standoff.exchange.base import Format, Tally
from standoff.exchange.columns import DOCUMENTS, EVENTS, STATEMENTS, Column, Kind
from standoff.exchange.csvtable import TableWriter
from standoff.exchange.own import rows
from standoff.types import Coding

_KINDS: dict[Kind, str] = {"strings": "string", "map": "object"}  # the others have the same names
_EPOCH = (1980, 1, 1, 0, 0, 0)  # no clock: the same codings give the same zip
T = TypeVar("T")


def descriptor() -> dict[str, Any]:
    """What datapackage.json says."""
    return {
        "profile": "tabular-data-package",
        "name": "standoff",
        "title": "Who said and who did what to whom, coded by Standoff",
        "description": "Several values in a cell are separated by ';'. A text that a spreadsheet would run as a "
        "formula has an apostrophe before it.",
        "resources": [
            _resource("documents", DOCUMENTS),
            _resource("events", EVENTS, attributed_to="statements", document="documents"),
            _resource("statements", STATEMENTS, document="documents"),
        ],
    }


def _resource(name: str, columns: Sequence[Column[T]], **foreign: str) -> dict[str, Any]:
    keys = [
        {"fields": field, "reference": {"resource": resource, "fields": "id"}}
        for field, resource in foreign.items()
    ]
    fields = [
        {"name": c.name, "type": _KINDS.get(c.kind, c.kind), "description": c.help} for c in columns
    ]
    schema: dict[str, Any] = {"fields": fields, "primaryKey": "id"}
    if keys:
        schema["foreignKeys"] = keys
    return {
        "name": name, "path": f"{name}.csv", "profile": "tabular-data-resource", "format": "csv",
        "mediatype": "text/csv", "encoding": "utf-8", "schema": schema,
    }  # fmt: skip


def write(codings: Iterator[Coding], target: Path | BinaryIO, tally: Tally) -> None:
    """Write a folder, or a zip where the path ends in ``.zip`` or a stream is given."""
    if isinstance(target, Path) and target.suffix.lower() != ".zip":
        target.mkdir(parents=True, exist_ok=True)
        _folder(codings, target, tally)
        return
    with TemporaryDirectory() as folder:
        _folder(codings, Path(folder), tally)
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(Path(folder).iterdir()):
                info = zipfile.ZipInfo(file.name, _EPOCH)
                info.compress_type = zipfile.ZIP_DEFLATED
                with file.open("rb") as plain, archive.open(info, "w", force_zip64=True) as packed:
                    shutil.copyfileobj(plain, packed)


def _folder(codings: Iterator[Coding], folder: Path, tally: Tally) -> None:
    """Write the three tables side by side, a document at a time."""
    text = json.dumps(descriptor(), indent=2, ensure_ascii=False) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8", newline="")
    with ExitStack() as files:

        def table(name: str, columns: Sequence[Column[T]]) -> TableWriter[T]:
            writer = TableWriter(files.enter_context((folder / f"{name}.csv").open("wb")), columns)
            files.callback(writer.finish)
            return writer

        documents = table("documents", DOCUMENTS)
        events = table("events", EVENTS)
        statements = table("statements", STATEMENTS)
        for coding in codings:
            documents.add(coding.document)
            for row in rows([coding]):
                events.add(row)
                tally.records += 1
            for statement in coding.statements:
                statements.add((statement, coding.document))


FORMAT = Format(
    name="datapackage",
    help="Frictionless data package: events, statements and documents, in a folder or a zip",
    suffixes=(".zip",),
    write_folder=write,
    holds_status=True,
)
