"""What reading a site asked of the disk, so that a later run can tell whether it still holds.

A file that was read has its stamp and a digest of what was read of it; a folder that was listed a
digest of its list; a path that was asked about what it is. This module needs hardly more than the
standard library: a run that finds nothing changed imports little else.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from glob import glob
from hashlib import blake2b
from stat import S_ISDIR, S_ISREG
from typing import Literal, NamedTuple, TypeVar

MOST_DIGESTED = 64_000_000
"""Bytes that are read in one run only because a file is so new that its stamp tells nothing."""
RACY = 2_000_000_000
"""Nanoseconds in which a file may change twice and show one time: the coarsest clock is FAT's."""
What = Literal["text", "head", "stamp", "list", "links"]
"""What was seen: all of a file, its first bytes, no more than its stamp (another stamp is another
file); the entries of a folder, or entries of which some are links, that may lead elsewhere."""
T = TypeVar("T")
_BINARY = getattr(os, "O_BINARY", 0)  # Windows
_HEAD = 4


class Stamp(NamedTuple):
    """What the file system says of a file; one that changes changes this, or is *racy*."""

    size: int
    modified: int
    changed: int
    inode: int

    @classmethod
    def of(cls, found: os.stat_result) -> Stamp:
        """The stamp in the answer of `stat`; times are nanoseconds."""
        # An inode may need all 64 bits without a sign.
        inode = found.st_ino & 0x7FFF_FFFF_FFFF_FFFF
        return cls(found.st_size, found.st_mtime_ns, found.st_ctime_ns, inode)

    def is_racy(self, at: int) -> bool:
        """Whether a change after the time `at` (nanoseconds) could leave this stamp as it is."""
        return max(self.modified, self.changed) > at - RACY


class Sight(NamedTuple):
    """A file or folder as it was seen, and what of it: `What` says what `digest` is made of.

    Where a file is known by its stamp, it is that of its first bytes, or "".
    """

    stamp: Stamp
    digest: str
    what: What = "text"


@dataclass(slots=True)
class Seen:
    """What was seen, by absolute path; `started` is when the reading began, in nanoseconds.

    `unstable`: paths that changed while they were read; what was made of them is not to be kept.
    `until`: the first date (seconds since 1970) that is still to come, and changes what is read.
    """

    started: int = field(default_factory=time.time_ns)
    files: dict[str, Sight] = field(default_factory=dict)
    folders: dict[str, Sight] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    globs: dict[str, str] = field(default_factory=dict)
    times: dict[str, int] = field(default_factory=dict)
    unstable: set[str] = field(default_factory=set)
    until: int | None = None
    digested: int = 0

    def text(self, path: str, found: os.stat_result, raw: bytes) -> None:
        """All of a file was read."""
        self._file(path, Sight(Stamp.of(found), digest_of(raw)))

    def head(self, path: str, found: os.stat_result, raw: bytes) -> None:
        """Only the start of a file was looked at."""
        if path not in self.files:
            self.files[path] = Sight(Stamp.of(found), digest_of(raw[:_HEAD]), "head")

    def stamp(self, path: str, found: os.stat_result) -> None:
        """A file's size or time was asked, or its bytes will be by somebody who does not tell them.

        One so new that its stamp tells nothing is read here, before whoever asks reads it.
        """
        known = self.files.get(path)
        if known is None or known.what == "head":
            stamp = Stamp.of(found)
            # Of a file that is the same, what its first bytes are is still known.
            head = known.digest if known is not None and known.stamp == stamp else ""
            self.files[path] = self._read_new(path, stamp) or Sight(stamp, head, "stamp")

    def _read_new(self, path: str, stamp: Stamp) -> Sight | None:
        if not stamp.is_racy(self.started) or self.digested + stamp.size > MOST_DIGESTED:
            return None
        self.digested += stamp.size
        sight = sight_now(path, "text")
        return sight if sight is not None and sight.stamp == stamp else None

    def folder(self, path: str, entries: Iterable[str]) -> None:
        """A folder was listed; `entries` as `entry_mark` writes them."""
        sight = _folder(path, list(entries))
        if self.folders.setdefault(path, sight).digest != sight.digest:
            self.unstable.add(path)

    def kind(self, path: str, kind: str) -> None:
        """Somebody asked what there is at a path; the answer as `kind_of` gives it."""
        if self.kinds.setdefault(path, kind) != kind:
            self.unstable.add(path)

    def comes(self, at: int) -> None:
        """From a date on something will be read otherwise."""
        self.until = at if self.until is None else min(self.until, at)

    def time(self, path: str) -> int:
        """When a file was modified, in nanoseconds: 0 where there is none."""
        found = self.times[path] = time_now(path)
        return found

    def glob(self, pattern: str) -> list[str]:
        """The paths that a pattern has; this is asked here so that it can be asked again."""
        found = sorted(glob(pattern, recursive=True))  # noqa: PTH207 patterns are text
        self.globs[pattern] = _listed(found)
        return found

    def _file(self, path: str, sight: Sight) -> None:
        known = self.files.get(path)
        if known is not None and known.what == "text" and known.digest != sight.digest:
            self.unstable.add(path)
        self.files[path] = sight

    def since(self, before: Seen) -> Seen:
        """What was seen since a copy was made."""
        return Seen(
            self.started,
            _fresh(self.files, before.files),
            _fresh(self.folders, before.folders),
            _fresh(self.kinds, before.kinds),
            _fresh(self.globs, before.globs),
            _fresh(self.times, before.times),
            set(self.unstable),
            self.until,
        )

    def copy(self) -> Seen:
        """As much as has been seen by now."""
        return Seen(
            self.started,
            dict(self.files),
            dict(self.folders),
            dict(self.kinds),
            dict(self.globs),
            dict(self.times),
        )

    def learn(self, other: Seen) -> None:
        """Take over what another process saw of the same site."""
        self.unstable |= other.unstable
        for path, sight in other.files.items():
            known = self.files.get(path)
            if known is None or (known.what != "text" and known.what != sight.what):
                self.files[path] = sight
            elif known.what == sight.what and known.digest != sight.digest:
                self.unstable.add(path)
        for path, sight in other.folders.items():
            if self.folders.setdefault(path, sight).digest != sight.digest:
                self.unstable.add(path)
        for path, kind in other.kinds.items():
            self.kind(path, kind)
        self.globs |= other.globs
        self.times |= other.times


def _fresh(mine: dict[str, T], old: dict[str, T]) -> dict[str, T]:
    return {key: value for key, value in mine.items() if old.get(key) is not value}


def digest_of(raw: bytes) -> str:
    """A digest that no other content has."""
    return blake2b(raw, digest_size=16).hexdigest()


def entry_mark(entry: os.DirEntry[str]) -> str:
    """An entry of a folder: its kind, its name, and where it leads when it is a symlink."""
    try:
        kind = "d" if entry.is_dir() else "f" if entry.is_file() else "?"
        if entry.is_symlink():
            return f"{kind}{entry.name}\0{os.path.realpath(entry.path)}"
    except OSError:
        kind = "!"
    return kind + entry.name


def folder_now(path: str) -> Sight:
    """A folder as it is now; an empty one where there is none."""
    try:
        with os.scandir(path) as entries:
            return _folder(path, [entry_mark(entry) for entry in entries])
    except OSError:
        return _folder(path, [])


def kind_of(path: str) -> str:
    """What there is at a path: `f` or `d` or nothing, then where it really is."""
    try:
        kind = "d" if os.path.isdir(path) else "f" if os.path.isfile(path) else ""  # noqa: PTH112,PTH113 hot
        return kind and f"{kind}{os.path.realpath(path)}"
    except (OSError, ValueError):
        return ""


class Kinds:
    """What there is at paths, as `kind_of` says of one.

    Where a folder really is has to be asked only once for all that is in it.
    """

    def __init__(self) -> None:
        self._real: dict[str, str] = {}

    def of(self, path: str, kind: str = "") -> str:
        """See `kind_of`; `kind` is "f" for a file that has just been found to be no symlink."""
        folder, _, name = path.rpartition("/")
        if os.sep != "/" or not folder or not name or "/." in path or "//" in path:
            return kind_of(path)
        kind = kind or _plain_kind(path)
        if not kind:
            return kind_of(path)
        if folder not in self._real:
            self._real[folder] = os.path.realpath(folder).rstrip("/")
        return f"{kind}{self._real[folder]}/{name}"


def kinds_now(
    paths: Iterable[str], plain: Collection[str] = frozenset()
) -> Iterator[tuple[str, str]]:
    """The paths with what there is at each; `plain` have just been found to be plain files."""
    kinds = Kinds()
    for path in paths:
        yield path, kinds.of(path, "f" if path in plain else "")


def _plain_kind(path: str) -> str:
    """`f` or `d` for a file or folder that is no symlink."""
    try:
        mode = os.lstat(path).st_mode
    except (OSError, ValueError):
        return ""
    return "f" if S_ISREG(mode) else "d" if S_ISDIR(mode) else ""


def time_now(path: str) -> int:
    """When a file was modified."""
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 hot
    except (OSError, ValueError):
        return 0


def glob_now(pattern: str) -> str:
    """The digest of what a pattern has now."""
    return _listed(sorted(glob(pattern, recursive=True)))  # noqa: PTH207 patterns are text


def sight_now(path: str, what: What) -> Sight | None:
    """A file as it is now, seen in the same way; None when it cannot be read."""
    try:
        if what == "stamp":
            return Sight(Stamp.of(os.stat(path)), "", what)  # noqa: PTH116 hot
        number = os.open(path, os.O_RDONLY | _BINARY)
        with os.fdopen(number, "rb") as file:
            stamp = Stamp.of(os.fstat(number))
            return Sight(stamp, digest_of(file.read(_HEAD if what == "head" else -1)), what)
    except (OSError, ValueError):
        return None


def _folder(path: str, marks: list[str]) -> Sight:
    # A link may lead elsewhere while the folder that holds it stays as it is.
    what: What = "links" if any("\0" in mark for mark in marks) else "list"
    try:
        return Sight(Stamp.of(os.stat(path)), _listed(marks), what)  # noqa: PTH116 hot
    except OSError:
        return Sight(Stamp(0, 0, 0, 0), _listed(marks), "links")


def _listed(entries: Iterable[str]) -> str:
    # A name may have line ends in it, and before where a link leads there is one NUL alone.
    return digest_of("\0\0".join(sorted(entries)).encode("utf-8", "surrogateescape"))
