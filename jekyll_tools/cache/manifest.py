"""What was seen of the disk, written down, and held against the disk as it is now."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from itertools import islice
from stat import S_ISLNK, S_ISREG
from typing import Any, NamedTuple, get_args

from jekyll_tools.seen import (
    Seen,
    Sight,
    Stamp,
    What,
    folder_now,
    glob_now,
    kinds_now,
    sight_now,
    time_now,
)

MANY = 1000  # changed files, after which nobody asks what is still as it was
_KINDS: tuple[What, ...] = get_args(What)


def written(seen: Seen) -> str:
    """The manifest of what was seen, as a text."""
    return json.dumps(
        {
            "at": seen.started,
            "files": _columns(seen.files),
            "folders": _columns(seen.folders),
            "kinds": seen.kinds,
            "globs": seen.globs,
            "times": seen.times,
        }
    )


def read(text: str) -> Seen:
    """What a manifest says was seen; `ValueError`, `KeyError` or `TypeError` if it is none."""
    value = json.loads(text)
    seen = Seen(int(value["at"]))
    seen.files = dict(_rows(value["files"]))
    seen.folders = dict(_rows(value["folders"]))
    seen.kinds = {str(path): str(kind) for path, kind in value["kinds"].items()}
    seen.globs = {str(pattern): str(found) for pattern, found in value["globs"].items()}
    seen.times = {str(path): int(at) for path, at in value["times"].items()}
    return seen


class Difference(NamedTuple):
    """How the disk differs from what was seen.

    `seen` is what still holds, with the stamps of now; `renewed`: some stamps were others.
    `files` are those with another content, or none; `elsewhere`: a folder, a link, a time or the
    like is not what it was, or so many files that the others were not looked at.
    """

    seen: Seen
    renewed: bool = False
    files: frozenset[str] = frozenset()
    elsewhere: bool = False

    @property
    def none(self) -> bool:
        """Whether all is as it was."""
        return not self.files and not self.elsewhere


def difference(seen: Seen) -> Difference:
    """Ask the disk again all that was asked, and compare."""
    fresh = Seen(time.time_ns())
    plain: set[str] = set()
    files = _changed(seen.files, fresh.files, seen.started, sight_now, plain)
    changed = frozenset(islice(files, MANY))
    folders = list(_changed(seen.folders, fresh.folders, seen.started, _list_now, set()))
    kinds = kinds_now(seen.kinds, plain)
    fresh.kinds = {path: now for path, now in kinds if now == seen.kinds[path]}
    fresh.globs = {glob: found for glob, found in seen.globs.items() if glob_now(glob) == found}
    fresh.times = {path: at for path, at in seen.times.items() if time_now(path) == at}
    same = (
        (not folders and len(changed) < MANY)
        and (len(fresh.kinds), len(fresh.globs)) == (len(seen.kinds), len(seen.globs))
        and len(fresh.times) == len(seen.times)
    )
    # What was looked at again, because it was racy, need not be the next time.
    renewed = any(sight is not seen.files[path] for path, sight in fresh.files.items()) or any(
        sight is not seen.folders[path] for path, sight in fresh.folders.items()
    )
    return Difference(fresh, renewed, changed, not same)


def _changed(
    old: dict[str, Sight], fresh: dict[str, Sight], at: int, look: Any, plain: set[str]
) -> Iterator[str]:
    """The paths that are not what they were; `fresh` gets the others, with their new stamps.

    `plain` gets the files that are no symlinks: so nobody has to ask once more what they are.
    """
    stat, lstat = os.stat, os.lstat
    for path, sight in old.items():
        try:
            found = lstat(path)
            if S_ISREG(found.st_mode):
                plain.add(path)
            elif S_ISLNK(found.st_mode):
                found = stat(path)
            stamp = Stamp.of(found)
        except (OSError, ValueError):
            stamp = Stamp(0, 0, 0, 0)
        if stamp == sight.stamp and sight.what != "links" and not stamp.is_racy(at):
            fresh[path] = sight
            continue
        again = look(path, sight.what)
        same = again is not None and again.digest == sight.digest and again.what == sight.what
        if same and sight.what == "stamp":
            same = stamp == sight.stamp and not stamp.is_racy(at)
        if same:
            fresh[path] = again
        else:
            yield path


def _list_now(path: str, what: What) -> Sight:
    return folder_now(path)


def _columns(sights: dict[str, Sight]) -> dict[str, Any]:
    # Columns of one kind are read several times as fast as rows.
    return {
        "paths": list(sights),
        "stamps": [number for sight in sights.values() for number in sight.stamp],
        "digests": [sight.digest for sight in sights.values()],
        "what": [_KINDS.index(sight.what) for sight in sights.values()],
    }


def _rows(columns: dict[str, Any]) -> Iterator[tuple[str, Sight]]:
    numbers = iter(columns["stamps"])
    stamps = zip(numbers, numbers, numbers, numbers, strict=True)
    for path, stamp, digest, what in zip(
        columns["paths"], stamps, columns["digests"], columns["what"], strict=True
    ):
        yield path, Sight(Stamp(*stamp), digest, _KINDS[what])
