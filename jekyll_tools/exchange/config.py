"""What `_config.yml` says about import and export, under `jekyll_tools: exchange:`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jekyll_tools.cards.photos.uses import climbs
from jekyll_tools.site import Site
from jekyll_tools.site.section import Section, tools_of

SECTION = "exchange"
Columns = Mapping[str, tuple[str, ...]]
"""Field of a record → the columns whose values it gets, joined."""


@dataclass(frozen=True, slots=True)
class ExchangeConfig:
    """The `exchange:` table of a site's configuration; paths are relative to the site's root."""

    event: str = "_data/event.yml"
    """What the event is called, when and where it is."""

    jsonld: str = "_includes/event-jsonld.html"
    """The include with the event for search engines."""

    columns: Mapping[str, Columns] = field(default_factory=dict)
    """The columns of each kind of file (`table`, `pretalx`, `sessionize`), as answered once."""


def config_of(site: Site) -> ExchangeConfig:
    """The settings of a site; `SettingsError` names an unknown key or a wrong value."""
    section = tools_of(site).section(SECTION, ("event", "jsonld", "columns"))
    kinds, standard = section.section("columns"), ExchangeConfig()
    return ExchangeConfig(
        _path(section, "event", standard.event),
        _path(section, "jsonld", standard.jsonld),
        {str(kind): _columns(kinds.section(kind)) for kind in kinds.values},
    )


def _path(section: Section, key: str, standard: str) -> str:
    value = section.values.get(key)
    if value is None:
        return standard
    if not isinstance(value, str) or climbs(value):
        raise section.error(key, "must be a path in the site")
    return value


def _columns(section: Section) -> Columns:
    return {str(name): _names(section, name) for name in section.values}


def _names(section: Section, key: str) -> tuple[str, ...]:
    value = section.values[key]
    if isinstance(value, str | int | float):
        return (str(value),)
    if isinstance(value, list) and value and all(isinstance(item, str | int) for item in value):
        return tuple(str(item) for item in value)
    raise section.error(key, "must be the name of a column or a list")
