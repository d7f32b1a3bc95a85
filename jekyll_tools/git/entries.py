"""What git lists: changed files, files that it does not know, links and submodules."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

from jekyll_tools.git.command import Repository


class Entry(NamedTuple):
    """A path in a tree or in the index, by its mode (000000: not there) and object.

    `now` is the mode in the work tree (or the index).
    """

    path: str
    mode: str
    blob: str
    now: str = ""


def changed(repository: Repository, tree: str | None) -> Iterator[Entry]:
    """The files that may differ between a tree, or (None) the index, and the work tree."""
    raw = ("--raw", "-z", "--no-abbrev", "--no-renames", "--ignore-submodules=dirty")
    if tree is None:
        output = repository.run("diff-files", *raw)
    else:
        output = repository.run("diff-index", *raw, tree)
    fields = iter(output.split(b"\0"))
    for head in fields:
        if head:
            mode, now, blob, _, status = head.decode().lstrip(":").split()
            path = os.fsdecode(next(fields))
            # A conflict has no one content; the next line of `diff-files` has that of our side.
            if status != "U":
                yield Entry(path, mode, blob, now)


def untracked(repository: Repository) -> list[str]:
    """The files that git does not know and does not ignore; other repositories left alone."""
    output = repository.run("ls-files", "--others", "--exclude-standard", "-z")
    names = [os.fsdecode(name) for name in output.split(b"\0") if name]
    return [name for name in names if not name.endswith("/")]


def special(repository: Repository, tree: str | None) -> Iterator[Entry]:
    """The submodules of a tree or of the index; and the symbolic links of the work tree."""
    staged = list(_index(repository))
    submodules = [entry for entry in staged if entry.mode == "160000"]
    if tree is not None and (submodules or (repository.top / ".gitmodules").exists()):
        submodules = [e for e in _tree(repository, tree) if e.mode == "160000"]
    yield from submodules
    for entry in staged:
        if entry.mode == "120000" and (repository.top / entry.path).is_symlink():
            yield entry


def _index(repository: Repository) -> Iterator[Entry]:
    for row in repository.run("ls-files", "--stage", "-z").split(b"\0"):
        if row.startswith((b"12", b"16")):
            head, _, path = row.partition(b"\t")
            mode, blob, _ = head.decode().split()
            yield Entry(os.fsdecode(path), mode, blob)


def _tree(repository: Repository, tree: str) -> Iterator[Entry]:
    for row in repository.run("ls-tree", "-r", "-z", "--full-tree", tree).split(b"\0"):
        if row.startswith(b"16"):
            head, _, path = row.partition(b"\t")
            mode, _, blob = head.decode().split()
            yield Entry(os.fsdecode(path), mode, blob)
