"""The first line of a data file that tells an editor its schema."""

from __future__ import annotations

import re

from jekyll_tools.cards.build import agenda_files, organizers_files
from jekyll_tools.cards.config import SCHEMAS, config_of
from jekyll_tools.cards.people.folder import group_file, person_files
from jekyll_tools.site import Site

_LINE = re.compile(r"# yaml-language-server: \$schema=(?P<path>\S+)")


def with_modeline(text: str, path: str, schema: str) -> str:
    """The text of the data file at `path` with the line for a schema, by its path in the site.

    A line that names a schema from elsewhere stays as it is.
    """
    line = f"# yaml-language-server: $schema={'../' * path.count('/')}{schema}"
    found = _LINE.search(text)
    if found is not None:
        ours = found["path"].lstrip("./").startswith(SCHEMAS.lstrip("."))
        return text[: found.start()] + line + text[found.end() :] if ours else text
    bom, newline = "\ufeff" * text.startswith("\ufeff"), "\r\n" if "\r\n" in text else "\n"
    return f"{bom}{line}{newline}{text.removeprefix(bom)}"


def schemas_of_files(site: Site, *, each_person: bool = False) -> dict[str, str]:
    """Data file → the schema that it has, by their paths; only YAML files can name one."""
    config, data = config_of(site), site.data_files
    found = dict.fromkeys(agenda_files(data, config), "agenda")
    found |= dict.fromkeys(organizers_files(data, config), "organizers")
    if not config.one_file_each:
        found |= {config.people: "people"} if config.people in data else {}
    else:
        files = [group_file(group) for group in config.groups]
        found |= {file: "group" for file in files if file in data}
        if each_person:
            found |= dict.fromkeys(person_files(data, config).values(), "people")
    return {
        path: f"{SCHEMAS}/{kind}.json"
        for path, kind in found.items()
        if path.endswith((".yml", ".yaml"))
    }
