"""Ruby's view of Python values: what they print, how they compare, what they count as."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import NamedTuple
from unicodedata import category

from jekyll_tools.liquid.limits import LimitError
from jekyll_tools.patterns import late
from jekyll_tools.text import Traced

_MOST_DEPTH = 40
_ESCAPES = {
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
    "\f": "\\f",
    "\v": "\\v",
    "\b": "\\b",
    "\a": "\\a",
    "\x1b": "\\e",
    '"': '\\"',
    "\\": "\\\\",
}
_SPECIAL = late(r'["\\\x00-\x1f\x7f-\x9f]|#(?=[{$@])|[^\x00-\x7f]')


class RubyError(Exception):
    """What Ruby would raise; a real build ends with it."""


class Effort:
    """A bound on walking through nested values, which may contain the same array 2^n times."""

    __slots__ = ("left",)

    def __init__(self, left: int = 500_000) -> None:
        self.left = left

    def spend(self) -> None:
        """Account for one value."""
        self.left -= 1
        if self.left < 0:
            raise LimitError("a value has too many others in it")


class Range(NamedTuple):
    """Ruby's `first..last` of integers."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """How many integers it has."""
        return max(self.last - self.first + 1, 0)

    def integers(self) -> range:
        """The integers, made as they are needed."""
        return range(self.first, self.last + 1)


class Special(NamedTuple):
    """The words `empty` and `blank`: they ask the other side of a comparison a question."""

    name: str


EMPTY = Special("empty")
BLANK = Special("blank")
WORKING_BLANK = Special("blank")  # with ActiveSupport


class Drop(Mapping[str, object]):
    """One of Liquid's own objects, such as `forloop`; a key that it lacks is nil."""

    liquid_name = "Liquid::Drop"

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[str]:
        return iter(())


def printed(value: object) -> str:
    """What `{{ value }}` prints: an array is joined without anything between."""
    if isinstance(value, str):
        return value
    if type(value) is list:
        return joined(value, "")
    return to_s(value)


def joined(values: list[object], glue: str) -> str:
    """Ruby's `Array#join`: an array in the array is joined too."""
    return _joined(values, glue, Effort(), 0)


def to_s(value: object) -> str:
    """Ruby's `to_s`."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    kind = type(value)
    if kind is bool:
        return "true" if value else "false"
    if isinstance(value, Special):
        return ""
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _float(value)
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S} {offset(value)}".rjust(25, "0")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Range):
        return f"{value.first}..{value.last}"
    if isinstance(value, Traced):
        return value.text
    if isinstance(value, Decimal):
        return _float(float(value))
    return inspect(value)


def inspect(value: object) -> str:
    """Ruby 3.3's `inspect`."""
    return _inspected(value, Effort(), 0)


def offset(value: datetime, colon: str = "") -> str:
    """A time's zone as `+0200`; a time without a zone is in UTC."""
    minutes = int((value.utcoffset() or timedelta()).total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02}{colon}{abs(minutes) % 60:02}"


def truthy(value: object) -> bool:
    """Only nil and false are false in Ruby."""
    return value is not None and value is not False


def ruby_class(value: object) -> str:
    """The name of a value's class in Ruby, for messages."""
    if value is None:
        return "nil"
    if isinstance(value, bool):
        return "true" if value else "false"
    for kind, name in _CLASSES:
        if isinstance(value, kind):
            return name
    return "Hash"


def string(value: object, name: str) -> str:
    """A value that has to be a string for the filter of that name."""
    if not isinstance(value, str):
        raise RubyError(f"{name}: a {ruby_class(value)} is no string")
    return value


def size(value: object) -> int | None:
    """Ruby's `size`, which an integer has, too: its bytes in memory. None without one."""
    if isinstance(value, Range):
        return value.length
    if isinstance(value, str | list) or type(value) is dict:
        return len(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return max(8, (value.bit_length() + 7) // 8)
    return None


def _joined(values: list[object], glue: str, effort: Effort, depth: int) -> str:
    if depth > _MOST_DEPTH:
        raise RubyError("recursive array join")
    effort.spend()
    return glue.join(
        _joined(value, glue, effort, depth + 1) if type(value) is list else to_s(value)
        for value in values
    )


def _inspected(value: object, effort: Effort, depth: int) -> str:
    effort.spend()
    if isinstance(value, str):
        return '"' + _SPECIAL.sub(_escaped, value) + '"'
    if value is None:
        return "nil"
    if depth > _MOST_DEPTH:
        return "..."
    if isinstance(value, list):
        return "[" + ", ".join([_inspected(item, effort, depth + 1) for item in value]) + "]"
    if isinstance(value, Mapping):
        name = getattr(value, "liquid_name", None)
        if name:
            return str(name)
        pairs = [
            f"{_inspected(key, effort, depth + 1)}=>{_inspected(item, effort, depth + 1)}"
            for key, item in value.items()
        ]
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, date) and not isinstance(value, datetime):
        day = value.toordinal() + 1721425
        return f"#<Date: {value.isoformat()} (({day}j,0s,0n),+0s,2299161j)>"
    if isinstance(value, Traced):
        return _inspected(value.text, effort, depth)
    if isinstance(value, (int, float, datetime, Range, Special, Decimal)):
        return to_s(value)
    return f"#<{type(value).__name__}>"


def _float(value: float) -> str:
    text = repr(value)
    if text in ("inf", "-inf", "nan"):
        return {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}[text]
    if "e" in text:
        mantissa, exponent = text.split("e")
        return f"{mantissa if '.' in mantissa else mantissa + '.0'}e{exponent}"
    if abs(value) >= 1e15:
        # Python goes on for one digit more before it takes to exponents.
        sign, digits = text[: value < 0], text.removeprefix("-").replace(".", "").rstrip("0")
        return f"{sign}{digits[0]}.{digits[1:] or '0'}e+15"
    return text


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character == "#":
        return "\\#"
    if category(character) not in _UNPRINTED:
        return character
    number = ord(character)
    return f"\\u{number:04X}" if number < 0x10000 else f"\\u{{{number:X}}}"


_UNPRINTED = frozenset(("Cc", "Cn", "Cs", "Zl", "Zp"))
_CLASSES: tuple[tuple[type, str], ...] = (
    (int, "Integer"),
    (float, "Float"),
    (str, "String"),
    (datetime, "Time"),
    (date, "Date"),
    (Range, "Range"),
    (list, "Array"),
)
