"""Ruby's `==`, `<=>` and Liquid's operators between values."""

from __future__ import annotations

import operator as python
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal

from jekyll_tools.liquid.values import (
    BLANK,
    WORKING_BLANK,
    Effort,
    Range,
    RubyError,
    Special,
    ruby_class,
    to_s,
    truthy,
)

_Order = Callable[[object], int | None]


def equal(left: object, right: object) -> bool:
    """Ruby's `==`: `true` is not 1, and `x == empty` asks x."""
    if left is None or right is None:
        return left is right or left is WORKING_BLANK or right is WORKING_BLANK
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    if isinstance(left, Special):
        return _answers(right, left)
    if isinstance(right, Special):
        return _answers(left, right)
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, datetime) and isinstance(right, datetime):
        return instant(left) == instant(right)
    if isinstance(left, list | dict):
        return _alike(left, right, Effort())
    return bool(left == right)


def compare(left: object, right: object, effort: Effort | None = None) -> int | None:
    """Ruby's `<=>`: None for values that have no order."""
    if isinstance(left, bool) or isinstance(right, bool) or left is None or right is None:
        return 0 if left is right else None
    if isinstance(left, int | float | Decimal) and isinstance(right, int | float | Decimal):
        return (left > right) - (left < right)
    if isinstance(left, str) and isinstance(right, str):
        return (left > right) - (left < right)
    if isinstance(left, datetime) and isinstance(right, datetime):
        a, b = instant(left), instant(right)
        return (a > b) - (a < b)
    if isinstance(left, datetime) or isinstance(right, datetime):
        return None
    if isinstance(left, date) and isinstance(right, date):
        return (left > right) - (left < right)
    if isinstance(left, list) and isinstance(right, list):
        effort = effort or Effort()
        for a, b in zip(left, right, strict=False):
            effort.spend()
            order = 0 if a is b else compare(a, b, effort)
            if order != 0:
                return order
        return (len(left) > len(right)) - (len(left) < len(right))
    order_to: _Order | None = getattr(left, "order_to", None)  # documents have it, see `Host`
    if order_to is not None:
        return order_to(right)
    return 0 if equal(left, right) else None


def _alike(left: object, right: object, effort: Effort) -> bool:
    """`==` of arrays and hashes, within bounds."""
    effort.spend()
    if left is right:
        return True
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(
            _alike(a, b, effort) for a, b in zip(left, right, strict=True)
        )
    if type(left) is dict and type(right) is dict:
        return left.keys() == right.keys() and all(
            _alike(value, right[key], effort) for key, value in left.items()
        )
    if isinstance(left, list | dict) or isinstance(right, list | dict):
        return False
    return equal(left, right)


def _answers(value: object, question: Special) -> bool:
    # Ruby without ActiveSupport has no `blank?`, so that nothing is blank.
    if question is BLANK:
        return False
    if question is WORKING_BLANK:
        return value is False or (isinstance(value, str) and not value.strip()) or value in ([], {})
    return (isinstance(value, str | list) or type(value) is dict) and not value


def instant(value: datetime) -> datetime:
    """A time that can be compared with others; one without a zone is in UTC."""
    return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def operator(sign: str) -> Callable[[object, object], bool]:
    """The comparison of a sign; one that there is not fails when it is used."""
    known = _OPERATORS.get(sign)
    if known:
        return known

    def fail(left: object, right: object) -> bool:
        raise RubyError(f"Unknown operator {sign}")

    return fail


def contains(left: object, right: object) -> bool:
    """The operator `contains`."""
    if isinstance(left, str) and isinstance(right, str):
        return right in left
    if not truthy(left) or not truthy(right):
        return False
    if isinstance(left, str):
        return to_s(right) in left
    if isinstance(left, list):
        return any(equal(item, right) for item in left)
    if isinstance(left, Range):
        return isinstance(right, int | float) and left.first <= right <= left.last
    if type(left) is dict:
        return has(left, right)
    return False


def has(value: object, key: object) -> bool:
    """Is there such a key in a hash?"""
    try:
        return isinstance(value, Mapping) and key in value
    except TypeError:
        return False


def _order(left: object, right: object) -> int | None:
    """`<=>` of what has an order; None where Ruby's comparison is simply not true."""
    for side in (left, right):
        if side is None or isinstance(side, bool | list | Range | Special | Mapping):
            return None
    order = compare(left, right)
    if order is None:
        shown = to_s(right) if isinstance(right, int | float) else ruby_class(right)
        raise RubyError(f"comparison of {ruby_class(left)} with {shown} failed")
    return order


def _less(left: object, right: object) -> bool:
    order = _order(left, right)
    return order is not None and order < 0


def _greater(left: object, right: object) -> bool:
    return (_order(left, right) or 0) > 0


def _at_most(left: object, right: object) -> bool:
    order = _order(left, right)
    return order is not None and order <= 0


def _at_least(left: object, right: object) -> bool:
    order = _order(left, right)
    return order is not None and order >= 0


def _different(left: object, right: object) -> bool:
    return not equal(left, right)


_OPERATORS: dict[str, Callable[[object, object], bool]] = {
    "==": equal,
    "!=": _different,
    "<>": _different,
    "<": _less,
    ">": _greater,
    "<=": _at_most,
    ">=": _at_least,
    "contains": contains,
}

OF_INTEGERS: dict[str, Callable[[int, int], bool]] = {
    "==": python.eq,
    "!=": python.ne,
    "<>": python.ne,
    "<": python.lt,
    ">": python.gt,
    "<=": python.le,
    ">=": python.ge,
}
"""The operators between two integers, where Ruby does what Python does."""
