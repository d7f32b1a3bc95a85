"""Frozen dataclasses as JSON and back: only such values are believed as a field's type allows.

The cache has no pickles: whoever could write to it could otherwise run code here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]
_SCALARS = (str, int, float, bool)
_AS_THEY_ARE = frozenset((*_SCALARS, NoneType))


class NotPlainError(ValueError):
    """A value that is none of the type it should have."""


def to_plain(value: Any) -> Any:
    """Lists, texts, numbers, None: what JSON can hold; a dataclass is the list of its fields."""
    kind: Any = type(value)
    return value if kind in _AS_THEY_ARE else _writer(kind)(value)


def from_plain(kind: Any, value: Any) -> Any:
    """The value of a type; `NotPlainError`, which is a `ValueError`, for what is none."""
    try:
        return _reader(kind)(value)
    except (TypeError, ValueError, KeyError) as error:
        raise NotPlainError(str(error)) from None


@cache
def _writer(kind: Any) -> Writer:
    if issubclass(kind, Enum):
        return attrgetter("value")
    if is_dataclass(kind):
        names = [field.name for field in fields(kind)]
        return lambda value: _written([getattr(value, name) for name in names])
    if issubclass(kind, Mapping):
        return lambda value: [_written(pair) for pair in value.items()]
    if issubclass(kind, (frozenset, set)):
        return lambda value: sorted(map(to_plain, value))
    return _written


def _written(values: Iterable[Any]) -> list[Any]:
    # Most are texts and numbers, for which no function is called.
    return [each if type(each) in _AS_THEY_ARE else to_plain(each) for each in values]


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
