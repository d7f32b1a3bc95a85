"""The report of a run in parts of some files each: little is written when little changes."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from jekyll_tools.seen import digest_of

SIZE = 64_000
"""Characters after which another part begins."""
NAME = "report "
"""Starts the names that parts are kept under; the rest is a digest of the part."""

Counts = tuple[int, ...]
"""Numbers of findings: see `report.tally`."""


class FileReport(NamedTuple):
    """What is said of one file, and how many findings that are."""

    path: str
    text: str
    counts: Counts


class Part(NamedTuple):
    """Some files in a row: the digest of what is said of them, the first, all their findings."""

    digest: str
    first: str
    counts: Counts


class KeptReport(NamedTuple):
    """A report: parts with `between` between two, an end, and the exit code.

    `stored` has the parts as they are kept, by their digests: a line about their files, then what
    is said. `marks` say what rules about the whole site said of each file; they are None where
    the text is not made file by file.
    """

    parts: tuple[Part, ...]
    stored: Mapping[str, str] = MappingProxyType({})
    between: str = ""
    end: str = ""
    marks: Mapping[str, str] | None = None
    code: int = 0

    @classmethod
    def whole(cls, text: str) -> KeptReport:
        """A text that is one piece."""
        return cls(*_parted([FileReport("", text, ())], ""))

    @classmethod
    def of(cls, files: Iterable[FileReport], between: str) -> KeptReport:
        """What is said of files, in their order."""
        return cls(*_parted(files, between), between)

    @classmethod
    def read(cls, text: str) -> KeptReport:
        """What `written` wrote, without its parts; `ValueError` and its like for any other text."""
        value = json.loads(text)
        parts = []
        for digest, first, counts in value["parts"]:
            parts.append(Part(str(digest), str(first), tuple(map(int, counts))))
        marks = value["marks"]
        if marks is not None:
            marks = {str(path): str(mark) for path, mark in marks.items()}
        between, end, code = str(value["between"]), str(value["end"]), int(value["code"])
        return cls(tuple(parts), {}, between, end, marks, code)

    def written(self) -> str:
        """All but the parts as a text."""
        return json.dumps(
            {
                "parts": self.parts,
                "between": self.between,
                "end": self.end,
                "marks": self.marks,
                "code": self.code,
            }
        )

    def texts(self) -> Iterator[str]:
        """What was said, piece by piece."""
        between = ""
        for part in self.parts:
            yield between + self.stored[part.digest].partition("\n")[2]
            between = self.between
        if self.end:
            yield between + self.end

    def check(self) -> None:
        """Whether all parts are such as `revised` takes; `ValueError` and its like if not."""
        for text in self.stored.values():
            for each in _files(text, self.between):
                if {*map(type, each.counts)} - {int} or type(each.path) is not str:
                    raise ValueError("what is said of no file")

    def revised(self, files: Mapping[str, FileReport | None]) -> KeptReport:
        """The same with what is said of some files now, which may be nothing."""
        firsts = [part.first for part in self.parts]
        touched: dict[int, dict[str, FileReport | None]] = {}
        for path in files:
            place = max(bisect_right(firsts, path) - 1, 0)
            touched.setdefault(place, {})[path] = files[path]
        parts, stored = list(self.parts), dict(self.stored)
        for place in sorted(touched, reverse=True):
            before = stored[parts[place].digest] if parts else ""
            known = {each.path: each for each in _files(before, self.between)}
            now: dict[str, FileReport | None] = {**known, **touched[place]}
            left = [each for _, each in sorted(now.items()) if each is not None]
            made, texts = _parted(left, self.between)
            parts[place : place + 1] = made
            stored |= texts
        return self._replace(parts=tuple(parts), stored=stored)


def _parted(files: Iterable[FileReport], between: str) -> tuple[tuple[Part, ...], dict[str, str]]:
    parts: list[Part] = []
    stored: dict[str, str] = {}
    some: list[FileReport] = []

    def close() -> None:
        rows = [(each.path, len(each.text), each.counts) for each in some]
        text = f"{json.dumps(rows)}\n{between.join([each.text for each in some])}"
        digest = digest_of(text.encode("utf-8", "surrogatepass"))
        counts = tuple(map(sum, zip(*(each.counts for each in some), strict=True)))
        parts.append(Part(digest, some[0].path, counts))
        stored[digest] = text
        some.clear()

    size = 0
    for each in files:
        some.append(each)
        size += len(each.text)
        if size > SIZE:
            close()
            size = 0
    if some:
        close()
    return tuple(parts), stored


def _files(stored: str, between: str) -> Iterator[FileReport]:
    rows, _, text = stored.partition("\n")
    at = 0
    value: list[Any] = json.loads(rows or "[]")
    for path, length, counts in value:
        yield FileReport(path, text[at : at + length], tuple(counts))
        at += length + len(between)
