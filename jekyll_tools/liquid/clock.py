"""Ruby's `Time.parse`, as far as sites use it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache

from jekyll_tools.liquid.strftime import LongAgo

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "|".join(_MONTHS)
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
