"""In which order pages are looked at: those that others ask about come before it is their turn.

What a page takes for granted of one that nobody has seen may be wrong; then it is looked at twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from jekyll_tools.lint.page_facts import PageFacts

if TYPE_CHECKING:
    from jekyll_tools.lint.look import Looked
    from jekyll_tools.lint.view import SiteView

_ASKED = 2  # pages that asked: what a single one asks is nearly always there


class Ahead:
    """Goes through `numbers`, of which each process of several takes a part."""

    def __init__(self, view: SiteView, numbers: Sequence[int]) -> None:
        self._by_dest = {view.pages[number].page.dest: number for number in numbers}
        self._asked: Counter[str] = Counter()
        self._next: list[int] = []
        self._done: set[int] = set()

    def each(self, taken: Iterable[int]) -> Iterator[int]:
        """The pages that are this process's turn, and before the next the ones asked about."""
        for number in taken:
            self._next.append(number)
            while self._next:
                now = self._next.pop()
                if now not in self._done:
                    self._done.add(now)
                    yield now

    def note(self, looked: Looked) -> None:
        """What a page took for granted."""
        for dest in {dest for dest, _ in looked.granted}:
            self._asked[dest] += 1
            if self._asked[dest] == _ASKED and dest in self._by_dest:
                self._next.append(self._by_dest[dest])

    def told(self, news: Iterable[tuple[int, PageFacts]]) -> Iterator[tuple[int, PageFacts]]:
        """What other processes have found out, whose pages need not be looked at here."""
        for number, facts in news:
            self._done.add(number)
            yield number, facts
