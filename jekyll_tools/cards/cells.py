"""Cells of a table that a spreadsheet shows and does not work out."""

from __future__ import annotations

_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def guarded(cell: str) -> str:
    """The cell with an apostrophe before what would be a formula, also after white space.

    The signs are those of OWASP's "CSV Injection"; `jt import-speakers` takes the apostrophe away.
    """
    return f"'{cell}" if cell.startswith(_FORMULA) or cell.lstrip().startswith(_FORMULA) else cell
