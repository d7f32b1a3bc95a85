"""The journal of a write of several files, from which a killed write is finished or undone."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

TEMP_NAME = re.compile(r"\.jt-[0-9a-f]{16}\.tmp")


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: its path under the root, the new content beside it, digests of old and new."""

    path: str
    temp: str | None
    before: str | None
    after: str | None
    folders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was done about a write that had been cut off; `paths` are the files concerned.

    `finished`: all of them have the new content. `undone`: all have the old one. `conflict`: some
    were changed since by someone else and are as that left them; the old contents are in `kept`.
    """

    outcome: Literal["finished", "undone", "conflict"]
    paths: tuple[str, ...]
    kept: str = ""

    def __str__(self) -> str:
        names = ", ".join(self.paths)
        match self.outcome:
            case "finished":
                return f"an interrupted write was finished: {names}"
            case "undone":
                return f"an interrupted write was undone: {names}"
            case "conflict":
                return (
                    f"an interrupted write met later changes and was left: {names} "
                    f"(the contents before it are in {self.kept})"
                )


@dataclass(frozen=True, slots=True)
class Journal:
    """Lives in `folder` in the user's cache; the file's name says how far the write has come."""

    folder: Path
    root: Path

    @property
    def _staging(self) -> Path:
        return self.folder / "staging.json"

    @property
    def _commit(self) -> Path:
        return self.folder / "commit.json"

    def begin(self, entries: list[Entry]) -> None:
        """Before the first temporary file is made."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_synced(self._staging, json.dumps([asdict(e) for e in entries]).encode())
        sync_folder(self.folder)

    def keep(self, index: int, content: bytes) -> None:
        """The old content of a file, for undoing."""
        write_synced(self._backup(index), content)

    def commit(self) -> None:
        """All new contents are on the disk: from here on the write is finished, not undone."""
        self._staging.replace(self._commit)
        sync_folder(self.folder)

    def end(self) -> None:
        """Nothing is left to do."""
        self._commit.unlink(missing_ok=True)
        self._staging.unlink(missing_ok=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    def recover(self) -> Recovery | None:
        """Finish or undo what a killed process left; None when there is nothing."""
        committed = self._commit.exists()
        entries = self._entries(self._commit if committed else self._staging)
        if not entries:
            if self.folder.exists():
                self.end()
            return None
        names = tuple(entry.path for entry in entries)
        if not committed:
            self.discard(entries)
            self.end()
            return Recovery("undone", names)
        if all(map(self._can_finish, entries)):
            for entry in entries:
                self.put(entry)
            self.discard(entries)
            self.end()
            return Recovery("finished", names)
        return self.undo(entries)

    def put(self, entry: Entry) -> None:
        """Bring one file to its new content, when it is not there yet."""
        target = self.root / entry.path
        if entry.after is None:
            target.unlink(missing_ok=True)
        elif entry.temp is not None and (self.root / entry.temp).exists():
            (self.root / entry.temp).replace(target)
        sync_folder(target.parent)

    def undo(self, entries: list[Entry]) -> Recovery:
        """Give every file its old content back, unless someone else has changed it since."""
        names = tuple(entry.path for entry in entries)
        foreign = False
        for index, entry in enumerate(entries):
            state = self._state(entry)
            if state == entry.before:
                continue
            if state != entry.after or not self._can_restore(index, entry):
                foreign = True
            else:
                self._restore(index, entry)
        self.discard(entries)
        written = any(e.before is not None and self._state(e) != e.before for e in entries)
        if foreign and written:
            kept = self.folder.with_name(f"{self.folder.name}-{os.urandom(4).hex()}")
            self._commit.unlink(missing_ok=True)
            self.folder.replace(kept)
            return Recovery("conflict", names, str(kept))
        self.end()
        return Recovery("undone", names)

    def discard(self, entries: list[Entry]) -> None:
        """Remove temporary files, and folders that were made for new files and are empty."""
        for entry in entries:
            if entry.temp is not None and TEMP_NAME.fullmatch(Path(entry.temp).name):
                (self.root / entry.temp).unlink(missing_ok=True)
            for folder in entry.folders:
                try:
                    (self.root / folder).rmdir()
                except OSError:
                    break

    def _can_restore(self, index: int, entry: Entry) -> bool:
        return entry.before is None or digest_of(self._backup(index)) == entry.before

    def _backup(self, index: int) -> Path:
        return self.folder / f"{index}.before"

    def _restore(self, index: int, entry: Entry) -> None:
        target = self.root / entry.path
        if entry.before is None:
            target.unlink(missing_ok=True)
        else:
            temp = target.with_name(f".jt-{os.urandom(8).hex()}.tmp")
            write_synced(temp, self._backup(index).read_bytes())
            if target.exists():
                shutil.copymode(target, temp)
            temp.replace(target)
        sync_folder(target.parent)

    def _can_finish(self, entry: Entry) -> bool:
        state = self._state(entry)
        if state == entry.after or entry.temp is None:
            return state in (entry.before, entry.after)
        return state == entry.before and digest_of(self.root / entry.temp) == entry.after

    def _state(self, entry: Entry) -> str | None:
        return digest_of(self.root / entry.path)

    def _entries(self, path: Path) -> list[Entry]:
        try:
            items = json.loads(path.read_bytes())
            return [Entry(**{**item, "folders": tuple(item["folders"])}) for item in items]
        except (OSError, ValueError, TypeError, KeyError):
            return []


def digest(content: bytes | None) -> str | None:
    """What a content is recognised by; None for a file that is not there."""
    return None if content is None else hashlib.sha256(content).hexdigest()


def digest_of(path: Path) -> str | None:
    """The digest of a file as it is now."""
    try:
        return digest(path.read_bytes())
    except FileNotFoundError:
        return None


def write_synced(path: Path, content: bytes) -> None:
    """Write a file and wait until it is on the disk."""
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until names in a folder are on the disk, where the system can say so."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
