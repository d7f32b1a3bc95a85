"""The event of a site as an export needs it: what it is called, when and where, who speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from jekyll_tools.cards.agenda.days import Session, Speaker, Talk
from jekyll_tools.cards.people.records import People


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session with its moments; `end` is None where the agenda names none.

    `key` stays the same when the time changes, and is another for every session.
    """

    session: Session
    start: datetime
    end: datetime | None
    key: str

    @property
    def speakers(self) -> tuple[Speaker, ...]:
        """Everybody who speaks, those of its single talks included, once."""
        found = {speaker.name: speaker for speaker in self.session.speakers}
        for talk in self.session.talks:
            for speaker in talk.speakers:
                found.setdefault(speaker.name, speaker)
        return tuple(found.values())

    @property
    def title(self) -> str:
        """What it is called, or else who speaks, or else what it is."""
        names = ", ".join(speaker.name for speaker in self.speakers)
        return self.session.title or names or self.session.kind.capitalize()

    @property
    def about(self) -> str:
        """What is said about it and its talks, as plain text."""
        rows = [plain(self.session.text), plain(self.session.abstract)]
        for talk in self.session.talks:
            rows.append(
                f"{talk.title} ({names})" if (names := named(talk.speakers)) else talk.title
            )
            rows.append(plain(talk.abstract))
        return "\n".join(row for row in rows if row)


@dataclass(frozen=True, slots=True)
class Event:
    """Everything that an export says. Texts are "" where nobody wrote them; URLs are absolute.

    `start` and `end` are days where no hour is known; `end` is the last day or moment. `updated`
    is what the file says, or else the first day: the same data give the same export. `base` is
    the address of the site, `source` the file that says it all.
    """

    name: str
    start: date
    end: date
    zone: ZoneInfo
    description: str = ""
    location: str = ""
    address: str = ""
    online: str = ""
    url: str = ""
    image: str = ""
    organizer: str = ""
    organizer_url: str = ""
    status: str = "scheduled"
    updated: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    id: str = ""
    base: str = ""
    meetings: tuple[Meeting, ...] = ()
    source: str = "_data/event.yml"
    people: People = field(default_factory=lambda: People(""))

    def absolute(self, address: str) -> str:
        """A path of the site as a URL; "" when the site does not say where it is."""
        if re.match(r"(?:https?:)//", address, re.IGNORECASE):
            return address
        return urljoin(f"{self.base}/", address.lstrip("/")) if self.base and address else ""


def named(speakers: tuple[Speaker, ...]) -> str:
    """The names of speakers with their affiliations, on one line."""
    return "; ".join(f"{s.name}, {s.affiliation}" if s.affiliation else s.name for s in speakers)


def line_of(talk: Talk) -> str:
    """A talk with its speakers."""
    return f"{talk.title} ({named(talk.speakers)})" if talk.speakers else talk.title


def plain(prose: str) -> str:
    """A text of a record (`prose.py`) as a calendar shows it: a link is its words and its URL."""
    text = _LINK.sub(r"\1 (\2)", prose.strip())
    return _LITERAL.sub(r"\1", text)


_LINK = re.compile(r"\[([^\[\]\n]*)\]\(([^()\s]+)\)")
_LITERAL = re.compile(r"\\([\\\[*-])")
