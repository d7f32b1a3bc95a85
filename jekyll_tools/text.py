"""Spans, lines and columns, edits and source maps on a string.

A *Traced* text is one that was produced from other texts: Liquid expanded it, kramdown turned
it into HTML, a layout was put around it. It knows for every run of its characters where that
run comes from, through any number of stages, down to a `File`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import NamedTuple
from weakref import WeakKeyDictionary

from jekyll_tools.patterns import late

MOST_ORIGINS = 200
_WIDE = 1_000  # code points; what was made from as many is asked for every piece of it


class Span(NamedTuple):
    """A half-open range of code points in some text."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as people count it: both numbers start at 1, columns are code points."""

    line: int
    column: int


class Lines:
    """Offsets to lines and back; LF, CRLF and a lone CR each end a line."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = line_starts(text)

    def position(self, offset: int) -> Position:
        """The position of an offset; an offset past the end is the end."""
        offset = min(offset, len(self._text))
        row = bisect_right(self._starts, offset) - 1
        return Position(row + 1, offset - self._starts[row] + 1)

    def offset(self, position: Position) -> int:
        """The offset of a position that `position()` gave."""
        return self._starts[position.line - 1] + position.column - 1

    def line(self, number: int) -> str:
        """The text of a line (1 is the first), without its line end."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self._text)
        return self._text[start:end].rstrip("\r\n")

    def __len__(self) -> int:
        return len(self._starts)


_LINE_END = late(r"\r\n|\n|\r")


def line_starts(text: str) -> list[int]:
    """Where the lines of a text start; LF, CRLF and a lone CR each end a line."""
    if "\r" in text:
        return [0, *(match.end() for match in _LINE_END.finditer(text))]
    starts = list(accumulate([len(line) + 1 for line in text.split("\n")], initial=0))
    starts.pop()  # a last line has no end
    return starts


def past(run: re.Pattern[str], text: str, start: int = 0) -> int:
    """Where what a pattern matches from `start` on ends; `start` itself where it is nothing."""
    found = run.match(text, start)
    return found.end() if found else start


class Edit(NamedTuple):
    """Put `text` in the place of the characters from `start` to `end`."""

    start: int
    end: int
    text: str


class OverlapError(ValueError):
    """Two edits want to change the same characters."""


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made, from the bottom up; equal edits count once.

    Raises `OverlapError` where two edits touch the same characters.
    """
    limit = len(text)
    for edit in sorted(set(edits), key=lambda e: (e.start, e.end), reverse=True):
        if edit.end > limit:
            raise OverlapError(f"two edits at {edit.start}:{edit.end}")
        text = text[: edit.start] + edit.text + text[edit.end :]
        limit = edit.start
    return text


@dataclass(frozen=True, slots=True, eq=False)
class File:
    """A text as it stands on the disk: the root of every origin.

    `path` is relative to the site's root, with forward slashes.
    """

    path: str
    text: str

    def mentions(self, word: str) -> bool:
        """Whether a word stands in the text; one that is not read yet may know without it."""
        return word in self.text


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """Where a run of produced text comes from.

    `verbatim`: the same characters stand at `text[start:end]`, so that offsets inside the run
    carry over and an edit there changes just those. Otherwise the whole range made the run.
    `via`: the place that asked for it, as the `{% include %}` tag or the `{{ output }}` of a
    value; the nearest first.
    """

    text: File | Traced
    start: int
    end: int
    verbatim: bool = True
    via: Source | None = None


class Place(NamedTuple):
    """A range in a file."""

    path: str
    start: int
    end: int


class Origin(NamedTuple):
    """A range in a file that made some produced text, and the places that asked for it.

    `via` goes outwards: the include that was called from the page comes before the page.
    """

    path: str
    start: int
    end: int
    verbatim: bool = True
    via: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, weakref_slot=True, eq=False)
class Traced:
    """A produced text; run i starts at `starts[i]` and comes from `sources[i]`.

    A run without a source (`None`) was made up on the way, as the tags that kramdown writes.
    """

    text: str
    starts: list[int] = field(default_factory=list)
    sources: Sequence[Source | None] = ()

    @classmethod
    def of(cls, file: File, start: int = 0, end: int | None = None) -> Traced:
        """A part of a file as it stands: the identity."""
        end = len(file.text) if end is None else end
        return cls(file.text[start:end], [0], [Source(file, start, end)])

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int, Source | None]]:
        """The runs that touch `start:end`, cut to it; an empty range has the run it stands in."""
        starts, sources = self.starts, self.sources  # of what Liquid wrote, they are worked out
        i, size = max(bisect_right(starts, start) - 1, 0), len(starts)
        while i < size:
            first = starts[i]
            last = starts[i + 1] if i + 1 < size else len(self.text)
            low, high = max(first, start), min(last, end)
            source = sources[i]
            if source is not None and source.verbatim:
                shift = source.start - first
                source = Source(source.text, low + shift, high + shift, True, source.via)
            yield low, high, source
            if last >= end:
                return
            i += 1

    def ranges(self, start: int, end: int) -> Iterator[tuple[Source, int, int]]:
        """What made `start:end`, run by run: the source of a run, and the range of its text."""
        starts, sources = self.starts, self.sources
        i, size = max(bisect_right(starts, start) - 1, 0), len(starts)
        while i < size:
            source, first = sources[i], starts[i]
            i += 1
            last = starts[i] if i < size else len(self.text)
            if source is not None:
                low, high = source.start, source.end
                if source.verbatim:
                    low, high = max(start - first, 0) + low, min(last, end) - first + low
                yield source, low, high
            if last >= end:
                return

    def origins(self, start: int, end: int) -> list[Origin]:
        """The origins in files of `start:end`, in order; neighbours in one file are joined.

        Of a range that was made from very many places only the first `MOST_ORIGINS` are told: a
        page that went through a filter of its layout whole has millions.
        """
        if end - start < _WIDE:
            return self._origins(start, end)
        told = _TOLD.setdefault(self, {})
        if (start, end) not in told:
            told[start, end] = self._origins(start, end)
        return told[start, end]

    def _origins(self, start: int, end: int) -> list[Origin]:
        found: list[Origin] = []
        for source, low, high in self.ranges(start, end):
            for origin in _resolve(source, low, high):
                if not (found and _joined(found, origin)):
                    found.append(origin)
            if len(found) >= MOST_ORIGINS:
                break
        return found


_TOLD: WeakKeyDictionary[Traced, dict[tuple[int, int], list[Origin]]] = WeakKeyDictionary()
"""The origins of wide ranges, for as long as the text is there."""


def _resolve(source: Source, start: int, end: int) -> list[Origin]:
    via = tuple(_places(source.via)) if source.via is not None else ()
    verbatim = source.verbatim
    if isinstance(source.text, File):
        return [Origin(source.text.path, start, end, verbatim, via)]
    inner = source.text.origins(start, end)
    if verbatim and not via:
        return inner
    return [Origin(o.path, o.start, o.end, o.verbatim and verbatim, o.via + via) for o in inner]


def _places(via: Source | None) -> Iterator[Place]:
    while via is not None:
        if isinstance(via.text, File):
            yield Place(via.text.path, via.start, via.end)
        else:
            for origin in via.text.origins(via.start, via.end)[:1]:
                yield Place(origin.path, origin.start, origin.end)
                yield from origin.via
        via = via.via


def _joined(found: list[Origin], origin: Origin) -> bool:
    last = found[-1]
    if last == origin:
        return True
    touching = last.end == origin.start and last.verbatim and origin.verbatim
    if not (touching and last.path == origin.path and last.via == origin.via):
        return False
    found[-1] = Origin(last.path, last.start, origin.end, True, last.via)
    return True
