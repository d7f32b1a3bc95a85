"""`defaults:` of the configuration: front matter that a path or a type brings with it."""

from __future__ import annotations

from dataclasses import dataclass
from glob import escape
from itertools import product
from typing import Any

from jekyll_tools.patterns import late
from jekyll_tools.site.config import Config
from jekyll_tools.site.dates import parse_time
from jekyll_tools.site.disk import Disk
from jekyll_tools.site.merge import deep_merged

_TYPES = {"page": "pages", "post": "posts", "draft": "drafts"}
_BRACES = late(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class DefaultSet:
    """One entry of `defaults:`; `index` is its place in the list."""

    index: int
    path: str
    type: str | None
    values: dict[str, Any]


class Defaults:
    """Which defaults apply where, by Jekyll's rules (`frontmatter_defaults.rb`).

    Jekyll 4 takes a path for a prefix of the file's path, Jekyll 3 for the file or a folder
    above it. A path with a star stands for what it names on the disk.
    """

    def __init__(self, config: Config, source: Disk) -> None:
        self._source = source
        self._prefixes = config.profile.jekyll == 4
        folder = config.text("collections_dir")
        self._collections = f"{folder}/" if folder else ""
        self._globs: dict[str, tuple[str, ...]] = {}
        self._sets: list[DefaultSet] = []
        self._merged: dict[tuple[int, ...], dict[str, Any]] = {}
        self._found: dict[tuple[int, ...], dict[str, Any]] = {}
        sets = config.values.get("defaults")
        for index, each in enumerate(sets if isinstance(sets, list) else ()):
            if isinstance(each, dict) and isinstance(each.get("values"), dict):
                self._sets.append(_set(index, each, config))

    def all(self, path: str, kind: str | None) -> dict[str, Any]:
        """Every default of a file, merged; shared between files, so not to be changed."""
        matching = self.matching(path, kind)
        key = tuple(each.index for each in matching)
        if key not in self._merged:
            self._merged[key] = _merge(matching)
        return self._merged[key]

    def found(self, path: str, kind: str | None) -> dict[str, Any]:
        """Every default as a page looks it up by its key: unlike in `all`, hashes stay whole."""
        matching = self.matching(path, kind)
        key = tuple(each.index for each in matching)
        if key not in self._found:
            names = dict.fromkeys(name for each in matching for name in each.values)
            self._found[key] = {name: _origin(matching, name).values[name] for name in names}
        return self._found[key]

    def origin(self, path: str, kind: str | None, key: str) -> DefaultSet | None:
        """The set that a value comes from."""
        sets = [each for each in self.matching(path, kind) if key in each.values]
        return _origin(sets, key) if sets else None

    def matching(self, path: str, kind: str | None) -> list[DefaultSet]:
        """The sets that apply to a file, in the order of the configuration."""
        path = path.removeprefix("/")
        return [
            each
            for each in self._sets
            if (each.type is None or each.type == kind) and self._applies(each.path, path)
        ]

    def _applies(self, scope: str, path: str) -> bool:
        if not scope:
            return True
        if "*" not in scope:
            return self._below(path, self._stripped(scope))
        if scope not in self._globs:
            self._globs[scope] = tuple(map(self._stripped, _globbed(self._source, scope)))
        return any(self._below(path, each) for each in self._globs[scope])

    def _below(self, path: str, scope: str) -> bool:
        if self._prefixes:
            return path.startswith(scope)
        return path == scope or path.startswith(scope + "/")

    def _stripped(self, scope: str) -> str:
        return scope.removeprefix(self._collections) if self._collections else scope


def _set(index: int, each: dict[str, Any], config: Config) -> DefaultSet:
    scope = each.get("scope")
    scope = scope if isinstance(scope, dict) else {}
    path = scope.get("path")
    kind = str(scope["type"]) if scope.get("type") is not None else None
    values = each["values"]
    if "date" in values:
        try:
            values = {**values, "date": parse_time(values["date"], config.now, config.zone)}
        except (ValueError, OverflowError):  # which ends the build: `endings.nested`
            values = {k: v for k, v in values.items() if k != "date"}
    text = path if isinstance(path, str) else ""
    return DefaultSet(index, text, _TYPES.get(kind or "", kind), values)


def _merge(sets: list[DefaultSet]) -> dict[str, Any]:
    merged: dict[str, Any] = {}
    last: DefaultSet | None = None
    for each in sets:
        if _precedes(last, each):
            merged = deep_merged(merged, each.values)
            last = each
        else:
            merged = deep_merged(each.values, merged)
    return merged


def _origin(sets: list[DefaultSet], key: str) -> DefaultSet:
    sets = [each for each in sets if key in each.values]
    last = sets[0]
    for each in sets[1:]:
        if _precedes(last, each):
            last = each
    return last


def _precedes(old: DefaultSet | None, new: DefaultSet) -> bool:
    """The longer path wins, then the one with a type, then the later one."""
    if old is None:
        return True
    new_length, old_length = (len(each.path.removeprefix("/")) for each in (new, old))
    if new_length != old_length:
        return new_length > old_length
    return new.type is not None or old.type is None


def _globbed(source: Disk, scope: str) -> list[str]:
    """`Dir.glob`: braces are alternatives, `**/` is any depth, a last `**` is a `*`."""
    parts = scope.split("/")
    if ".." in parts:
        return []
    if parts[-1] == "**":
        scope = "/".join([*parts[:-1], "*"])
    found: list[str] = []
    for pattern in _alternatives(scope.lstrip("/")):
        root = escape(source.root) + "/"
        found += [path[len(source.root) + 1 :] for path in source.seen.glob(root + pattern)]
    return found


def _alternatives(pattern: str) -> list[str]:
    pieces = _BRACES.split(pattern)
    choices = [piece.split(",") if odd % 2 else [piece] for odd, piece in enumerate(pieces)]
    return ["".join(choice) for choice, _ in zip(product(*choices), range(64), strict=False)]
