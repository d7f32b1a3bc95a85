"""Turns that end before the others, as of their item alone: `{% if site.data.x[item.y].z %}`.

A site's data never changes while it is read, so that for each list of items it is asked once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jekyll_tools.liquid.expressions import Condition, Expression, Lookup, fetch
from jekyll_tools.liquid.memo import Column
from jekyll_tools.liquid.values import truthy

if TYPE_CHECKING:
    from jekyll_tools.liquid.compiled.code import Code
    from jekyll_tools.liquid.compiled.turn import Guard, Turn
    from jekyll_tools.liquid.parts import Content
    from jekyll_tools.liquid.run import Run

_MOST = 8  # lists of which it is known


class Early:
    """Which turns of a loop leave at its first condition; `spaces` is what they have written."""

    names = ("site",)
    """The variables on which it depends."""

    def __init__(self, item: str, guard: Guard, spaces: Sequence[Content]) -> None:
        self.spaces = spaces
        self.text = "".join(space.text for space in spaces)
        self._item = item
        self._condition = guard.condition
        self._wanted = guard.wanted
        self._known: dict[int, tuple[list[object], list[bool]]] = {}
        self._columns: dict[int, tuple[Column, Column]] = {}

    def turns(self, run: Run, items: list[object]) -> list[bool] | None:
        """For each turn, whether it leaves; None if `site` is none that is known."""
        if "site" in run.variables.now or "site" in run.counters:
            return None
        fetch(run.find("site"), "data")  # each page depends on it
        if id(items) not in self._known:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[id(items)] = items, [self._leaves(run, item) for item in items]
        return self._known[id(items)][1]

    def column(self, column: Column, early: list[bool]) -> Column:
        """What is known of each item, where nobody has asked for those of turns that leave."""
        if type(column) is not Column or column.integers:
            return column
        if id(column) not in self._columns:
            if len(self._columns) >= _MOST:
                self._columns.clear()
            values = [0 if left else each for each, left in zip(column, early, strict=True)]
            self._columns[id(column)] = column, Column(values)
        return self._columns[id(column)][1]

    def _leaves(self, run: Run, item: object) -> bool:
        with run.bound(self._item, item):
            return truthy(self._condition.evaluate(run)) != self._wanted


class Never:
    """No turn leaves early; all write `spaces`."""

    names = ()

    def __init__(self, spaces: Sequence[Content]) -> None:
        self.spaces = spaces
        self.text = "".join(space.text for space in spaces)

    def turns(self, _run: Run, items: list[object]) -> list[bool]:
        """See `Early`."""
        return [False] * len(items)

    def column(self, column: Column, _early: list[bool]) -> Column:
        """See `Early`."""
        return column


def is_early(guard: Guard, item: str, turn: Turn, code: Code) -> bool:
    """Whether a turn leaves at a guard as of its item and the site's data alone."""
    hidden = code.varies("site") or "site" in turn.values or item in ("site", "forloop")
    return guard.leaves and not hidden and _is_settled(guard.condition, item)


def _is_settled(condition: Condition, item: str) -> bool:
    left = condition.left
    if condition.operator is not None or condition.rest is not None or not isinstance(left, Lookup):
        return False
    keys = [step.key for step in left.steps]
    return left.name == "site" and keys[:1] == ["data"] and all(_is_key(key, item) for key in keys)


def _is_key(key: str | Expression, item: str) -> bool:
    if not isinstance(key, Lookup):
        return isinstance(key, str)
    return key.name == item and all(isinstance(step.key, str) for step in key.steps)
