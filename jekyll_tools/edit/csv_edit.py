"""Byte-minimal edits of CSV and TSV data files: `[2].name` is a cell, `[2]` a row."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass

from jekyll_tools.edit.block_place import error_at
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.key_path import KeyPath, Match, Step
from jekyll_tools.edit.yaml_style import newline_at
from jekyll_tools.text import Edit, Span, apply_edits

Edits = tuple[Edit, ...]
_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Table:
    """The interface of the other formats, for one separator."""

    separator: str

    def get(self, text: str, path: KeyPath) -> object:
        """A cell (text, or None for an empty one), a row as a mapping, or all rows."""
        sheet = _read(text, self.separator)
        if not path.steps:
            return [sheet.record(row) for row in sheet.rows]
        row, column = sheet.find(path)
        if column is None:
            return sheet.record(sheet.rows[row])
        cells = sheet.rows[row].cells
        return cells[column].value if column < len(cells) else None

    def place(self, text: str, path: KeyPath) -> Span | None:
        """Where a cell or a row stands; None for the table and for a cell not written."""
        if not path.steps:
            return None
        sheet = _read(text, self.separator)
        row, column = sheet.find(path)
        if column is None:
            return Span(sheet.rows[row].start, sheet.rows[row].end)
        cells = sheet.rows[row].cells
        return Span(cells[column].start, cells[column].end) if column < len(cells) else None

    def set_value(self, text: str, path: KeyPath, value: object) -> Edits:
        """Edits that give a cell this value, which Jekyll will read as text."""
        sheet = _read(text, self.separator)
        row, column = sheet.find(path)
        if column is None:
            raise EditError(f"{path} is a row", advice="name the column: [2].name")
        cells, wanted = sheet.rows[row].cells, _text(value)
        if column < len(cells):
            cell = cells[column]
            edit = Edit(cell.start, cell.end, sheet.cell(wanted, cell.quoted))
        else:
            gap = self.separator * (column - len(cells) + 1) if cells else self.separator * column
            end = sheet.rows[row].end
            edit = Edit(end, end, gap + sheet.cell(wanted, False))
        expected = sheet.values()
        expected[row + 1] += [None] * (column + 1 - len(expected[row + 1]))
        expected[row + 1][column] = wanted
        return self._proved(text, edit, expected)

    def unset(self, text: str, path: KeyPath) -> Edits:
        """Edits that empty a cell, or take a row away."""
        sheet = _read(text, self.separator)
        row, column = sheet.find(path)
        if column is not None:
            if column >= len(sheet.rows[row].cells):
                return ()
            return self.set_value(text, path, None)
        end = _BREAK.match(text, sheet.rows[row].end)
        start = sheet.rows[row].start
        if end is None:
            start = (sheet.rows[row - 1] if row else sheet.header).end
        expected = sheet.values()
        del expected[row + 1]
        edit = Edit(start, end.end() if end else sheet.rows[row].end, "")
        return self._proved(text, edit, expected)

    def append(self, text: str, path: KeyPath, value: object) -> Edits:
        """Edits that add a row (a mapping from column to value) at the end."""
        return self.insert_item(text, path, len(_read(text, self.separator).rows), value)

    def insert_item(self, text: str, path: KeyPath, index: int, value: object) -> Edits:
        """Edits that put a row before the row `index` (their number: at the end)."""
        sheet = _read(text, self.separator)
        if path.steps or not isinstance(value, Mapping):
            raise EditError("a table takes whole rows", advice="give a mapping of its columns")
        if not 0 <= index <= len(sheet.rows):
            raise EditError(f"the table has {len(sheet.rows)} rows, so there is no [{index}]")
        unknown = [str(key) for key in value if key not in sheet.names]
        if unknown:
            raise EditError(
                f"the table has no column {', '.join(unknown)}",
                advice=f"its columns are {', '.join(sheet.names)}",
            )
        cells = [_text(value.get(name)) for name in sheet.names]
        like = sheet.rows[min(index, len(sheet.rows) - 1)].cells if sheet.rows else ()
        quoted = bool(like) and all(cell.quoted for cell in like)
        line = self.separator.join(sheet.cell(cell, quoted) for cell in cells)
        above = sheet.rows[index - 1] if index else sheet.header
        newline = newline_at(text, above.end)
        expected = sheet.values()
        expected.insert(index + 1, cells)
        return self._proved(text, Edit(above.end, above.end, newline + line), expected)

    def _proved(self, text: str, edit: Edit, expected: list[list[str | None]]) -> Edits:
        """Read the new text with this reader and with Python's own."""
        after = apply_edits(text, [edit])
        mine = _read(after, self.separator).values()
        lines = re.findall(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+", after)
        python = list(csv.reader(lines, delimiter=self.separator, strict=True))
        other = [[cell or "" for cell in row] for row in expected]
        if mine != expected or python != other:
            raise EditError("the edit would change other cells", advice="edit it by hand")
        return (edit,)


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    value: str | None
    quoted: bool


@dataclass(frozen=True, slots=True)
class _Row:
    start: int
    end: int
    cells: tuple[_Cell, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    text: str
    separator: str
    header: _Row
    rows: tuple[_Row, ...]

    @property
    def names(self) -> list[str]:
        return [cell.value or "" for cell in self.header.cells]

    def values(self) -> list[list[str | None]]:
        return [[cell.value for cell in row.cells] for row in (self.header, *self.rows)]

    def record(self, row: _Row) -> dict[str, str | None]:
        # CSV::Row#to_h: of two columns of one name the first counts.
        found: dict[str, str | None] = {}
        for i, name in enumerate(self.names):
            found.setdefault(name, row.cells[i].value if i < len(row.cells) else None)
        return found

    def find(self, path: KeyPath) -> tuple[int, int | None]:
        row = self._row(path.steps[0] if path.steps else "")
        if len(path.steps) < 2:
            return row, None
        name = path.steps[1]
        if len(path.steps) > 2 or name not in self.names:
            names = ", ".join(self.names)
            raise EditError(f"the table has no {path}", advice=f"its columns are {names}")
        return row, self.names.index(str(name))

    def _row(self, step: Step) -> int:
        if isinstance(step, Match):
            rows = [
                i for i, r in enumerate(self.rows) if self.record(r).get(step.key) == step.value
            ]
            if len(rows) == 1:
                return rows[0]
            raise EditError(
                f"{len(rows)} rows have {step.key}={step.value!r}", advice="use [number]"
            )
        if isinstance(step, int) and -len(self.rows) <= step < len(self.rows):
            return step % len(self.rows)
        raise EditError(
            f"the table has {len(self.rows)} rows, so there is no {KeyPath.of(step)}",
            advice="name a row: [2].name",
        )

    def cell(self, value: str | None, quoted: bool) -> str:
        """A cell as Ruby's CSV reads it back: nothing is nil, two quotes are the empty text."""
        if value is None:
            return ""
        if quoted or value == "" or re.search(rf'["\r\n{self.separator}]|\A\s|\s\Z', value):
            return '"' + value.replace('"', '""') + '"'
        return value


def _text(value: object) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, str | int | float):
        return None if value is None else str(value)
    raise EditError("a cell of a table holds text", advice="give one value")


def _read(text: str, separator: str) -> _Sheet:
    """The cells with their places, by the strict rules of Ruby's CSV."""
    cell = re.compile(rf'"((?:[^"]|"")*)"|([^"\r\n{separator}]*)')
    rows: list[_Row] = []
    cells: list[_Cell] = []
    at = start = 0
    while at < len(text) or cells:
        found = cell.match(text, at)
        assert found is not None
        quoted = found[1] is not None
        value = found[1].replace('""', '"') if quoted else found[2] or None
        cells.append(_Cell(at, found.end(), value, quoted))
        at = found.end()
        if text.startswith(separator, at):
            at += 1
            continue
        newline = _BREAK.match(text, at)
        if newline is None and at < len(text):
            raise error_at(
                text, at, "a quote in the middle of a cell", "double it and quote the cell"
            )
        blank = len(cells) == 1 and cells[0].value is None and not quoted
        rows.append(_Row(start, at, () if blank else tuple(cells)))
        cells = []
        at = start = newline.end() if newline else at
    if not rows:
        raise EditError("the table has no header line", advice="write the column names first")
    return _Sheet(text, separator, rows[0], tuple(rows[1:]))


CSV = Table(",")
TSV = Table("\t")
