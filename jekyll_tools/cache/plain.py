"""Frozen dataclasses as JSON and back: only such values are believed as a field's type allows.

The cache has no pickles: whoever could write to it could otherwise run code here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Reader = Callable[[Any], Any]
_SCALARS = (str, int, float, bool)


class NotPlainError(ValueError):
    """A value that is none of the type it should have."""


def to_plain(value: Any) -> Any:
    """Lists, texts, numbers, None: what JSON can hold; a dataclass is the list of its fields."""
    if value is None or type(value) in (str, int, float, bool):
        return value
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        kind: Any = type(value)
        return [to_plain(getattr(value, name)) for name in _names(kind)]
    if isinstance(value, Mapping):
        return [[to_plain(key), to_plain(each)] for key, each in value.items()]
    if isinstance(value, (frozenset, set)):
        return sorted(map(to_plain, value))
    return [to_plain(each) for each in value]


def from_plain(kind: Any, value: Any) -> Any:
    """The value of a type; `NotPlainError`, which is a `ValueError`, for what is none."""
    try:
        return _reader(kind)(value)
    except (TypeError, ValueError, KeyError) as error:
        raise NotPlainError(str(error)) from None


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _reader(kind: Any) -> Reader:
    origin, arguments = get_origin(kind), get_args(kind)
    if kind in _SCALARS:
        return _exactly(kind)
    if origin in (Union, UnionType):
        (inner,) = [_reader(each) for each in arguments if each is not NoneType]
        return lambda value: None if value is None else inner(value)
    if origin is tuple and len(arguments) == 2 and arguments[1] is ...:
        each = _reader(arguments[0])
        return lambda value: tuple([each(one) for one in _list(value)]) if value != [] else ()
    if origin is tuple:
        return _of_parts(lambda *parts: parts, list(arguments))
    if origin is Mapping:
        pair = _of_parts(lambda *parts: parts, list(arguments))
        return lambda value: dict([pair(one) for one in _list(value)])
    if origin is frozenset:
        member = _reader(arguments[0])
        return lambda value: frozenset([member(one) for one in _list(value)])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    hints: dict[str, Any] = get_type_hints(kind)
    # A named tuple has its fields in its hints, a dataclass may have more there.
    names = tuple(hints) if issubclass(kind, tuple) else _names(kind)
    return _of_parts(kind, [hints[name] for name in names])


def _exactly(kind: type) -> Reader:
    def read(value: Any) -> Any:
        if type(value) is not kind:
            raise NotPlainError(f"{type(value).__name__} for {kind.__name__}")
        return value

    return read


def _list(value: Any) -> list[Any]:
    if type(value) is not list:
        raise NotPlainError(f"{type(value).__name__} for a list")
    return value


def _of_parts(make: Callable[..., Any], kinds: list[Any]) -> Reader:
    # Most fields are texts and numbers; to call a function for each would take three times as long.
    plain = [(place, kind) for place, kind in enumerate(kinds) if kind in _SCALARS]
    others = [(place, _reader(kind)) for place, kind in enumerate(kinds) if kind not in _SCALARS]

    def read(value: Any) -> Any:
        parts = [*_list(value)]
        if len(parts) != len(kinds):
            raise NotPlainError(f"{len(parts)} fields for {len(kinds)}")
        for place, kind in plain:
            if type(parts[place]) is not kind:
                raise NotPlainError(f"{type(parts[place]).__name__} for {kind.__name__}")
        for place, reader in others:
            parts[place] = reader(parts[place])
        return make(*parts)

    return read
