"""The files of a folder at a commit or in the index, as what differs from the work tree.

What git does not know and ignores (`.gitignore`) is the same at every time. What it does not know
and does not ignore is new. A pointer of Git LFS stands for the file that it names, where that is
on this machine, else for the file of the work tree.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple

from jekyll_tools.git.command import Repository
from jekyll_tools.git.entries import Entry, changed, special, untracked

_POINTER = re.compile(
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:ext-.*\n)*oid sha256:([0-9a-f]{64})\n"
)
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,10}\Z")
_LINK, _SUBMODULE = "120000", "160000"


class Laid(NamedTuple):
    """What to read in the place of the files of a folder: another file, or None for nothing.

    `unknown` are submodules whose commit is not on this machine; they are as in the work tree.
    """

    files: Mapping[str, Path | None]
    unknown: tuple[str, ...] = ()


def laid_over(repository: Repository, tree: str | None, folder: Path, store: Path) -> Laid:
    """How the files of a folder were in a tree, or (None) are in the index.

    Paths are relative to `folder`. Contents are written to `store`, a folder of the caller's.
    """
    work = _Work(repository, store, count())
    work.lay(tree)
    prefix = folder.resolve().relative_to(repository.top).as_posix()
    inside = "" if prefix == "." else f"{prefix}/"
    files = {
        path.removeprefix(inside): place
        for path, place in work.files.items()
        if path.startswith(inside)
    }
    return Laid(files, tuple(work.unknown))


class _Work:
    """Collects what differs, by paths from the top of the repository."""

    def __init__(self, repository: Repository, store: Path, numbers: Iterator[int]) -> None:
        self.repository = repository
        self.store = store
        self.numbers = numbers  # the names of the files in the store
        self.files: dict[str, Path | None] = {}
        self.unknown: list[str] = []

    def lay(self, tree: str | None) -> None:
        """Collect from the repository and the submodules that it has."""
        repository = self.repository
        entries = list(changed(repository, tree))
        self.files.update(dict.fromkeys(untracked(repository)))
        self.files.update({entry.path: None for entry in entries})
        kept = [entry for entry in entries if entry.mode not in ("000000", _SUBMODULE)]
        links: dict[str, str] = {}
        contents = repository.blobs(entry.blob for entry in kept)
        for entry, content in zip(kept, contents, strict=True):
            if entry.mode == _LINK:
                links[entry.path] = os.fsdecode(content)
            else:
                self._put(entry, content)
        for entry in entries:
            if entry.mode == "000000" and entry.now == _SUBMODULE:
                self._hide(entry.path)
        self._follow(tree, links)

    def _put(self, entry: Entry, content: bytes) -> None:
        here = self.repository.top / entry.path
        pointer = _POINTER.match(content)
        if pointer is not None:
            large = self._large(pointer[1].decode())
            if large is None and here.is_file():
                del self.files[entry.path]
                return
            content = content if large is None else large.read_bytes()
        if here.is_file() and not here.is_symlink() and _same(here, content):
            del self.files[entry.path]
            return
        self.store.mkdir(parents=True, exist_ok=True)
        suffix = _SUFFIX.search(entry.path)
        place = self.store / f"{next(self.numbers)}{suffix[0] if suffix else ''}"
        place.write_bytes(content)
        self.files[entry.path] = place

    def _large(self, digest: str) -> Path | None:
        folder = os.fsdecode(self.repository.run("rev-parse", "--git-common-dir").strip())
        place = Path(self.repository.top, folder, "lfs/objects", digest[:2], digest[2:4], digest)
        return place if place.is_file() else None

    def _hide(self, path: str) -> None:
        """A submodule that was not there yet."""
        top = self.repository.top
        for folder, _, names in os.walk(top / path):
            for name in names:
                self.files[Path(folder, name).relative_to(top).as_posix()] = None

    def _follow(self, tree: str | None, links: Mapping[str, str]) -> None:
        """What stands behind symbolic links, changed ones and others, and in submodules."""
        for entry in special(self.repository, tree):
            if entry.mode == _SUBMODULE:
                self._inner(entry)
            elif entry.path not in links:
                target = str((self.repository.top / entry.path).readlink())
                self._alias(entry.path, target, whole=False)
        for path, target in links.items():
            self._alias(path, target, whole=True)

    def _alias(self, path: str, target: str, *, whole: bool) -> None:
        """Show under `path` what differs at a link's target; with `whole` all that is there."""
        aim = normpath(join(dirname(path), target))
        if target.startswith("/") or aim.startswith(".."):
            return
        found = {p: at for p, at in self.files.items() if p == aim or p.startswith(f"{aim}/")}
        if whole:
            top = self.repository.top
            below = (
                [Path(folder, name) for folder, _, names in os.walk(top / aim) for name in names]
                if (top / aim).is_dir()
                else [top / aim]
            )
            there = {p.relative_to(top).as_posix(): p for p in below if p.is_file()}
            found = {**there, **found}
        for inner, place in found.items():
            self.files[path + inner[len(aim) :]] = place

    def _inner(self, entry: Entry) -> None:
        top = self.repository.top / entry.path
        if not (top / ".git").exists():
            return
        inner = _Work(Repository(top, inner=True), self.store, self.numbers)
        if not inner.repository.has(entry.blob):
            self.unknown.append(entry.path)
            return
        inner.lay(inner.repository.tree(entry.blob))
        self.files.update({f"{entry.path}/{path}": at for path, at in inner.files.items()})
        self.unknown += [f"{entry.path}/{path}" for path in inner.unknown]


def _same(file: Path, content: bytes) -> bool:
    return file.stat().st_size == len(content) and file.read_bytes() == content
