"""Documents and codings as rows of the database, and back."""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import replace
from datetime import date, datetime

from standoff.record.codec import dumps, loads
from standoff.record.words import bigrams
from standoff.types import Coding, Document

COLUMNS = "id, text, title, source, byline, url, language, published, origin, retrieved"
_INSERT = f"""
INSERT INTO documents ({COLUMNS}, run, bigrams) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number"""


def put_document(db: sqlite3.Connection, d: Document, run: int) -> int:
    """Write a snapshot and index its words; return its number."""
    row = (
        d.id, d.text, d.title, d.source, d.byline, d.url, d.language, d.published and d.published.isoformat(),
        d.origin, d.retrieved and d.retrieved.isoformat(), run, bigrams(f"{d.title or ''}\n{d.text}"),
    )  # fmt: skip
    number: int = db.execute(_INSERT, row).fetchone()[0]
    db.execute(
        "INSERT INTO articles (rowid, title, text, bigrams) SELECT number, title, text, bigrams FROM documents"
        " WHERE number = ?", (number,),
    )  # fmt: skip
    return number


def document(row: sqlite3.Row) -> Document:
    """The snapshot of a row that has ``COLUMNS``."""
    return Document(
        id=row["id"], text=row["text"], title=row["title"], source=row["source"], byline=row["byline"],
        url=row["url"], language=row["language"], origin=row["origin"],
        published=date.fromisoformat(row["published"]) if row["published"] else None,
        retrieved=datetime.fromisoformat(row["retrieved"]) if row["retrieved"] else None,
    )  # fmt: skip


def packed(coding: Coding) -> bytes:
    """A coding as it is stored beside its snapshot: compressed, the text left out."""
    alone = replace(coding, document=Document(id=coding.document.id, text=""))
    return zlib.compress(dumps(alone).encode("utf-8", "surrogatepass"))


def unpacked(body: bytes, of: Document) -> Coding:
    """The coding of a document that ``packed`` made."""
    text = zlib.decompress(body).decode("utf-8", "surrogatepass")
    return replace(loads(Coding, text, of.id), document=of)
