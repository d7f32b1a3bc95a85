"""Where HTML stood before a layout put the page through filters as a whole.

Layouts that compress a page or number its headings take all of it apart and join it again. What
they leave as it was is found in what there was before: the content, or a layout further inside.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from jekyll_tools.patterns import late
from jekyll_tools.text import File, Origin, Traced

_CROWD = 20  # origins of one piece of HTML: a layout has rewritten the page as a whole
_LONG = 1_000  # characters that are taken for more than one value
_MADE = 100  # characters of a tag's output that are taken for more than one value
_WIDEST = 500  # characters of a tag
_MARK = late(r"""(?=<)|(?<=["'])""")  # before a tag or a value


class Passage(NamedTuple):
    """A piece of HTML where it is known: in what Jekyll writes, or in what that was made of."""

    text: Traced
    start: int
    origins: list[Origin]

    def head(self) -> list[Origin]:
        """The origins of its first character."""
        return self.text.origins(self.start, self.start + 1)


class Stages:
    """What a page is now, and what it was before each layout."""

    def __init__(self, html: Traced, stages: Sequence[Traced]) -> None:
        self._html = html
        self._now = _Pieces(html.text)
        self._before = [(stage, _Pieces(stage.text)) for stage in reversed(stages)]

    def passage(self, start: int, end: int) -> Passage | None:
        """Where `start:end` of the HTML is asked for its origins; None where no place is known."""
        html, now = self._html, None
        if not is_blurred(html, start, end):
            origins = html.origins(start, end)
            if len(origins) < _CROWD or any(origin.verbatim for origin in origins):
                now = Passage(html, start, origins)
                if not _is_joined(html, start):
                    return now
        for stage, before in self._before:
            at = _same(self._now, start, end, before, sure=now is not None)
            last = at + end - start
            if at >= 0 and not is_blurred(stage, at, last) and not _is_joined(stage, at):
                return Passage(stage, at, stage.origins(at, last))
        return now


def is_blurred(traced: Traced, start: int, end: int) -> bool:
    """Whether a template rewrote so much text at once that nobody can say what became of it."""
    for source, first, last in traced.ranges(start, end):
        if not source.verbatim and last - first > _LONG + 4 * (end - start):
            return True
        if isinstance(source.text, Traced):
            return is_blurred(source.text, first, last)
    return False


def _is_joined(traced: Traced, start: int) -> bool:
    """Whether a `{{ tag }}` wrote a long text there that it had from many places."""
    i = max(bisect_right(traced.starts, start) - 1, 0)
    if i >= len(traced.starts):
        return False
    source = traced.sources[i]
    if source is None or source.verbatim:
        return False
    last = traced.starts[i + 1] if i + 1 < len(traced.starts) else len(traced.text)
    size = source.end - source.start
    return isinstance(source.text, File) and last - traced.starts[i] > _MADE + 4 * size


class _Pieces:
    """Where pieces of a text stand: a page may have ten thousand links that lead nowhere."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[tuple[str, bool], list[int]] = {}

    def places(self, piece: str, *, quick: bool) -> list[int]:
        """Where a piece starts, from the first to the last; `quick`: as a tag or after a quote."""
        found = self._known.get((piece, quick))
        if found is None:
            found = [*(self._marked if quick else self._all)(piece)]
            self._known[piece, quick] = found
        return found

    def _marked(self, piece: str) -> Iterable[int]:
        # Those that start in the same way stand side by side.
        head, order = piece[:_WIDEST], self._order
        first = bisect_left(order, head, key=self._head)
        last = bisect_right(order, head, first, key=lambda at: self._head(at)[: len(head)])
        return sorted([at for at in order[first:last] if self.text.startswith(piece, at)])

    def _all(self, piece: str) -> Iterator[int]:
        at = self.text.find(piece)
        while at >= 0:
            yield at
            at = self.text.find(piece, at + len(piece))

    @cached_property
    def _order(self) -> list[int]:
        return sorted([mark.end() for mark in _MARK.finditer(self.text)], key=self._head)

    def _head(self, at: int) -> str:
        return self.text[at : at + _WIDEST]


def _same(html: _Pieces, start: int, end: int, before: _Pieces, *, sure: bool) -> int:
    """Where `start:end` of the HTML stood before: with the start of its tag, or else alone.

    It is the place that has as many of the same above. Where some of these are gone, it is the
    first if the piece is a tag and need not be sure, or else -1.
    """
    if start >= end:
        return -1
    tag = html.text.rfind("<", max(start - _WIDEST, 0), start)
    at = _nth(html, tag, end, before, sure=True) if tag >= 0 else -1
    if at >= 0:
        return at + start - tag
    return _nth(html, start, end, before, sure=sure or html.text[start] != "<")


def _nth(html: _Pieces, start: int, end: int, before: _Pieces, *, sure: bool) -> int:
    piece = html.text[start:end]
    quick = _MARK.match(html.text, start) is not None
    now, then = html.places(piece, quick=quick), before.places(piece, quick=quick)
    if len(now) == len(then):
        return then[min(bisect_left(now, start), len(then) - 1)]
    return -1 if sure else then[0] if then else before.text.find(piece)
