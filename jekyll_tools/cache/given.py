"""What files gave to the site, as texts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import starmap

from jekyll_tools.cache.pieces import pieces
from jekyll_tools.seen import Seen
from jekyll_tools.site import Given, Known
from jekyll_tools.site.known_sizes import KnownSizes

_TYPES = (str, int, int, bool, int, bool)
_GIVEN, _LATE = "given", "given late"
NAMES = (_GIVEN, _LATE)
"""The names of the texts: what is new is kept apart, as long as it is little."""


def known_of(
    texts: Mapping[str, str], seen: Seen, sizes: KnownSizes
) -> tuple[Known, frozenset[str]]:
    """What is known of files that are as `seen`, and the paths of what is kept apart."""
    rules, given = _read(texts.get(_GIVEN))
    late_rules, late = _read(texts.get(_LATE))
    if late_rules != rules:
        late = {}
    return Known(seen, rules, given | late, keeps=True, sizes=sizes), frozenset(late)


def written(known: Known, late: frozenset[str]) -> dict[str, str | Iterator[str]]:
    """The texts that are others now; an empty one for what is kept apart no more."""
    if not known.fresh:
        return {}
    apart = {path: known.given[path] for path in late if path in known.given} | known.fresh
    if len(apart) <= 10 + len(known.given) // 20 and known.given:
        return {_LATE: _written(known.rules, apart)}
    given = {path: each for path, each in known.given.items() if known.of(path)}
    return {_GIVEN: _written(known.rules, given | known.fresh), _LATE: ""}


def _read(text: str | None) -> tuple[str, dict[str, Given]]:
    """By which rules values were read, and what files gave; nothing from a text that is none."""
    try:
        value = json.loads(text or "")
        columns = value["columns"]
        for kind, column in zip(_TYPES, columns[:-1], strict=True):
            if {*map(type, column)} - {kind}:
                raise ValueError(kind.__name__)
        rows = starmap(Given, zip(*columns, strict=True))
        return str(value["rules"]), dict(zip(value["paths"], rows, strict=True))
    except (KeyError, TypeError, ValueError, RecursionError):
        return "", {}


def _written(rules: str, given: Mapping[str, Given]) -> Iterator[str]:
    columns = list(map(list, zip(*given.values(), strict=True)))
    return pieces({"rules": rules, "paths": list(given), "columns": columns})
