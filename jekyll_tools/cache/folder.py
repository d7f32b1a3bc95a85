"""The folder of the cache: where it is, whether it is the user's own, and how large it may grow."""

from __future__ import annotations

import os
import stat
import time
from contextlib import suppress
from pathlib import Path

from jekyll_tools.user_cache import user_cache

VARIABLE = "JT_CACHE_DIR"
MOST_BYTES = 500_000_000
MOST_DAYS = 30


def cache_folder(wanted: Path | None = None) -> Path | None:
    """The folder, made if need be; None where there is none to be had or it is not the user's.

    `wanted` is what the command line says; then `JT_CACHE_DIR` counts, then the custom of the
    system. Nobody but the user can look into it, or it is not used.
    """
    named = os.environ.get(VARIABLE)
    path = wanted or (Path(named) if named else user_cache())
    if path is None:
        return None
    folder = path.absolute() / "lint"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if is_own(folder):
            return folder
    except (OSError, ValueError):
        pass
    return None


def is_own(path: Path) -> bool:
    """Whether a file or folder is the user's, no symlink, and nobody else can write to it."""
    try:
        found = path.lstat()
    except OSError:
        return False
    if stat.S_ISLNK(found.st_mode):
        return False
    if not hasattr(os, "getuid"):  # Windows: a user's folders are the user's
        return True
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def prune(folder: Path, keep: Path) -> None:
    """Remove what no run has used for a month, and the oldest of what is too much."""
    files = []
    for path in folder.iterdir():
        with suppress(OSError):
            found = path.stat()
            files.append((found.st_mtime, found.st_size, path))
    total = sum(size for _, size, _ in files)
    oldest = time.time() - MOST_DAYS * 86_400
    for modified, size, path in sorted(files):
        if path != keep and (modified < oldest or total > MOST_BYTES):
            total -= size
            with suppress(OSError):
                path.unlink()
