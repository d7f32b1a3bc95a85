"""What the lines of a function stand in, and what was put off until somebody reads it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Frame(NamedTuple):
    """A loop or a capture that is being written; a loop has names for what belongs to a turn."""

    variable: str = ""
    item: str = ""
    place: str = ""
    length: str = ""
    container: str = ""
    number: str = ""
    forloop: str = ""

    @property
    def loop(self) -> bool:
        """Is it a loop?"""
        return bool(self.item)


class Sunk(NamedTuple):
    """A capture that is made only when somebody reads it: the last that is set is the one."""

    flag: str
    frames: tuple[Frame, ...]
    write: Callable[[], None]
