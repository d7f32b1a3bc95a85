"""What `_config.yml` says about cards, under `jekyll_tools: cards:`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from jekyll_tools.site import Site
from jekyll_tools.site.section import Section, tools_of

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "id": "id",
        "name": "name",
        "title": "title",
        "link": "link",
        "photo": "photo",
        "note": "note",
        "groups": "groups",
    }
)
"""What a card shows → the key that holds it in a record, when the site does not say otherwise."""


SCHEMAS = ".jt/schemas"
"""Where a site keeps the schemas of its records: Jekyll does not publish a folder with a dot."""


class CardsConfig(NamedTuple):
    """The `cards:` table of a site's configuration; every path is relative to the site's root.

    A file that does not exist means that the site has no such thing.
    """

    people: str = "_data/speakers.yml"
    """The records of people: one list; or a folder with a file for each person."""

    groups: tuple[str, ...] = ()
    """The names a record may use in `groups`; when empty, those that the records use.

    Where people are a folder, `_data/<group>.yml` lists the file names of a group's people.
    """

    members: str = "personnel"
    """The key of that list in the file of a group."""

    fields: Mapping[str, str] = FIELDS
    """The site's own keys, as `{link: website, title: position}`; others keep their names."""

    output: str = "_includes/cards"
    """The folder of the generated includes: `<group>.html`, `agenda.html`, `organizers.html`.

    When it is empty none are made: the site shows its records with templates of its own.
    """

    agenda: str = "_data/agenda.yml"
    """The days and sessions of an event."""

    organizers: str = "_data/organizers.yml"
    """The organizing committee."""

    photos: str = "images/small-photo-"
    """What the name of a new photo starts with; `<slug>.jpg` follows."""

    photo_size: int = 420
    """Width and height of a new photo, in pixels."""

    @property
    def one_file_each(self) -> bool:
        """Whether every person has a file."""
        return not self.people.endswith((".yml", ".yaml", ".json", ".csv", ".tsv"))

    def key(self, name: str) -> str:
        """The site's key for one of `FIELDS`."""
        return self.fields.get(name, FIELDS[name])


def may_have_cards(site: Site) -> bool:
    """Whether there are settings, records, includes or schemas: without them nothing is made."""
    if tools_of(site).values.get("cards") is not None:
        return True
    standard = CardsConfig()
    sources = standard.people, standard.agenda, standard.organizers
    stems = tuple(path.rpartition(".")[0] for path in sources)
    paths = (*site.data_files, *(problem.path for problem in site.problems))
    if any(path.startswith(stems) for path in paths):
        return True
    return any(any(site.disk.walk(folder)) for folder in (standard.output, SCHEMAS))


def config_of(site: Site) -> CardsConfig:
    """The settings of a site; `SettingsError` names an unknown key or a wrong value."""
    section, standard = tools_of(site).section("cards"), CardsConfig()
    known = {name: name for name in CardsConfig._fields}
    known |= {name.replace("_", "-"): name for name in known}
    section.only(known)
    given: dict[str, Any] = {
        known[key]: _value(section, key, getattr(standard, known[key])) for key in section.values
    }
    return CardsConfig(**given)


def _value(section: Section, key: str, standard: object) -> object:
    if isinstance(standard, Mapping):
        own = section.section(key, FIELDS).values
        return {**FIELDS, **{str(name): str(value) for name, value in own.items()}}
    value = section.typed(key, standard)
    return tuple(map(str, value)) if isinstance(value, tuple) else value
