"""How Ruby and Liquid read numbers out of values: `to_i`, `Integer()`, `Utils.to_number`."""

from __future__ import annotations

import re
from datetime import datetime
from decimal import Decimal

from jekyll_tools.liquid.comparison import instant
from jekyll_tools.liquid.values import RubyError, to_s
from jekyll_tools.patterns import late

_INTEGER = late(r"[\s\0]*([+-]?\d+(?:_\d+)*)", re.ASCII)
_FLOAT = late(r"\s*([+-]?\d+(?:_\d+)*(?:\.\d+(?:_\d+)*)?(?:[eE][+-]?\d+)?)", re.ASCII)
_STRICT_INTEGER = late(
    r"\s*([+-]?)(?:0[xX]([\da-fA-F_]+)|0[bB]([01_]+)|0[oO]?([0-7_]+)|([1-9][\d_]*|0))\s*", re.ASCII
)
_DECIMAL = late(r"-?\d+\.\d+", re.ASCII)


def to_i(value: object) -> int:
    """Ruby's `to_i` for what has one: "12 apples" is 12, everything else 0."""
    if isinstance(value, bool):
        return 0
    if isinstance(value, int):
        return value
    if isinstance(value, float | Decimal):
        if value != value or value in (float("inf"), float("-inf")):
            raise RubyError("FloatDomainError: " + to_s(value))
        return int(value)
    if isinstance(value, str):
        found = _INTEGER.match(value)
        return integer(found.group(1)) if found else 0
    if isinstance(value, datetime):
        return int(instant(value).timestamp())
    return 0


def to_f(value: str) -> float:
    """Ruby's `String#to_f`."""
    found = _FLOAT.match(value)
    return float(found.group(1).replace("_", "")) if found else 0.0


def strict_integer(value: object) -> int:
    """Liquid's `Utils.to_integer`: what `Integer()` takes, which knows 0x1f and 017."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    found = _STRICT_INTEGER.fullmatch(to_s(value))
    if not found or found.group().strip().endswith("_") or "__" in found.group():
        raise RubyError("invalid integer")
    sign, *digits = found.groups()
    base, text = next((b, d) for b, d in zip((16, 2, 8, 10), digits, strict=True) if d)
    return integer(sign + text, base)


def to_number(value: object) -> int | Decimal:
    """Liquid's `Utils.to_number`: floats and "1.5" are decimal, "12 apples" is 12, others 0."""
    if isinstance(value, bool):
        return 0
    if isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        return value
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, str):
        text = value.strip("\0\t\n\v\f\r ")
        if _DECIMAL.fullmatch(text) and len(text) < 4000:
            return Decimal(text)
        return to_i(value)
    return 0


def integer(digits: str, base: int = 10) -> int:
    """An integer from digits that are known to be ones; too many of them are an error."""
    if len(digits) > 4000:
        raise RubyError("the number has too many digits")
    return int(digits, base)
