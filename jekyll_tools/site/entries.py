"""Which files of the source Jekyll reads at all: `exclude`, `include` and special names."""

from __future__ import annotations

import re

from jekyll_tools.site.config import Config
from jekyll_tools.site.disk import Disk
from jekyll_tools.site.filenames import glob, has_glob


class _Patterns:
    """A list of globs, each of which is also a prefix (`EntryFilter#glob_include?`)."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        bare = [pattern.lstrip("/") for pattern in patterns]
        self._prefixes = tuple(bare)
        self.folders = frozenset(p[:-1] for p in bare if p.endswith("/"))
        self._globs: list[re.Pattern[str]] = [glob(p) for p in bare if has_glob(p)]

    def match(self, path: str, is_folder: bool) -> bool:
        return (
            path.startswith(self._prefixes)
            or (is_folder and path in self.folders)
            or any(pattern.match(path) for pattern in self._globs)
        )


class EntryFilter:
    """`Jekyll::EntryFilter`, of 3.10 or of 4.3.

    Jekyll 4 also drops names that end with a dot, and lets a trailing slash in `exclude` name
    the folder itself, not only what is in it.
    """

    def __init__(self, config: Config, disk: Disk) -> None:
        include = config.strings("include")
        exclude = config.strings("exclude")
        self._new = config.profile.jekyll == 4
        if self._new:
            exclude = tuple(name for name in exclude if name not in include)
        self._include = _Patterns(include)
        self._exclude = _Patterns(exclude)
        self._disk = disk

    def keeps(self, entry: str, base: str = "", is_folder: bool = False) -> bool:
        """Whether Jekyll reads an entry; `base` is the folder that `entry` is relative to."""
        return self.reason(entry, base, is_folder) is None

    def reason(self, entry: str, base: str = "", is_folder: bool = False) -> str | None:
        """Why an entry is left out: `excluded`, `special` or `backup`; None when it is read."""
        if self._new and entry.endswith("."):
            return "special"
        included = self.includes(entry)
        if included and not self._new:
            return None
        path = f"{base}/{entry}".strip("/")
        if not included and self._exclude.match(path, self._new and is_folder):
            return "excluded"
        if included:
            return None
        name = entry.rpartition("/")[2]
        if entry[:1] in "._#~" or name[:1] in "._#~":
            return "special"
        return "backup" if entry.endswith("~") else None

    def includes(self, entry: str) -> bool:
        """Whether `include` names an entry, by its path or by its last part."""
        return self._matches(entry) or ("/" in entry and self._matches(entry.rpartition("/")[2]))

    def _matches(self, entry: str) -> bool:
        entry = entry.lstrip("/")
        is_folder = self._new and bool(self._include.folders) and self._disk.is_folder(entry)
        return self._include.match(entry, is_folder)
