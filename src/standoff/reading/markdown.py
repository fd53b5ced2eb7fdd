"""Markdown becomes the text that a reader sees; paragraphs without marks stay as they are written.

A front matter of ``key: value`` lines between ``---`` gives title, source, date, URL and author; a
first-level heading that opens the text gives the title where the front matter has none. Headings,
quotes, list items and table rows lose their marks, links and emphasis theirs; images, code blocks,
rules and raw HTML are dropped. Indented text counts as text, for pasted news is often indented.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from standoff.reading.fields import Request, date_field, text_field
from standoff.reading.identity import from_text
from standoff.reading.refusal import Refusal
from standoff.types import Document, Rejected

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M)
_KEY = re.compile(r"([A-Za-z_][\w-]*):(?:[ \t]+(.*))?$")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_BREAKS = {"softbreak", "hardbreak"}
_SHOWN = {"text", "text_special", "code_inline"}
# What stands before the text of a nested block, by the token that opens it.
_APART = {"paragraph_open": "\n\n", "heading_open": "\n\n", "tr_open": "\n", "list_item_open": "\n"}


def read(text: str, origin: str, request: Request) -> Document | Rejected:
    """Return the document of a Markdown text, or why it is none."""
    if len(text) > (limit := request.settings.max_markdown):
        what = f"it has {len(text):,} characters, more than the {limit:,} that Markdown may have"
        return Refusal("too-large", f"{what}; save it as plain text").rejected(origin)
    front, body = split_front_matter(text)
    try:
        published = date_field(front, "published", "date")
    except Refusal as refusal:
        return refusal.rejected(origin)
    title = text_field(front, "title")
    heading, shown = render(body)
    if heading is not None and title in (None, heading):
        title = heading
    elif heading is not None:
        shown = f"{heading}\n\n{shown}"
    return from_text(
        shown,
        title=title,
        source=text_field(front, "source") or request.source,
        byline=text_field(front, "byline", "author"),
        url=text_field(front, "url") or request.url,
        published=published or request.published,
        origin=origin,
        retrieved=request.retrieved,
        settings=request.settings,
    )


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Return the ``key: value`` lines of a front matter (keys in lower case), and what follows it.

    Lines that are no ``key: value`` (lists, nested values, comments) are passed over.
    """
    found = _FRONT_MATTER.match(text)
    if not found or not _KEY.match(found[1].partition("\n")[0].rstrip()):
        return {}, text
    pairs = (_KEY.match(line.rstrip()) for line in found[1].splitlines())
    values = {pair[1].lower(): _unquoted(pair[2] or "") for pair in pairs if pair}
    return values, text[found.end() :]


def _unquoted(value: str) -> str:
    value = value.strip()
    quoted = len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def render(body: str) -> tuple[str | None, str]:
    """Return the first-level heading that opens ``body`` (None: none does), and the text.

    The white space between two blocks that are kept side by side is kept too.
    """
    lines = _LINE.findall(body)
    heading: str | None = None
    pieces: list[str] = []
    last = 0
    for number, block in enumerate(_blocks(body)):
        start, end = block[0].map or (0, 0)
        shown = _shown(block, lines[start:end])
        if number == 0 and block[0].tag == "h1" and shown:
            heading = shown
        elif shown:
            between = "".join(lines[last:start])
            kept = _ending(lines[last - 1]) + between if not between.strip() else "\n\n"
            pieces += [kept if pieces else "", shown]
            last = start + _filled(lines[start:end])
    return heading, "".join(pieces).rstrip()


def _blocks(body: str) -> Iterator[list[Token]]:
    """Yield the tokens of each outermost block."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("code")
    block: list[Token] = []
    for token in parser.parse(body):
        block.append(token)
        if token.level == 0 and token.nesting <= 0:
            yield block
            block = []


def _shown(block: list[Token], source: list[str]) -> str:
    """Return the text of a block; that of a paragraph where no mark does anything as it stands."""
    if block[0].type == "paragraph_open" and _is_plain(block[1]):
        return "".join(source).rstrip("\r\n")
    shown = ""
    for apart, text in _nested(block):
        shown += (apart if shown else "") + text
    return shown.strip()


def _nested(block: list[Token]) -> Iterator[tuple[str, str]]:
    """Yield the texts inside a block, each with what stands between it and the one before."""
    apart, depth = "", 0
    for token in block:
        depth += token.nesting if token.type.endswith("list_open") else 0
        depth += token.nesting if token.type.endswith("list_close") else 0
        if token.type in ("td_open", "th_open"):
            apart = apart or "\t"
        elif token.type in _APART:
            apart = "\n" if depth else _APART[token.type]
        elif token.type == "inline" and (text := _inline(token).strip()):
            yield apart, text
            apart = ""


def _is_plain(token: Token) -> bool:
    """Tell whether rendering changes nothing but the white space around lines."""
    written = [line.strip() for line in token.content.split("\n")]
    return _inline(token).split("\n") == written


def _inline(token: Token) -> str:
    children = token.children or []
    return "".join(
        "\n" if child.type in _BREAKS else child.content if child.type in _SHOWN else ""
        for child in children
    )


def _filled(source: list[str]) -> int:
    """Return how many lines a block has without the blank ones at its end."""
    return max((at for at, line in enumerate(source, 1) if line.strip()), default=0)


def _ending(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :]
