"""What `_config.yml` says about import and export, under `jekyll_tools: exchange:`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from jekyll_tools.exchange.problem import ExchangeError
from jekyll_tools.nearest import did_you_mean
from jekyll_tools.site import Site

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
    """The settings of a site; `ExchangeError` names an unknown key or a wrong value."""
    tools = site.config.get("jekyll_tools")
    section = tools.get(SECTION) if isinstance(tools, Mapping) else None
    if section is None:
        return ExchangeConfig()
    values = _mapping(section, SECTION)
    known = ("event", "jsonld", "columns")
    for key in values:
        if key not in known:
            advice = did_you_mean(key, known, f"known keys: {', '.join(known)}")
            raise ExchangeError(f'{SECTION}: unknown key "{key}"', advice, "_config.yml")
    columns = {
        kind: {name: _names(value, f"{SECTION}: columns: {kind}: {name}") for name, value in found}
        for kind, found in (
            (kind, _mapping(value, f"{SECTION}: columns: {kind}").items())
            for kind, value in _mapping(values.get("columns"), f"{SECTION}: columns").items()
        )
    }
    standard = ExchangeConfig()
    return ExchangeConfig(
        _path(values.get("event"), standard.event, "event"),
        _path(values.get("jsonld"), standard.jsonld, "jsonld"),
        columns,
    )


def _path(value: object, standard: str, key: str) -> str:
    if value is None:
        return standard
    if not isinstance(value, str) or ".." in value.split("/") or value.startswith("/"):
        raise ExchangeError(f"{SECTION}: {key}: must be a path in the site", path="_config.yml")
    return value


def _mapping(value: object, where: str) -> dict[str, object]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise ExchangeError(f"{where}: must be a mapping", path="_config.yml")
    return {str(key): item for key, item in value.items()}


def _names(value: object, where: str) -> tuple[str, ...]:
    if isinstance(value, str | int | float):
        return (str(value),)
    if isinstance(value, list) and value and all(isinstance(item, str | int) for item in value):
        return tuple(str(item) for item in value)
    raise ExchangeError(f"{where}: must be the name of a column or a list", path="_config.yml")
