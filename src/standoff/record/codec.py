"""The nouns as JSON and back, for the record's own use: ``decode(type(x), encode(x)) == x``.

A field that holds its default is left out. A span is written as ``[start, end]``: what is stored belongs to one
document, whose id is given again on the way back. The contract for others is ``report.contract``.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from standoff.types import Span

Noun = TypeVar("Noun")
_Decoder = Callable[[Any, str], Any]


def dumps(value: object) -> str:
    """A noun as one line of JSON."""
    return json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))


def loads(kind: type[Noun], text: str, document: str = "") -> Noun:
    """The noun of a line that ``dumps`` wrote; its spans point into ``document``."""
    found: Noun = decode(kind, json.loads(text), document)
    return found


def encode(value: object) -> Any:  # noqa: ANN401  JSON is what it is
    """A noun as JSON's own values."""
    if isinstance(value, Span):
        return [value.start, value.end]
    kind: Any = type(value)
    defaults = _defaults(kind)
    if defaults is not None:
        held = ((name, getattr(value, name), default) for name, default in defaults)
        return {name: encode(v) for name, v, default in held if v != default}
    if isinstance(value, tuple):
        return [encode(v) for v in value]
    if isinstance(value, date):  # a datetime is one
        return value.isoformat()
    return value


def decode(kind: Any, value: Any, document: str = "") -> Any:  # noqa: ANN401
    """The noun of this type that ``encode`` made ``value`` of."""
    return _decoder(kind)(value, document)


@cache
def _defaults(kind: type) -> tuple[tuple[str, object], ...] | None:
    """The fields of a noun with what they hold if nothing is said; None for what is no noun."""
    if not is_dataclass(kind):
        return None
    return tuple(
        (f.name, f.default if f.default_factory is MISSING else f.default_factory())
        for f in fields(kind)
    )


@cache
def _decoder(kind: Any) -> _Decoder:  # noqa: ANN401  types of all kinds
    if kind is Span:
        return lambda v, doc: Span(document=doc, start=v[0], end=v[1])
    if is_dataclass(kind):
        return _of_noun(kind)
    if kind is datetime:
        return lambda v, _: datetime.fromisoformat(v)
    if kind is date:
        return lambda v, _: date.fromisoformat(v)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {types.UnionType, typing.Union}:  # of something and None: nothing else is used
        given = _decoder(next(i for i in inner if i is not types.NoneType))
        return lambda v, doc: None if v is None else given(v, doc)
    if origin is tuple:
        return _of_tuple(inner)
    if origin is Literal or kind in {str, int, float, bool}:
        return lambda v, _: v
    raise TypeError(f"the codec knows no {kind}: give it a rule in record/codec.py")


def _of_tuple(inner: tuple[Any, ...]) -> _Decoder:
    if inner[-1] is Ellipsis:
        each = _decoder(inner[0])
        return lambda v, doc: tuple(each(x, doc) for x in v)
    every = [_decoder(i) for i in inner]
    return lambda v, doc: tuple(d(x, doc) for d, x in zip(every, v, strict=True))


def _of_noun(kind: Any) -> _Decoder:  # noqa: ANN401
    hints = get_type_hints(kind)
    decoders = {f.name: _decoder(hints[f.name]) for f in fields(kind)}
    return lambda v, doc: kind(**{k: decoders[k](x, doc) for k, x in v.items()})
