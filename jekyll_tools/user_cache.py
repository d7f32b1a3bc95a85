"""The folder that a system gives a program for what it can make again.

Written out: platformdirs takes 7 to 18 ms, a whole run in which nothing has changed takes 100.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NAME = "jekyll-tools"


def user_cache() -> Path | None:
    """The user's cache folder for jt, which may not be there yet; None where it has no place."""
    if sys.platform == "darwin":
        return _below_home("Library", "Caches")
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return Path(local, _NAME, "Cache") if local else None
    given = os.environ.get("XDG_CACHE_HOME", "")
    # The specification has relative paths ignored.
    return Path(given, _NAME) if given.startswith("/") else _below_home(".cache")


def _below_home(*parts: str) -> Path | None:
    try:
        return Path.home().joinpath(*parts, _NAME)
    except RuntimeError:  # there is no home
        return None
