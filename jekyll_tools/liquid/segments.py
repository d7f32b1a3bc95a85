"""The part of a collection that a loop walks over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.values import Range


class Segment(NamedTuple):
    """The items that a loop walks over, and where the first is in which array."""

    values: list[object]
    container: object = None
    first: int = 0
    step: int = 1

    def position(self, place: int) -> int:
        """The index in the array of the item at a place in the segment."""
        return self.first + place * self.step

    def reversed(self) -> Segment:
        """From the last item to the first."""
        last = self.first + len(self.values) - 1
        return Segment(self.values[::-1], self.container, last, -1)


def sliced(run: Run, values: object, start: int, end: int | None) -> Segment:
    """The items of a collection from `start` to `end` (`utils.rb`, slice_collection)."""
    if type(values) is list:
        if start > 0 or end is not None:
            low = max(start, 0)
            high = len(values) if end is None else max(end, 0)
            run.meter.step(len(values[low:high]))
            return Segment(values[low:high], values, low)
        run.meter.step(len(values))
        return Segment(values, values)
    if isinstance(values, str):
        return Segment([values] if values else [])
    if isinstance(values, Range):
        run.meter.step(min(values.length, values.length if end is None else max(end, 0)))
    items = list(islice(_items(values), max(start, 0), None if end is None else max(end, 0)))
    return Segment(items)


def _items(values: object) -> Iterator[object]:
    if isinstance(values, Range):
        yield from values.integers()
    elif isinstance(values, Mapping):
        for key, value in values.items():
            yield [key, value]
