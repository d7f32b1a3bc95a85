"""A table of speakers from elsewhere: the columns, and the rows that have a value in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from jekyll_tools.exchange.problem import ExchangeError

MAX_BYTES = 20_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 500
MAX_CELL = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by column, empty ones left out; `number` is its line or row, from 1."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """All rows. `kind`: `table`, `pretalx` or `sessionize`; `notes` are worth telling."""

    kind: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def read_table(
    name: str, data: bytes, *, encoding: str | None = None, sheet: str | None = None
) -> Table:
    """The table in a file: CSV or TSV, XLSX, or a JSON export of pretalx or Sessionize.

    The content decides, not the name. `encoding` is that of a CSV file that is not UTF-8;
    `sheet` the name of a sheet in a workbook. Raises `ExchangeError` for anything else, and for a
    file beyond the limits.
    """
    if len(data) > MAX_BYTES:
        raise ExchangeError(f"has {len(data):,} bytes", f"at most {MAX_BYTES:,} are read", name)
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if data.startswith(b"PK\x03\x04"):
        from jekyll_tools.exchange.xlsx_table import read_xlsx

        return read_xlsx(name, data, sheet)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        advice = "save it as .xlsx or CSV"
        raise ExchangeError("is an old or an encrypted Excel file", advice, name)
    if start in (b"{", b"[") and PurePath(name).suffix.lower() not in (".csv", ".tsv"):
        from jekyll_tools.exchange.speakers_json import read_json

        return read_json(name, data)
    from jekyll_tools.exchange.csv_table import read_csv

    return read_csv(name, data, encoding)


def table_of(name: str, rows: Iterable[tuple[int, Sequence[str]]], notes: tuple[str, ...]) -> Table:
    """The table of numbered rows, whose first with a value has the names of the columns.

    Columns with the same name get numbers; a column without one is called by its place.
    """
    columns: tuple[str, ...] = ()
    found: list[Row] = []
    for number, raw in rows:
        cells = [cell.strip() for cell in raw]
        if not any(cells):
            continue
        if not columns:
            columns = _named(cells)
            continue
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            message = f"row {number} has {len(cells)} cells, the first row has {len(columns)}"
            raise ExchangeError(message, "put text with a separator in quotes", name)
        filled = {c: v for c, v in zip(columns, cells, strict=False) if v}
        for column, value in filled.items():
            if len(value) > MAX_CELL:
                message = f"row {number}: {column!r} has {len(value):,} characters"
                raise ExchangeError(message, f"at most {MAX_CELL:,}", name)
        found.append(Row(number, filled))
        if len(found) > MAX_ROWS:
            raise ExchangeError(f"has more than {MAX_ROWS:,} rows", "split it", name)
    if not columns:
        raise ExchangeError("is empty", "the first row names the columns", name)
    return Table("table", columns, tuple(found), notes)


def _named(cells: list[str]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    names: list[str] = []
    for number, cell in enumerate(cells[:MAX_COLUMNS], 1):
        name = " ".join(cell.split()) or f"column {number}"
        count = 2
        unique = name
        while unique in names:
            unique, count = f"{name} ({count})", count + 1
        names.append(unique)
    return tuple(names)
