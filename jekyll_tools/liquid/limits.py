"""How much a page may cost before its expansion is given up."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from jekyll_tools.liquid.host import Host

_BETWEEN = 100  # iterations without a look at the clock
_LONG = 100_000  # characters of a string that takes long to make


class Limits(NamedTuple):
    """What one expansion may use; reaching a limit ends it with a `too-expensive` problem."""

    seconds: float = 5.0
    """Computing time, so that a busy machine does not change what a page becomes."""
    characters: int = 10_000_000
    """The longest single string."""
    written: int = 100_000_000
    """Characters of all strings together that are written, captured, or made by filters: layouts
    that compress a page capture it again for each of its parts, and each time let the last go."""
    iterations: int = 5_000_000
    """Loop iterations, included files and elements that array filters walk over."""
    pieces: int = 1_000_000
    """Outputs in one text: each takes some 150 bytes for its origin, however short it is."""
    items: int = 1_000_000
    """The longest array that a filter may make."""
    digits: int = 4_000
    """The longest integer."""
    includes: int = 60
    """Includes inside each other. Ruby gives up at 100 scopes."""
    blocks: int = 100
    """Blocks inside each other (`Liquid::Block::MAX_DEPTH`)."""


class LimitError(Exception):
    """A limit was reached; the message says which."""


class Meter:
    """Counts what an expansion has used so far."""

    __slots__ = ("_deadline", "_host", "_pieces", "due", "left", "limits")

    def __init__(self, limits: Limits, host: Host, pieces: Callable[[], int]) -> None:
        self.limits = limits
        self._host = host
        self._pieces = pieces
        self._deadline = self._spent() + limits.seconds
        self.left = limits.iterations
        """How many iterations there may still be."""
        self.due = self.left - _BETWEEN
        """How many may be left when somebody looks at the clock next."""

    def step(self, count: int = 1) -> None:
        """Account for loop iterations; none of them is a look at the clock."""
        self.left -= count
        if not count or self.left < self.due:
            self.look()

    def look(self) -> None:
        """Has a limit been reached?"""
        if self.left < 0:
            raise LimitError(f"loops exceed {self.limits.iterations:,} iterations")
        if self._pieces() > self.limits.pieces:
            raise LimitError(f"loops write more than {self.limits.pieces:,} pieces of text")
        self.due = max(self.left - _BETWEEN, 0)
        if self._spent() > self._deadline:
            raise LimitError(f"expanding takes more than {self.limits.seconds:g} seconds")

    def length(self, characters: int) -> None:
        """Refuse a string before it is made; what takes long is a look at the clock, too."""
        if characters > _LONG:
            self.look()
        if characters > self.limits.characters:
            raise LimitError(f"a text exceeds {self.limits.characters:,} characters")

    def items(self, count: int) -> None:
        """Refuse an array before it is made."""
        if count > self.limits.items:
            raise LimitError(f"an array exceeds {self.limits.items:,} items")

    def bits(self, count: int) -> None:
        """Refuse an integer before it is made; 10 needs 3.33 bits a digit."""
        if count > self.limits.digits * 3.32:
            raise LimitError(f"a number exceeds {self.limits.digits:,} digits")

    def _spent(self) -> float:
        return time.thread_time() - self._host.aside
