"""Which reader and editor a file has, by its name: page, YAML, JSON, CSV or TSV."""

from __future__ import annotations

from pathlib import PurePath
from typing import Protocol

from jekyll_tools.edit.front_matter import has_header
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.text import Edit, Span


class Format(Protocol):
    """What can be done with a text by key path; every function is pure and proves its edits."""

    def get(self, text: str, path: KeyPath, /) -> object:
        """The value as Jekyll reads it. Raises `KeyError`."""

    def place(self, text: str, path: KeyPath, /) -> Span | None:
        """Where the value stands."""

    def set_value(self, text: str, path: KeyPath, value: object, /) -> tuple[Edit, ...]:
        """Give a value; missing keys are made."""

    def unset(self, text: str, path: KeyPath, /) -> tuple[Edit, ...]:
        """Take a key or an item away."""

    def append(self, text: str, path: KeyPath, value: object, /) -> tuple[Edit, ...]:
        """Add an item to a list, or keys to a mapping."""

    def insert_item(
        self, text: str, path: KeyPath, index: int, value: object, /
    ) -> tuple[Edit, ...]:
        """Put an item before another."""


def format_of(path: str | PurePath, text: str = "") -> Format:
    """The format of a file; anything that is no data file is taken for a page.

    With its text, a JSON or CSV file that begins with front matter is a page as well.
    """
    from jekyll_tools.edit import csv_edit, json_edit, page_edit, yaml_edit

    if has_header(text) and not str(path).lower().endswith((".yml", ".yaml")):
        return page_edit
    match PurePath(path).suffix.lower():
        case ".yml" | ".yaml":
            return yaml_edit
        case ".json":
            return json_edit
        case ".csv":
            return csv_edit.CSV
        case ".tsv":
            return csv_edit.TSV
        case _:
            return page_edit
