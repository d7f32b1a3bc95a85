"""Whether Git can bring a file back, and a place in the site for those that it cannot."""

from __future__ import annotations

import hashlib
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path

FOLDER = ".jt-originals"
"""Jekyll publishes no folder that begins with a dot; its own .gitignore keeps Git away."""


def copies(root: Path, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Path → bytes of the copies to keep of files that go: those that no commit has as they are.

    Nothing that is there is overwritten: a copy of the same bytes is enough, and another file of
    the name gives way.
    """
    safe = committed(root, files)
    kept: dict[str, bytes] = {}
    for path, data in files.items():
        if path in safe:
            continue
        name = f"{FOLDER}/{path}"
        if (root / name).exists() and (root / name).read_bytes() != data:
            stem, dot, extension = name.rpartition(".")
            name = f"{stem}-{hashlib.sha256(data).hexdigest()[:8]}{dot}{extension}"
        if not (root / name).exists():
            kept[name] = data
    if kept and not (root / FOLDER / ".gitignore").exists():
        kept[f"{FOLDER}/.gitignore"] = b"*\n"
    return kept


def committed(root: Path, files: Mapping[str, bytes]) -> set[str]:
    """The paths whose bytes are those of the last commit; none where there is no Git."""
    found = set()
    for path, digest in _head(root, files).items():
        data = files[path]
        algorithm = "sha1" if len(digest) == 40 else "sha256"
        blob = hashlib.new(algorithm, b"blob %d\0" % len(data), usedforsecurity=False)
        blob.update(data)
        if blob.hexdigest() == digest:
            found.add(path)
    return found


def _head(root: Path, paths: Iterable[str]) -> dict[str, str]:
    """Path → the name of its blob in the last commit."""
    # ls-tree reads objects only: no hook and no monitor of a foreign repository is run.
    command = ["git", "-C", str(root), "--literal-pathspecs", "ls-tree", "-z", "HEAD", "--"]
    try:
        run = subprocess.run([*command, *paths], capture_output=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return {}
    found = {}
    for row in run.stdout.decode("utf-8", "surrogateescape").split("\0"):
        about, _, path = row.partition("\t")
        if path:
            found[path] = about.split(" ")[2]
    return found
