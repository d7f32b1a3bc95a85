"""How much a workbook would take up in memory, measured in its XML before a reader unfolds it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from jekyll_tools.exchange.problem import ExchangeError
from jekyll_tools.exchange.table import MAX_CELL

MAX_CELLS = 2_000_000
_MAX_CHARACTERS = 50_000_000

# Anywhere, as a reader of XML may be more lenient about tags than a pattern for them.
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{0,9})0*([0-9]{1,10})["']""")
_ROW_OR_CELL = re.compile(
    rb"""<(?!/)(?:[^\s<>]*:)?(?:(row)|c)(?=[\s/>])(\s+r\s*=\s*["'][A-Za-z]*[0-9]+["'])?"""
)
_STRING = re.compile(rb"<(?!/)(?:[^\s<>]*:)?si(?=[\s/>])")
_STRINGS_END = re.compile(rb"sst\s*>")
_VALUE = re.compile(rb"<(?!/)(?:[^\s<>]*:)?v(?=[\s/>])(?:>([^<>&]*+)</)?")
_TAG = re.compile(rb"<[^<>]*>")
_CHARACTER = re.compile(r"&[^;<&\s]{1,10};")
# What can hold a tag that is none: comments, CDATA, a value in quotes.
_MISLEADING = re.compile(rb"""<!|=\s*(?:"[^"<]*+<|'[^'<]*+<)""")


def require_small(name: str, parts: Iterable[bytes]) -> None:
    """Refuse a workbook that a reader would unfold to more than a table needs.

    Two cells in opposite corners make a table of 17 billion, and one long text may be that of
    every cell. Cells and rows need not say where they are; then they follow one another, and
    are counted. Raises `ExchangeError` above two million cells in a sheet, 20,000 characters in
    a shared text, or 50 million in all of the cells that show shared texts.
    """
    shared: list[int] = []
    sheets = []
    for part in parts:
        if b"sheetData" in part:
            sheets.append(part)
            width, height = _extent(part)
            if width * height > MAX_CELLS:
                message = f"has a sheet of {height:,} rows and {width:,} columns"
                raise ExchangeError(message, "delete the cells far away from the table", name)
        shared = max(shared, _lengths(part), key=sum)
    if (longest := max(shared, default=0)) > MAX_CELL:
        message = f"has a cell of {longest:,} characters"
        raise ExchangeError(message, f"at most {MAX_CELL:,} are read", name)
    if longest * sum(sheet.count(b"<") for sheet in sheets) <= _MAX_CHARACTERS:
        return
    for sheet in sheets:
        if (total := _shown(sheet, shared)) > _MAX_CHARACTERS:
            message = f"has a sheet of {total:,} characters"
            raise ExchangeError(message, f"at most {_MAX_CHARACTERS:,} are read", name)


def _extent(sheet: bytes) -> tuple[int, int]:
    """At most how many columns and rows; exact where every cell and row says its place."""
    width = height = 0
    for letters, digits in set(_REFERENCE.findall(sheet)):
        column = 0
        for letter in letters.upper():
            column = column * 26 + letter - 64
        width, height = max(width, column), max(height, int(digits))
    rows = following = widest = 0
    for row, place in _ROW_OR_CELL.findall(sheet):
        if row:
            rows += not place
            widest, following = max(widest, following), 0
        else:
            following += not place
    widest = max(widest, following)
    if widest and _MISLEADING.search(sheet):
        widest = sum(not row and not place for row, place in _ROW_OR_CELL.findall(sheet))
    return max(width + widest, 1), max(height + rows, 1)


def _lengths(part: bytes) -> list[int]:
    """The lengths of the shared texts of a part, in characters."""
    starts = [match.start() for match in _STRING.finditer(part)]
    if not starts or not _STRINGS_END.search(part):
        return []  # a picture may have a `<si` by chance, and the reader wants the end
    if _MISLEADING.search(part):
        # A `<si>`, or any tag, may be none; then all of it may be one text, that of any cell.
        return [len(part)] * len(starts)
    return [
        _length(part[start:end])
        for start, end in zip(starts, chain(starts[1:], [len(part)]), strict=True)
    ]


def _length(xml: bytes) -> int:
    text = _TAG.sub(b"", xml)
    if len(text) <= MAX_CELL:
        return len(text)
    return len(_CHARACTER.sub("x", text.decode("utf-8", "replace")))


def _shown(sheet: bytes, shared: list[int]) -> int:
    """At most how many characters of shared texts the cells of a sheet show.

    A number counts as the number of a text. The reader takes what is no number for that of the
    first; what has other XML in it may be any.
    """
    longest, total = max(shared), 0
    for match in _VALUE.finditer(sheet):
        number = match[1]
        if number is None:
            total += longest
        elif len(number) < 10 and number.isdigit():
            total += shared[int(number)] if int(number) < len(shared) else 0
        else:
            total += shared[0]
    return total
