"""What is wrong with a record, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from jekyll_tools.text import File, Lines, Source

PlaceOf = Callable[[object, object], Source | None]
"""Where the value of `container[key]` stands in its file (`Site.place_of`)."""


class Problem(NamedTuple):
    """One thing that a person has to put right.

    `start` and `end` are code points of the file's text; without a file they mean nothing.
    """

    message: str
    advice: str = ""
    path: str = ""
    file: File | None = None
    start: int = 0
    end: int = 0

    @classmethod
    def at(cls, source: Source | None, path: str, message: str, advice: str = "") -> Problem:
        """A problem at a place; without a place it concerns the whole file at `path`."""
        if source is None or not isinstance(source.text, File):
            return cls(message, advice, path)
        return cls(message, advice, source.text.path, source.text, source.start, source.end)

    def __str__(self) -> str:
        place = self.path
        if self.file is not None:
            line, column = Lines(self.file.text).position(self.start)
            place = f"{self.path}:{line}:{column}"
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}; {self.advice}" if self.advice else text


class CardsError(Exception):
    """The records cannot become cards; says every reason, one a line."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def raise_any(problems: Iterable[Problem]) -> None:
    """Raise `CardsError` when there is a problem."""
    found = tuple(problems)
    if found:
        raise CardsError(*found)
