"""People in a folder, a file each, and their groups in files of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from jekyll_tools.cards.config import CardsConfig
from jekyll_tools.cards.people.names import suggestions
from jekyll_tools.cards.people.records import Membership, People, Person, doubles, read_person
from jekyll_tools.cards.problem import PlaceOf, Problem, raise_any
from jekyll_tools.cards.record import Reading, Record
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.nearest import question


def read_people_folder(
    data: Mapping[str, object], config: CardsConfig, place_of: PlaceOf
) -> People:
    """The people of a folder, in the order of their file names; `data` has all files by path.

    The name of a person's file is the id; the files of the groups give the members and their
    order. Raises `CardsError` with every problem, as `people.read_people` does; also for a
    group without a file and for a member without one.
    """
    problems: list[Problem] = []
    people = {p.id: p for p in _people(data, config, place_of, problems)}
    memberships: dict[str, list[Membership]] = {id_: [] for id_ in people}
    for group in config.groups:
        for order, id_ in enumerate(_members(group, data, config, place_of, problems), 1):
            if id_ in people:
                memberships[id_].append(Membership(group, order))
    problems += doubles(people.values(), config.people)
    raise_any(problems)
    found = tuple(replace(p, memberships=tuple(memberships[p.id])) for p in people.values())
    return People(config.people, found, config.groups)


def person_files(data: Mapping[str, object], config: CardsConfig) -> dict[str, str]:
    """The id of each person → the path of the file."""
    folder = config.people.rstrip("/") + "/"
    return {PurePosixPath(path).stem: path for path in sorted(data) if path.startswith(folder)}


def group_file(group: str) -> str:
    """The file that lists the people of a group."""
    return f"_data/{group}.yml"


def members_path(value: object, config: CardsConfig) -> KeyPath:
    """Where the list stands in the file of a group, whose value this is."""
    return KeyPath.of(config.members) if isinstance(value, Mapping) else KeyPath()


def _people(
    data: Mapping[str, object], config: CardsConfig, place_of: PlaceOf, problems: list[Problem]
) -> Iterator[Person]:
    for path in person_files(data, config).values():
        reading, value = Reading(path, place_of, problems), data[path]
        if isinstance(value, Mapping):
            person = read_person(Record(value, reading, None), config)
            yield replace(person, id=PurePosixPath(path).stem)
        else:
            reading.report(None, "the file has no fields", "write `name: …` and the other fields")


def _members(
    group: str,
    data: Mapping[str, object],
    config: CardsConfig,
    place_of: PlaceOf,
    problems: list[Problem],
) -> Iterator[str]:
    """The ids in the list of a group, each once."""
    path = group_file(group)
    reading = Reading(path, place_of, problems)
    value = data.get(path)
    if isinstance(value, Mapping):
        value = value.get(config.members)
    if not isinstance(value, list):
        advice = f"write `{config.members}:` and the file names of its people"
        reading.report(None, f"the group {group!r} has no list", advice)
        return
    folder = config.people.rstrip("/") + "/"
    known = person_files(data, config)
    seen: set[object] = set()
    for index, id_ in enumerate(value):
        place = place_of(value, index)
        if id_ in seen:
            reading.report(place, f"{id_!r} is in this group twice", "leave one of them out")
        elif not isinstance(id_, str) or id_ not in known:
            likely = suggestions(str(id_), known, 0.7)
            advice = question(likely[0]) if likely else "every person needs a file"
            reading.report(place, f"there is no {folder}{id_}.yml", advice)
        else:
            yield id_
        seen.add(id_ if isinstance(id_, str) else str(id_))
