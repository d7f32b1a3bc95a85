"""Sizes of images as a text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, get_args, get_type_hints

from jekyll_tools.seen import Stamp
from jekyll_tools.site import ImageSize
from jekyll_tools.site.known_sizes import KnownSizes, Sized

NAME = "sizes"
_FAILURES = (None, *get_args(get_args(get_type_hints(ImageSize)["failure"])[0]))


def read(text: str | None) -> Mapping[str, Sized]:
    """The sizes in a text; none for any other text."""
    try:
        return dict(_row(*row) for row in json.loads(text or "[]"))
    except (LookupError, TypeError, ValueError, RecursionError):
        return {}


def written(sizes: KnownSizes, there: Iterable[str]) -> dict[str, str]:
    """The text by its name, if any size is new; it has those of the files that are `there`."""
    if not sizes.fresh:
        return {}
    left = {**sizes.known, **sizes.fresh}
    left = {path: left[path] for path in there if path in left}
    rows = [
        (path, *stamp, size.width, size.height, size.format, _FAILURES.index(size.failure))
        for path, (stamp, size) in left.items()
    ]
    return {NAME: json.dumps(rows)}


def _row(path: Any, *rest: Any) -> tuple[str, Sized]:
    *numbers, width, height, kind, failure = rest
    whole = {*map(type, (*numbers, width, height, failure))} == {int}
    if not whole or failure < 0 or type(path) is not str or type(kind) is not str:
        raise ValueError("no size")
    return path, (Stamp(*numbers), ImageSize(width, height, kind, _FAILURES[failure]))
