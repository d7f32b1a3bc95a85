"""What an unquoted YAML scalar means to Ruby: the rules of SafeYAML 1.0.5 and of Psych 4."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from jekyll_tools.patterns import late

# longer ones are texts here; Ruby knows integers of any length, Python does not read them
MAX_DIGITS = 4000


class UnreadableError(ValueError):
    """Ruby raises for this scalar, so that the whole file has no value."""


_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "yes": True,
    "on": True,
    "true": True,
    "no": False,
    "off": False,
    "false": False,
}
_INFINITE = {
    **dict.fromkeys((".inf", ".Inf", ".INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
_NUMBER_START = frozenset("+-.0123456789_,")

_S_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_S_OCTAL = re.compile(r"0[0-7]+\Z")
_S_HEX = re.compile(r"[-+]?0x[0-9a-fA-F]+\Z|0X[0-9a-fA-F]+\Z")
_S_BINARY = re.compile(r"0b[01]+\Z")
_S_BASE60 = re.compile(r"[-+]?[0-9]+(?::[0-5]?[0-9])+\Z")
_S_FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_]*)?\.[0-9_]+(?:[eE][-+][0-9]+)?\Z")
_S_FLOAT60 = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*\Z")
_RUBY_FLOAT = late(r"[-+]?(?:[0-9]+(?:_[0-9]+)*)?\.[0-9]+(?:_[0-9]+)*(?:[eE][-+][0-9]+)?\Z")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z")
_TIME = re.compile(
    r"-?([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]+)"
    r"([0-9]{1,2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]*))?"
    r"\s*(?:(Z)|([-+])([0-9]{1,2}):?([0-9]{2})?)?\Z"
)


def safe_yaml(text: str, zone: tzinfo | None = UTC) -> object:
    """The value of a plain scalar by SafeYAML 1.0.5 (`lib/safe_yaml/transform/*.rb`).

    This is what upstream's Jekyll, 3.10 as well as 4, and GitHub Pages see. Without a `zone` a
    time that names none has none either. Raises `UnreadableError` where SafeYAML raises.
    """
    if text[:1] in _NUMBER_START:
        return _safe_number(text, zone) if len(text) <= MAX_DIGITS else text
    return _WORDS.get(text.lower(), text) if len(text) <= 5 else text


def _safe_number(text: str, zone: tzinfo | None) -> object:
    bare = text.replace("_", "").replace(",", "")
    if _S_DECIMAL.match(bare):
        return int(bare)
    if _S_OCTAL.match(bare):
        return int(bare, 8)
    if _S_HEX.match(bare):
        return int(bare, 16)
    if _S_BINARY.match(bare):
        return int(bare, 2)
    if _S_BASE60.match(bare):
        return _base60(bare)
    if _S_FLOAT.match(text):
        if not _RUBY_FLOAT.match(text):
            raise UnreadableError(f"Ruby reads {text!r} as a number and fails")
        return float(text)
    if text in _INFINITE:
        return _INFINITE[text]
    if _S_FLOAT60.match(text):
        return _base60(text)
    return _safe_date(text, zone)


def _base60(text: str) -> float:
    # SafeYAML counts the last part as seconds, and a sign twice: `-10:30` is 570.0
    whole, _, fraction = text.partition(".")
    total, unit = 0.0, 1.0
    for part in reversed(whole.split(":")):
        total += float(part.replace("_", "")) * unit
        unit *= 60
    if fraction:
        total += float("0." + fraction.replace("_", ""))
    return -total if text[0] == "-" else total


def _safe_date(text: str, zone: tzinfo | None) -> object:
    day = _DAY.match(text)
    if day:
        return _or_text(text, lambda: date(int(day[1]), int(day[2]), int(day[3])))
    time = None if text[0] == "-" else _TIME.match(text)
    if time:
        return _or_text(text, lambda: _moment(time, zone))
    return text


def _or_text(text: str, make: Callable[[], object]) -> object:
    try:
        return make()
    except (ValueError, OverflowError):
        return text


def _moment(m: re.Match[str], zone: tzinfo | None, roll: bool = False) -> datetime:
    """The time of a match; without an offset it is UTC, shown in `zone` by Psych."""
    year, month, day, hour, minute, second = (int(m[i]) for i in range(1, 7))
    if hour > 24 or minute > 59 or second > 60 or not (1 <= day <= 31 and 1 <= month <= 12):
        raise ValueError(m[0])
    offset = UTC
    if m[9]:
        shift = timedelta(hours=int(m[10]), minutes=int(m[11] or 0))
        offset = timezone(-shift if m[9] == "-" else shift)
    first = datetime(year, month, 1 if roll else day, tzinfo=offset)
    moment = first + timedelta(
        days=day - first.day,
        hours=hour,
        minutes=minute,
        seconds=second,
        microseconds=int(((m[7] or "") + "000000")[:6]),
    )
    if m[8] or m[9]:
        return moment
    return moment.astimezone(zone) if zone else moment.replace(tzinfo=None)


_P_TEXT = late(r"[^0-9.:-]?(?:[^\W\d_]|[_\s!@#$%^&*(){}<>|/\\~;=])")
_P_DAY = late(r"([0-9]{4})-(1[012]|0[0-9]|[0-9])-([12][0-9]|3[01]|0[0-9]|[0-9])\Z")
_P_BASE60 = late(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}\Z")
_P_FLOAT60 = late(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}\.[0-9_]*\Z")
_P_FLOAT = late(r"[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?\Z")
_P_INTEGER = late(
    r"[-+]?0b[01_,]+\Z|[-+]?0[0-7_,]+\Z|[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)\Z"
    r"|[-+]?0x[0-9a-fA-F_,]+\Z"
)
_P_INFINITE = late(r"\+?\.inf\Z|-\.inf\Z|\.nan\Z", re.IGNORECASE)


def psych(text: str, zone: tzinfo | None = UTC) -> object:
    """The value of a plain scalar by Psych 4.0 (`scalar_scanner.rb`), as Debian's Jekyll sees it.

    `zone` is the local time zone, in which Psych shows a time that names none; without one such
    a time has none. Raises `UnreadableError` where `Psych.safe_load` raises, as for `:symbol`.
    """
    if not text:
        return None
    if len(text) > MAX_DIGITS:
        return text
    if _P_TEXT.match(text) or "\n" in text:
        return _WORDS.get(text.lower(), text) if len(text) <= 5 else text
    time = _TIME.match(text)
    if time:
        return _or_text(text, lambda: _moment(time, zone, roll=True))
    day = _P_DAY.match(text)
    if day:
        return _or_text(text, lambda: date(int(day[1]), int(day[2]), int(day[3])))
    if _P_INFINITE.match(text):
        return float(text.replace(".", ""))
    if text[0] == ":" and len(text) > 1:
        raise UnreadableError(f"{text!r} is a Ruby symbol, which is not allowed")
    return _psych_number(text)


def _psych_number(text: str) -> object:
    parts = text.split(":")
    if _P_BASE60.match(text):
        return sum(int(n.replace("_", "")) * 60 ** abs(e - 2) for e, n in enumerate(parts))
    if _P_FLOAT60.match(text):
        return sum(float(n.replace("_", "")) * 60 ** abs(e - 2) for e, n in enumerate(parts))
    if _P_FLOAT.match(text):
        return _psych_float(text)
    if _P_INTEGER.match(text):
        return _psych_integer(text.replace("_", "").replace(",", ""))
    return text


def _psych_float(text: str) -> object:
    if text in {".", "+.", "-."}:
        return text
    bare = text.replace(",", "").replace("_", "")
    try:
        return float(re.sub(r"\.([Ee]|\Z)", r"\1", bare))
    except ValueError:
        raise UnreadableError(f"Ruby reads {text!r} as a number and fails") from None


def _psych_integer(bare: str) -> int:
    digits = bare.lstrip("+-").lower()
    base = 16 if digits[:2] == "0x" else 2 if digits[:2] == "0b" else 10
    if base == 10 and digits[0] == "0" and len(digits) > 1:
        base = 8
    try:
        return int(bare, base)
    except ValueError:
        raise UnreadableError(f"Ruby reads {bare!r} as a number and fails") from None
