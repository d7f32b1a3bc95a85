"""Pieces of HTML with the places they come from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate
from typing import overload

from jekyll_tools.kramdown.grammar import STRIPPED, pattern
from jekyll_tools.kramdown.nodes import Attributes, Element, Value
from jekyll_tools.text import Source, Traced

_REFERENCE = r"&(?:[\w:][-\w.:]*;|\#\d+;|\#x[0-9a-fA-F]+;)"
TEXT_RE = pattern(rf"(?!{_REFERENCE})[<>&]")
ATTRIBUTE_RE = pattern(rf"""(?!{_REFERENCE})[<>&"]""")
CODE_RE = pattern(r"[<>&]")
_ESCAPED = {"<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;"}

Piece = tuple[str, int, int]


def escaped(text: str, what: re.Pattern[str]) -> str:
    """A text with the characters that a pattern finds as entities."""
    return what.sub(lambda match: _ESCAPED[match[0]], text)


def _plain(text: str) -> bool:
    """Whether nothing in a text is escaped; far quicker than a pattern, which looks everywhere."""
    return "&" not in text and "<" not in text and ">" not in text


class Writer:
    """Gathers the pieces of a page in order; a piece without a place has -1."""

    def __init__(self, source: Traced) -> None:
        self.source = source
        self.pieces: list[Piece] = []

    def write(self, text: str, start: int = -1, end: int = -1) -> None:
        """Append a piece that a range of the source made."""
        if text:
            self.pieces.append((text, start, end))

    def tag(self, before: str, attributes: Attributes, after: str, element: Element) -> None:
        """A start tag: `before` is all up to the attributes, `after` what closes it."""
        start, end, pieces = element.start, element.end, self.pieces
        for name, value in attributes.items():
            text = value[0]
            if name == "id" and not text.strip(STRIPPED):
                continue
            pieces.append((f'{before} {name}="', start, end))
            if "&" in text or "<" in text or ">" in text or '"' in text:
                self._value(value)
            elif text:
                pieces.append(value)
            before = '"'
        if text := before + after:
            pieces.append((text, start, end))

    def _value(self, value: Value) -> None:
        text, start, end = value
        if start >= 0 and self.source.text[start:end] == text:
            self._escape(text, start, ATTRIBUTE_RE)
        else:
            self.write(escaped(text, ATTRIBUTE_RE), start, end)

    def text(self, element: Element, what: re.Pattern[str] | None) -> None:
        """The literal text of an element; `what` says which characters are escaped."""
        strip = element.strip
        assert strip is not None
        pieces = element.pieces
        if len(pieces) == 1 and len(strip.starts) == 1 and pieces[0][2] is None:  # nearly always
            start, end, _ = pieces[0]
            shift = strip.shifts[0]
            if text := strip.text[start:end]:
                if what is None or not ("&" in text or "<" in text or ">" in text):
                    self.pieces.append((text, start + shift, end + shift))
                else:
                    self._escape(text, start + shift, what)
            return
        for start, end, new in pieces:
            if new is not None:
                text = escaped(new, what) if what else new
                self.write(text, *strip.span(start, end))
                continue
            for first, last, place in strip.runs(start, end):
                text = strip.text[first:last]
                if what is None or _plain(text):
                    self.pieces.append((text, place, place + last - first))
                else:
                    self._escape(text, place, what)

    def _escape(self, text: str, place: int, what: re.Pattern[str]) -> None:
        at = 0
        for match in what.finditer(text):
            first, last = match.span()
            self.write(text[at:first], place + at, place + first)
            self.write(_ESCAPED[match[0]], place + first, place + last)
            at = last
        self.write(text[at:], place + at, place + len(text))

    def chomp(self, mark: int) -> None:
        """Take the last line end away from what was written since `mark`."""
        if len(self.pieces) > mark and self.pieces[-1][0].endswith("\n"):
            text, start, end = self.pieces.pop()
            self.write(text[:-1], start, max(end - 1, start) if end - start == len(text) else end)

    def done(self) -> Traced:
        """All pieces as one text; a piece that stands in the source word for word is verbatim."""
        texts = [piece for piece, _, _ in self.pieces]
        starts = list(accumulate(map(len, texts), initial=0))
        starts.pop()
        return Traced("".join(texts), starts, _Sources(self.source, self.pieces))


class _Sources(Sequence[Source | None]):
    """The sources of the pieces of a page, made when they are asked for: few ever are."""

    __slots__ = ("_pieces", "_source")

    def __init__(self, source: Traced, pieces: list[Piece]) -> None:
        self._source = source
        self._pieces = pieces

    def __len__(self) -> int:
        return len(self._pieces)

    @overload
    def __getitem__(self, index: int) -> Source | None: ...
    @overload
    def __getitem__(self, index: slice) -> list[Source | None]: ...
    def __getitem__(self, index: int | slice) -> Source | list[Source | None] | None:
        if isinstance(index, slice):
            return [self._of(piece) for piece in self._pieces[index]]
        return self._of(self._pieces[index])

    def _of(self, piece: Piece) -> Source | None:
        written, start, end = piece
        if start < 0:
            return None
        text = self._source.text
        if end > len(text):
            end = len(text)
            start = min(start, end)
        verbatim = end - start == len(written) and text.startswith(written, start)
        return Source(self._source, start, end, verbatim)
