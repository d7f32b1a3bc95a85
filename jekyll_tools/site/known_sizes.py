"""Sizes of images that had to be decoded: as long as their stamps say that they are the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jekyll_tools.seen import Stamp
from jekyll_tools.site.images import ImageSize

Sized = tuple[Stamp, ImageSize]


class KnownSizes:
    """Sizes by absolute paths; those that an earlier run found are read when one is asked for.

    `fresh` are those that were found in this run.
    """

    def __init__(self, read: Callable[[], Mapping[str, Sized]] = dict) -> None:
        self._read = read
        self._known: Mapping[str, Sized] | None = None
        self.fresh: dict[str, Sized] = {}

    @property
    def known(self) -> Mapping[str, Sized]:
        """What an earlier run found."""
        if self._known is None:
            self._known = self._read()
        return self._known

    def of(self, path: str, stamp: Stamp) -> ImageSize | None:
        """The size of an image, if it is the same."""
        found = self.known.get(path)
        return found[1] if found is not None and found[0] == stamp else None

    def note(self, path: str, stamp: Stamp, size: ImageSize, at: int) -> None:
        """Note a size that was found after the time `at` (nanoseconds)."""
        if not stamp.is_racy(at):
            self.fresh[path] = stamp, size
