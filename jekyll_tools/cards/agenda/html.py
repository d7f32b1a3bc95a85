"""The include of an agenda: days, times and sessions as HTML, through a Liquid template."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from jekyll_tools.cards import escape, prose
from jekyll_tools.cards.agenda.days import Agenda, Day, Session, Speaker
from jekyll_tools.cards.render import Templates, checked, expanded
from jekyll_tools.kramdown.ids import automatic_id
from jekyll_tools.kramdown.options import Options
from jekyll_tools.text import Source


def render_agenda(agenda: Agenda, templates: Templates) -> str:
    """The HTML of an agenda, from the template `jt/agenda.html`."""
    ids: dict[str, int] = {}
    days = []
    for day in agenda.days:
        scope = _day_scope(day, agenda)
        id_ = str(scope["id"])
        ids[id_] = ids.get(id_, -1) + 1
        days.append(scope | {"id": f"{id_}-{ids[id_]}" if ids[id_] else id_})
    return expanded(templates, "jt/agenda.html", {"days": days, "level": agenda.level})


def clock(start: int, end: int, timezone: str = "") -> str:
    """A range of times as people write it: `11:00 am–12:00 pm ET`, `9:30–10:30 am ET`."""
    first, last = _twelve_hours(start), _twelve_hours(end)
    if start == end:
        return f"{' '.join(first)} {timezone}".strip()
    if first[1] == last[1]:
        first = (first[0], "")
    text = f"{' '.join(first).strip()}–{' '.join(last)}"
    return f"{text} {timezone}".strip()


def date_title(when: date) -> str:
    """The heading of a day: `Thursday, March 14, 2024`."""
    return f"{_DAYS[when.weekday()]}, {_MONTHS[when.month - 1]} {when.day}, {when.year}"


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def _day_scope(day: Day, agenda: Agenda) -> dict[str, object]:
    title = day.title or date_title(day.date)
    shown = _shown(day.place, agenda.path, title)
    sessions = []
    before: Session | None = None
    for session in day.sessions:
        scope = _session_scope(session, agenda)
        times = (session.start, session.end)
        if before is not None and session.parallel and times == (before.start, before.end):
            scope["time"] = ""  # it stands above already
        sessions.append(scope)
        before = session
    return {
        "title": shown(escape.text, title),
        # The id that kramdown's GFM parser gives a heading with this text.
        "id": shown(escape.text, automatic_id(title, Options())),
        "text": shown(prose.to_html, day.text),
        "sessions": sessions,
    }


def _session_scope(session: Session, agenda: Agenda) -> dict[str, object]:
    shown = _shown(session.place, agenda.path, session.title)
    links = [
        {"text": shown(escape.text, link.text), "url": shown(escape.url, link.url)}
        for link in session.links
    ]
    talks = [
        {
            "title": shown(escape.text, talk.title),
            "speakers": shown(escape.text, speaker_text(talk.speakers, grouped=True)),
            "abstract": shown(prose.to_html, talk.abstract),
        }
        for talk in session.talks
    ]
    return {
        "time": shown(escape.text, clock(session.start, session.end, agenda.timezone)),
        "title": shown(escape.text, session.title),
        "kind": session.kind,
        "emphasis": session.kind in ("talk", "panel"),
        "note": shown(escape.text, session.note),
        "text": shown(prose.to_html, session.text),
        "abstract": shown(prose.to_html, session.abstract),
        "speakers": shown(escape.text, speaker_text(session.speakers)),
        "talks": talks,
        "links": links,
    }


def _shown(
    place: Source | None, path: str, title: str
) -> Callable[[Callable[[str], str], str], str]:
    """Escapes a value; a bad one is an error that names the entry."""
    return lambda escaper, value: checked(escaper, value, place, path, f"“{title}”")


def speaker_text(speakers: tuple[Speaker, ...], *, grouped: bool = False) -> str:
    """One speaker is `Name, Affiliation`; several, or when `grouped`, are `Name (Affiliation)`."""
    return ", ".join(_speaker_texts(speakers, grouped or len(speakers) > 1))


def _speaker_texts(speakers: tuple[Speaker, ...], grouped: bool) -> Iterator[str]:
    for speaker in speakers:
        text = speaker.name
        if speaker.affiliation:
            text += f" ({speaker.affiliation})" if grouped else f", {speaker.affiliation}"
        yield f"{text} ({speaker.note})" if speaker.note else text


def _twelve_hours(minutes: int) -> tuple[str, str]:
    hour, minute = divmod(minutes, 60)
    return f"{(hour + 11) % 12 + 1}:{minute:02d}", "pm" if hour % 24 >= 12 else "am"
