"""Source lines that reports have quoted: no file need be read again only to be quoted."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any
from zlib import crc32

from jekyll_tools.cache.chunks import parsed
from jekyll_tools.cache.group import Group
from jekyll_tools.lint.view import SiteView
from jekyll_tools.text import Lines, Position

LONGEST = 2000  # characters of a line that is kept


class QuotedLines(Lines):
    """The lines of a file, which is read when one is asked for that nobody quoted before."""

    def __init__(self, read: Callable[[], Lines], quoted: dict[int, str]) -> None:
        self._read = read
        self.quoted = quoted

    def line(self, number: int) -> str:
        """See `Lines`."""
        found = self.quoted.get(number)
        if found is None:
            found = self.quoted[number] = self._read().line(number)
        return found

    def position(self, offset: int) -> Position:
        """See `Lines`."""
        return self._read().position(offset)

    def offset(self, position: Position) -> int:
        """See `Lines`."""
        return self._read().offset(position)

    def __len__(self) -> int:
        return len(self._read())


class Quotes:
    """The quoted lines of each file, as long as its digest is that of then."""

    def __init__(self, group: Group, chunks: int) -> None:
        self._group = group
        self._names = [f"lines {number}" for number in range(chunks)]
        self._lines: dict[str, QuotedLines] = {}
        self._kept: dict[str, dict[str, Any]] | None = None

    def lines(self, view: SiteView, path: str) -> Lines:
        """The lines of a file of the site."""
        found = self._lines.get(path)
        if found is None:
            quoted = _believed(self._chunk(path).get(path), _digest(view, path))
            found = self._lines[path] = QuotedLines(lambda: view.lines(path), quoted)
        return found

    def written(self, view: SiteView) -> dict[str, str]:
        """The texts by their names that are others with the lines that were quoted now."""
        if view.site.disk.overlay or view.site.disk.seen.unstable:
            return {}
        changed: dict[str, dict[str, Any]] = {}
        for path, lines in self._lines.items():
            digest, chunk = _digest(view, path), self._chunk(path)
            quoted = {n: text for n, text in lines.quoted.items() if len(text) <= LONGEST}
            row = [digest, list(quoted), list(quoted.values())]
            if digest and chunk.get(path) != row:
                chunk[path] = row
                changed[self._name(path)] = chunk
        there = view.site.disk.is_file
        return {
            name: json.dumps({path: row for path, row in chunk.items() if there(path)})
            for name, chunk in changed.items()
        }

    def _chunk(self, path: str) -> dict[str, Any]:
        if self._kept is None:
            self._kept = {}
            for name, text in self._group.get_all(self._names):
                self._kept[name] = parsed(text)
        return self._kept.setdefault(self._name(path), {})

    def _name(self, path: str) -> str:
        return self._names[crc32(path.encode("utf-8", "surrogatepass")) % len(self._names)]


def _digest(view: SiteView, path: str) -> str:
    """The digest of a text that was seen; "" for any other file."""
    disk = view.site.disk
    sight = disk.seen.files.get(os.path.join(disk.root, path))  # noqa: PTH118 hot
    return sight.digest if sight is not None and sight.what == "text" else ""


def _believed(row: Any, digest: str) -> dict[int, str]:
    try:
        of, numbers, lines = row
        sound = {*map(type, numbers)} <= {int} and {*map(type, lines)} <= {str}
        if digest and of == digest and sound:
            return dict(zip(numbers, lines, strict=True))
    except (TypeError, ValueError):
        pass
    return {}
