"""The lines of a function, the names in it, where it writes, and how much its blocks write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jekyll_tools.liquid.parts import Part


class Lines:
    """Python, line by line."""

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names
        self.lines: list[str] = []
        self.depth = 1
        self.writer = "write"
        self._hoisted: list[str] | None = None
        self._spent = [0]
        self._count = 0

    def fresh(self, kind: str = "v") -> str:
        """A name that nothing has yet."""
        self._count += 1
        return f"{kind}{self._count}"

    def name(self, thing: object) -> str:
        """A name for an object."""
        name = self.fresh("k")
        self.names[name] = thing
        return name

    def line(self, text: str) -> None:
        """Add a line."""
        self.lines.append("    " * self.depth + text)

    def held(self, expression: str) -> str:
        """A name for a value that is the same in every turn of the loops around."""
        name = self.fresh("b")
        if self._hoisted is None:
            self.line(f"{name} = {expression}")
        else:
            self._hoisted.append(f"{name} = {expression}")
        return name

    def write(self, entry: str) -> None:
        """Add an entry to the output."""
        self.line(f"{self.writer}({entry})")

    def entry(self, part: Part) -> str:
        """The entry of a part that writes the same each time."""
        return self.held(f"{self.name(part)}.entry(run)")

    @contextmanager
    def writing(self, writer: str) -> Iterator[None]:
        """What goes to another output, by the function of that name."""
        outer, self.writer = self.writer, writer
        try:
            yield
        finally:
            self.writer = outer

    def spend(self, characters: int) -> None:
        """Account for output, together with what else is written in the block."""
        self._spent[-1] += characters

    def _settle(self, spent: int) -> None:
        if spent:
            self.line(f"run.left -= {spent}")
