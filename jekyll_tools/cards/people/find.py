"""The record that a name on the command line means: an exact one, or a question."""

from __future__ import annotations

from dataclasses import dataclass

from jekyll_tools.cards.build import Content, people_of
from jekyll_tools.cards.people.folder import person_files
from jekyll_tools.cards.people.names import suggestions
from jekyll_tools.cards.people.records import People, Person
from jekyll_tools.edit.key_path import KeyPath


@dataclass(frozen=True, slots=True)
class Match:
    """A person, or those whose names are like the one given, the likeliest first."""

    person: Person | None
    alike: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """The file of a record, and where the record stands in it; `index` is its place of all."""

    path: str
    at: KeyPath
    index: int


def find_person(name: str, people: People) -> Match:
    """The person with this id, or with this name after folding accents and order.

    No score tells two people apart ("Wei Zhang", "Wei Zheng") from one ("J. Smith"): anything
    less exact is only `alike`.
    """
    person = people.find(name)
    if person is not None:
        return Match(person)
    likely = suggestions(name, [other.name for other in people.people], 0.6)
    return Match(None, tuple(p for n in likely for p in people.people if p.name == n))


def place_of_record(person: Person, content: Content) -> Place:
    """Where the record of a person stands."""
    index = [other.id for other in people_of(content).people].index(person.id)
    if content.config.one_file_each:
        path = person_files(content.data, content.config)[person.id]
        return Place(path, KeyPath(), index)
    return Place(content.config.people, KeyPath.of(index), index)
