"""The only way to the files of a site: nothing outside its folder is opened."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from jekyll_tools.seen import Kinds, entry_mark
from jekyll_tools.site.known import Given, Known, LaterFile, words_in
from jekyll_tools.site.plain import NoPlainFormError, plain
from jekyll_tools.site.problems import Kind, Problem
from jekyll_tools.text import File, Span

MAX_BYTES = 20_000_000
MAX_DEPTH = 64
_START = 16_384
_BINARY = getattr(os, "O_BINARY", 0)  # Windows
_HEADER = re.compile(rb"---[ \t\r\f\v]*\n")


Overlay = Mapping[str, str | Path | None]


class Item(NamedTuple):
    """A file or a folder as a folder lists it."""

    name: str
    is_folder: bool


class Disk:
    """A folder that is read: paths are relative to it, with forward slashes.

    A symlink is followed only when what it points to lies in the folder; anything else is left
    out and told as a problem (Jekyll itself follows it outside of safe mode). `overlay` has what is
    read in the place of files, by their paths: a text, another file, or nothing (None).
    """

    def __init__(
        self,
        root: Path,
        problems: list[Problem],
        prefix: str = "",
        overlay: Overlay | None = None,
        known: Known | None = None,
    ) -> None:
        self.known = known or Known()
        self.seen = self.known.seen
        self.root = os.path.realpath(root)
        self._problems = problems
        self._prefix = prefix
        self.overlay: Overlay = overlay or {}
        self._laid = _listed(self.overlay)
        self._told: set[str] = set()
        self._kinds = Kinds()
        self._last: tuple[str, bytes] = ("", b"")

    def items(self, folder: str) -> list[Item]:
        """What a folder holds, by name; empty when there is no such folder."""
        laid = self._laid.get(folder.strip("/"), ())
        found: list[Item] = []
        if folder.count("/") > MAX_DEPTH or not self._is_real_folder(folder):
            return sorted(laid)
        marks: list[str] = []
        path = os.path.join(self.root, folder)  # noqa: PTH118 hot
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    marks.append(entry_mark(entry))
                    item = self._item(folder, entry)
                    if item is not None:
                        found.append(item)
        except OSError as error:
            self.seen.unstable.add(path)
            self._tell(folder, "unreadable", f"this folder cannot be read: {error.strerror}")
        self.seen.folder(path, marks)
        if self.overlay:
            below = f"{folder.strip('/')}/".lstrip("/")
            found = [i for i in found if self.overlay.get(below + i.name, "") is not None]
        if laid:
            names = {item.name for item in laid}
            found = [*laid, *(item for item in found if item.name not in names)]
        found.sort()
        return found

    def _item(self, folder: str, entry: os.DirEntry[str]) -> Item | None:
        try:
            entry.name.encode()
            if entry.is_symlink() and not self.holds(f"{folder}/{entry.name}"):
                return None
            if entry.is_dir():
                return Item(entry.name, True)
            return Item(entry.name, False) if entry.is_file() else None
        except UnicodeEncodeError:
            name = entry.name.encode("utf-8", "replace").decode()
            self._tell(f"{folder}/{name}", "not-utf8", "the name of this file is not UTF-8")
        except OSError:
            return None
        return None

    def walk(self, folder: str, *, hidden: bool = False) -> Iterator[str]:
        """Every file below a folder, relative to it; folders that are symlinks stay closed.

        This is Ruby's `Dir.glob("**/*")`, with `hidden` that with `FNM_DOTMATCH`.
        """
        pending = [("", iter(self.items(folder)))]
        while pending:
            below, items = pending[-1]
            item = next(items, None)
            if item is None:
                pending.pop()
                continue
            if item.name.startswith(".") and not hidden:
                continue
            inner = below + item.name
            if not item.is_folder:
                yield inner
            elif not Path(self.root, folder, inner).is_symlink():
                pending.append((inner + "/", iter(self.items(f"{folder}/{inner}"))))

    def is_folder(self, path: str) -> bool:
        """Whether there is such a folder, inside the site."""
        return path.strip("/") in self._laid or self._is_real_folder(path)

    def _is_real_folder(self, path: str) -> bool:
        return self._is("d", path)

    def is_file(self, path: str) -> bool:
        """Whether there is such a file, inside the site."""
        if path in self.overlay:
            return self.overlay[path] is not None
        return self._is("f", path)

    def _is(self, wanted: str, path: str) -> bool:
        full = os.path.join(self.root, path)  # noqa: PTH118 hot
        kind = self.seen.kinds.get(full)
        if kind is None:
            kind = self._kinds.of(full)
            self.seen.kind(full, kind)
        return kind[:1] == wanted and self._inside(path, kind[1:])

    def holds(self, path: str) -> bool:
        """Whether a path, its symlinks followed, stays in the folder; tells when it does not."""
        try:
            real = os.path.realpath(os.path.join(self.root, path))  # noqa: PTH118 hot
        except (OSError, ValueError):
            return False
        return self._inside(path, real)

    def _inside(self, path: str, real: str) -> bool:
        if real == self.root or real.startswith(self.root + os.sep):
            return True
        self._tell(path, "outside-link", f"this symlink leaves the site: it points to {real}")
        return False

    def named(self, path: str) -> str:
        """A path as it is told to people: relative to the site, or below the theme's name."""
        return self._prefix + path

    def place(self, path: str) -> Path:
        """Where the content of a file stands; that of a text of the overlay is nowhere."""
        laid = self.overlay.get(path)
        return laid if isinstance(laid, Path) else Path(self.root, path)

    def is_loop(self, folder: str) -> bool:
        """Whether a folder is a symlink to a folder above it: a walk would never end."""
        path = Path(self.root, folder)
        return path.is_symlink() and Path(os.path.realpath(path.parent)).is_relative_to(
            os.path.realpath(path)
        )

    def has_header(self, path: str) -> bool:
        """`Utils.has_yaml_header?`: whether the first line is `---`; reads no more than that."""
        laid = self.overlay.get(path)
        if isinstance(laid, str):
            return _HEADER.match(laid[:4096].encode()) is not None
        if path not in self.overlay:
            full = os.path.join(self.root, path)  # noqa: PTH118 hot
            if (given := self.known.of(full)) is not None:
                return given.headed
            if self.known.has_no_header(full):
                return False
        try:
            start, complete = self._bytes(path, _START)
        except OSError:
            self.seen.unstable.add(path)
            return False
        if start[:3] != b"---":
            return False
        if complete:
            # what has a header is read next: not to open small files twice
            self._last = path, start
        return _HEADER.match(start) is not None

    def text(self, path: str) -> tuple[File | None, bool]:
        """A file's text, and whether it is clean UTF-8; tells of what is wrong with it.

        Line ends stay. Bytes that are no UTF-8 become U+FFFD. A byte order mark stays, too:
        Ruby's `bom|utf-8` drops it, so the text that counts starts behind it.
        """
        laid = self.overlay.get(path)
        if isinstance(laid, str):
            return File(self._prefix + path, laid), True
        try:
            raw, complete = self._last[1], self._last[0] == path
            if not complete:
                raw, complete = self._bytes(path, MAX_BYTES)
        except OSError as error:
            self.seen.unstable.add(path)
            self._tell(path, "unreadable", f"this file cannot be read: {error.strerror}")
            return None, False
        if not complete:
            self._tell(path, "too-large", f"larger than {MAX_BYTES} bytes; it was not read")
            return None, False
        name = self._prefix + path
        if raw.startswith(b"\xef\xbb\xbf"):
            self._problems.append(
                Problem("byte-order-mark", name, "remove the byte order mark at the start", 0)
            )
        try:
            return File(name, raw.decode()), True
        except UnicodeDecodeError as error:
            byte = raw[error.start]
            message = f"byte {byte:#04x} at {error.start} is not UTF-8; save the file as UTF-8"
            self._problems.append(Problem("not-utf8", name, message, error.start))
            return File(name, raw.decode("utf-8", "replace")), False

    def given(self, path: str, role: str = "") -> tuple[File, Span, Any] | None:
        """The file, content and value of what need not be read for it; None where it must be."""
        if path in self.overlay:
            return None
        given = self.known.of(os.path.join(self.root, path), role)  # noqa: PTH118 hot
        if given is None:
            return None
        try:
            value = given.loaded()
        except (TypeError, ValueError, RecursionError):  # nothing that `plain` ever wrote
            return None
        file = LaterFile(self._prefix + path, given.words, lambda: self._again(path))
        return file, Span(given.start, given.end), value

    def gave(self, path: str, text: str, body: Span, value: object, role: str = "") -> None:
        """Note what a file gave that was read without any problem."""
        full = os.path.join(self.root, path)  # noqa: PTH118 hot
        sight = self.seen.files.get(full)
        fresh = self.known.fresh
        if fresh is None or path in self.overlay or sight is None or sight.what != "text":
            return
        with suppress(NoPlainFormError, RecursionError):
            written, tagged = plain(value)
            headed = _HEADER.match(text[:_START].encode()) is not None
            fresh[full] = Given(sight.digest + role, *body, headed, words_in(text), tagged, written)

    def _again(self, path: str) -> str:
        file, _ = self.text(path)
        return "" if file is None else file.text

    def _bytes(self, path: str, limit: int) -> tuple[bytes, bool]:
        """The start of a file, and whether that is all of it."""
        place = self.overlay.get(path) or os.path.join(self.root, path)  # noqa: PTH118 hot
        number = os.open(place, os.O_RDONLY | _BINARY)
        try:
            found = os.fstat(number)
            size = found.st_size
            head = os.read(number, min(size, 4 if limit == _START else limit))
            if limit == _START and head[:3] == b"---":
                head += os.read(number, limit)
            complete = len(head) >= size
            name = os.fspath(place)
            if limit == _START and head[:3] != b"---":
                self.seen.head(name, found, head)
            elif complete:
                self.seen.text(name, found, head)
            else:
                self.seen.stamp(name, found)
            return head, complete
        finally:
            os.close(number)

    def _tell(self, path: str, kind: Kind, message: str) -> None:
        path = self._prefix + path.strip("/")
        if path not in self._told:
            self._told.add(path)
            self._problems.append(Problem(kind, path, message))


def _listed(overlay: Overlay) -> dict[str, set[Item]]:
    """What an overlay adds to each folder."""
    found: dict[str, set[Item]] = {}
    for path in [path for path, laid in overlay.items() if laid is not None]:
        is_folder = False
        while path:
            path, _, name = path.rpartition("/")
            found.setdefault(path, set()).add(Item(name, is_folder))
            is_folder = True
    return found
