"""A site before a change and after it: which files were moved, and which lines are others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from pathlib import PurePosixPath

from jekyll_tools.lint.carried import Pairs, paired_lines
from jekyll_tools.site import Overlay, Site

ALIKE = 0.5  # of the lines of a text that was moved are as they were, as git sees it
MOST = 200  # moved files that are looked for by their text


@dataclass
class Versions:
    """The site `then` and `now`; `differing` has the paths of what is not the same."""

    then: Site
    now: Site
    differing: Overlay

    @cached_property
    def moved(self) -> Mapping[str, str]:
        """Where the files that are gone are now: the same bytes, else a text much like it."""
        disk, old_disk = self.now.disk, self.then.disk
        gone = [
            path for path in self.differing if old_disk.is_file(path) and not disk.is_file(path)
        ]
        come = [
            path for path in self.differing if disk.is_file(path) and not old_disk.is_file(path)
        ]
        found: dict[str, str] = {}
        if not gone or not come:
            return found
        by_bytes: dict[bytes, list[str]] = {}
        for path in come:
            by_bytes.setdefault(disk.place(path).read_bytes(), []).append(path)
        for path in gone:
            same = by_bytes.get(old_disk.place(path).read_bytes(), [])
            if same:
                # Of several copies the one with the most of the old name.
                best = max(same, key=lambda each: _shared_end(path, each))
                found[path] = best
                same.remove(best)
        left = [path for paths in by_bytes.values() for path in paths]
        for path in [path for path in gone if path not in found][:MOST]:
            alike = [(self._likeness(path, each), each) for each in left[:MOST]]
            if alike and max(alike)[0] >= ALIKE:
                found[path] = max(alike)[1]
                left.remove(found[path])
        return found

    def pairs(self, path: str) -> Pairs:
        """The lines of the file that was at a path, and what they are now."""
        new = self.moved.get(path, path)
        if path not in self.differing and new == path:
            return ()
        return paired_lines(self.then.read(path), self.now.read(new))

    def _likeness(self, old: str, new: str) -> float:
        if PurePosixPath(old).suffix != PurePosixPath(new).suffix:
            return 0
        a, b = self.then.read(old).splitlines(), self.now.read(new).splitlines()
        matcher = SequenceMatcher(None, a, b, autojunk=False)
        # Bounds first: what is not alike is seen at little cost.
        if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
            return 0
        return matcher.ratio()


def _shared_end(a: str, b: str) -> int:
    ours, theirs = a.split("/")[::-1], b.split("/")[::-1]
    return next((i for i, (x, y) in enumerate(zip(ours, theirs, strict=False)) if x != y), 99)
