"""A table in an Excel workbook; nothing in the file can ask for more memory than it may have."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO

from jekyll_tools.exchange.problem import ExchangeError
from jekyll_tools.exchange.table import Table, table_of
from jekyll_tools.exchange.xlsx_size import require_small

_MAX_UNPACKED = 50_000_000
_MAX_PARTS = 2_000


def read_xlsx(name: str, data: bytes, sheet: str | None = None) -> Table:
    """The table of a sheet: the named one, else the first that is visible and has something in it.

    Cells have what the spreadsheet last worked out, numbers as they are written, dates as
    `2024-03-14`. The links behind cells are not read. Raises `ExchangeError` for a workbook that
    is damaged, encrypted, or unpacks to more than 50 MB, and as `require_small` does.
    """
    from python_calamine import CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(BytesIO(_unpacked(name, data)))
        chosen, others = _chosen(name, book, sheet)
        rows = book.get_sheet_by_name(chosen).to_python(skip_empty_area=False)
    except ExchangeError:
        raise
    except BaseException as error:
        # A panic of the reader, which is no Exception to Python, is a damaged file to a person.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise ExchangeError(f"is no workbook that can be read: {error}", path=name) from error
        raise
    notes = (f"the sheet {chosen!r} was read, not {', '.join(others)}",) if others else ()
    return table_of(name, _texts(rows), notes)


def _chosen(name: str, book: object, sheet: str | None) -> tuple[str, list[str]]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    assert isinstance(book, CalamineWorkbook)
    seen = [
        about.name
        for about in book.sheets_metadata
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible
    ]
    if sheet is not None:
        if sheet not in book.sheet_names:
            advice = f"there are {', '.join(book.sheet_names)}"
            raise ExchangeError(f"there is no sheet {sheet!r}", advice, name)
        return sheet, []
    full = [one for one in seen if book.get_sheet_by_name(one).total_height > 0]
    if not full:
        raise ExchangeError("has no visible sheet with anything in it", path=name)
    return full[0], full[1:]


def _texts(rows: Sequence[Sequence[object]]) -> Iterator[tuple[int, list[str]]]:
    for number, row in enumerate(rows, 1):
        yield number, [_text(value) for value in row]


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def _unpacked(name: str, data: bytes) -> bytes:
    """The workbook packed anew without compression: what was measured here is what is read."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as packed, zipfile.ZipFile(out, "w") as plain:
        parts = packed.infolist()
        if len(parts) > _MAX_PARTS or sum(part.file_size for part in parts) > _MAX_UNPACKED:
            advice = f"at most {_MAX_UNPACKED // 1_000_000} MB are read; save the table alone"
            raise ExchangeError("unpacks to more than a table needs", advice, name)
        if not any(part.filename == "xl/workbook.xml" for part in parts):
            raise ExchangeError("is a ZIP file but no Excel workbook", "save it as .xlsx", name)
        seen: set[str] = set()
        contents = []
        for part in parts:
            if part.flag_bits & 0x1:
                raise ExchangeError("is encrypted", "save it without a password", name)
            if part.filename in seen:
                raise ExchangeError("has a part twice", "save it anew", name)
            seen.add(part.filename)
            content = packed.read(part)
            if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raise ExchangeError("has a part that is not UTF-8", "save it anew", name)
            contents.append(content)
            plain.writestr(part.filename, content)
    require_small(name, contents)
    return out.getvalue()
