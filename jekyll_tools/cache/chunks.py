"""The looks of pages as they are kept: a hundred or so in a text, facts apart from findings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from jekyll_tools.cache.index import Index
from jekyll_tools.cache.plain import from_plain, to_plain
from jekyll_tools.cache.store import Store
from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.look import Looked
from jekyll_tools.lint.page_facts import PageFacts

_FACTS, _FINDINGS = "facts", "findings"


class Chunks:
    """Reads a chunk when something of it is asked for.

    Meanwhile another process may have written a later one: a page is believed only if it was made
    when the index says so. `LookupError` is raised for what cannot be believed.
    """

    def __init__(self, store: Store, group: str, index: Index) -> None:
        self._store, self._group, self._index = store, group, index
        self._read: dict[str, dict[str, Any]] = {}

    def read_findings(self) -> None:
        """Read the findings of all pages at once."""
        names = [f"{_FINDINGS} {number}" for number in range(self._index.chunks)]
        for name, text in self._store.get_all(self._group, names):
            self._read[name] = parsed(text)

    def let_go(self) -> None:
        """Forget what was read: all that was wanted of it has been made."""
        self._read.clear()

    def facts(self, key: str) -> PageFacts:
        """The facts of a page."""
        found: PageFacts = self._one(PageFacts, _FACTS, key)
        return found

    def findings(self, key: str) -> tuple[Finding, ...]:
        """The findings of a page."""
        found: tuple[Finding, ...] = self._one(tuple[Finding, ...], _FINDINGS, key)
        return found

    def _one(self, kind: Any, what: str, key: str) -> Any:
        try:
            made, value = self._of(what, key)[key]
            if made == self._index.pages[key].made:
                return from_plain(kind, value)
        except (RecursionError, TypeError, ValueError) as error:
            raise LookupError(key) from error
        raise LookupError(key)

    def _of(self, what: str, key: str) -> dict[str, Any]:
        name = f"{what} {self._index.chunk(key)}"
        if name not in self._read:
            self._read[name] = parsed(self._store.get(self._group, name) or "{}")
        return self._read[name]

    def written(
        self, renewed: Mapping[str, Looked], gone: Iterable[str], index: Index
    ) -> Iterator[tuple[str, str]]:
        """The texts that are others now: those of the pages `renewed` and of pages `gone`.

        Each is made when it is asked for, and let go: together they take more than the pages.
        """
        same = index.chunks == self._index.chunks
        keys = sorted([*gone, *renewed], key=index.chunk)
        for number, some in groupby(keys, index.chunk):
            together = list(some)
            for what in (_FACTS, _FINDINGS):
                value = self._of(what, together[0]) if same else {}
                for key in together:
                    value.pop(key, None)
                    if (looked := renewed.get(key)) is not None:
                        part = looked.facts if what == _FACTS else looked.findings
                        value[key] = [index.pages[key].made, to_plain(part)]
                yield f"{what} {number}", json.dumps(value)


def parsed(text: str) -> dict[str, Any]:
    """The mapping in a text; an empty one for any other text."""
    try:
        value = json.loads(text)
    except (RecursionError, ValueError):
        value = None
    return value if isinstance(value, dict) else {}
