"""Times as people write them in data: `9:30`, `2024-03-14 12:30`, dates; one number for each."""

from __future__ import annotations

import re
from datetime import date, datetime

from jekyll_tools.patterns import late

_CLOCK = late(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?[ ]*([ap])?\.?m?\.?", re.I)
_DATED = late(r"(\d{4}-\d\d-\d\d)(?:[T ]+(\d{1,2}:\d\d)(?::\d\d)?)?")


def minutes(value: object) -> int | None:
    """Minutes since the start of the day (or of time, with a date); None for anything else."""
    if isinstance(value, datetime):
        return _days(value) * 1440 + value.hour * 60 + value.minute
    if isinstance(value, date):
        return _days(value) * 1440
    if not isinstance(value, str):
        return None
    if clock := _CLOCK.fullmatch(value.strip()):
        half = (clock[3] or "").lower()
        hour = int(clock[1])
        if half:
            hour = hour % 12 + (12 if half == "p" else 0)
        return hour * 60 + int(clock[2])
    dated = _DATED.fullmatch(value.strip())
    if dated is None:
        return None
    try:
        day = date.fromisoformat(dated[1])
    except ValueError:
        return None
    return _days(day) * 1440 + (minutes(dated[2]) or 0 if dated[2] else 0)


def _days(day: date) -> int:
    return day.toordinal()
