"""Liquid 4's filters on numbers: integers stay integers, everything with a point is decimal."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

from jekyll_tools.liquid.numbers import to_number
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.values import RubyError

_EXACT = Context(prec=60)
Number = int | Decimal


def abs_(run: Run, value: object) -> object:
    """`abs`."""
    return _plain(_absolute(to_number(value)))


def plus(run: Run, value: object, operand: object) -> object:
    """`plus`."""
    return _plain(_applied(_EXACT.add, lambda a, b: a + b, value, operand))


def minus(run: Run, value: object, operand: object) -> object:
    """`minus`."""
    return _plain(_applied(_EXACT.subtract, lambda a, b: a - b, value, operand))


def times(run: Run, value: object, operand: object) -> object:
    """`times`."""
    left, right = to_number(value), to_number(operand)
    if isinstance(left, int) and isinstance(right, int):
        run.meter.bits(left.bit_length() + right.bit_length())
    return _plain(_applied(_EXACT.multiply, lambda a, b: a * b, left, right))


def divided_by(run: Run, value: object, operand: object) -> object:
    """`divided_by`: integers are divided downwards; a decimal by zero is infinite."""
    left, right = to_number(value), to_number(operand)
    if not right and (isinstance(left, Decimal) or isinstance(right, Decimal)):
        return float("nan") if not left else float("inf") if left > 0 else float("-inf")
    _check_divisor(operand)
    return _plain(_applied(_EXACT.divide, lambda a, b: a // b, value, operand))


def modulo(run: Run, value: object, operand: object) -> object:
    """`modulo`, with the sign of the divisor."""
    _check_divisor(operand)
    return _plain(_applied(_decimal_modulo, lambda a, b: a % b, value, operand))


def round_(run: Run, value: object, digits: object = 0) -> object:
    """`round`: halves away from zero; an integer if no digits are asked for."""
    number, places = to_number(value), int(to_number(digits))
    _check_finite(number)
    if isinstance(number, int) and places >= 0:
        return number
    if abs(places) > 400:
        return number if places > 0 else 0
    step = Decimal(1).scaleb(-places)
    rounded = Decimal(number).quantize(step, ROUND_HALF_UP, Context(prec=10_000))
    return float(rounded) if places > 0 else int(rounded)


def ceil(run: Run, value: object) -> object:
    """`ceil`."""
    number = to_number(value)
    _check_finite(number)
    return int(Decimal(number).to_integral_value(ROUND_CEILING)) if _decimal(number) else number


def floor(run: Run, value: object) -> object:
    """`floor`."""
    number = to_number(value)
    _check_finite(number)
    return int(Decimal(number).to_integral_value(ROUND_FLOOR)) if _decimal(number) else number


def at_least(run: Run, value: object, least: object) -> object:
    """`at_least`."""
    number, bound = to_number(value), to_number(least)
    return _plain(bound if bound > number else number)


def at_most(run: Run, value: object, most: object) -> object:
    """`at_most`."""
    number, bound = to_number(value), to_number(most)
    return _plain(bound if bound < number else number)


def _applied(
    decimal: Callable[[Decimal, Decimal], Decimal],
    integer: Callable[[int, int], int],
    value: object,
    operand: object,
) -> Number:
    left, right = to_number(value), to_number(operand)
    if isinstance(left, int) and isinstance(right, int):
        return integer(left, right)
    return decimal(Decimal(left), Decimal(right))


def _decimal_modulo(left: Decimal, right: Decimal) -> Decimal:
    rest = _EXACT.remainder(left, right)
    return rest + right if rest and (rest < 0) != (right < 0) else rest


def _check_divisor(operand: object) -> None:
    if not to_number(operand):
        raise RubyError("divided by 0")


def _check_finite(number: Number) -> None:
    if isinstance(number, Decimal) and not number.is_finite():
        raise RubyError("FloatDomainError")


def _absolute(number: Number) -> Number:
    return -number if number < 0 else number


def _decimal(number: Number) -> bool:
    return isinstance(number, Decimal)


def _plain(number: Number) -> int | float:
    return float(number) if isinstance(number, Decimal) else number


FILTERS: dict[str, Callable[..., object]] = {
    "abs": abs_,
    "at_least": at_least,
    "at_most": at_most,
    "ceil": ceil,
    "divided_by": divided_by,
    "floor": floor,
    "minus": minus,
    "modulo": modulo,
    "plus": plus,
    "round": round_,
    "times": times,
}
