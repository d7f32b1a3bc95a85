"""What includes are made from, taken from a site: its records, templates and settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from difflib import get_close_matches
from typing import Any

from jekyll_tools.cards.build import Content, planned
from jekyll_tools.cards.config import FIELDS, CardsConfig
from jekyll_tools.cards.generated import is_generated
from jekyll_tools.cards.problem import CardsError, Problem
from jekyll_tools.cards.render import Templates
from jekyll_tools.site import Site


def content_of(site: Site) -> Content:
    """The records, templates and settings of a site; `CardsError` for settings that are wrong."""
    return Content(site.data_files, site.place_of, Templates(site.includes), config_of(site))


def stale_includes(site: Site) -> dict[str, str]:
    """Path → text, as it should be, of every include that is not what its records say.

    A generated include that no record asks for any longer has the text "". Raises `CardsError`.
    """
    content = content_of(site)
    wanted = planned(content)
    stale = {path: text for path, text in wanted.items() if site.read(path) != text}
    prefix = f"{content.config.output}/"
    for name in site.disk.walk(content.config.output):
        path = prefix + name
        if path not in wanted and is_generated(site.read(path)):
            stale[path] = ""
    return stale


def config_of(site: Site) -> CardsConfig:
    """`jekyll_tools: cards:` of a site; `CardsError` names an unknown key or a wrong value."""
    tools = site.config.get("jekyll_tools")
    section = tools.get("cards") if isinstance(tools, Mapping) else None
    if section is None:
        return CardsConfig()
    if not isinstance(section, Mapping):
        raise CardsError(Problem("jekyll_tools: cards: must be a mapping", path="_config.yml"))
    known = {field.name.replace("_", "-"): field for field in fields(CardsConfig)}
    values: dict[str, Any] = {}
    for key, value in section.items():
        name = str(key).replace("_", "-")
        if name not in known:
            raise _unknown(site, section, key, list(known))
        values[name.replace("-", "_")] = _value(site, section, str(key), value, CardsConfig())
    return CardsConfig(**values)


def _value(
    site: Site, section: Mapping[Any, Any], key: str, value: object, default: CardsConfig
) -> object:
    standard = getattr(default, key.replace("-", "_"))
    if isinstance(standard, tuple) and isinstance(value, list):
        return tuple(str(item) for item in value)
    if isinstance(standard, Mapping) and isinstance(value, Mapping):
        for name in value:
            if name not in FIELDS:
                raise _unknown(site, value, name, list(FIELDS))
        return {**FIELDS, **{str(k): str(v) for k, v in value.items()}}
    if type(value) is type(standard):
        return value
    kind = "list" if isinstance(standard, tuple) else type(standard).__name__
    place = site.place_of(section, key)
    raise CardsError(Problem.at(place, "_config.yml", f"cards: {key}: must be a {kind}"))


def _unknown(site: Site, section: Mapping[Any, Any], key: object, known: list[str]) -> CardsError:
    near = get_close_matches(str(key), known, 1)
    advice = f'did you mean "{near[0]}"?' if near else f"known keys: {', '.join(known)}"
    place = site.place_of(section, key)
    return CardsError(Problem.at(place, "_config.yml", f'cards: unknown key "{key}"', advice))
