"""The filters on dates: Liquid's `date` and Jekyll's `date_to_*` (`date_filters.rb`)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time

from jekyll_tools.liquid.numbers import integer
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.strftime import ordinal, strftime
from jekyll_tools.liquid.trace import Text
from jekyll_tools.liquid.values import RubyError, inspect, offset, to_s
from jekyll_tools.patterns import late

_NUMBER = late(r"\d+", re.ASCII)


def to_date(run: Run, value: object) -> date | None:
    """Liquid's `Utils.to_date`."""
    if isinstance(value, date):
        return value
    if isinstance(value, bool):
        return None
    # To read dates takes a dozen expressions, and few sites send texts through these filters.
    from jekyll_tools.liquid.clock import at_seconds, parsed

    if isinstance(value, int):
        return at_seconds(value, run.host.now.tzinfo)
    if not isinstance(value, str) or not value:
        return None
    text = value.lower()
    if text in ("now", "today"):
        return run.host.now
    if _NUMBER.fullmatch(text):
        return at_seconds(integer(text), run.host.now.tzinfo)
    return parsed(text, run.host.now)


def date_(run: Run, value: object, form: object) -> object:
    """`date`: what is no date stays as it is."""
    pattern = to_s(form)
    if not pattern:
        return value
    run.meter.length(len(pattern) + 1024 * pattern.count("%"))
    found = to_date(run, value)
    return value if found is None else strftime(found, pattern)


def date_to_string(run: Run, value: object, kind: object = None, style: object = None) -> object:
    """`date_to_string`: 14 Mar 2024."""
    return _spelled(run, value, "%b", kind, style)


def date_to_long_string(
    run: Run, value: object, kind: object = None, style: object = None
) -> object:
    """`date_to_long_string`: 14 March 2024."""
    return _spelled(run, value, "%B", kind, style)


def date_to_xmlschema(run: Run, value: object) -> object:
    """`date_to_xmlschema`: 2024-03-14T00:00:00+00:00."""
    if not to_s(value):
        return value
    moment = _time(run, value)
    return strftime(moment, "%Y-%m-%dT%H:%M:%S") + offset(moment, ":")


def date_to_rfc822(run: Run, value: object) -> object:
    """`date_to_rfc822`: Thu, 14 Mar 2024 00:00:00 +0000."""
    if not to_s(value):
        return value
    return strftime(_time(run, value), "%a, %d %b %Y %H:%M:%S %z")


def _spelled(run: Run, value: object, month: str, kind: object, style: object) -> object:
    if not to_s(value):
        return value
    moment = _time(run, value)
    if kind != "ordinal":
        return strftime(moment, f"%d {month} %Y")
    day = ordinal(moment.day)
    return strftime(moment, f"{month} {day}, %Y" if style == "US" else f"{day} {month} %Y")


def _time(run: Run, value: object) -> datetime:
    found = to_date(run, value)
    zone = run.host.now.tzinfo
    if found is None:
        shown = inspect(str(value) if isinstance(value, Text) else value)
        raise RubyError(f"Invalid Date: '{shown}' is not a valid datetime.")
    if not isinstance(found, datetime):
        return datetime.combine(found, time(), zone)
    return found.astimezone(zone) if found.tzinfo and zone else found


FILTERS: dict[str, Callable[..., object]] = {
    "date": date_,
    "date_to_long_string": date_to_long_string,
    "date_to_rfc822": date_to_rfc822,
    "date_to_string": date_to_string,
    "date_to_xmlschema": date_to_xmlschema,
}
