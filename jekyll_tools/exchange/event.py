"""The event of a site as an export needs it: what it is called, when and where, who speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from jekyll_tools.cards.agenda import Session
from jekyll_tools.cards.people import People


@dataclass(frozen=True, slots=True)
class Meeting:
    """A session with its moments; `end` is None where the agenda names none.

    `key` stays the same when the time changes, and is another for every session.
    """

    session: Session
    start: datetime
    end: datetime | None
    key: str


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
