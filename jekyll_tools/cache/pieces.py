"""Values as JSON piece by piece: what is kept of a large site has ten megabytes and more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

_MOST = 5_000  # items of a list that are a text together
_FEW = 10  # that are long themselves, if anything is


def pieces(value: Any) -> Iterator[str]:
    """What `json.dumps` gives; only a part of it is there at a time."""
    kind = type(value)
    if kind is dict and value:
        for number, (key, each) in enumerate(value.items()):
            yield f"{', ' if number else '{'}{json.dumps(key)}: "
            yield from pieces(each)
        yield "}"
    elif kind is list and 0 < len(value) < _FEW:
        for number, each in enumerate(value):
            yield ", " if number else "["
            yield from pieces(each)
        yield "]"
    elif kind is list and len(value) > _MOST:
        for at in range(0, len(value), _MOST):
            yield f"{', ' if at else '['}{json.dumps(value[at : at + _MOST])[1:-1]}"
        yield "]"
    else:
        yield json.dumps(value)
