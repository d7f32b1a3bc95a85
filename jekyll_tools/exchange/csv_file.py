"""Speakers and agenda as CSV for a spreadsheet, which must not take a text for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from jekyll_tools.cards.agenda.days import Agenda, Session
from jekyll_tools.cards.build import Content, people_of
from jekyll_tools.cards.cells import guarded
from jekyll_tools.cards.config import FIELDS
from jekyll_tools.cards.people.fields import known_keys, records_of
from jekyll_tools.exchange.event import line_of, named


def speakers_csv(content: Content) -> str:
    """Every record with every field that is text, under the site's own keys; groups last."""
    groups = content.config.key("groups")
    keys = [key for key in known_keys(content) if key != groups]
    rows = []
    for person, record in zip(people_of(content).people, records_of(content), strict=True):
        values = {key: _text(record.get(key)) for key in keys}
        values[content.config.key("name")] = person.name
        values[content.config.key("id")] = person.id
        rows.append([*values.values(), ", ".join(person.groups)])
    used = [n for n, key in enumerate(keys) if key not in FIELDS or any(row[n] for row in rows)]
    return _written(
        [*(keys[n] for n in used), groups], ([*(row[n] for n in used), row[-1]] for row in rows)
    )


def agenda_csv(agenda: Agenda) -> str:
    """Every session, a row each, with times of 24 hours; talks and links are lines of a cell."""
    rows = [
        (day.date.isoformat(), *_session(session))
        for day in agenda.days
        for session in day.sessions
    ]
    times = ("date", "start", "end", "kind", "title")
    return _written((*times, "speakers", "note", "text", "abstract", "talks", "links"), rows)


def _session(session: Session) -> Iterator[str]:
    yield _clock(session.start)
    yield _clock(session.end) if session.end > session.start else ""
    yield from (session.kind, session.title, named(session.speakers))
    yield from (session.note, session.text, session.abstract)
    yield "\n".join(line_of(talk) for talk in session.talks)
    yield "\n".join(f"{link.text}: {link.url}" if link.url else link.text for link in session.links)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def _written(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in (header, *rows):
        writer.writerow([guarded(cell) for cell in row])
    return out.getvalue()


def _text(value: object) -> str:
    if value is None or isinstance(value, list | Mapping):
        return ""
    return str(value).strip()
