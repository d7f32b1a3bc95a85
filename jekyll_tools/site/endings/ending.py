"""A setting with which Jekyll ends its build: what is wrong, and what to do."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from jekyll_tools.site.setting import shown

QUOTES = "put it in quotes"


class Ending(NamedTuple):
    """What is wrong with the value that `keys` lead to, and what to do."""

    keys: tuple[object, ...]
    message: str
    advice: str


Endings = Iterator[Ending]


def must_be(kind: str, advice: str, value: object, *keys: object) -> Ending:
    named = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in keys).lstrip(".")
    return Ending(keys, f"`{named}` is {shown(value)}, but must be {kind}", advice)
