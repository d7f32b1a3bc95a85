"""The agenda of an event as its data file keeps it: days, sessions, speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from jekyll_tools.cards.people.names import suggestions
from jekyll_tools.cards.people.records import People
from jekyll_tools.cards.problem import PlaceOf, raise_any
from jekyll_tools.cards.record import Reading, Record
from jekyll_tools.nearest import did_you_mean, question
from jekyll_tools.text import Source

KINDS = ("talk", "panel", "chat", "break", "session")
"""What a session may be; the titles of talks and panels are set in italics."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in a session, with the affiliation as the agenda shows it."""

    name: str
    affiliation: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Slides, a recording …; without a URL a text in their row."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """One of several contributions to a session."""

    title: str
    speakers: tuple[Speaker, ...] = ()
    abstract: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One entry of a day; times are minutes after midnight, and without an end both are equal.

    `text` and the abstracts are prose (`prose.py`). A `parallel` session may begin before the
    last one ends.
    """

    start: int
    end: int
    title: str = ""
    kind: str = "session"
    speakers: tuple[Speaker, ...] = ()
    note: str = ""
    text: str = ""
    abstract: str = ""
    talks: tuple[Talk, ...] = ()
    links: tuple[Link, ...] = ()
    parallel: bool = False
    place: Source | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """The sessions of one day, in order.

    `title` takes the place of the date in the heading, `text` (prose) stands below it.
    """

    date: date
    sessions: tuple[Session, ...]
    title: str = ""
    text: str = ""
    place: Source | None = None


@dataclass(frozen=True, slots=True)
class Agenda:
    """All days; `timezone` is written after every time, `level` is that of the days' headings."""

    path: str
    days: tuple[Day, ...] = ()
    timezone: str = ""
    level: int = 3


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
    top.only("days", "timezone", "level")
    level = value.get("level", 3)
    if not isinstance(level, int) or not 1 <= level <= 6:
        top.report("level", f"`level` is {level!r}", "write the level of the headings: 1 to 6")
    days = tuple(_day(record, people) for record in top.records("days"))
    raise_any(reading.problems)
    return Agenda(path, days, top.text("timezone"), level)


def _day(record: Record, people: People) -> Day:
    record.only("date", "title", "text", "sessions")
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
        if sessions and session.start < sessions[-1].end and not session.parallel:
            advice = "check both times, or write `parallel: true`"
            entry.report("start", "this begins before the last session ends", advice)
        sessions.append(session)
    return Day(value, tuple(sessions), record.text("title"), record.text("text"), record.place)


_KEYS = ("start", "end", "title", "kind", "speakers", "note", "text", "abstract", "talks", "links")


def _session(record: Record, people: People) -> Session:
    record.only(*_KEYS, "parallel")
    start = _time(record, "start")
    end = _time(record, "end") if "end" in record.fields else start
    if end < start:
        record.report("end", "this ends before it starts", "use 24 hours: 1:30 pm is `13:30`")
    kind = record.text("kind") or "session"
    if kind not in KINDS:
        advice = did_you_mean(kind, KINDS, f"known: {', '.join(KINDS)}", 0.5)
        record.report("kind", f"there is no kind {kind!r}", advice)
    return Session(
        start,
        end,
        record.text("title"),
        kind,
        tuple(_speakers(record, people)),
        record.text("note"),
        record.text("text"),
        record.text("abstract"),
        tuple(_talk(talk, people) for talk in record.records("talks")),
        tuple(_links(record)),
        record.fields.get("parallel") is True,
        record.place,
    )


def _talk(record: Record, people: People) -> Talk:
    record.only("title", "speakers", "abstract")
    speakers = tuple(_speakers(record, people))
    return Talk(record.text("title"), speakers, record.text("abstract"))


def _links(record: Record) -> Iterator[Link]:
    for link in record.records("links"):
        link.only("text", "url")
        if not link.text("text"):
            link.report("text", "a link has no text", "write `text: Slides`")
        yield Link(link.text("text"), link.text("url"))


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
            advice = question(likely[0]) if likely else f"add them to {people.path}"
            entry.report("person", f"there is no person {reference!r}", advice)
        elif not (name or person):
            entry.report("person", "a speaker has no name", "write `person: id` or `name: …`")
        shown = name or (person.name if person else reference)
        yield Speaker(shown, entry.text("affiliation"), entry.text("note"))
