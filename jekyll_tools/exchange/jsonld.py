"""The event for search engines: schema.org in JSON-LD, as an include of the site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date, datetime

from jekyll_tools.cards.agenda.days import Speaker
from jekyll_tools.cards.generated import include, is_generated
from jekyll_tools.exchange.config import config_of
from jekyll_tools.exchange.event import Event, Meeting
from jekyll_tools.exchange.event_file import read_event
from jekyll_tools.exchange.problem import ExchangeError
from jekyll_tools.site import Site

Value = dict[str, object]

_STATUS = {
    "scheduled": "EventScheduled",
    "cancelled": "EventCancelled",
    "postponed": "EventPostponed",
    "rescheduled": "EventRescheduled",
    "moved-online": "EventMovedOnline",
}
# Neither HTML, nor Liquid, nor a parser of scripts may find anything of its own in a text.
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&{}\u2028\u2029"}
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
RECOMMENDED = ("description", "image", "organizer", "url")
"""What Google recommends besides the required name, startDate and location."""


def event_include(event: Event) -> str:
    """The text of the include: a header that says what it is made from, and one script.

    The header is that of every file that `jt build` makes.
    """
    return include(
        f'<script type="application/ld+json">\n{_json(document(event))}\n</script>\n', event.source
    )


def stale_event(site: Site) -> dict[str, str]:
    """Path → text of the include, when the site has one that says something else by now.

    Raises `ExchangeError` when there is no event to make it from.
    """
    path = config_of(site).jsonld
    before = site.read(path)
    if not is_generated(before):
        return {}
    text = event_include(read_event(site))
    return {path: text} if text != before else {}


def document(event: Event) -> Value:
    """The event as schema.org has it. Raises `ExchangeError` for a place that is missing."""
    if not (event.online or (event.location and event.address)):
        message = "a search engine needs `location` and `address`, or `online`"
        raise ExchangeError(message, "write both, or a URL", event.source)
    made: Value = {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.name,
        "startDate": _moment(event.start),
        "endDate": _moment(event.end),
        "eventStatus": f"https://schema.org/{_STATUS[event.status]}",
        "eventAttendanceMode": f"https://schema.org/{_mode(event)}",
        "location": _location(event),
    }
    for key, value in (
        ("description", event.description),
        ("url", event.url),
        ("image", event.image),
        ("organizer", _organizer(event)),
        ("performer", list(_performers(event))),
        ("subEvent", [_part(event, m) for m in event.meetings if m.session.kind != "break"]),
    ):
        if value:
            made[key] = value
    return made


def missing(event: Event) -> list[str]:
    """The recommended fields that the event does not have."""
    return [name for name in RECOMMENDED if not getattr(event, name)]


def _json(value: Value) -> str:
    """JSON whose only braces are its own, and none of them doubled."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return _STRING.sub(lambda found: found[0].translate(_ESCAPES), text)


def _part(event: Event, meeting: Meeting) -> Value:
    made: Value = {
        "@type": "Event",
        "name": meeting.title,
        "startDate": _moment(meeting.start),
    }
    if meeting.end is not None:
        made["endDate"] = _moment(meeting.end)
    made["location"] = _location(event)
    if meeting.about:
        made["description"] = meeting.about
    if meeting.speakers:
        made["performer"] = [_person(event, speaker) for speaker in meeting.speakers]
    return made


def _performers(event: Event) -> Iterator[Value]:
    """Everybody who speaks, once; the last affiliation that the agenda shows."""
    speakers = {s.name: s for m in event.meetings for s in m.speakers}
    return (_person(event, speaker) for speaker in speakers.values())


def _person(event: Event, speaker: Speaker) -> Value:
    made: Value = {"@type": "Person", "name": speaker.name}
    if speaker.affiliation:
        made["affiliation"] = {"@type": "Organization", "name": speaker.affiliation}
    person = event.people.find(speaker.name)
    if person is not None:
        link, image = event.absolute(person.link), event.absolute(person.photo)
        made |= {"url": link} if link.lower().startswith("http") else {}
        made |= {"image": image} if image else {}
    return made


def _location(event: Event) -> object:
    places: list[Value] = []
    if event.location or event.address:
        place: Value = {"@type": "Place", "name": event.location or event.address}
        places.append(place | ({"address": event.address} if event.address else {}))
    if event.online:
        places.append({"@type": "VirtualLocation", "url": event.online})
    return places[0] if len(places) == 1 else places


def _mode(event: Event) -> str:
    if not event.online:
        return "OfflineEventAttendanceMode"
    return "MixedEventAttendanceMode" if event.location else "OnlineEventAttendanceMode"


def _organizer(event: Event) -> Value:
    if not event.organizer:
        return {}
    made: Value = {"@type": "Organization", "name": event.organizer}
    return made | ({"url": event.organizer_url} if event.organizer_url else {})


def _moment(moment: date) -> str:
    return moment.isoformat("T", "seconds") if isinstance(moment, datetime) else moment.isoformat()
