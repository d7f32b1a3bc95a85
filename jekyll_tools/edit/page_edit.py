"""Edits of a page's front matter by key path; offsets count in the whole page."""

from __future__ import annotations

from collections.abc import Mapping

from jekyll_tools.edit import yaml_edit
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.front_matter import has_header, split
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.page_witness import witness
from jekyll_tools.text import Edit, Span, apply_edits

Edits = tuple[Edit, ...]


def get(text: str, path: KeyPath) -> object:
    """The value under a path of the front matter as Jekyll 4 reads it; see `yaml_edit.get`."""
    return yaml_edit.get(text, path, within=_yaml(text))


def place(text: str, path: KeyPath) -> Span | None:
    """Where the value under a path stands; see `yaml_edit.place`."""
    return yaml_edit.place(text, path, within=_yaml(text))


def set_value(text: str, path: KeyPath, value: object) -> Edits:
    """Edits that give a key of the front matter this value; see `yaml_edit.set_value`."""
    if not path.steps and not isinstance(value, Mapping):
        raise EditError("front matter is keys and values", advice="name the key to set")
    return _kept(text, yaml_edit.set_value(text, path, value, within=_yaml(text)))


def unset(text: str, path: KeyPath) -> Edits:
    """Edits that take a key of the front matter away; see `yaml_edit.unset`."""
    return _kept(text, yaml_edit.unset(text, path, within=_yaml(text)))


def append(text: str, path: KeyPath, value: object) -> Edits:
    """Edits that add to a list or mapping of the front matter; see `yaml_edit.append`."""
    return _kept(text, yaml_edit.append(text, path, value, within=_yaml(text)))


def insert_item(text: str, path: KeyPath, index: int, value: object) -> Edits:
    """Edits that put an item into a list of the front matter; see `yaml_edit.insert_item`."""
    return _kept(text, yaml_edit.insert_item(text, path, index, value, within=_yaml(text)))


def _yaml(text: str) -> Span:
    """What Jekyll hands to Psych: the first fence and all up to the second."""
    found = split(text)
    if found is not None:
        return Span(0, found.yaml.end)
    if text.startswith("\ufeff"):
        raise EditError(
            "a byte order mark stands before the front matter, so Jekyll does not see it",
            advice="save the file without it",
        )
    what = "the front matter has no end" if has_header(text) else "the page has no front matter"
    raise EditError(what, advice="put it between two lines of `---`")


def _kept(text: str, edits: Edits) -> Edits:
    """The edits, when the fences still stand where they stood around the new front matter."""
    old = split(text)
    after = apply_edits(text, edits)
    new = split(after)
    shift = len(after) - len(text)
    if old is None or new is None or new.close != (old.close.start + shift, old.close.end + shift):
        raise EditError("the edit would break the front matter", advice="edit it by hand")
    if edits:
        witness(text, after)
    return edits
