"""Jekyll's filter `sort` (`filters.rb`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cmp_to_key
from typing import Any

from jekyll_tools.liquid.comparison import compare
from jekyll_tools.liquid.filters.records import item_property, selectable
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.trace import Text
from jekyll_tools.liquid.values import RubyError, ruby_class, to_s

_STRINGS = frozenset((str, Text))


def sort(run: Run, value: object, key: object = None, nils: object = "first") -> object:
    """`sort`: by Ruby's order, items without the property first or last."""
    if value is None:
        raise RubyError("Cannot sort a null object.")
    values = selectable(value, pairs=True)
    if values is None:
        raise RubyError(f"sort: a {ruby_class(value)} cannot be sorted")
    run.meter.step(len(values))
    if key is None and isinstance(value, Mapping) and _are_plain(value):
        return _in_order(value, values)  # by the names, no two of which are equal
    if key is None:
        return _in_order(_comparable(values, _strict_order), values)
    if nils not in ("first", "last"):
        raise RubyError(f"Invalid nils order: '{to_s(nils)}'. It must be 'first' or 'last'.")
    direction = -1 if nils == "first" else 1
    found = [item_property(each, key) for each in values]
    return _in_order(_comparable(found, lambda a, b: _order(a, b, direction)), values)


def _in_order(keys: Iterable[Any], values: list[object]) -> list[object]:
    return [each for _, each in sorted(zip(keys, values, strict=True), key=_first)]


def _comparable(values: list[object], order: Callable[[Any, Any], int]) -> Iterable[Any]:
    """The values as Python can sort them."""
    return values if _are_plain(values) else map(cmp_to_key(order), values)


def _are_plain(values: Iterable[object]) -> bool:
    """Whether all are of a kind that Ruby orders as Python does, in a tenth of the time."""
    kinds = set(map(type, values))
    return kinds <= _STRINGS or kinds == {int} or kinds == {date}


def _first(pair: tuple[Any, object]) -> Any:
    return pair[0]


def _strict_order(left: object, right: object) -> int:
    order = compare(left, right)
    if order is None:
        shown = to_s(right) if isinstance(right, int | float) else ruby_class(right)
        raise RubyError(f"comparison of {ruby_class(left)} with {shown} failed")
    return order


def _order(left: object, right: object, direction: int) -> int:
    if left is None or right is None:
        if left is right:
            return 0
        return direction if left is None else -direction
    order = compare(left, right)
    if order is None:
        a, b = to_s(left), to_s(right)
        return (a > b) - (a < b)
    return order


FILTERS: dict[str, Callable[..., object]] = {"sort": sort}
