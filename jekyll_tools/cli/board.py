"""A file in which processes that share their work tell each other what they have found out."""

from __future__ import annotations

import os
import pickle
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_HEAD = struct.Struct("=III")  # whose it is, how long, and a sum that tells it from a torso


@dataclass(slots=True)
class Board:
    """What one process writes, each of the others reads once; it is made before they part.

    Who does not hear of something finds it out alone: on a full disk nothing more is told.
    """

    file: int
    _at: int = 0
    _full: bool = False

    @classmethod
    def new(cls) -> Board:
        """An empty one, which is gone with the last process that has it."""
        from tempfile import mkstemp

        first, path = mkstemp(prefix="jt-")
        try:
            # What is written at the end, in one go, is in one piece whoever else writes.
            return cls(os.open(path, os.O_RDWR | os.O_APPEND))
        finally:
            os.close(first)
            os.unlink(path)  # noqa: PTH108 beside the other calls of os

    def write(self, value: object) -> None:
        """Tell the others."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        whole = _HEAD.pack(os.getpid(), len(data), zlib.crc32(data)) + data
        try:
            self._full = self._full or os.write(self.file, whole) < len(whole)
        except OSError:
            self._full = True

    def news(self) -> Iterator[Any]:
        """What others have written since the last time."""
        size = os.fstat(self.file).st_size
        while len(head := os.pread(self.file, _HEAD.size, self._at)) == _HEAD.size:
            process, length, checksum = _HEAD.unpack(head)
            start = self._at + _HEAD.size
            if start + length > size:
                return  # what comes after a torso, or has been written since
            if process != os.getpid():
                data = os.pread(self.file, length, start)
                if zlib.crc32(data) != checksum:
                    return
                # It was written by this program a moment ago.
                yield pickle.loads(data)
            self._at = start + length

    def close(self) -> None:
        """Let go of it here."""
        os.close(self.file)
