"""Which of our pages is which page of the build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from jekyll_tools.verify.built import Build, BuiltPage

Ours = Mapping[str, Any]
"""A line of `jt inspect --format jsonl`."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Pages of both sides, and those of one side only."""

    pairs: list[tuple[Ours, BuiltPage]]
    ours: list[Ours]
    theirs: list[BuiltPage]


def match(ours: Iterable[Ours], build: Build) -> Matched:
    """Pair pages by source and URL, then by source, then by the file that is written.

    The same source can make several pages (pagination), and several sources one file.
    """
    matched = Matched([], list(ours), list(build.pages))
    matched = _paired(
        matched, lambda o: (o["path"], unquote(o["url"])), lambda b: (b.path, unquote(b.url))
    )
    matched = _paired(matched, lambda o: o["path"], lambda b: b.path)
    return _paired(matched, lambda o: _file(o["url"], build), lambda b: b.dest)


def _paired(
    matched: Matched, mine: Callable[[Ours], object], yours: Callable[[BuiltPage], object]
) -> Matched:
    """Pair what is left and has equal keys, in order."""
    waiting: defaultdict[object, list[BuiltPage]] = defaultdict(list)
    for built in matched.theirs:
        waiting[yours(built)].append(built)
    pairs, rest = list(matched.pairs), []
    for page in matched.ours:
        key = mine(page)
        if key is not None and waiting[key]:
            pairs.append((page, waiting[key].pop(0)))
        else:
            rest.append(page)
    taken = {id(built) for _, built in pairs}
    return Matched(pairs, rest, [built for built in matched.theirs if id(built) not in taken])


def _file(url: str, build: Build) -> str | None:
    """The file of the build that a URL without its base URL stands for."""
    name = unquote(url).lstrip("/")
    if name.endswith("/") or not name:
        return name + "index.html"
    return name if name in build.files else f"{name}.html"


def is_written(page: Ours, build: Build) -> bool:
    """Whether the build has the file of one of our pages, be it HTML or not."""
    return _file(page["url"], build) in build.files
