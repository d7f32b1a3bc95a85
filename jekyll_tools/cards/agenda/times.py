"""The times and dates of a hand-written agenda: `**9:30–10:30 am ET**`, `Monday, May 6, 2024`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_CLOCK = r"(?P<h{0}>\d{{1,2}})(?::(?P<m{0}>[0-5]\d))?[ \t]*(?P<s{0}>[ap]\.?m\b\.?)?"
_LINE = re.compile(
    r"[ \t]*(?:(?P<bold>\*\*|__)|\#{2,6}[ \t]+)[ \t]*"
    + _CLOCK.format(1)
    + r"[ \t]*(?:(?:[-–—‒−]+|to\b|until\b)[ \t]*"
    + _CLOCK.format(2)
    + r")?[ \t]*(?P<zone>\(?[A-Z][A-Z]{1,3}\)?)?[ \t]*:?[ \t]*(?:\*\*|__)?[ \t]*:?(?P<rest>.*)",
    re.IGNORECASE,
)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_DATE = re.compile(
    r"(?:(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day,?[ ]+)?"
    rf"(?P<month>{'|'.join(_MONTHS)})[ ]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    r"(?:,?[ ]+(?P<year>\d{4}))?(?P<rest>.*)",
    re.IGNORECASE,
)
_EARLY = 7 * 60  # minutes; before this a time without am or pm is not taken for a morning


@dataclass(frozen=True, slots=True)
class TimeLine:
    """A line that begins a session. Times are minutes after midnight; without an end it is None.

    `rest` is where in the line something else begins, when something does.
    """

    start: int
    end: int | None
    zone: str
    rest: int | None


def time_line(line: str, after: int = 0) -> TimeLine | None:
    """The times of a bold line or heading; None when it is no such line.

    Of `am` and `pm` each may be missing: `after` is when the session before began. The shortest
    session that is not earlier counts.
    """
    found = _LINE.match(line)
    if found is None or not (found["m1"] or found["s1"] or found["h2"]):
        return None
    if found["bold"] and found["bold"] not in line[found.end("h1") :]:
        return None
    if found["h2"] is None and not found["s1"]:
        return None
    pairs = [
        (start, end)
        for start in _moments(found["h1"], found["m1"], found["s1"])
        for end in (_moments(found["h2"], found["m2"], found["s2"]) if found["h2"] else [None])
        if end is None or start < end
    ]
    if not pairs:
        return None
    start, end = min(pairs, key=lambda p: (p[0] < after, p[0] < _EARLY, (p[1] or p[0]) - p[0], p))
    rest = found.start("rest") if found["rest"].strip(" \t*_") else None
    return TimeLine(start, end, (found["zone"] or "").strip("()").upper(), rest)


@dataclass(frozen=True, slots=True)
class DayLine:
    """The date of a heading, and what else it says."""

    date: date
    weekday_right: bool
    rest: str


def day_line(heading: str, year: int | None = None) -> DayLine | None:
    """The date of a heading; `year` is that of the day before, when this one has none."""
    found = _DATE.match(heading)
    if found is None:
        return None
    number = int(found["year"]) if found["year"] else year
    if number is None:
        return None
    try:
        day = date(number, _MONTHS.index(found["month"].lower()) + 1, int(found["day"]))
    except ValueError:
        return None
    weekday = found["weekday"]
    right = not weekday or f"{day:%A}".lower() == f"{weekday.lower()}day"
    return DayLine(day, right, found["rest"].strip())


def _moments(hour: str, minute: str | None, half: str | None) -> list[int]:
    """The minutes after midnight that a time may mean."""
    hours, minutes = int(hour), int(minute or 0)
    if hours > 23:
        return []
    if half is None:
        halves = (0,) if hours > 12 or hours == 0 else (0, 12)
    else:
        halves = (12,) if half[0] in "pP" else (0,)
    hours = hours % 12 if hours <= 12 else hours
    return [(hours + later) * 60 + minutes for later in halves]
