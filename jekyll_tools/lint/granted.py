"""What a page takes for granted of other pages that nobody has rendered yet."""

from __future__ import annotations

from collections import Counter

PATIENCE = 8
"""How often one fragment of a page is taken for granted before the page is rendered for it.

A link of a layout is asked about on every page: were it broken, all would be looked at again.
"""


class Granted:
    """Notes the fragments that are taken to be there while a page is looked at.

    They nearly always are; where one is not, the page is looked at again once all are known.
    """

    def __init__(self) -> None:
        self._noted: set[tuple[str, str]] = set()
        self._asked: Counter[tuple[str, str]] = Counter()

    def take(self, dest: str, fragment: str) -> bool:
        """Whether to take a fragment of a written file for granted; it is noted then."""
        wanted = dest, fragment
        if wanted not in self._noted:
            if self._asked[wanted] >= PATIENCE:
                return False
            self._asked[wanted] += 1
            self._noted.add(wanted)
        return True

    def forget(self) -> None:
        """Forget how often what was asked: once all pages are known, nobody asks any more."""
        self._asked.clear()

    def done(self) -> frozenset[tuple[str, str]]:
        """What the page took for granted; the next page starts afresh."""
        noted = frozenset(self._noted)
        self._noted.clear()
        return noted
