"""Text cut out of a source and edited, every character still knowing its place there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator


class Strip:
    """A string in runs: run i starts at `starts[i]`, and `shifts[i]` leads to the source.

    Characters that were made up (an expanded tab, a pad) belong to a run as well; whether a run
    stands in the source word for word is settled by comparing, when it is written.
    """

    __slots__ = ("shifts", "starts", "text")

    def __init__(self, text: str, starts: list[int], shifts: list[int]) -> None:
        self.text = text
        self.starts = starts
        self.shifts = shifts

    def at(self, pos: int) -> int:
        """The place in the source of a place in the text."""
        if len(self.starts) == 1:
            return pos + self.shifts[0]
        return pos + self.shifts[bisect_right(self.starts, pos) - 1]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the source that a range of the text was made from."""
        if len(self.shifts) == 1:
            shift = self.shifts[0]
            return start + shift, (end if end > start else start) + shift
        first = self.at(start)
        return first, max(self.at(end - 1) + 1, first) if end > start else first

    def shift(self, start: int, end: int) -> int | None:
        """What leads from `start:end` to the source; None where it is put together there."""
        if len(self.starts) == 1:
            return self.shifts[0]
        i = bisect_right(self.starts, start) - 1
        return self.shifts[i] if i + 1 == len(self.starts) or end <= self.starts[i + 1] else None

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """`start:end` in runs: start, end, place in the source."""
        starts = self.starts
        if len(starts) == 1:
            if end > start:
                yield start, end, start + self.shifts[0]
            return
        i = bisect_right(starts, start) - 1
        while start < end:
            stop = min(starts[i + 1], end) if i + 1 < len(starts) else end
            yield start, stop, start + self.shifts[i]
            start = stop
            i += 1

    def cut(self, start: int, end: int) -> Strip:
        """A part as a strip of its own."""
        shift = self.shift(start, end)
        if shift is not None:
            return Strip(self.text[start:end], [0], [shift + start])
        weave = Weave()
        weave.add(self, start, end)
        return weave.done(self.at(start))

    def without(self, lead: re.Pattern[str], start: int, end: int) -> Strip:
        """`start:end` without what a pattern matches at the start of its lines."""
        weave, text, line = Weave(), self.text, start
        place = self.at(start)
        while 0 <= line < end:
            if match := lead.match(text, line, end):
                weave.add(self, start, line)
                start = match.end()
            line = text.find("\n", line, end) + 1 or -1
        weave.add(self, start, end)
        return weave.done(place)


class Weave:
    """Puts a strip together, perhaps from a `first` one on."""

    __slots__ = ("_first", "_length", "_parts", "_shifts", "_starts")

    def __init__(self, first: Strip | None = None) -> None:
        self._first = first
        if first is None:
            self._parts: list[str] = []
            self._starts: list[int] = []
            self._shifts: list[int] = []
            self._length = 0

    def add(self, strip: Strip, start: int, end: int) -> None:
        """Append a part of another strip."""
        if end <= start:
            return
        if self._first is not None:
            self._open(self._first)
        shifts = strip.shifts
        if len(shifts) == 1:
            self._run(self._length, start + shifts[0])
            self._parts.append(strip.text[start:end])
            self._length += end - start
            return
        for first, _, place in strip.runs(start, end):
            self._run(self._length + first - start, place)
        self._parts.append(strip.text[start:end])
        self._length += end - start

    def pad(self, text: str, place: int) -> None:
        """Append made-up text that stands for what is at a place in the source."""
        if text:
            if self._first is not None:
                self._open(self._first)
            self._run(self._length, place)
            self._parts.append(text)
            self._length += len(text)

    def done(self, place: int = 0) -> Strip:
        """The strip; an empty one stands at `place`."""
        if self._first is not None:  # nothing was added to it
            return self._first
        return Strip("".join(self._parts), self._starts or [0], self._shifts or [place])

    def _open(self, first: Strip) -> None:
        self._first = None
        self._parts, self._length = [first.text], len(first.text)
        self._starts, self._shifts = first.starts[:], first.shifts[:]
        if not first.text:
            self._parts, self._starts, self._shifts = [], [], []

    def _run(self, start: int, place: int) -> None:
        shift = place - start
        if not self._shifts or self._shifts[-1] != shift:
            self._starts.append(start)
            self._shifts.append(shift)


_CR = re.compile(r"\r\n?")


def whole(text: str) -> Strip:
    """A text as kramdown adapts it: LF line ends, and exactly one more at the very end."""
    plain = Strip(text, [0], [0])
    if "\r" in text:
        weave = Weave()
        start = 0
        for match in _CR.finditer(text):
            weave.add(plain, start, match.start())
            weave.pad("\n", match.start())
            start = match.end()
        weave.add(plain, start, len(text))
        plain = weave.done()
    if not plain.text.endswith("\n"):
        weave = Weave(plain)
        weave.pad("\n", max(len(text) - 1, 0))
        plain = weave.done()
    return plain
