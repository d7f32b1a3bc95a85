"""The texts of one group, which a process of its own may be writing while a run goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from jekyll_tools.cache.store import Store
from jekyll_tools.seen import Seen

Wait = Callable[[], Seen | None]
"""Waits for a process that keeps; gives what that saw of the disk, None if it was killed."""
Aside = Callable[[Callable[[], Seen]], Wait]
"""Begins to do something in a process of its own."""


class Group:
    """What is kept under one name in a store.

    `aside`: how a great deal is kept while the run goes on, which has to `wait` before it ends.
    """

    def __init__(self, store: Store, name: str, aside: Aside | None = None) -> None:
        self.store = store
        self.name = name
        self._aside = aside
        self._wait: Wait | None = None
        self._later: dict[str, str] = {}
        self._emptied = False

    def get(self, name: str) -> str | None:
        """A text; None where there is none that can be trusted."""
        return None if self._emptied else self.store.get(self.name, name)

    def get_all(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """The texts that are there, of those with these names, as they are at one moment."""
        return [] if self._emptied else self.store.get_all(self.name, names)

    def put(self, texts: dict[str, str]) -> None:
        """Keep texts, after what is being kept now."""
        if self._wait is not None:
            self._later |= texts
        elif texts:
            self.store.put(self.name, texts)

    def keep(self, put: Callable[[], Seen], *, much: bool, afresh: bool) -> None:
        """Have something write to the store itself, and say what it saw of the disk.

        `afresh`: nothing that was there stays; it may still read that.
        """
        self._emptied = afresh
        if much and self._aside is not None:
            self._wait = self._aside(put)
        else:
            put()

    def wait(self, seen: Seen) -> bool:
        """Wait until all is kept, and learn what was seen meanwhile; whether it is kept."""
        if self._wait is None:
            return True
        found, self._wait = self._wait(), None
        if found is None:
            return False
        seen.learn(found)
        if not seen.unstable:
            self.put(self._later)
        return True
