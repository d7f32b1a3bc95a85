"""A file in which processes that share their work tell each other what they have found out."""

from __future__ import annotations

import os
import pickle
import struct
from collections.abc import Iterator
from typing import Any

from jekyll_tools.dataclass import dataclass

_HEAD = struct.Struct("=II")  # whose it is, and how long


@dataclass(slots=True)
class Board:
    """What one process writes, each of the others reads once; it is made before they part."""

    file: int
    _at: int = 0

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
        os.write(self.file, _HEAD.pack(os.getpid(), len(data)) + data)

    def news(self) -> Iterator[Any]:
        """What others have written since the last time."""
        while len(head := os.pread(self.file, _HEAD.size, self._at)) == _HEAD.size:
            process, length = _HEAD.unpack(head)
            start = self._at + _HEAD.size
            if process != os.getpid():
                data = os.pread(self.file, length, start)
                if len(data) < length:
                    return  # the disk is full
                # It was written by this program a moment ago.
                yield pickle.loads(data)
            self._at = start + length

    def close(self) -> None:
        """Let go of it here."""
        os.close(self.file)
