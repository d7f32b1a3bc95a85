"""What files gave to the site, as a text."""

from __future__ import annotations

import json
from itertools import starmap

from jekyll_tools.site import Given, Known

_TYPES = (str, int, int, bool, int, bool)


def read_given(text: str | None) -> tuple[str, dict[str, Given]]:
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


def written_given(known: Known) -> str | None:
    """The text of all that is known now; None when nothing is new."""
    if not known.fresh:
        return None
    given = {**{path: each for path, each in known.given.items() if known.of(path)}, **known.fresh}
    columns = list(zip(*given.values(), strict=True))
    return json.dumps({"rules": known.rules, "paths": list(given), "columns": columns})
