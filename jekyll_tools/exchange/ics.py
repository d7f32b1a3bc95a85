"""The event as a calendar file (RFC 5545): one entry for each session, or one for the event."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from jekyll_tools.exchange.event import Event, Meeting, named
from jekyll_tools.site.dates import given_time

if TYPE_CHECKING:
    from icalendar import vUnknown
    from icalendar.cal import Component

PRODUCT = "-//jekyll-tools//jt//EN"
_STATUS = {"cancelled": "CANCELLED", "postponed": "TENTATIVE"}
_LINE_END = re.compile(r"\r\n?|\n")
_NEEDS_ESCAPE = re.compile(r"[\\;,]")


def calendar(event: Event, *, breaks: bool = True) -> bytes:
    """The file: CRLF, lines of at most 75 bytes, with the rules of the time zone.

    The same data give the same bytes: the time stamp is `updated` of the event (or
    SOURCE_DATE_EPOCH), and the id of an entry stays when its time changes, so that a calendar
    that has it moves it.
    """
    from icalendar import Calendar

    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _text(event.name))
    made.add("x-wr-timezone", event.zone.key)
    meetings = [m for m in event.meetings if breaks or m.session.kind != "break"]
    for meeting in meetings:
        made.add_component(_entry(event, meeting))
    if not meetings:
        made.add_component(_entry(event, None))
    made.add_missing_timezones(
        first_date=_day(event.start) - timedelta(days=366),
        last_date=_day(event.end) + timedelta(days=366),
    )
    data: bytes = made.to_ical(sorted=False)
    return data


def _entry(event: Event, meeting: Meeting | None) -> Component:
    from icalendar import Event as Entry
    from icalendar import vUri

    entry = Entry()
    entry.add("uid", _text(uid(event, meeting.key if meeting else "")))
    entry.add("dtstamp", _stamp(event))
    if meeting is not None:
        entry.add("summary", _text(_summary(meeting)))
        entry.add("dtstart", meeting.start)
        if meeting.end is not None:
            entry.add("dtend", meeting.end)
        entry.add("categories", [meeting.session.kind])
        if meeting.session.kind == "break":
            entry.add("transp", "TRANSPARENT")
    else:
        entry.add("summary", _text(event.name))
        timed = isinstance(event.start, datetime) and isinstance(event.end, datetime)
        entry.add("dtstart", event.start if timed else _day(event.start))
        # The end of a day is the day after it.
        entry.add("dtend", event.end if timed else _day(event.end) + timedelta(days=1))
    where = ", ".join(part for part in (event.location, event.address) if part) or event.online
    if where:
        entry.add("location", _text(where))
    if text := _description(event, meeting):
        entry.add("description", _text(text))
    if event.url:
        entry.add("url", vUri(event.url))
    entry.add("status", _STATUS.get(event.status, "CONFIRMED"))
    return entry


def _text(value: str) -> vUnknown:
    r"""A value of type TEXT (RFC 5545, 3.3.11), escaped here.

    icalendar 7.3 takes the `\N` of `C:\News` for a line end, and escapes nothing in a property
    that it does not know; what is "unknown" it writes as it is given.
    """
    from icalendar import vUnknown

    return vUnknown(_LINE_END.sub(r"\\n", _NEEDS_ESCAPE.sub(r"\\\g<0>", value)))


def uid(event: Event, key: str) -> str:
    """The id of an entry: of the event's own id and of what is said, not of when."""
    digest = hashlib.sha256(f"{event.name}\n{event.start.year}\n{key}".encode()).hexdigest()[:24]
    return f"{digest}@{event.id}"


def _summary(meeting: Meeting) -> str:
    names = ", ".join(speaker.name for speaker in meeting.session.speakers)
    if meeting.session.kind == "talk" and meeting.session.title and names:
        return f"{meeting.session.title} ({names})"
    return meeting.title


def _description(event: Event, meeting: Meeting | None) -> str:
    if meeting is None:
        return event.description
    session = meeting.session
    rows = [named((speaker,)) for speaker in session.speakers]
    rows += [session.note, meeting.about]
    for link in session.links:
        address = event.absolute(link.url)
        rows.append(f"{link.text}: {address}" if address else link.text)
    rows += [f"Online: {event.online}" if event.online else ""]
    return "\n".join(row for row in rows if row)


def _stamp(event: Event) -> datetime:
    return given_time() or event.updated


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
