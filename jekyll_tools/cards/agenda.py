"""The agenda of an event: days and sessions in `_data`, written as an include."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from jekyll_tools.cards import escape
from jekyll_tools.cards.names import suggestions
from jekyll_tools.cards.people import People
from jekyll_tools.cards.problem import PlaceOf, raise_any
from jekyll_tools.cards.record import Reading, Record
from jekyll_tools.cards.render import Templates, checked, expanded
from jekyll_tools.text import Source

KINDS = ("talk", "panel", "chat", "break", "session")
"""What a session may be; the titles of the first three are set in italics."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in a session, with the affiliation as the agenda shows it."""

    name: str
    affiliation: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Slides, a recording …"""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Session:
    """One entry of a day; times are minutes after midnight."""

    start: int
    end: int
    title: str = ""
    kind: str = "session"
    speakers: tuple[Speaker, ...] = ()
    note: str = ""
    abstract: str = ""
    links: tuple[Link, ...] = ()
    place: Source | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """The sessions of one day, in order."""

    date: date
    sessions: tuple[Session, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """All days; `timezone` is written after every time, as it stands."""

    path: str
    days: tuple[Day, ...] = ()
    timezone: str = ""


def read_agenda(value: object, path: str, people: People, place_of: PlaceOf) -> Agenda:
    """The days in the value of the agenda file.

    Raises `CardsError` with every problem: a time that is not `"9:30"`, a session that ends
    before it starts or begins before the last one ended, a speaker whom no record names.
    """
    reading = Reading(path, place_of)
    if not isinstance(value, Mapping):
        reading.report(None, "the agenda has no days", "write `days:` and a list of them")
        raise_any(reading.problems)
    assert isinstance(value, Mapping)
    top = Record(value, reading, None)
    top.only("days", "timezone")
    days = tuple(_day(record, people) for record in top.records("days"))
    raise_any(reading.problems)
    return Agenda(path, days, top.text("timezone"))


def render_agenda(agenda: Agenda, templates: Templates) -> str:
    """The HTML of an agenda, from the template `jt/agenda.html`."""
    days = [_day_scope(day, agenda) for day in agenda.days]
    return expanded(templates, "jt/agenda.html", {"days": days})


def clock(start: int, end: int, timezone: str = "") -> str:
    """A range of times as people write it: `11:00 am–12:00 pm ET`, `9:30–10:30 am ET`."""
    first, last = _twelve_hours(start), _twelve_hours(end)
    if first[1] == last[1]:
        first = (first[0], "")
    text = f"{' '.join(first).strip()}–{' '.join(last)}"
    return f"{text} {timezone}".strip()


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def _day_scope(day: Day, agenda: Agenda) -> dict[str, object]:
    when = day.date
    title = f"{_DAYS[when.weekday()]}, {_MONTHS[when.month - 1]} {when.day}, {when.year}"
    return {
        "title": title,
        # The id that kramdown's GFM parser gives a heading with this text.
        "id": title.lower().replace(",", "").replace(" ", "-"),
        "sessions": [_session_scope(session, agenda) for session in day.sessions],
    }


def _session_scope(session: Session, agenda: Agenda) -> dict[str, object]:
    def shown(value: str) -> str:
        return checked(escape.text, value, session.place, agenda.path, f"“{session.title}”")

    def linked(value: str) -> str:
        return checked(escape.url, value, session.place, agenda.path, f"“{session.title}”")

    return {
        "time": shown(clock(session.start, session.end, agenda.timezone)),
        "title": shown(session.title),
        "kind": session.kind,
        "emphasis": session.kind in ("talk", "panel", "chat"),
        "note": shown(session.note),
        "abstract": shown(session.abstract),
        "speakers": shown(", ".join(_speaker_texts(session.speakers))),
        "links": [{"text": shown(link.text), "url": linked(link.url)} for link in session.links],
    }


def _speaker_texts(speakers: tuple[Speaker, ...]) -> Iterator[str]:
    """One speaker is `Name, Affiliation`; several are `Name (Affiliation)`."""
    for speaker in speakers:
        text = speaker.name
        if speaker.affiliation:
            alone = len(speakers) == 1
            text += f", {speaker.affiliation}" if alone else f" ({speaker.affiliation})"
        yield f"{text} ({speaker.note})" if speaker.note else text


def _day(record: Record, people: People) -> Day:
    record.only("date", "sessions")
    value = record.fields.get("date")
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError:
            value = None
    if not isinstance(value, date):
        record.report("date", "a day has no date", "write it as `date: 2024-03-14`")
        value = date.min
    sessions: list[Session] = []
    for entry in record.records("sessions"):
        session = _session(entry, people)
        if sessions and session.start < sessions[-1].end:
            entry.report("start", "this begins before the last session ends", "check both times")
        sessions.append(session)
    return Day(value, tuple(sessions))


_KEYS = ("start", "end", "title", "kind", "speakers", "note", "abstract", "links")


def _session(record: Record, people: People) -> Session:
    record.only(*_KEYS)
    start, end = _time(record, "start"), _time(record, "end")
    if end < start:
        record.report("end", "this ends before it starts", "use 24 hours: 1:30 pm is `13:30`")
    kind = record.text("kind") or "session"
    if kind not in KINDS:
        likely = suggestions(kind, KINDS, 0.5)
        advice = f"did you mean `{likely[0]}`?" if likely else f"known: {', '.join(KINDS)}"
        record.report("kind", f"there is no kind {kind!r}", advice)
    return Session(
        start,
        end,
        record.text("title"),
        kind,
        tuple(_speakers(record, people)),
        record.text("note"),
        record.text("abstract"),
        tuple(Link(link.text("text"), link.text("url")) for link in record.records("links")),
        record.place,
    )


def _time(record: Record, key: str) -> int:
    value = record.fields.get(key)
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value) if isinstance(value, str) else None
    if match is None:
        # YAML 1.1 reads a bare 9:30 as a number to the base 60.
        record.report(key, f"`{key}` is not a time", f'write it in quotes: `{key}: "9:30"`')
        return 0
    return int(match[1]) * 60 + int(match[2])


def _speakers(record: Record, people: People) -> Iterator[Speaker]:
    for value in record.values("speakers"):
        fields = value if isinstance(value, Mapping) else {"person": value}
        entry = Record(fields, record.reading, record.at("speakers"))
        entry.only("person", "name", "affiliation", "note")
        reference, name = entry.text("person"), entry.text("name")
        person = people.find(reference) if reference else None
        if reference and person is None:
            likely = suggestions(reference, [p.id for p in people.people], 0.6)
            advice = f"did you mean `{likely[0]}`?" if likely else f"add them to {people.path}"
            entry.report("person", f"there is no person {reference!r}", advice)
        elif not (name or person):
            entry.report("person", "a speaker has no name", "write `person: id` or `name: …`")
        shown = name or (person.name if person else reference)
        yield Speaker(shown, entry.text("affiliation"), entry.text("note"))


def _twelve_hours(minutes: int) -> tuple[str, str]:
    hour, minute = divmod(minutes, 60)
    return f"{(hour + 11) % 12 + 1}:{minute:02d}", "pm" if hour % 24 >= 12 else "am"
