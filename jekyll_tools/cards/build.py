"""All generated includes of a site, for `jt build`, its `--check` and the rule `card-drift`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jekyll_tools.cards.agenda.days import read_agenda
from jekyll_tools.cards.agenda.html import render_agenda
from jekyll_tools.cards.config import CardsConfig
from jekyll_tools.cards.generated import include
from jekyll_tools.cards.organizers import read_organizers, render_organizers
from jekyll_tools.cards.people.folder import read_people_folder
from jekyll_tools.cards.people.names import slug
from jekyll_tools.cards.people.records import People, read_people
from jekyll_tools.cards.problem import CardsError, PlaceOf, Problem
from jekyll_tools.cards.render import Templates, render_group


@dataclass(frozen=True, slots=True)
class Content:
    """What includes are made from. `data` has the value of every data file, by its path."""

    data: Mapping[str, object]
    place_of: PlaceOf
    templates: Templates
    config: CardsConfig


def planned(content: Content) -> dict[str, str]:
    """Path → text of every include that the records ask for, in a fixed order.

    Raises `CardsError` with the problems of the records.
    """
    return dict(_planned(content))


def people_of(content: Content) -> People:
    """The people of a site; none when it has no such file."""
    config = content.config
    if config.one_file_each:
        return read_people_folder(content.data, config, content.place_of)
    return read_people(content.data.get(config.people), config, content.place_of)


def agenda_files(data: Mapping[str, object], config: CardsConfig) -> list[str]:
    """The agendas of a site: the file that is configured, and `agenda-….yml` beside it."""
    return _family(data, config.agenda)


def organizers_files(data: Mapping[str, object], config: CardsConfig) -> list[str]:
    """The committees of a site: the file that is configured, and `organizers-….yml` beside it."""
    return _family(data, config.organizers)


def group_path(config: CardsConfig, group: str) -> str:
    """The include of a group, from the site's root."""
    return f"{config.output}/{slug(group)}.html"


def _planned(content: Content) -> Iterator[tuple[str, str]]:
    config, templates = content.config, content.templates
    people = people_of(content)
    taken: dict[str, str] = {}
    for group in people.groups:
        path = group_path(config, group)
        if path in taken:
            message = f"the groups {taken[path]!r} and {group!r} would have the same include {path}"
            raise CardsError(Problem(message, "rename one of them", config.people))
        taken[path] = group
        body = render_group(people.group(group), templates, config.people)
        yield path, include(body, f"{config.people}, group {slug(group)}")
    for file in agenda_files(content.data, config):
        agenda = read_agenda(content.data[file], file, people, content.place_of)
        path = f"{config.output}/agenda{_suffix(file, config.agenda)}.html"
        yield _free(path, file, taken), include(render_agenda(agenda, templates), file)
    for file in organizers_files(content.data, config):
        committee = read_organizers(content.data[file], file, content.place_of)
        path = f"{config.output}/organizers{_suffix(file, config.organizers)}.html"
        yield _free(path, file, taken), include(render_organizers(committee, templates), file)


def _family(data: Mapping[str, object], path: str) -> list[str]:
    stem, dot, extension = path.rpartition(".")
    return sorted(
        name
        for name in data
        if name == path or (name.startswith(f"{stem}-") and name.endswith(dot + extension))
    )


def _suffix(path: str, first: str) -> str:
    return path.rpartition(".")[0][len(first.rpartition(".")[0]) :]


def _free(path: str, what: str, taken: dict[str, str]) -> str:
    """The path of an include, when nothing else has it."""
    if path in taken:
        message = f"{taken[path]!r} and {what!r} would have the same include {path}"
        raise CardsError(Problem(message, "rename one of them", what))
    taken[path] = what
    return path
