"""People as the site keeps them: records read from `_data`, checked, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from jekyll_tools.cards.config import CardsConfig
from jekyll_tools.cards.people.names import folded, slug
from jekyll_tools.cards.problem import PlaceOf, Problem, raise_any
from jekyll_tools.cards.record import Reading, Record
from jekyll_tools.nearest import nearest, question
from jekyll_tools.text import Source

VARYING = ("title", "link", "photo", "note")
"""What a card may show differently in one group than in another."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A group of a person, with what its card shows differently there.

    `order` is the card's place in the group, from 1; 0 leaves it to the order of the file.
    """

    group: str
    order: int = 0
    shown: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """One record. `title` may have several lines; `places` has the place of each field."""

    id: str
    name: str
    title: str = ""
    link: str = ""
    photo: str = ""
    note: str = ""
    memberships: tuple[Membership, ...] = ()
    place: Source | None = None
    places: Mapping[str, Source | None] = field(default_factory=dict)

    @property
    def groups(self) -> tuple[str, ...]:
        """The names of the groups."""
        return tuple(membership.group for membership in self.memberships)

    def shown_in(self, membership: Membership) -> Person:
        """The person as one group shows them."""
        shown = membership.shown
        return replace(
            self,
            title=shown.get("title", self.title),
            link=shown.get("link", self.link),
            photo=shown.get("photo", self.photo),
            note=shown.get("note", self.note),
        )

    def field_place(self, name: str) -> Source | None:
        """Where a field stands, or else where the record does."""
        return self.places.get(name) or self.place


@dataclass(frozen=True, slots=True)
class People:
    """All records of a site, in the order of their file."""

    path: str
    people: tuple[Person, ...] = ()
    groups: tuple[str, ...] = ()

    def group(self, name: str) -> list[Person]:
        """The people of a group as it shows them, in the order of its cards."""
        cards: list[Person] = []
        placed: list[tuple[int, Person]] = []
        for person in self.people:
            for membership in person.memberships:
                if membership.group == name:
                    card = person.shown_in(membership)
                    if membership.order:
                        placed.append((membership.order, card))
                    else:
                        cards.append(card)
        for order, card in sorted(placed, key=lambda pair: pair[0]):
            cards.insert(order - 1, card)
        return cards

    def find(self, reference: str) -> Person | None:
        """The person with this id, or with this name after folding."""
        wanted = folded(reference)
        for person in self.people:
            if person.id == reference:
                return person
        for person in self.people:
            if wanted and folded(person.name) == wanted:
                return person
        return None


def read_people(value: object, config: CardsConfig, place_of: PlaceOf) -> People:
    """The records in the value of the people file.

    `value` is what Jekyll reads from the file. Raises `CardsError` with every problem found: a
    value that is not a list of records, a record without a name, a name or id that two records
    have, a field that is not text, a group that the configuration does not name.
    """
    reading = Reading(config.people, place_of)
    people = tuple(read_person(r, config) for r in reading.records(value, "the list of people"))
    raise_any([*reading.problems, *doubles(people, config.people)])
    used = dict.fromkeys(group for person in people for group in person.groups)
    return People(config.people, people, config.groups or tuple(used))


def read_person(record: Record, config: CardsConfig) -> Person:
    """One record; what is wrong with it is noted in its reading."""
    keys = {name: config.key(name) for name in ("name", "title", "link", "photo", "note")}
    values = {name: record.text(key) for name, key in keys.items()}
    name = " ".join(values.pop("name").split())
    if not name:
        record.report(keys["name"], "a record has no name", f"add `{keys['name']}: …`")
    return Person(
        record.text(config.key("id")) or slug(name),
        name,
        memberships=tuple(_memberships(record, config)),
        place=record.place,
        places={name: record.at(key) for name, key in keys.items()},
        **values,
    )


def _memberships(record: Record, config: CardsConfig) -> Iterator[Membership]:
    key = config.key("groups")
    seen: set[str] = set()
    for value in record.values(key):
        fields = value if isinstance(value, Mapping) else {"group": value}
        entry = Record(fields, record.reading, record.at(key))
        entry.only("group", "order", *(config.key(name) for name in VARYING))
        name = entry.fields.get("group")
        if not isinstance(name, str) or not slug(name):
            record.report(key, f"`{key}` has {name!r}", "write names of groups")
        elif config.groups and name not in config.groups:
            meant = nearest(name, config.groups) or config.groups[0]
            advice = f"{question(meant)} `_config.yml` names the groups"
            record.report(key, f"there is no group {name!r}", advice)
        elif name in seen:
            record.report(key, f"the group {name!r} is there twice", "leave one of them out")
        else:
            seen.add(name)
            keys = {varying: config.key(varying) for varying in VARYING}
            shown = {v: entry.text(k) for v, k in keys.items() if k in entry.fields}
            yield Membership(name, _order(entry), shown)


def _order(entry: Record) -> int:
    order = entry.fields.get("order")
    if order is None:
        return 0
    if not isinstance(order, int) or order < 1:
        entry.report("order", f"`order` is {order!r}", "write the place in the group: 1, 2, …")
        return 0
    return order


def doubles(people: Iterable[Person], path: str) -> Iterator[Problem]:
    """The names and ids that two records have."""
    names: dict[str, Person] = {}
    ids: dict[str, Person] = {}
    for person in people:
        key, place = folded(person.name), person.field_place("name")
        if key and key in names:
            advice = "make them one record with the groups of both"
            yield Problem.at(place, path, f"{person.name} is there twice", advice)
        elif person.id and person.id in ids:
            message = f"{person.name} and {ids[person.id].name} have the same id {person.id!r}"
            yield Problem.at(place, path, message, "give one of them an `id`")
        names.setdefault(key, person)
        ids.setdefault(person.id, person)
