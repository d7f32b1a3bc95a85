"""What a template sees of the loop that it is in: `forloop` and `tablerowloop`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jekyll_tools.liquid.values import Drop


class Loop(Drop):
    """`forloop` and `tablerowloop`."""

    name: str
    count: int
    at: int
    parent: Loop | None
    columns: int
    _known: Mapping[str, Callable[[Loop], object]] = {
        "index": lambda loop: loop.at + 1,
        "index0": lambda loop: loop.at,
        "rindex": lambda loop: loop.count - loop.at,
        "rindex0": lambda loop: loop.count - loop.at - 1,
        "first": lambda loop: loop.at == 0,
        "last": lambda loop: loop.at == loop.count - 1,
        "length": lambda loop: loop.count,
        "name": lambda loop: loop.name,
        "parentloop": lambda loop: loop.parent,
    }
    _table: Mapping[str, Callable[[Loop], object]] = {
        "row": lambda loop: loop.at // loop.columns + 1 if loop.columns > 0 else 1,
        "col": lambda loop: loop.column + 1,
        "col0": lambda loop: loop.column,
        "col_first": lambda loop: loop.column == 0,
        "col_last": lambda loop: loop.column + 1 == loop.columns,
    }

    def __init__(self, name: str, count: int, parent: Loop | None, columns: int | None) -> None:
        self.name = name
        self.count = count
        self.parent = parent
        self.columns = columns or 0
        self.at = 0
        self.liquid_name = "Liquid::ForloopDrop" if columns is None else "Liquid::TablerowloopDrop"
        self._keys = self._known if columns is None else {**self._known, **self._table}

    @property
    def column(self) -> int:
        """The column in the table; without a number of columns, there is one row."""
        return self.at % self.columns if self.columns > 0 else self.at

    def __getitem__(self, key: str) -> object:
        return self._keys[key](self)
