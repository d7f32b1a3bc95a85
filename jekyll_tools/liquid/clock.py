"""Ruby's `Time.parse` and `strftime`, as far as sites use them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from .values import RubyError, offset

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(_MONTHS)
_NAMES = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

_TIME = re.compile(
    r"""(?:(?P<hour>\d{1,9})\s*:\s*(?P<minute>\d{1,9})"""
    r"""(?:\s*:\s*(?P<second>\d{1,9})(?:[,.](?P<fraction>\d{0,30}))?)?"""
    r"""|(?P<hour2>\d{1,9})\s*h(?:\s*(?P<minute2>\d{1,9})m?(?:\s*(?P<second2>\d{1,9})s?)?)?\b"""
    r"""|(?P<hour3>\d{1,9})(?=\s*[ap](?:m\b|\.m\.)))"""
    r"""(?:\s*(?P<half>[ap])(?:m\b|\.m\.))?"""
    r"""(?:\s*(?P<zone>(?:gmt|utc?)?[-+]\d{1,4}(?:[,.:]\d{1,2}(?::\d{1,2})?)?|[a-z]+\b))?""",
    re.ASCII | re.IGNORECASE,
)
_EUROPEAN = re.compile(
    rf"""'?(\d+)[^-\d\s]*\s*({_MONTH})[^-\d\s']*(?:\s*(?:ad|ce)?\s*('?-?\d+))?""", re.ASCII
)
_AMERICAN = re.compile(
    rf"""\b({_MONTH})[^-\d\s']*\s*('?\d+)[^-\d\s']*(?:\s*,?\s*(?:ad|ce)?\s*('?-?\d+))?""", re.ASCII
)
_NUMBERS = (
    re.compile(r"('?-?\d+)-(\d+)-('?-?\d+)", re.ASCII),
    re.compile(r"('?-?\d+)/\s*('?\d+)(?:\D\s*('?-?\d+))?", re.ASCII),
    re.compile(r"('?-?\d+)\.\s*('?\d+)\.\s*('?-?\d+)", re.ASCII),
)
_DIGITS = re.compile(r"(\d{2,14})(?:\s*t?\s*(\d{2,6}))?", re.ASCII)
_NUMBERED = re.compile(r"(\d{1,9})(?:st|nd|rd|th)\b", re.ASCII)
_WORD_MONTH = re.compile(rf"\b({_MONTH})[a-z]*", re.ASCII)
_ZONES = {
    "utc": 0, "z": 0, "ut": 0, "gmt": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5,
    "mst": -7, "mdt": -6, "pst": -8, "pdt": -7,
}  # fmt: skip
_ZONE = re.compile(r"(?:gmt|utc?)?([-+])(\d{1,2}):?(\d{2})?(?::?\d{2})?", re.ASCII)

_DIRECTIVE = re.compile(
    r"%([-0^#_]*)(\d{1,4})?(:{0,3})(?:E(?=[cCxXyY])|O(?=[deHkIlmMSuUVwWy]))?([a-zA-Z%+])"
    r"|(%[-0^#_]*\d*)\Z",
    re.ASCII,
)


class LongAgo(datetime):
    """A time in a year that Python has no dates for, shown by one of the same calendar."""

    year_shown: int


@lru_cache(4096)
def parsed(text: str, now: datetime) -> datetime | None:
    """The time that a text names, or None; what it does not say is taken from `now`."""
    text = text.lower()[:1000]
    clock = _TIME.search(text)
    rest = text[: clock.start()] + " " + text[clock.end() :] if clock else text
    found = _date_of(rest, clock is not None)
    if found is None:
        return None
    year, month, day, digits = found
    hour, minute, second, micro = _clock_of(clock, digits)
    if year is None:
        year = now.year
        if month is None:
            month = now.month
            day = now.day if day is None else day
    if not (0 <= hour <= 24 and 0 <= minute < 60 and 0 <= second <= 60):
        return None
    spent = timedelta(hours=hour, minutes=minute, seconds=second, microseconds=micro)
    zone = _zone_of(clock.group("zone")) if clock and clock.group("zone") else None
    start = _day(year, month or 1, day or 1, zone or now.tzinfo)
    if start is None or isinstance(start, LongAgo):
        return start
    return start + spent


def at_seconds(seconds: int, zone: tzinfo | None) -> datetime | None:
    """The time that many seconds after 1970."""
    try:
        return datetime.fromtimestamp(seconds, zone or UTC)
    except (ValueError, OverflowError, OSError):
        return None


def strftime(value: date, form: str) -> str:
    """Ruby's `strftime`; an unknown directive stays as it is, an unfinished one is an error."""
    if isinstance(value, datetime):
        return _DIRECTIVE.sub(lambda found: _directive(value, found, _COMPOSED), form)
    time = datetime(value.year, value.month, value.day, tzinfo=_DATE_ZONE)
    return _DIRECTIVE.sub(lambda found: _directive(time, found, _COMPOSED_DATE), form)


def _day(year: int, month: int, day: int, zone: tzinfo | None) -> datetime | None:
    """The start of a day; the 31st of February is in March, as in Ruby."""
    if not (1 <= month <= 12 and 1 <= day <= 31 and -9999 <= year <= 9998):
        return None
    spent = timedelta(days=day - 1)
    if year >= 1:
        return datetime(year, month, 1, tzinfo=zone) + spent
    # The calendar repeats itself after 400 years.
    made = LongAgo(year % 400 + 2000, month, 1, tzinfo=zone) + spent
    assert isinstance(made, LongAgo)
    made.year_shown = year
    return made


def ordinal(day: int) -> str:
    """A day of the month with st, nd, rd or th."""
    if 11 <= day <= 13:
        return f"{day}th"
    return f"{day}{({1: 'st', 2: 'nd', 3: 'rd'}).get(day % 10, 'th')}"


_Found = tuple[int | None, int | None, int | None, str]


def _date_of(text: str, timed: bool) -> _Found | None:
    european = _EUROPEAN.search(text)
    if european:
        day, month, year = european.groups()
        return _ordered(year, str(_MONTHS.index(month) + 1), day)
    american = _AMERICAN.search(text)
    if american:
        month, day, year = american.groups()
        return _ordered(year, str(_MONTHS.index(month) + 1), day)
    for pattern in _NUMBERS:
        found = pattern.search(text)
        if found:
            first, second, third = found.groups()
            if third is None:
                return _ordered(None, first, second)
            return _ordered(first, second, third)
    word = _WORD_MONTH.search(text)
    if word:
        return None, _MONTHS.index(word.group(1)) + 1, None, ""
    digits = _DIGITS.search(text)
    if digits:
        return _compact(digits.group(1), digits.group(2) or "")
    numbered = _NUMBERED.search(text)
    if numbered:
        return None, None, int(numbered.group(1)), ""
    return (None, None, None, "") if timed else None


def _ordered(year: str | None, month: str, day: str | None) -> _Found | None:
    """Year, month and day: the one that has more than two digits is the year."""
    if day is not None and (day.startswith("'") or len(day.lstrip("-'")) > 2):
        year, day = day, year
    if len(month) > 2 or any(each and len(each) > 9 for each in (year, day)):
        return None
    return _full_year(year), int(month.strip("'")), int(day.strip("'-")) if day else None, ""


def _full_year(year: str | None) -> int | None:
    if year is None:
        return None
    number = int(year.strip("'"))
    if len(year.strip("'-")) <= 2 and number >= 0:
        return number + (1900 if number >= 69 else 2000)
    return number


def _compact(digits: str, clock: str) -> _Found | None:
    match len(digits):
        case 14 | 8:
            return int(digits[:4]), int(digits[4:6]), int(digits[6:8]), digits[8:] or clock
        case 12 | 10 | 6:
            year = _full_year(digits[:2])
            return year, int(digits[2:4]), int(digits[4:6]), digits[6:] or clock
        case 4:
            return None, int(digits[:2]), int(digits[2:]), clock
        case 2:
            return None, None, int(digits), clock
        case _:
            return None


def _clock_of(found: re.Match[str] | None, digits: str) -> tuple[int, int, int, int]:
    if digits:
        digits = digits.ljust(6, "0")
        return int(digits[:2]), int(digits[2:4]), int(digits[4:6]), 0
    if not found:
        return 0, 0, 0, 0
    part = found.groupdict()
    hour = int(part["hour"] or part["hour2"] or part["hour3"])
    if part["half"]:
        hour = hour % 12 + (12 if part["half"].lower() == "p" else 0)
    micro = int(((part["fraction"] or "") + "000000")[:6])
    minute = int(part["minute"] or part["minute2"] or 0)
    return hour, minute, int(part["second"] or part["second2"] or 0), micro


def _zone_of(name: str) -> tzinfo | None:
    name = name.lower()
    if name in _ZONES:
        return timezone(timedelta(hours=_ZONES[name]))
    found = _ZONE.fullmatch(name)
    if not found or int(found.group(2)) > 23 or int(found.group(3) or 0) > 59:
        return None
    delta = timedelta(hours=int(found.group(2)), minutes=int(found.group(3) or 0))
    return timezone(delta if found.group(1) == "+" else -delta)


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
