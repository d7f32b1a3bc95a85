"""The organizing committee: a list in `_data`, written as an include."""

from __future__ import annotations

from dataclasses import dataclass

from jekyll_tools.cards import escape
from jekyll_tools.cards.problem import PlaceOf, raise_any
from jekyll_tools.cards.record import Reading
from jekyll_tools.cards.render import Templates, checked, expanded
from jekyll_tools.text import Source


@dataclass(frozen=True, slots=True)
class Organizer:
    """One member of the committee; `role` is that in it (chair …)."""

    name: str
    role: str = ""
    affiliation: str = ""
    link: str = ""
    place: Source | None = None


@dataclass(frozen=True, slots=True)
class Organizers:
    """All members, in the order of their file."""

    path: str
    people: tuple[Organizer, ...] = ()


def read_organizers(value: object, path: str, place_of: PlaceOf) -> Organizers:
    """The committee in the value of its file; raises `CardsError` with every problem."""
    reading = Reading(path, place_of)
    people = []
    for record in reading.records(value, "the list of organizers"):
        record.only("name", "role", "affiliation", "link")
        name = record.text("name")
        if not name:
            record.report("name", "a record has no name", "add `name: …`")
        role, affiliation = record.text("role"), record.text("affiliation")
        people.append(Organizer(name, role, affiliation, record.text("link"), record.place))
    raise_any(reading.problems)
    return Organizers(path, tuple(people))


def render_organizers(organizers: Organizers, templates: Templates) -> str:
    """The HTML of the committee, from the template `jt/organizers.html`."""
    scope = {"people": [_scope(person, organizers.path) for person in organizers.people]}
    return expanded(templates, "jt/organizers.html", scope)


def _scope(person: Organizer, path: str) -> dict[str, str]:
    place, name = person.place, person.name
    return {
        "name": checked(escape.text, name, place, path, name),
        "role": checked(escape.text, person.role, place, path, name),
        "affiliation": checked(escape.text, person.affiliation, place, path, name),
        "link": checked(escape.url, person.link, place, path, name),
    }
