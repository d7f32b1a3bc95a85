"""What is read in the place of files: texts that are not written yet, or other files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

Overlay = Mapping[str, str | Path | None]


class Item(NamedTuple):
    """A file or a folder as a folder lists it."""

    name: str
    is_folder: bool


def listed(overlay: Overlay) -> dict[str, set[Item]]:
    """What an overlay adds to each folder."""
    found: dict[str, set[Item]] = {}
    for path in [path for path, laid in overlay.items() if laid is not None]:
        is_folder = False
        while path:
            path, _, name = path.rpartition("/")
            found.setdefault(path, set()).add(Item(name, is_folder))
            is_folder = True
    return found
