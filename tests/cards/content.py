"""What the tests of cards share: records written as YAML, read with their places."""

from __future__ import annotations

from collections.abc import Mapping

from jekyll_tools.cards.build import Content
from jekyll_tools.cards.config import CardsConfig
from jekyll_tools.cards.people.records import People, Person, read_people
from jekyll_tools.cards.render import Templates
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_edit import get, place
from jekyll_tools.text import File, Source


class Records:
    """Data files as the site would hand them over: values, and where each stands."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.values = {path: get(text, KeyPath()) for path, text in texts.items()}
        self._places: dict[tuple[int, object], Source] = {}
        for path, text in texts.items():
            self._index(self.values[path], KeyPath(), File(path, text))

    def place_of(self, container: object, key: object) -> Source | None:
        """As `Site.place_of`."""
        return self._places.get((id(container), key))

    def _index(self, value: object, path: KeyPath, file: File) -> None:
        entries: list[tuple[str | int, object]] = []
        if isinstance(value, dict):
            entries = [(key, item) for key, item in value.items() if isinstance(key, str)]
        elif isinstance(value, list):
            entries = list(enumerate(value))
        for key, item in entries:
            span = place(file.text, path / key)
            if span is not None:
                self._places[id(value), key] = Source(file, *span)
            self._index(item, path / key, file)


def content(
    texts: Mapping[str, str],
    config: CardsConfig | None = None,
    includes: Mapping[str, str] | None = None,
) -> Content:
    """The content of a site with these data files and these templates."""
    records = Records(texts)
    templates = {name: File(f"_includes/{name}", text) for name, text in (includes or {}).items()}
    return Content(records.values, records.place_of, Templates(templates), config or CardsConfig())


def people(text: str, config: CardsConfig | None = None) -> People:
    """The people in the text of a people file."""
    config = config or CardsConfig()
    records = Records({config.people: text})
    return read_people(records.values[config.people], config, records.place_of)


def person(name: str = "x", **fields: str) -> Person:
    """A record that nobody wrote down."""
    return Person("x", name, **fields)
