"""How far a long run is: a bar on the terminal, which goes away when the run is done."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TextIO, TypeVar

AFTER = 1.0  # seconds; a shorter run needs no bar
EVERY = 0.1
_CELLS = 30
_Item = TypeVar("_Item")


class Progress:
    """A bar for `total` pages on standard error; nothing where that is no terminal."""

    def __init__(
        self,
        total: int,
        stream: TextIO | None = None,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._total = total
        self._stream = sys.stderr if stream is None else stream
        self._clock = clock
        self._next = clock() + AFTER
        self._shown = False
        self._silent = not self._stream.isatty() or os.environ.get("TERM") == "dumb"

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def each(self, items: Iterable[_Item]) -> Iterator[_Item]:
        """The items; each is done when the next one is taken."""
        for done, item in enumerate(items):
            self.at(done)
            yield item

    def at(self, done: int) -> None:
        """Show that so many pages are done, now and then."""
        if self._silent or self._clock() < self._next:
            return
        self._next = self._clock() + EVERY
        self._shown = True
        full = _CELLS * done // max(self._total, 1)
        bar = "█" * full + "░" * (_CELLS - full)
        self._stream.write(f"\r{bar} {done} of {self._total} pages\x1b[K")
        self._stream.flush()
