"""Layouts and includes: of the site first, of its theme after that, read when asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from jekyll_tools.site.context import Context
from jekyll_tools.site.disk import Disk
from jekyll_tools.site.filenames import extension
from jekyll_tools.site.sources import read_source
from jekyll_tools.text import File, Span

# `tags/include.rb`
_NAME = re.compile(r"[\w/.\-()+~#@]+\Z")
_SEQUENCE = re.compile(r"[./]{2,}")


class Layout(NamedTuple):
    """A layout: `body` is what stands after its front matter, `parent` the next one outwards."""

    name: str
    path: str
    file: File
    body: Span
    front_matter: Mapping[str, Any]

    @property
    def parent(self) -> str | None:
        """The name of the layout around this one, when it names one."""
        value = self.front_matter.get("layout")
        return None if value is None or value is False else str(value)


class Includes(Mapping[str, File]):
    """`{% include NAME %}` → the file.

    A name that leaves the folder, or that Jekyll refuses, and a file that cannot be read are not
    there. A hidden file is there for whoever asks by name, and not among all: most are no text, as
    `.DS_Store`.
    """

    def __init__(self, places: list[tuple[Disk, str]]) -> None:
        self._places = places
        self._read: dict[str, File | None] = {}

    def __getitem__(self, name: str) -> File:
        if name not in self._read:
            self._read[name] = self._find(name)
        file = self._read[name]
        if file is None:
            raise KeyError(name)
        return file

    def __iter__(self) -> Iterator[str]:
        names: dict[str, None] = {}
        for disk, folder in self._places:
            names |= dict.fromkeys(disk.walk(folder))
        return (name for name in names if name in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _find(self, name: str) -> File | None:
        if not is_include_name(name):
            return None
        for disk, folder in self._places:
            path = f"{folder}/{name.lstrip('/')}"
            if disk.is_file(path):
                return disk.text(path)[0]
        return None


def is_include_name(name: str) -> bool:
    """Whether Jekyll takes a name for one of an include: no `..`, no `//`, few characters."""
    return bool(_NAME.match(name)) and not _SEQUENCE.search(name)


class Layouts(Mapping[str, Layout]):
    """Layouts by the name that front matter gives: the path without its last extension.

    A layout whose file cannot be read is `in` them, though there is nothing to get.
    """

    def __init__(self, context: Context, places: list[tuple[Disk, str]]) -> None:
        self._context = context
        self._read: dict[str, Layout | None] = {}
        self._paths: dict[str, tuple[Disk, str]] = {}
        for disk, folder in places:
            found: dict[str, tuple[Disk, str]] = {}
            for inside in disk.walk(folder):
                if extension(inside) and context.filter.keeps(inside):
                    found[inside.rpartition(".")[0]] = (disk, f"{folder}/{inside}")
            self._paths = {**found, **self._paths}

    def __getitem__(self, name: str) -> Layout:
        if name not in self._read:
            disk, path = self._paths[name]
            self._read[name] = self._layout(name, disk, path)
        layout = self._read[name]
        if layout is None:
            raise KeyError(name)
        return layout

    def __iter__(self) -> Iterator[str]:
        return (name for name in self._paths if self.get(name) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, name: object) -> bool:
        return name in self._paths

    def _layout(self, name: str, disk: Disk, path: str) -> Layout | None:
        source = read_source(self._context, path, disk)
        if source is None:
            return None
        data = source.value if isinstance(source.value, dict) else {}
        return Layout(name, source.file.path, source.file, source.body, data)

    def chain(self, name: str | None) -> tuple[Layout, ...]:
        """The layouts that a page with this layout is put into, the innermost first."""
        found: list[Layout] = []
        while name is not None and (layout := self.get(name)) is not None:
            if layout in found:
                break
            found.append(layout)
            name = layout.parent
        return tuple(found)
