"""`_data`: YAML, JSON, CSV and TSV files as `site.data`."""

from __future__ import annotations

import re
from typing import Any

from jekyll_tools.site.context import Context
from jekyll_tools.site.csv_values import CsvError, read_rows
from jekyll_tools.site.disk import Disk
from jekyll_tools.site.filenames import extension, without_extension
from jekyll_tools.site.known import DATA
from jekyll_tools.site.yaml_values import load
from jekyll_tools.text import File, Span

_EXTENSIONS = (".yaml", ".yml", ".json", ".csv", ".tsv")
_DROPPED = re.compile(r"[^\w\s-]+|(?:(?<=^)|(?<=\b\s))\s+(?=$|\s?\b)", re.ASCII)
_SPACES = re.compile(r"\s+", re.ASCII)


class DataFiles:
    """Reads a data folder; `files` are the roots: each value with the file that it is from."""

    def __init__(self, context: Context, disk: Disk) -> None:
        self._context = context
        self._disk = disk
        self.files: list[tuple[Any, File]] = []

    def read(self, folder: str, depth: int = 0) -> dict[str, Any]:
        """The values of a folder and of those below it, under their keys.

        Where two names give one key, the later wins as in Jekyll: files by their extension
        (yaml, yml, json, csv, tsv) and name, then folders.
        """
        data: dict[str, Any] = {}
        taken: dict[str, str] = {}
        items = [item for item in self._disk.items(folder) if not item.name.startswith(".")]
        names = [
            item.name
            for ext in _EXTENSIONS
            for item in items
            if item.name.endswith(ext) and len(item.name) > len(ext)
        ]
        folders = [item.name for item in items if item.is_folder]
        kinds = {item.name: item.is_folder for item in items}
        for name in dict.fromkeys([*names, *folders]):
            path = f"{folder}/{name}"
            key = data_key(name if kinds[name] else without_extension(name))
            if key in taken:
                message = f"{taken[key]} and {path} are both site.data…{key}; the latter wins"
                self._context.tell("data-collision", path, message)
            taken[key] = path
            if not kinds[name]:
                data[key] = self._value(path)
            elif depth < 64 and not self._disk.is_loop(path):
                data[key] = self.read(path, depth + 1)
        return data

    def _value(self, path: str) -> Any:
        if known := self._disk.given(path, DATA):
            file: File | None = known[0]
            value = known[2]
        else:
            problems = len(self._context.problems)
            file, clean = self._disk.text(path)
            if file is None or not clean:
                return None
            ext = extension(path).lower()
            value = self._rows(file, ext) if ext in {".csv", ".tsv"} else self._yaml(file)
            if len(self._context.problems) == problems:
                self._disk.gave(path, file.text, Span(0, len(file.text)), value, DATA)
        if file is not None and isinstance(value, (dict, list)):
            self.files.append((value, file))
        return value

    def _yaml(self, file: File) -> Any:
        shift = 1 if file.text.startswith("\ufeff") else 0
        config = self._context.config
        loaded = load(file.text[shift:], config.profile.engine, config.zone)
        for each in loaded.problems:
            self._context.tell(
                each.kind, file.path, each.message, each.offset + shift, fatal=loaded.failed
            )
        return loaded.value

    def _rows(self, file: File, ext: str) -> Any:
        try:
            return read_rows(file.text, "," if ext == ".csv" else "\t")
        except CsvError as error:
            self._context.tell("bad-data", file.path, str(error), error.offset, fatal=True)
            return None


def data_key(name: str) -> str:
    """`DataReader#sanitize_filename`: the key that a file or folder has in `site.data`."""
    return _SPACES.sub("_", _DROPPED.sub("", name))
