"""One site's part of the cache: named texts in an sqlite file, each with a checksum.

A file that cannot be read, or was written by somebody or something else, is removed. Nothing here
raises: a cache that does not work is no cache.
"""

from __future__ import annotations

import os
import sqlite3
import time
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import Literal

from jekyll_tools.cache.folder import is_own, prune

SCHEMA = 1
_OURS = 0x6A74_0001  # sqlite's application_id
_PATIENCE = 2.0  # seconds to wait for another jt that writes
_PIECE = 1_000_000  # code points
MOST_BYTES = 100_000_000
MOST_GROUPS = 6  # as many ways to lint one site are kept: with other rules, in another profile


class Store:
    """The kept texts of one site; a *group* of them belongs together and goes together."""

    def __init__(self, folder: Path, site: str) -> None:
        name = blake2b(os.fsencode(site), digest_size=12).hexdigest()
        self.path = folder / f"{name}.sqlite"

    def get(self, group: str, name: str) -> str | None:
        """A text; None where there is none that can be trusted."""
        return next((text for _, text in self.get_all(group, (name,))), None)

    def get_all(self, group: str, names: Iterable[str]) -> list[tuple[str, str]]:
        """The texts that are there, of those with these names, as they are at one moment."""
        found: list[tuple[str, str]] = []
        with self._connected(create=False) as connection:
            if connection is None:
                return found
            query = "SELECT value, sum FROM kept WHERE ingroup = ? AND name = ?"
            connection.execute("BEGIN")  # all of them are of one moment
            for name in names:
                row = connection.execute(query, (group, name)).fetchone()
                text = None if row is None else _unpacked(group, name, *row)
                if text is not None:
                    found.append((name, text))
        return found

    def has(self, group: str) -> bool:
        """Whether anything is kept under a group."""
        found = None
        with self._connected(create=False) as connection:
            if connection is not None:
                query = "SELECT 1 FROM kept WHERE ingroup = ? LIMIT 1"
                found = connection.execute(query, (group,)).fetchone()
        return found is not None

    def put(
        self,
        group: str,
        texts: Mapping[str, str | Iterator[str]],
        drop: Iterable[str] = (),
        *,
        more: Iterable[tuple[str, str]] = (),
        afresh: bool = False,
    ) -> None:
        """Keep texts, and drop those with other names; `afresh` drops all of the group first.

        Long ones may come in pieces. `more` are texts that may be many. Only one is held at a time.
        """
        # Packed before the file is opened: whoever makes the texts may read from it.
        packed = [
            (group, name, *_packed(group, name, text))
            for name, text in chain[tuple[str, str | Iterator[str]]](texts.items(), more)
        ]
        with self._connected(create=True) as connection:
            if connection is None:
                return
            with connection:
                if afresh:
                    connection.execute("DELETE FROM kept WHERE ingroup = ?", (group,))
                connection.executemany(
                    "DELETE FROM kept WHERE ingroup = ? AND name = ?",
                    [(group, name) for name in drop],
                )
                connection.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", packed)
                now = int(time.time())
                connection.execute("INSERT OR REPLACE INTO used VALUES (?, ?)", (group, now))
                _drop_old_groups(connection)
        self._bound()

    @contextmanager
    def _connected(self, *, create: bool) -> Iterator[sqlite3.Connection | None]:
        """A connection, or None; errors of the body end it and remove a file that is broken."""
        try:
            connection = self._opened(create)
        except (sqlite3.Error, OSError, ValueError):
            connection = None
        if connection is None:
            yield None
            return
        with closing(connection):
            try:
                yield connection
            except sqlite3.OperationalError:
                pass  # another jt writes, or the disk is full or read-only
            except (sqlite3.Error, ValueError, OverflowError):
                self.remove()

    def _opened(self, create: bool) -> sqlite3.Connection | None:
        if self.path.is_symlink() or (self.path.exists() and not is_own(self.path)):
            self.remove()
        if not self.path.exists():
            if not create:
                return None
            os.close(os.open(self.path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        connection = sqlite3.connect(self.path, timeout=_PATIENCE)
        try:
            # What is lost when the machine stops is made again; what is torn has a wrong checksum.
            connection.execute("PRAGMA synchronous = OFF")
            state = _state(connection, "BEGIN")
            if state == "empty" and create:
                state = _state(connection, "BEGIN IMMEDIATE", make=True)
            if state == "ours":
                return connection
            if state == "empty":  # another jt is about to write it
                connection.close()
                return None
        except sqlite3.OperationalError:
            connection.close()
            return None
        except sqlite3.DatabaseError:
            pass
        connection.close()
        self.remove()
        return self._opened(create) if create and not self.path.exists() else None

    def remove(self) -> None:
        """Forget everything about the site."""
        for path in (self.path, Path(f"{self.path}-journal"), Path(f"{self.path}-wal")):
            with suppress(OSError):
                path.unlink()

    def _bound(self) -> None:
        with suppress(OSError):
            if self.path.stat().st_size > MOST_BYTES:
                self.remove()
            prune(self.path.parent, self.path)


def _state(
    connection: sqlite3.Connection, begin: str, *, make: bool = False
) -> Literal["ours", "empty", "other"]:
    """Whose tables a file has; with `make` an empty one gets ours.

    All is asked in one transaction: of a file that another run makes meanwhile, half would be seen,
    and such a file is not ours.
    """
    with connection:
        connection.execute(begin)
        (name,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if (name, version) == (_OURS, SCHEMA):
            return "ours"
        if (name, version) != (0, 0):
            return "other"
        if connection.execute("SELECT 1 FROM sqlite_master").fetchone():
            return "other"
        if not make:
            return "empty"
        connection.execute(
            "CREATE TABLE IF NOT EXISTS kept"
            " (ingroup TEXT, name TEXT, value BLOB, sum BLOB, PRIMARY KEY (ingroup, name))"
            " WITHOUT ROWID"
        )
        connection.execute("CREATE TABLE IF NOT EXISTS used (ingroup TEXT PRIMARY KEY, at INTEGER)")
        connection.execute(f"PRAGMA application_id = {_OURS}")
        connection.execute(f"PRAGMA user_version = {SCHEMA}")
    return "ours"


def _drop_old_groups(connection: sqlite3.Connection) -> None:
    query = "SELECT ingroup FROM used ORDER BY at DESC LIMIT -1 OFFSET ?"
    for (group,) in connection.execute(query, (MOST_GROUPS,)).fetchall():
        connection.execute("DELETE FROM kept WHERE ingroup = ?", (group,))
        connection.execute("DELETE FROM used WHERE ingroup = ?", (group,))


def _packed(group: str, name: str, text: str | Iterator[str]) -> tuple[bytes, bytes]:
    packer = zlib.compressobj(1)
    packed = [packer.compress(each.encode("utf-8", "surrogatepass")) for each in _parts(text)]
    value = b"".join((*packed, packer.flush()))
    return value, _sum(group, name, value)


def _parts(text: str | Iterator[str]) -> Iterator[str]:
    """A text may have ten megabytes, which need not be there as bytes, too."""
    if isinstance(text, str):
        yield from (text[at : at + _PIECE] for at in range(0, len(text), _PIECE))
    else:
        yield from text


def _unpacked(group: str, name: str, value: object, checksum: object) -> str | None:
    if not isinstance(value, bytes) or _sum(group, name, value) != checksum:
        return None
    try:
        return zlib.decompress(value).decode("utf-8", "surrogatepass")
    except (zlib.error, UnicodeDecodeError):
        return None


def _sum(group: str, name: str, value: bytes) -> bytes:
    # The names are part of it, so that no value can stand in for another.
    head = f"{group}\0{name}\0".encode("utf-8", "surrogatepass")
    return blake2b(value, digest_size=16, key=blake2b(head, digest_size=16).digest()).digest()
