"""Several files written as one: all or none, never torn, never over somebody's change."""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.journal import TEMP_NAME, Entry, Journal, Recovery, digest, sync_folder
from jekyll_tools.user_cache import user_cache

if TYPE_CHECKING:
    from filelock import BaseFileLock

_CACHE_HOME = "set XDG_CACHE_HOME to a folder that can be written"
_PATIENCE = 60.0  # seconds to wait for another jt
_STALE = 3600.0  # seconds after which a temporary file is nobody's


@dataclass(frozen=True, slots=True)
class Written:
    """The files that have new content now, under the root; equal files are left out.

    `recovery`: an earlier write that had been cut off was dealt with first. `unlinked`: files
    that had a second name (hard link), which still has the old content.
    """

    paths: tuple[Path, ...]
    recovery: Recovery | None = None
    unlinked: tuple[Path, ...] = ()


def write_files(
    changes: Mapping[Path, bytes | None],
    expected: Mapping[Path, bytes | None],
    root: Path,
    *,
    cache: Path | None = None,
) -> Written:
    """Give every file its new content (None removes it), or change nothing.

    `expected` is the content each file had when it was read; a path that is not in it must not
    exist. Paths are absolute or under `root`. A file keeps its mode; a symbolic link is followed
    when it stays in the root. `cache` is the folder for lock and journal (the user's by default).

    Raises `EditError`, with nothing changed: a file that someone else has changed since, one
    without the write bit, one outside of the root, a disk that is full.
    """
    with locked(root, cache=cache) as recovery:
        real_root = root.resolve()
        files = _files(changes, expected, real_root)
        for file in files:
            _require_unchanged(file)
        _remove_stale({file.target.parent for file in files})
        files = [file for file in files if file.old != file.new]
        if files:
            _write(files, Journal(_place(real_root, cache), real_root))
        return Written(
            tuple(file.target.relative_to(real_root) for file in files),
            recovery,
            tuple(file.target.relative_to(real_root) for file in files if file.links > 1),
        )


@contextmanager
def locked(root: Path, *, cache: Path | None = None) -> Iterator[Recovery | None]:
    """Keep every other jt from writing to the site; around reading and writing, nothing is lost.

    A write that was cut off earlier is finished or undone first; what was done is handed over.
    May be nested. Raises `EditError` after a minute of waiting.
    """
    real_root = root.resolve()
    place = _place(real_root, cache)
    lock = _acquired(place.with_suffix(".lock"))
    try:
        yield Journal(place, real_root).recover() if lock.lock_counter == 1 else None
    finally:
        lock.release()


@dataclass(frozen=True, slots=True)
class _File:
    target: Path
    name: str
    old: bytes | None
    new: bytes | None
    mode: int | None
    owner: tuple[int, int] | None
    links: int


def _acquired(path: Path) -> BaseFileLock:
    import filelock

    lock = filelock.FileLock(path, is_singleton=True)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=_PATIENCE)
    except filelock.Timeout as error:
        raise EditError("another jt is writing to this site", advice="try again later") from error
    except OSError as error:
        raise EditError(
            f"cannot use the cache folder {path.parent}: {error.strerror}",
            advice=_CACHE_HOME,
        ) from error
    return lock


def _place(real_root: Path, cache: Path | None) -> Path:
    cache = cache or user_cache()
    if cache is None:
        raise EditError("there is no folder for a journal of what is written", advice=_CACHE_HOME)
    return cache / "writes" / hashlib.sha256(os.fsencode(real_root)).hexdigest()[:16]


def _files(
    changes: Mapping[Path, bytes | None], expected: Mapping[Path, bytes | None], root: Path
) -> list[_File]:
    files: dict[Path, _File] = {}
    for path, new in changes.items():
        file = _file(path, expected.get(path), new, root)
        if file.target in files:
            raise EditError("is named twice in one write", path=file.name)
        files[file.target] = file
    return [files[target] for target in sorted(files)]


def _file(path: Path, old: bytes | None, new: bytes | None, root: Path) -> _File:
    name = (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()
    try:
        target = (root / path).resolve()
    except (OSError, ValueError, RuntimeError) as error:
        raise EditError(f"is not a usable path: {error}", path=name) from error
    if not target.is_relative_to(root) or target == root:
        raise EditError("leads out of the site", advice="jt writes inside the site only", path=name)
    try:
        info = target.stat()
    except FileNotFoundError:
        return _File(target, name, old, new, None, None, 0)
    except OSError as error:
        raise EditError(f"cannot be written: {error.strerror}", path=name) from error
    if not stat.S_ISREG(info.st_mode):
        raise EditError("is not a file", path=name)
    # os.replace would go through on a read-only file: the folder decides there.
    if not info.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise EditError("is read-only", advice="make it writable first: chmod u+w", path=name)
    owner = (info.st_uid, info.st_gid)
    return _File(target, name, old, new, stat.S_IMODE(info.st_mode), owner, info.st_nlink)


def _require_unchanged(file: _File) -> None:
    try:
        now = file.target.read_bytes()
    except FileNotFoundError:
        now = None
    if now != file.old:
        what = "was changed"
        if now is None or file.old is None:
            what = "was removed" if now is None else "was created"
        raise EditError(
            f"{what} by someone else meanwhile; nothing was written",
            advice="run the command again",
            path=file.name,
        )


def _write(files: list[_File], journal: Journal) -> None:
    entries = [_entry(file, journal.root) for file in files]
    try:
        journal.begin(entries)
        for index, (file, entry) in enumerate(zip(files, entries, strict=True)):
            _stage(file, entry, journal.root)
            if file.old is not None:
                journal.keep(index, file.old)
        for folder in {file.target.parent for file in files if file.new is not None}:
            sync_folder(folder)
        for file in files:
            _require_unchanged(file)
    except BaseException as error:
        journal.discard(entries)
        journal.end()
        if isinstance(error, OSError):
            raise _unwritable(error) from error
        raise
    journal.commit()
    try:
        for file, entry in zip(files, entries, strict=True):
            _require_unchanged(file)
            journal.put(entry)
    except BaseException as error:
        journal.undo(entries)
        if isinstance(error, OSError):
            raise _unwritable(error) from error
        raise
    journal.end()


def _entry(file: _File, root: Path) -> Entry:
    temp = None
    if file.new is not None:
        temp = file.target.with_name(f".jt-{os.urandom(8).hex()}.tmp").relative_to(root).as_posix()
    made = []
    folder = file.target.parent
    while not folder.exists():
        made.append(folder.relative_to(root).as_posix())
        folder = folder.parent
    path = file.target.relative_to(root).as_posix()
    return Entry(path, temp, digest(file.old), digest(file.new), tuple(made))


def _stage(file: _File, entry: Entry, root: Path) -> None:
    if entry.temp is None or file.new is None:
        return
    file.target.parent.mkdir(parents=True, exist_ok=True)
    # A new file gets the mode that the user's umask gives; another keeps its own.
    access = 0o666 if file.mode is None else 0o600
    handle = os.open(root / entry.temp, os.O_WRONLY | os.O_CREAT | os.O_EXCL, access)
    with os.fdopen(handle, "wb") as temp:
        temp.write(file.new)
        temp.flush()
        if file.owner is not None and hasattr(os, "fchown"):
            with suppress(PermissionError):
                os.fchown(temp.fileno(), *file.owner)
        if file.mode is not None:
            (root / entry.temp).chmod(file.mode)
        os.fsync(temp.fileno())


def _unwritable(error: OSError) -> EditError:
    return EditError(
        f"cannot be written: {error.strerror or error}; nothing was changed",
        path=str(error.filename or ""),
    )


def _remove_stale(folders: set[Path]) -> None:
    """Temporary files of a killed jt whose journal is gone."""
    before = time.time() - _STALE
    for folder in folders:
        with suppress(OSError):
            for path in folder.iterdir():
                if TEMP_NAME.fullmatch(path.name) and path.lstat().st_mtime < before:
                    path.unlink(missing_ok=True)
