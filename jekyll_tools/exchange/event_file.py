"""The facts of an event read from `_data/event.yml`, the configuration and the agenda."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from jekyll_tools.cards import escape
from jekyll_tools.cards.agenda.days import Agenda, read_agenda
from jekyll_tools.cards.build import people_of
from jekyll_tools.cards.from_site import content_of
from jekyll_tools.cards.people.names import slug
from jekyll_tools.exchange.config import config_of
from jekyll_tools.exchange.event import Event, Meeting
from jekyll_tools.exchange.problem import ExchangeError
from jekyll_tools.site import Site

KEYS = (
    *("name", "description", "start", "end", "timezone", "location", "address", "online", "url"),
    *("image", "organizer", "organizer-url", "status", "updated", "id"),
)
STATUSES = ("scheduled", "cancelled", "postponed", "rescheduled", "moved-online")


def read_event(site: Site) -> Event:
    """The event of a site.

    Days and hours come from the agenda where `_data/event.yml` does not say them. Raises
    `ExchangeError` with everything that is missing or wrong, and `CardsError` for the records.
    """
    path = config_of(site).event
    value = site.data_files.get(path)
    if value is None:
        advice = "write `name:`, `timezone: America/New_York`, `location:`, `address:` into it"
        raise ExchangeError("there is no such file, which says what the event is", advice, path)
    if not isinstance(value, Mapping):
        raise ExchangeError("has no fields", "write `name: …`", path)
    facts = _Facts(site, path, value)
    event = facts.event()
    if facts.problems:
        raise ExchangeError("; ".join(facts.problems), path=path)
    assert event is not None
    return event


_LATE = timedelta(hours=23, minutes=59)


class _Facts:
    """The fields of the file while they are read; what is wrong is collected."""

    def __init__(self, site: Site, path: str, fields: Mapping[object, object]) -> None:
        self.site, self.path, self.fields = site, path, fields
        self.problems: list[str] = []
        for key in fields:
            if key not in KEYS:
                self.problems.append(f"`{key}` is not known; known: {', '.join(KEYS)}")

    def event(self) -> Event | None:
        content = content_of(self.site)
        people = people_of(content)
        agenda = Agenda("")
        if content.config.agenda in content.data:
            value, place_of = content.data[content.config.agenda], content.place_of
            agenda = read_agenda(value, content.config.agenda, people, place_of)
        name, zone = self.text("name"), self.zone()
        if not name:
            self.problems.append("`name` is missing: write what the event is called")
        meetings = tuple(_meetings(agenda, zone)) if zone else ()
        start, end = self.span(meetings, zone)
        status = self.text("status") or "scheduled"
        if status not in STATUSES:
            self.problems.append(f"`status` is {status!r}; known: {', '.join(STATUSES)}")
        if self.problems or zone is None or start is None or end is None:
            return None
        bare = Event(name, start, end, zone, base=_base(self.site), source=self.path)
        return replace(
            bare,
            description=self.text("description"),
            location=self.text("location"),
            address=self.text("address"),
            online=self.link("online", bare),
            url=self.link("url", bare),
            image=self.link("image", bare),
            organizer=self.text("organizer"),
            organizer_url=self.link("organizer-url", bare),
            status=status,
            updated=self.updated(start),
            id=self.text("id") or urlsplit(bare.base).netloc or slug(name) or "event",
            meetings=meetings,
            people=people,
        )

    def text(self, key: str) -> str:
        value = self.fields.get(key)
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            self.problems.append(f"`{key}` is not text")
            return ""
        text = str(value).strip()
        try:
            escape.text(text)
        except escape.BadValueError as bad:
            self.problems.append(f"`{key}` {bad}")
        return text

    def link(self, key: str, event: Event) -> str:
        value = self.text(key)
        try:
            escape.url(value)
        except escape.BadValueError as bad:
            raise ExchangeError(f"`{key}` {bad}", path=self.path) from None
        return event.absolute(value)

    def zone(self) -> ZoneInfo | None:
        name = self.text("timezone") or str(self.site.config.get("timezone") or "")
        if not name:
            self.problems.append("`timezone` is missing: write `timezone: America/New_York`")
            return None
        try:
            return ZoneInfo(name)
        except (ValueError, OSError, KeyError):
            self.problems.append(f"there is no time zone {name!r}; as in `America/New_York`")
            return None

    def span(
        self, meetings: tuple[Meeting, ...], zone: ZoneInfo | None
    ) -> tuple[date | None, date | None]:
        """The first and the last day or moment."""
        start, end = self.moment("start", zone), self.moment("end", zone)
        if start is None:
            start = min((m.start for m in meetings), default=None)
        if end is None:
            end = max((m.end or m.start for m in meetings), default=None)
        if start is None and zone is not None:
            self.problems.append("`start` is missing, and no agenda says it: `start: 2024-03-14`")
        end = end if end is not None else start
        if start and end and _instant(end, zone, _LATE) < _instant(start, zone):
            self.problems.append("`end` is before `start`")
        return start, end

    def moment(self, key: str, zone: ZoneInfo | None) -> date | None:
        value = self.fields.get(key)
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if isinstance(value, str):
            try:
                found = datetime.fromisoformat(value.strip())
                if len(value.strip()) <= len("2024-03-14"):
                    return found.date()
                return found if found.tzinfo else found.replace(tzinfo=zone)
            except ValueError:
                pass
        # YAML takes a bare time for one of Greenwich.
        self.problems.append(f'`{key}` is no time: write "2024-03-14 09:00" in quotes, or a day')
        return None

    def updated(self, start: date) -> datetime:
        found = self.moment("updated", ZoneInfo("UTC"))
        if isinstance(found, datetime):
            return found.astimezone(UTC)
        day = found or (start.date() if isinstance(start, datetime) else start)
        return datetime.combine(day, time(), UTC)


def _instant(moment: date, zone: ZoneInfo | None, into: timedelta = timedelta()) -> datetime:
    """A moment, or one so far into a day."""
    if isinstance(moment, datetime):
        return moment
    return datetime.combine(moment, time(), zone or UTC) + into


def _base(site: Site) -> str:
    """Where the site is, without a slash at the end; "" when it names no place."""
    url = str(site.config.get("url") or "").rstrip("/")
    path = str(site.config.get("baseurl") or "").strip("/")
    try:
        urlsplit(url)
    except ValueError:  # a bracket that is around no IPv6 address
        return ""
    return f"{url}/{path}".rstrip("/") if url else ""


def _meetings(agenda: Agenda, zone: ZoneInfo) -> Iterator[Meeting]:
    """The sessions with their moments; those with the same words are told apart by their day."""
    seen: dict[str, int] = {}
    for day in agenda.days:
        midnight = datetime.combine(day.date, time())
        for session in day.sessions:
            words = "|".join((session.kind, session.title, *(s.name for s in session.speakers)))
            if session.kind == "break" or not session.speakers:
                words = f"{words}|{day.date}"
            seen[words] = seen.get(words, 0) + 1
            start = (midnight + timedelta(minutes=session.start)).replace(tzinfo=zone)
            end = (midnight + timedelta(minutes=session.end)).replace(tzinfo=zone)
            yield Meeting(
                session,
                start,
                end if session.end > session.start else None,
                f"{words}|{seen[words]}",
            )
