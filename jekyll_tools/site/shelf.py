"""The texts of a large site while it is in use: in a file of our own, not in memory.

Rules and templates ask for the text of one page at a time. From a file that is ours it is back in
microseconds, and is the one that was read first, whoever writes the site's own meanwhile.
"""

from __future__ import annotations

import os
from collections import deque
from weakref import finalize

from jekyll_tools.site.known import LaterFile, words_in
from jekyll_tools.text import File

MOST_IN_MEMORY = 4_000_000  # characters; a thousand pages or so
_MOST_TAKEN = 16  # texts that are in use at a time


class Shelf:
    """Puts texts away once they are many; on a full disk, and on Windows, they stay in memory.

    Processes that inherit a shelf share its file. They read from it, and none but the first writes.
    """

    def __init__(self, most: int = MOST_IN_MEMORY) -> None:
        self._left = most
        self._process = os.getpid()
        self._full = not hasattr(os, "pread")
        self._file = -1
        self._end = 0
        self._taken: deque[ShelvedFile] = deque()

    def put(self, file: File) -> File:
        """The file, whose text is from now on in memory or on the shelf."""
        if isinstance(file, LaterFile) or self._full or os.getpid() != self._process:
            return file
        self._left -= len(file.text)
        if self._left >= 0:
            return file
        raw = file.text.encode("utf-8", "surrogatepass")
        if not self._written(raw):
            self._full = True  # to look for a place each time would take longer than reading
            return file
        self._end += len(raw)
        return ShelvedFile(file, self, self._end - len(raw), len(raw))

    def text(self, start: int, length: int) -> str:
        """A text that was put away."""
        return os.pread(self._file, length, start).decode("utf-8", "surrogatepass")

    def took(self, file: ShelvedFile) -> None:
        """Somebody uses a text; the one that was taken longest ago is put back."""
        self._taken.append(file)
        if len(self._taken) > _MOST_TAKEN:
            self._taken.popleft().let_go()

    def _written(self, raw: bytes) -> bool:
        from tempfile import mkstemp

        try:
            if self._file < 0:
                self._file, path = mkstemp(prefix="jt-")
                finalize(self, os.close, self._file)
                os.unlink(path)  # noqa: PTH108 beside the other calls of os
            return os.pwrite(self._file, raw, self._end) == len(raw)
        except OSError:
            return False


class ShelvedFile(LaterFile):
    """A file whose text is on a shelf, and in memory while it is among those in use."""

    __slots__ = ("_length", "_shelf", "_start")
    _length: int
    _shelf: Shelf
    _start: int

    def __init__(self, file: File, shelf: Shelf, start: int, length: int) -> None:
        super().__init__(file.path, words_in(file.text), str)
        object.__setattr__(self, "_length", length)
        object.__setattr__(self, "_shelf", shelf)
        object.__setattr__(self, "_start", start)

    @property
    def text(self) -> str:
        """All of the file."""
        found = self._text
        if found is None:
            found = self._shelf.text(self._start, self._length)
            object.__setattr__(self, "_text", found)
            self._shelf.took(self)
        return found

    def let_go(self) -> None:
        """Nobody uses the text for now."""
        object.__setattr__(self, "_text", None)
