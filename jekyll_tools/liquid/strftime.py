"""Ruby's `strftime`, with its flags and widths."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

from jekyll_tools.liquid.values import RubyError, offset
from jekyll_tools.patterns import late

_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DIRECTIVE = late(
    r"%([-0^#_]*)(\d{1,4})?(:{0,3})(?:E(?=[cCxXyY])|O(?=[deHkIlmMSuUVwWy]))?([a-zA-Z%+])"
    r"|(%[-0^#_]*\d*)\Z",
    re.ASCII,
)


class LongAgo(datetime):
    """A time in a year that Python has no dates for, shown by one of the same calendar."""

    year_shown: int


def strftime(value: date, form: str) -> str:
    """Ruby's `strftime`; an unknown directive stays as it is, an unfinished one is an error."""
    if isinstance(value, datetime):
        return _DIRECTIVE.sub(lambda found: _directive(value, found, _COMPOSED), form)
    time = datetime(value.year, value.month, value.day, tzinfo=_DATE_ZONE)
    return _DIRECTIVE.sub(lambda found: _directive(time, found, _COMPOSED_DATE), form)


def ordinal(day: int) -> str:
    """A day of the month with st, nd, rd or th."""
    if 11 <= day <= 13:
        return f"{day}th"
    return f"{day}{({1: 'st', 2: 'nd', 3: 'rd'}).get(day % 10, 'th')}"


def _directive(time: datetime, found: re.Match[str], composed: dict[str, str]) -> str:
    flags, width, colons, letter, unfinished = found.groups()
    if unfinished:
        raise RubyError(f"invalid format: {unfinished}")
    if colons and letter != "z":
        return found.group()
    if letter in composed:
        text, fill, size = strftime(time, composed[letter]), " ", 0
    else:
        made = _simple(time, letter, colons, width)
        if made is None:
            return found.group()
        text, fill, size = made
    if "^" in flags:
        text = text.upper()
    elif "#" in flags:
        text = text.lower() if letter in "pZ" else text.upper()
    if "-" in flags:
        return text
    fill = "0" if "0" in flags else " " if "_" in flags else fill
    size = min(int(width), 1024) if width and letter not in "NL" else size
    if fill == "0" and text[:1] in ("+", "-") and text[1:2].isdigit():
        return text[0] + text[1:].rjust(max(size - 1, 4), fill)
    return text.rjust(size, fill)


_COMPOSED = {
    "c": "%a %b %e %H:%M:%S %Y",
    "D": "%m/%d/%y",
    "F": "%Y-%m-%d",
    "R": "%H:%M",
    "r": "%I:%M:%S %p",
    "T": "%H:%M:%S",
    "v": "%e-%^b-%Y",
    "X": "%H:%M:%S",
    "x": "%m/%d/%y",
}
_COMPOSED_DATE = {**_COMPOSED, "+": "%a %b %e %H:%M:%S %Z %Y", "Q": "%s000"}
_DATE_ZONE = timezone(timedelta(), "+00:00")


def _simple(
    time: datetime, letter: str, colons: str, width: str | None
) -> tuple[str, str, int] | None:
    """The text of a directive, and what it is filled up with to which width."""
    number = _NUMBERS_OF.get(letter)
    if number:
        value, fill, size = number
        return str(value(time)), fill, size
    text = _named(time, letter, colons)
    if text is None and letter in "LN":
        digits = min(int(width), 100) if width else 3 if letter == "L" else 9
        text = f"{time.microsecond:06}000".ljust(digits, "0")[:digits]
    return None if text is None else (text, "0" if letter in "zs" else " ", 0)


def _year(time: datetime) -> int:
    return time.year_shown if isinstance(time, LongAgo) else time.year


_NUMBERS_OF: dict[str, tuple[Callable[[datetime], int], str, int]] = {
    "Y": (_year, "0", 4),
    "C": (lambda time: _year(time) // 100, "0", 2),
    "y": (lambda time: _year(time) % 100, "0", 2),
    "m": (lambda time: time.month, "0", 2),
    "d": (lambda time: time.day, "0", 2),
    "e": (lambda time: time.day, " ", 2),
    "j": (lambda time: time.timetuple().tm_yday, "0", 3),
    "H": (lambda time: time.hour, "0", 2),
    "k": (lambda time: time.hour, " ", 2),
    "I": (lambda time: time.hour % 12 or 12, "0", 2),
    "l": (lambda time: time.hour % 12 or 12, " ", 2),
    "M": (lambda time: time.minute, "0", 2),
    "S": (lambda time: time.second, "0", 2),
    "u": (lambda time: time.isoweekday(), "0", 1),
    "w": (lambda time: time.isoweekday() % 7, "0", 1),
    "G": (lambda time: time.isocalendar()[0], "0", 4),
    "g": (lambda time: time.isocalendar()[0] % 100, "0", 2),
    "V": (lambda time: time.isocalendar()[1], "0", 2),
    "U": (lambda time: int(time.strftime("%U")), "0", 2),
    "W": (lambda time: int(time.strftime("%W")), "0", 2),
}


def _named(time: datetime, letter: str, colons: str) -> str | None:
    match letter:
        case "a":
            return _DAYS[time.weekday()][:3]
        case "A":
            return _DAYS[time.weekday()]
        case "b" | "h":
            return _NAMES[time.month - 1][:3]
        case "B":
            return _NAMES[time.month - 1]
        case "p":
            return "AM" if time.hour < 12 else "PM"
        case "P":
            return "am" if time.hour < 12 else "pm"
        case "s":
            aware = time if time.tzinfo else time.replace(tzinfo=UTC)
            return str(int(aware.timestamp()))
        case "z":
            seconds = ":00" if colons == "::" else ""
            return offset(time, ":" if colons else "") + seconds
        case "Z":
            name = time.tzname() or "UTC"
            return "" if name.startswith(("UTC+", "UTC-")) else name
        case "n" | "t" | "%":
            return {"n": "\n", "t": "\t", "%": "%"}[letter]
        case _:
            return None
