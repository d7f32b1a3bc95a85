"""A folder for the length of this process."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path


@cache
def scratch() -> Path:
    """The folder; it is removed at the end (a process that this one forked leaves it alone)."""
    place = Path(tempfile.mkdtemp(prefix="jt-"))
    atexit.register(shutil.rmtree, place, ignore_errors=True)
    return place
