"""The settings of jt, read key by key from `_config.yml`: what is wrong is named at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from jekyll_tools.nearest import with_question
from jekyll_tools.text import File, Lines, Source

if TYPE_CHECKING:
    from jekyll_tools.site.site import Site

PlaceOf = Callable[[object, object], Source | None]
"""Where the value of `container[key]` stands in its file (`Site.place_of`)."""

_KINDS: Mapping[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text",
    list: "a list",
    tuple: "a list",
    dict: "a mapping",
    type(None): "empty",
}


class SettingsError(ValueError):
    """A setting that does not exist, or a value of the wrong kind; the message names it."""


def tools_of(site: Site) -> Section:
    """What a site says under `jekyll_tools:`."""
    return Section(site.config, (), site.place_of).section("jekyll_tools")


def nowhere(container: object, key: object) -> Source | None:
    """The place of a value that no file says."""
    return None


class Section(NamedTuple):
    """A mapping and the keys that lead to it; `place_of` finds its values in the file."""

    values: Mapping[Any, Any]
    keys: tuple[str, ...]
    place_of: PlaceOf

    def section(self, key: str, known: Iterable[str] | None = None) -> Section:
        """The mapping under `key`, empty where there is none; only `known` keys may be in it."""
        value = self.values.get(key)
        if value is None:
            value = {}
        if not isinstance(value, Mapping):
            raise self.wrong(key, "must be a mapping", value)
        inner = Section(value, (*self.keys, key), self.place_of)
        if known is not None:
            inner.only(known)
        return inner

    def only(self, known: Iterable[str]) -> None:
        """Refuse a key that is not known, with the one that may be meant."""
        names = tuple(known)
        for key in self.values:
            if key not in names:
                message = with_question(f'unknown key "{key}"', key, names)
                raise SettingsError(f"{self._place(key, of_key=True)}: {message}")

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of words, or one text with them."""
        return tuple(word for _, word in self.words(key))

    def words(self, key: str) -> Iterator[tuple[int | None, str]]:
        """The words of a list with the index of the item that says each."""
        value = self.values.get(key)
        if isinstance(value, str):
            yield from ((None, word) for word in value.replace(",", " ").split())
        elif isinstance(value, (list, tuple)):
            for index, item in enumerate(value):
                if not isinstance(item, str):
                    raise self.wrong(key, "must be a list of names", item, index)
                yield from ((index, word) for word in item.replace(",", " ").split())
        elif value is not None:
            raise self.wrong(key, "must be a list of names", value)

    def typed(self, key: str, standard: object) -> object:
        """The value, which must be of the kind of the standard one."""
        value = self.values[key]
        kind = type(standard)
        if type(value) is kind or (kind is float and type(value) is int):
            return value
        if isinstance(standard, tuple) and isinstance(value, list):
            return tuple(value)
        raise self.wrong(key, f"must be {_KINDS.get(kind, kind.__name__)}", value)

    def wrong(
        self, key: str, message: str, value: object, index: int | None = None
    ) -> SettingsError:
        """The error for a value, or for an item of a list."""
        if isinstance(value, bool):
            value = "true" if value else "false"
        shown = "" if isinstance(value, (Mapping, list)) else f'"{value}"'
        kind = _KINDS.get(type(value), type(value).__name__)
        return self.error(key, f"is {shown or kind}, {message}", index)

    def error(self, key: str, message: str, index: int | None = None) -> SettingsError:
        """The error about a key, or about an item of its list."""
        return SettingsError(f"{self._place(key, index)}: {message}")

    def _place(self, key: object, index: int | None = None, *, of_key: bool = False) -> str:
        """`_config.yml:3:5: jekyll_tools: lint: key`, as far as it is known."""
        path = ": ".join(self.keys if of_key else (*self.keys, str(key)))
        source = self.place_of(self.values, key)
        if index is not None:
            source = self.place_of(self.values.get(key), index) or source
        if source is None or not isinstance(source.text, File):
            return f"_config.yml: {path}"
        text, start = source.text.text, source.start
        if of_key:
            start = max(text.rfind(str(key), 0, start), 0)
        line, column = Lines(text).position(start)
        return f"{source.text.path}:{line}:{column}: {path}"
