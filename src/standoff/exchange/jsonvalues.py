"""A stream to JSON values: one a line, a list of them, or one that spans lines. Bounded memory for lines and lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any, NoReturn

from standoff.exchange.base import LIMIT, Source
from standoff.exchange.values import Malformed

_SPACE = " \t\r\n"


def _no_constant(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")


_DECODER = json.JSONDecoder(parse_constant=_no_constant)


def values(source: Source) -> Iterator[tuple[int, Any]]:
    """Yield (line on which it starts, value); a value that cannot be read is a ``Malformed``.

    A broken line of JSON Lines costs that line; a list that breaks off cannot be read on from there.
    """
    opening = source.opening().lstrip()
    if opening.startswith(b"["):
        yield from _listed(source)
    elif _is_whole(opening):
        yield from _lined(source)
    else:
        yield from _spanning(source)


def _is_whole(line: bytes) -> bool:
    """Whether a line is meant as a value by itself: it does not break off where a value goes on."""
    return not line.rstrip().endswith((b"{", b"[", b","))


def decoded(line: str) -> Any:  # noqa: ANN401 - JSON may be anything
    """The value of a text. Raises ``Malformed``."""
    value, end = _next(line, len(line) - len(line.lstrip(_SPACE)))
    if line[end:].strip(_SPACE):
        raise Malformed(f"something stands after the value, at character {end + 1}")
    return value


def _next(line: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(line, at)
    except (ValueError, RecursionError) as error:
        raise Malformed(f"no JSON: {str(error)[:120]}") from None


def _lined(source: Source) -> Iterator[tuple[int, Any]]:
    for line in source.lines():
        if line.cut:
            yield line.number, Malformed("the line is longer than 16 MiB")
            continue
        try:
            yield line.number, decoded(line.data.decode("utf-8"))
        except UnicodeDecodeError as error:
            yield line.number, Malformed(f"byte {error.start} of the line is no UTF-8")
        except Malformed as error:
            yield line.number, error


def _text(source: Source) -> Iterator[tuple[int, str]]:
    for line in source.lines():
        yield line.number, line.data.decode("utf-8", "replace") + "\n"


def _spanning(source: Source) -> Iterator[tuple[int, Any]]:
    """Values over many lines, one after the other."""
    parts: list[str] = []
    size, first = 0, 1
    for number, part in _text(source):
        first = first if parts else number
        parts.append(part)
        size += len(part)
        if size > LIMIT:
            yield first, Malformed("the value is longer than 16 MiB; write one record a line")
            return
    whole, at = "".join(parts), 0
    try:
        while (at := _skip(whole, at)) < len(whole):
            value, at = _next(whole, at)
            yield first, value
    except Malformed as error:
        yield first, error


def _listed(source: Source) -> Iterator[tuple[int, Any]]:
    """The values of a list, each read soon after its lines are there.

    What stands there is parsed again only when it has grown by half: a long value costs no more than twice its length.
    """
    held, last, wanted, opened = "", 1, 0, False
    for number, part in chain(_text(source), [(0, "")]):
        held += part
        last = number or last
        if len(held) > LIMIT:
            break
        if part and len(held) < wanted:
            continue
        end = 0
        try:
            for value, after in _ready(held, opened=opened):
                opened, end = True, after
                yield last, value
        except Malformed as error:
            yield last, error
            return
        held = held[end:]
        wanted = 0 if end else len(held) * 3 // 2
    rest = "".join(held[:100].split())
    if rest not in ("]", "[]"):
        yield last, Malformed(f"the list cannot be read on from {rest[:40]!r}")


def _ready(held: str, *, opened: bool) -> Iterator[tuple[Any, int]]:
    """The values that stand whole in a text, with where each ends (the comma after it included)."""
    at = _skip(held, 0)
    if not opened:
        if held[at : at + 1] != "[":
            raise Malformed("no JSON: a list starts with [")
        at = _skip(held, at + 1)
    while held[at : at + 1] not in ("", "]"):
        try:
            value, end = _DECODER.raw_decode(held, at)
        except RecursionError:
            raise Malformed("no JSON: it is nested too deeply") from None
        except ValueError:
            return  # not whole yet, or broken: the end of the file will tell
        end = _skip(held, end)
        follows = held[end : end + 1]
        if follows == "":
            return  # a number may go on
        if follows not in (",", "]"):
            raise Malformed(f"no JSON: {follows!r} stands after a value of the list")
        at = _skip(held, end + 1) if follows == "," else end
        yield value, at


def _skip(held: str, at: int) -> int:
    while at < len(held) and held[at] in _SPACE:
        at += 1
    return at
