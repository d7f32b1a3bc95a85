"""The facts of a built HTML text: its ids, its anchors, its references."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from jekyll_tools.elements import Element, elements

# One URL a value; lists (`srcset`) and style sheets are left to the browser.
_URLS = {
    "a": "href",
    "area": "href",
    "audio": "src",
    "embed": "src",
    "iframe": "src",
    "img": "src",
    "link": "href",
    "script": "src",
    "source": "src",
    "track": "src",
    "video": "src",
}


class Ref(NamedTuple):
    """A URL as it stands in an attribute, its character references decoded."""

    tag: str
    attr: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What of an HTML text counts, each in document order."""

    ids: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    refs: tuple[Ref, ...] = ()


def facts(html: str) -> Facts:
    """The facts of an HTML text, or of a part of one."""
    tags = elements(html)
    ids = tuple(i.value for tag in tags if (i := tag.get("id")) is not None)
    names = frozenset(tag.value("name") for tag in tags if tag.tag == "a") - {""}
    return Facts(ids, names, tuple(ref for tag in tags if (ref := _reference(tag)) is not None))


def is_compared(tag: str, attr: str) -> bool:
    """Whether references of this kind are held against each other."""
    return _URLS.get(tag) == attr


def _reference(tag: Element) -> Ref | None:
    attribute = tag.get(_URLS.get(tag.tag, ""))
    return None if attribute is None else Ref(tag.tag, attribute.name, attribute.value)
