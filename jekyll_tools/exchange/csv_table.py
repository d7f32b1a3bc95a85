"""A table in a CSV or TSV file, as spreadsheets and forms write it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from jekyll_tools.exchange.problem import ExchangeError
from jekyll_tools.exchange.table import MAX_CELL, Table, table_of

_DELIMITERS = ",;\t"
_SAMPLE = 50


def read_csv(name: str, data: bytes, encoding: str | None = None) -> Table:
    """The table of a file in UTF-8 (with or without byte order mark), UTF-16, or `encoding`.

    The delimiter is the one of comma, semicolon and tab that gives the most regular columns. An
    encoding is not guessed: in the wrong one every name is a word of its own. Raises
    `ExchangeError`.
    """
    text = _decoded(name, data, encoding)
    if "\0" in text:
        raise ExchangeError("is no text: it has a NUL character", "save it as CSV (UTF-8)", name)
    first, _, rest = text.partition("\n")
    delimiter = ""
    # Excel's own note to itself.
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        delimiter, text = first.strip()[-1], rest
    delimiter = delimiter or _delimiter(text)
    offset = 2 if text is rest else 1
    try:
        return table_of(name, list(_rows(text, delimiter, offset)), ())
    except csv.Error as error:
        advice = "every quote that opens must be closed; inside it is doubled"
        raise ExchangeError(f"is no CSV: {error}", advice, name) from error


def _decoded(name: str, data: bytes, encoding: str | None) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    try:
        return data.decode(encoding or "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"is not {encoding or 'UTF-8'}: byte {data[error.start]:#04x} in line {line}"
        advice = "save it as `CSV UTF-8`, or name its encoding: --encoding windows-1252"
        raise ExchangeError(message, advice, name, undecodable=encoding is None) from error
    except LookupError:
        advice = "utf-8, windows-1252, iso-8859-1 …"
        raise ExchangeError(f"there is no encoding {encoding!r}", advice, name) from None


def _rows(text: str, delimiter: str, offset: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    csv.field_size_limit(max(csv.field_size_limit(), 4 * MAX_CELL))
    line = offset
    for row in reader:
        yield line, row
        line = reader.line_num + offset


def _delimiter(text: str) -> str:
    """The separator that cuts most lines of the start into as many cells as the first."""

    def score(delimiter: str) -> tuple[int, int]:
        rows: list[list[str]] = []
        try:
            for number, (_, row) in enumerate(_rows(text, delimiter, 1)):
                if number == _SAMPLE:
                    break
                rows.append(row)
        except csv.Error:
            return 0, 0
        rows = [row for row in rows if any(row)]
        width = len(rows[0]) if rows else 0
        return sum(len(row) == width for row in rows) if width > 1 else 0, width

    return max(_DELIMITERS, key=score)
