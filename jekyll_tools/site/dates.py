"""Dates in file names and front matter, read as Ruby's `Time.parse` reads them."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from jekyll_tools.patterns import late
from jekyll_tools.site.problems import SiteError

_MAX_DIGITS = 11  # up to the year 5138
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
# `Time::ZoneOffset`; Ruby takes any other name for the local zone
_ZONES = {"utc": 0, "gmt": 0, "z": 0, "ut": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5}
_ZONES |= {"mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
_COMPACT = late(r"\b(\d{8})T(\d{2})(\d{2})(\d{2})")
_DAY_OF_YEAR = late(r"(?<!\d)(\d{4})-(\d{3})(?!\d)")

_CLOCK = late(
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<part>\d+))?)?"
    r"(?:\s*(?P<half>[ap])\.?m\.?\b)?"
    r"(?:\s*(?P<zone>[-+]\d{1,2}:?(?:\d{2})?|[a-z]{1,4}\b))?",
    re.IGNORECASE,
)
_HOUR = late(r"\b(?P<hour>\d{1,2})\s*(?P<half>[ap])\.?m\.?\b", re.IGNORECASE)
# What `TZ` may be besides a name, as `UTC+2`, which is west; without the rules of a summer time.
_POSIX = (
    r"(?:[A-Za-z]{3,}|<[^>]+>)(?P<sign>[-+]?)(?P<hours>\d|1\d|2[0-3])(?::(?P<minutes>[0-5]\d))?\Z"
)
_MONTH = "(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAYS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d)",
        r"(?P<year>-?\d{2,4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)",
        r"(?P<year>\d{3,4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?!\d)",
        r"(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4})(?!\d)",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[-\s.]*{_MONTH}[-\s.,]*(?P<year>\d{{4}})?",
        rf"{_MONTH}[-\s.]*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b[-\s,]*(?P<year>\d{{4}})?",
        rf"\b{_MONTH}(?:\s+(?P<year>\d{{4}}))?",
    )
]


def present() -> datetime:
    """The time of a build that nobody else names: now, or that of SOURCE_DATE_EPOCH."""
    return given_time() or datetime.now(UTC)


def given_time() -> datetime | None:
    """The time that SOURCE_DATE_EPOCH gives; None without it.

    Raises `SiteError` for a value that is no time, as https://reproducible-builds.org/specs asks.
    """
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not value:
        return None
    if not value.isdecimal() or len(value) > _MAX_DIGITS:
        message = f"SOURCE_DATE_EPOCH is {value[:40]!r}, which is no number of seconds since 1970"
        raise SiteError(f"{message}; correct the environment variable, or unset it")
    return datetime.fromtimestamp(int(value), UTC)


def zone_named(name: object) -> tzinfo | None:
    """The time zone that `timezone:` names; UTC without a name, None when there is none such.

    Jekyll takes the machine's own zone when the configuration names none. Sites are built on
    servers, whose zone is UTC.
    """
    text = str(name or "UTC")
    if text.upper() in ("UTC", "GMT"):
        return UTC
    if posix := re.match(_POSIX, text):
        east = timedelta(hours=int(posix["hours"]), minutes=int(posix["minutes"] or 0))
        return timezone(east if posix["sign"] == "-" else -east)
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def parse_time(value: object, now: datetime, zone: tzinfo) -> datetime:
    """`Utils.parse_date`: the moment that a value stands for, in the local zone.

    What is missing on the left comes from `now`, what is missing on the right is the first.
    Raises ValueError where Ruby finds no date, or one that does not exist.
    """
    if isinstance(value, datetime):
        return value.replace(microsecond=0).astimezone(zone)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=zone)
    text = _text(value)
    text = _COMPACT.sub(r"\1 \2:\3:\4", text)
    clock = _CLOCK.search(text) or _HOUR.search(text)
    rest = text if clock is None else text[: clock.start()] + " " + text[clock.end() :]
    day = _day(rest, now.astimezone(zone))
    if day is None and clock is None:
        raise ValueError(f"no time information in {text!r}")
    first = day or now.astimezone(zone).date()
    return _at(first, clock, zone)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)[:128]


def _day(text: str, now: datetime) -> date | None:
    for pattern in _DAYS:
        found = pattern.search(text)
        if found:
            parts = found.groupdict()
            return _rolled(_year(parts.get("year"), now), _month(parts["month"]), _number(parts))
    ordinal = _DAY_OF_YEAR.search(text)
    return date(int(ordinal[1]), 1, 1) + timedelta(int(ordinal[2]) - 1) if ordinal else None


def _rolled(year: int, month: int, day: int) -> date:
    """The date; Ruby takes a 30th of February for the 1st or 2nd of March."""
    if not 1 <= day <= 31:
        raise ValueError("argument out of range")
    return date(year, month, 1) + timedelta(day - 1)


def _number(parts: dict[str, str]) -> int:
    return int(parts.get("day") or 1)


def _year(text: str | None, now: datetime) -> int:
    if text is None:
        return now.year
    year = int(text)
    if len(text.lstrip("-")) == 2:
        return year + (1900 if year >= 69 else 2000)
    return year


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTHS[text[:3].lower()]


def _at(day: date, clock: re.Match[str] | None, zone: tzinfo) -> datetime:
    if clock is None:
        return datetime(day.year, day.month, day.day, tzinfo=zone)
    parts = clock.groupdict()
    hour, minute, second = (int(parts.get(k) or 0) for k in ("hour", "minute", "second"))
    if parts.get("half"):
        hour = hour % 12 + (12 if parts["half"].lower() == "p" else 0)
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second)):
        raise ValueError("argument out of range")
    own = _zone(parts.get("zone")) or zone
    start = datetime(day.year, day.month, day.day, tzinfo=own)
    # wall clock arithmetic first: an hour of the day is not a distance from midnight
    moment = start + timedelta(hours=hour, minutes=minute, seconds=second)
    # Ruby takes the later one of two equal clock times in autumn
    later = moment.replace(fold=1)
    offset, other = moment.utcoffset(), later.utcoffset()
    ambiguous = offset is not None and other is not None and other < offset
    return (later if ambiguous else moment).astimezone(zone)


def _zone(text: str | None) -> tzinfo | None:
    if not text:
        return None
    if text[0] in "+-":
        digits = text[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        shift = timedelta(hours=int(hours), minutes=int(minutes))
        return timezone(-shift if text[0] == "-" else shift)
    hours_east = _ZONES.get(text.lower())
    return None if hours_east is None else timezone(timedelta(hours=hours_east))
