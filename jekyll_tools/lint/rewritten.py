"""Where HTML stood before a layout put the page through filters as a whole.

Layouts that compress a page or number its headings take all of it apart and join it again. What
they leave as it was is found in what there was before: the content, or a layout further inside.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from jekyll_tools.text import File, Origin, Traced

_CROWD = 20  # origins of one piece of HTML: a layout has rewritten the page as a whole
_LONG = 1_000  # characters that are taken for more than one value
_MADE = 100  # characters of a tag's output that are taken for more than one value
_WIDEST = 500  # characters of a tag


class Stood(NamedTuple):
    """A piece of HTML where it is known: in what Jekyll writes, or in what that was made of."""

    text: Traced
    start: int
    origins: list[Origin]

    def head(self) -> list[Origin]:
        """The origins of its first character."""
        return self.text.origins(self.start, self.start + 1)


def stood(html: Traced, stages: Sequence[Traced], start: int, end: int) -> Stood | None:
    """Where `start:end` of the HTML is asked for its origins; None where no place is known.

    `stages` is what the page was before each layout.
    """
    now: Stood | None = None
    if not is_blurred(html, start, end):
        origins = html.origins(start, end)
        if len(origins) < _CROWD or any(origin.verbatim for origin in origins):
            now = Stood(html, start, origins)
            if not _is_joined(html, start):
                return now
    for stage in reversed(stages):
        at = _same(html.text, start, end, stage.text, sure=now is not None)
        last = at + end - start
        if at >= 0 and not is_blurred(stage, at, last) and not _is_joined(stage, at):
            return Stood(stage, at, stage.origins(at, last))
    return now


def is_blurred(traced: Traced, start: int, end: int) -> bool:
    """Whether a template rewrote so much text at once that nobody can say what became of it."""
    for _, _, source in traced.runs(start, end):
        if source is not None:
            if not source.verbatim and source.end - source.start > _LONG + 4 * (end - start):
                return True
            if isinstance(source.text, Traced):
                return is_blurred(source.text, source.start, source.end)
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


def _same(html: str, start: int, end: int, before: str, *, sure: bool) -> int:
    """Where `start:end` of the HTML stood before: with the start of its tag, or else alone.

    It is the place that has as many of the same above. Where some of these are gone, it is the
    first, or -1 if it has to be sure.
    """
    if start >= end:
        return -1
    tag = html.rfind("<", max(start - _WIDEST, 0), start)
    at = _nth(html, tag, end, before, sure=True) if tag >= 0 else -1
    return at + start - tag if at >= 0 else _nth(html, start, end, before, sure=sure)


def _nth(html: str, start: int, end: int, before: str, *, sure: bool) -> int:
    piece = html[start:end]
    at = before.find(piece)
    if html.count(piece) == before.count(piece):
        for _ in range(html.count(piece, 0, start)):
            at = before.find(piece, at + len(piece))
        return at
    return -1 if sure else at
