"""CSV and TSV as Ruby's `csv` 3.2 reads them, with a header row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from jekyll_tools.patterns import late

_FIELD = {
    separator: re.compile(
        rf'"((?:[^"]|"")*)"(?={separator}|\r\n|\r|\n|\Z)|([^{separator}"\r\n][^{separator}\r\n]*)?'
    )
    for separator in (",", "\t")
}
_LINE_END = late(r"\r\n|\r|\n")


class Cell(NamedTuple):
    """A field: `value` is None when nothing is there; the range has the quotes in it."""

    value: str | None
    start: int
    end: int


class CsvError(ValueError):
    """Ruby's CSV refuses the text; `offset` counts code points."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


def read_rows(text: str, separator: str = ",") -> list[dict[str | None, str | None]]:
    """Rows as mappings of the header's names; an empty unquoted field is None.

    A field without a name has the key None. Where a name is there twice, the first counts.
    Raises CsvError.
    """
    return [
        {name: None if cell is None else cell.value for name, cell in record.items()}
        for record in read_cells(text, separator)
    ]


def read_cells(text: str, separator: str = ",") -> list[dict[str | None, Cell | None]]:
    """The same rows with the cells' places."""
    rows = _rows(text, separator)
    header = next(rows, None)
    if header is None:
        return []
    names: list[str | None] = [cell.value for cell in header]
    found = []
    for row in rows:
        record: dict[str | None, Cell | None] = {}
        for name, cell in zip_longest(names, row):
            record.setdefault(name, cell)
        found.append(record)
    return found


def _rows(text: str, separator: str) -> Iterator[list[Cell]]:
    field = _FIELD[separator]
    position, end = 0, len(text)
    first_end = _LINE_END.search(text)
    own_end = first_end[0] if first_end else "\n"
    while position < end:
        row: list[Cell] = []
        while True:
            match = field.match(text, position)
            if match is None:  # pragma: no cover the pattern matches the empty string
                raise CsvError("this is no CSV", position)
            plain = match[2]
            value = plain if match[1] is None else match[1].replace('""', '"')
            row.append(Cell(value, match.start(), match.end()))
            if plain is not None and '"' in plain:
                raise CsvError("a quotation mark inside a field that has none around it", position)
            position = match.end()
            if text[position : position + 1] != separator:
                break
            position += 1
        line_end = _LINE_END.match(text, position)
        if line_end is not None and line_end[0] != own_end:
            raise CsvError("a line end unlike that of the first line", position)
        if line_end is None and position < end:
            raise CsvError("a quotation mark that is not closed or not doubled", position)
        position = line_end.end() if line_end else end
        yield [] if len(row) == 1 and row[0].value is None else row
