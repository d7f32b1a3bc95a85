"""CSV and TSV as Ruby's `csv` 3.2 reads them, with a header row."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FIELD = {
    separator: re.compile(
        rf'"((?:[^"]|"")*)"(?={separator}|\r\n|\r|\n|\Z)|([^{separator}"\r\n][^{separator}\r\n]*)?'
    )
    for separator in (",", "\t")
}
_LINE_END = re.compile(r"\r\n|\r|\n")


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
    rows = _rows(text, separator)
    header = next(rows, None)
    if header is None:
        return []
    found = []
    for row in rows:
        names: list[str | None] = [*header, *[None] * (len(row) - len(header))]
        values = [*row, *[None] * (len(header) - len(row))]
        record: dict[str | None, str | None] = {}
        for name, value in zip(names, values, strict=True):
            record.setdefault(name, value)
        found.append(record)
    return found


def _rows(text: str, separator: str) -> Iterator[list[str | None]]:
    field = _FIELD[separator]
    position, end = 0, len(text)
    first_end = _LINE_END.search(text)
    own_end = first_end[0] if first_end else "\n"
    while position < end:
        row: list[str | None] = []
        while True:
            match = field.match(text, position)
            if match is None:  # pragma: no cover the pattern matches the empty string
                raise CsvError("this is no CSV", position)
            plain = match[2]
            row.append(match[1].replace('""', '"') if match[1] is not None else plain)
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
        yield [] if row == [None] else row
