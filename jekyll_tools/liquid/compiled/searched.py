"""In which items of a list an inner loop finds one of several strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekyll_tools.liquid.memo import PLAIN

if TYPE_CHECKING:
    from jekyll_tools.liquid.compiled.turn import Search
    from jekyll_tools.liquid.run import Run

_MOST = 256  # searches that are kept: two loops often look for the same

Found = frozenset[int]


class Searched:
    """A search in the items of a list, of which the last is kept."""

    def __init__(self, search: Search) -> None:
        self.names = search.names
        self._key = search.key
        self._items: list[object] = []
        self._texts: list[tuple[int, str]] | None = []

    def found(self, run: Run, items: list[object]) -> Found | None:
        """The numbers of the items that have one of the names; None if not all are strings."""
        names = run.find(self.names)
        if type(names) is not list or not all(isinstance(name, str) for name in names):
            return None
        kept, key = run.engine.searched, (self._key, id(items), tuple(names))
        if key not in kept:
            if len(kept) >= _MOST:
                kept.clear()
            kept[key] = (items, self._search(items, names))  # the key has an id
        return kept[key][1]

    def _search(self, items: list[object], names: list[str]) -> Found | None:
        if items is not self._items:
            self._items, self._texts = items, _texts(items, self._key)
        if self._texts is None:
            return None
        return frozenset([i for name in names for i, text in self._texts if name in text])


def _texts(items: list[object], key: str) -> list[tuple[int, str]] | None:
    """The strings that items have at a key, and their numbers; None where it is no string."""
    texts = []
    for i, item in enumerate(items):
        text = item.get(key) if type(item) is dict else None
        if isinstance(text, str):
            texts.append((i, text))
        elif text is not None or not (type(item) is dict or type(item) in PLAIN):
            return None
    return texts
