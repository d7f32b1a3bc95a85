"""Values that YAML gave, as JSON can hold them, and back."""

from __future__ import annotations

from datetime import date, datetime, timezone
from operator import is_
from typing import Any

_MARK = "\0"
_SCALARS = (str, int, float, bool, type(None))


class NoPlainFormError(Exception):
    """A value that would not come back as it was."""


def plain(value: object) -> tuple[Any, bool]:
    """The value as JSON can hold it, and whether `restored` has something to do for it.

    Raises `NoPlainFormError` for keys that are no texts, for types that are not YAML's, and where
    one list or mapping stands in two places (an alias): what comes back would be two.
    """
    written = _plain(value, set())
    return written, written is not value


def _plain(value: Any, met: set[int]) -> Any:
    """The value itself where it is plain: of most pages it is, and need not be there twice."""
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is not dict and kind is not list:
        return {_MARK: _written(value)}
    if id(value) in met:
        raise NoPlainFormError("an alias")
    met.add(id(value))
    if kind is list:
        items = [_plain(each, met) for each in value]
        return value if all(map(is_, items, value)) else items
    if any(type(key) is not str or key == _MARK for key in value):
        raise NoPlainFormError("a key that is no text")
    made = {key: _plain(each, met) for key, each in value.items()}
    return value if all(map(is_, made.values(), value.values())) else made


def restored(value: Any) -> Any:
    """The value that `plain` was given; `ValueError` and its like for what it cannot have made."""
    if type(value) is list:
        return [restored(each) for each in value]
    if type(value) is not dict:
        return value
    if _MARK not in value:
        return {key: restored(each) for key, each in value.items()}
    kind, text = value[_MARK]
    return (datetime if kind == "time" else date).fromisoformat(text)


def _written(value: object) -> list[str]:
    if type(value) is date:
        return ["date", value.isoformat()]
    if type(value) is datetime and (value.tzinfo is None or type(value.tzinfo) is timezone):
        text = value.isoformat()
        back = datetime.fromisoformat(text)
        if repr(back) == repr(value):
            return ["time", text]
    raise NoPlainFormError(type(value).__name__)
