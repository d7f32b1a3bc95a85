"""The written files by their names, for suggestions of what was meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from jekyll_tools.nearest import Letters, by_letters, nearest_of


class Outputs:
    """Finds written files whose paths are like a path that is not there."""

    def __init__(self, outputs: Mapping[str, Sequence[object]]) -> None:
        self._outputs = outputs
        self._by_letters: dict[str, Letters] = {}

    def other_case(self, path: str) -> str | None:
        """The path that differs from `path` in upper and lower case only."""
        plain = path.lower().strip("/")
        names = (plain, ""), (f"{plain}.html", ".html"), (f"{plain}/index.html", "index.html")
        for name, tail in names:
            found = self._by_lower_case.get(name)
            if found is not None and (tail != ".html" or not path.endswith("/")):
                return "/" + found.removesuffix(tail)
        return None

    def nearest(self, path: str) -> str | None:
        """The path in the same folder whose name is most like the name in `path`."""
        folder, _, name = path.rpartition("/")
        near = nearest_of(name, self._letters(folder), 0.75)
        return None if near is None else f"{folder}/{near}"

    def has_top(self, name: str) -> bool:
        """Whether a file or folder of the name is written at the top of the site."""
        return name in self._tops

    def shared(self) -> list[str]:
        """The written paths that more than one source is written to."""
        return [path for path, sources in self._outputs.items() if len(sources) > 1]

    def differing_in_case(self) -> Iterator[tuple[str, str]]:
        """The pairs of written paths that differ in upper and lower case only."""
        first: dict[str, str] = {}
        for path in self._outputs:
            other = first.setdefault(path.lower(), path)
            if other != path:
                yield other, path

    @cached_property
    def _by_lower_case(self) -> Mapping[str, str]:
        return {path.lower(): path for path in self._outputs}

    @cached_property
    def _tops(self) -> frozenset[str]:
        return frozenset(path.partition("/")[0] for path in self._outputs)

    def _letters(self, folder: str) -> Letters:
        if folder not in self._by_letters:
            self._by_letters[folder] = by_letters(self._by_folder.get(folder, ()))
        return self._by_letters[folder]

    @cached_property
    def _by_folder(self) -> Mapping[str, list[str]]:
        folders: dict[str, list[str]] = {}
        for path in self._outputs:
            folder, _, name = f"/{path}".rpartition("/")
            folders.setdefault(folder, []).append(name)
        return folders
