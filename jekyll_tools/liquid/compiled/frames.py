"""What the lines of a function stand in, the values in it, and what is put off until it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jekyll_tools.liquid.memo import Memo


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


class ColumnName(NamedTuple):
    """A name for what filters made of a key of a loop's items; see `Memo.column`."""

    name: str
    memo: Memo
    key: str


class Sunk(NamedTuple):
    """A capture that is made only when somebody reads it: the last that is set is the one."""

    flag: str
    frames: tuple[Frame, ...]
    write: Callable[[], None]


class Value(NamedTuple):
    """A Python name for a value, and expressions for what it was taken out of by which key.

    `root`: the value of the variable's own name, where it is that of a loop around.
    `alone`: the name of a variable whose string may come from a loop elsewhere.
    `varying`: a key in it is a variable, too.
    What was produced, as a page's content, is still `Traced`.
    """

    name: str
    container: str = "None"
    key: str = "None"
    root: str = ""
    alone: str = ""
    counter: bool = False
    varying: bool = False

    @property
    def place(self) -> str:
        """An expression for the `Key` of a value, or None."""
        if self.container == "None":
            return "None"
        return f"None if {self.container} is None else Key({self.container}, {self.key})"
