"""Where a site speaks of a person by id: lists of groups, the agenda, other data, pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jekyll_tools.cards.build import agenda_files
from jekyll_tools.cards.config import CardsConfig, config_of
from jekyll_tools.cards.generated import is_generated
from jekyll_tools.cards.people.folder import person_files
from jekyll_tools.cards.people.names import folded
from jekyll_tools.cards.people.records import Person
from jekyll_tools.cards.problem import Problem
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.site import Site
from jekyll_tools.text import File, Source

Means = Callable[[object], bool]
"""Whether a value stands for the person."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One place. An `entry` is the item of a list that is there for the person alone."""

    problem: Problem
    path: str
    entry: KeyPath | None = None


def references(site: Site, person: Person, index: int) -> list[Reference]:
    """Every place that names the person by id, or in the agenda by name, but the own record.

    `index` is the record's place in the list of people. A mere mention of the name in a text is
    none: it stays true without the record.
    """
    walk = _Walk(site, person, config_of(site), index)
    return [*walk.in_data(), *walk.in_pages(), *_in_templates(site, person.id)]


def mentions(site: Site, text: str, *, but: str) -> list[Problem]:
    """The places in pages, includes, layouts and data files other than `but` that have a text."""
    found = []
    for file in _texts(site):
        if file.path != but:
            at = file.text.find(text)
            if at >= 0:
                found.append(_problem(Source(file, at, at + len(text)), file.path))
    return found


@dataclass(frozen=True, slots=True)
class _Walk:
    site: Site
    person: Person
    config: CardsConfig
    index: int

    def in_data(self) -> Iterator[Reference]:
        own = person_files(self.site.data_files, self.config).get(self.person.id)
        agendas = set(agenda_files(self.site.data_files, self.config))
        for path, value in self.site.data_files.items():
            if not self.config.one_file_each and path == self.config.people:
                yield from self.people_list(value)
            elif path != own:
                means = self.in_agenda if path in agendas else self.is_id
                yield from self.values(path, value, KeyPath(), means)

    def people_list(self, value: object) -> Iterator[Reference]:
        """Other records that name this one; no record's own name or id is a reference."""
        skipped = {self.config.key("name"), self.config.key("id")}
        for index, record in enumerate(value if isinstance(value, list) else ()):
            if index != self.index and isinstance(record, Mapping):
                for key in record:
                    if key not in skipped:
                        yield from self.item(
                            self.config.people, record, key, KeyPath.of(index), self.is_id
                        )

    def in_pages(self) -> Iterator[Reference]:
        for page in self.site.pages:
            if page.own:
                yield from self.values(page.path, page.own, KeyPath(), self.is_id)

    def values(
        self, path: str, container: object, at: KeyPath, means: Means
    ) -> Iterator[Reference]:
        """The places below a list or mapping; what stands for more than a person is no entry."""
        if isinstance(container, Mapping):
            for key in container:
                yield from self.item(path, container, key, at, means)
        elif isinstance(container, list):
            for index in range(len(container)):
                yield from self.item(path, container, index, at, means)

    def item(
        self,
        path: str,
        container: Mapping[Any, object] | list[object],
        key: Any,
        at: KeyPath,
        means: Means,
    ) -> Iterator[Reference]:
        value = container[key]
        below = at / key if isinstance(key, str | int) else at
        problem = _problem(self.site.place_of(container, key), path)
        in_list = isinstance(container, list)
        if means(value) or (in_list and isinstance(value, Mapping) and means(value.get("person"))):
            yield Reference(problem, path, below if in_list else None)
        elif isinstance(value, Mapping | list):
            yield from self.values(path, value, below, means)
        elif isinstance(container, Mapping) and key == self.person.id:
            yield Reference(problem, path)

    def is_id(self, value: object) -> bool:
        return isinstance(value, str) and value.strip() == self.person.id

    def in_agenda(self, value: object) -> bool:
        """The agenda may name a person by name as well, as long as it is a reference."""
        return self.is_id(value) or (
            isinstance(value, str) and folded(value) == folded(self.person.name) != ""
        )


_LIQUID = re.compile(r"\{\{[^{}]{0,2000}\}\}|\{%[^{}]{0,2000}%\}")


def _in_templates(site: Site, id_: str) -> Iterator[Reference]:
    """`site.data.people.ada-lovelace` and the like: the id as a word inside of Liquid."""
    word = re.compile(rf"(?<![\w-]){re.escape(id_)}(?![\w-])")
    for file in _texts(site):
        if id_ in file.text and not site.is_data(file.path):
            for tag in _LIQUID.finditer(file.text):
                for found in word.finditer(tag[0]):
                    start = tag.start() + found.start()
                    source = Source(file, start, start + len(id_))
                    yield Reference(_problem(source, file.path), file.path)


def _texts(site: Site) -> Iterator[File]:
    """Every text that people write, each once; what `jt build` makes is made from the records."""
    files = [page.file for page in site.pages if page.file is not None]
    files += [site.includes[name] for name in site.includes if name in site.includes]
    files += [layout.file for layout in site.layouts.values()]
    files += [File(path, site.read(path)) for path in site.data_files]
    seen: set[str] = set()
    for file in files:
        if file.path not in seen and not is_generated(file.text):
            seen.add(file.path)
            yield file


def _problem(source: Source | None, path: str) -> Problem:
    return Problem.at(source, path, "named here")
