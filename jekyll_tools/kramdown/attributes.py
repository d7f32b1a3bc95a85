"""Attribute lists (IAL, ALD) and the attributes of HTML tags, with the places of their values."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from jekyll_tools.kramdown.grammar import ATTRIBUTE_RE, HTML_TAGS, ID_NAME, pattern
from jekyll_tools.kramdown.nodes import AttributeList, Attributes, Value, put
from jekyll_tools.kramdown.strip import Strip

# kramdown 2.4 `parser/kramdown/extensions.rb`, ALD_TYPE_ANY
_ID_OR_CLASS = r"(?:\#[A-Za-z][\w:-]*|\.[^\s.\#]+)"
_ANY_RE = pattern(
    rf"""(?:\A|\s)(?:(?P<key>{ID_NAME})=(?P<q>["'])(?P<value>(?:\\\}}|\\(?P=q)|(?!(?P=q))[^}}])*?)(?P=q)"""
    rf"""|(?P<ref>{ID_NAME})|(?P<short>{_ID_OR_CLASS}+))(?=\s|\Z)"""
)
_SHORT_RE = pattern(r"\#(?P<id>[A-Za-z][\w:-]*)|\.(?P<cls>[^\s.\#]+)")


_new = tuple.__new__  # makes a named tuple in half the time that a call of its class takes


class _Said(NamedTuple):
    """An attribute in a list: `start:end` counts from the start of the list."""

    name: str
    value: str
    start: int
    end: int
    added: bool = False  # to what the element has of that name, as `.class`


def read_attributes(strip: Strip, start: int, end: int, into: AttributeList) -> bool:
    """Read `#id .class key="value" name` into a list; False when nothing of it is valid."""
    found, refs, attributes = _said(strip.text[start:end])
    into.refs += refs
    for name, text, first, last, added in attributes:
        value = _new(Value, (text, *strip.span(start + first, start + last)))
        if added:
            put(into.attributes, name, value)
        else:
            into.attributes[name] = value
    return found


@lru_cache(maxsize=1024)
def _said(text: str) -> tuple[bool, list[str], list[_Said]]:
    """What an attribute list says; a site uses few of them, again and again."""
    refs: list[str] = []
    said: list[_Said] = []
    if text.strip() in ("", ":"):
        return True, refs, said
    found = False
    for match in _ANY_RE.finditer(text):
        found = True
        if match["ref"]:
            refs.append(match["ref"])
        elif match["short"]:
            for short in _SHORT_RE.finditer(text, match.start("short"), match.end("short")):
                group = short.lastgroup or ""
                name = "class" if group == "cls" else "id"
                said.append(_Said(name, short[group], *short.span(group), True))
        else:
            plain = re.sub(rf"\\(\}}|{match['q']})", r"\1", match["value"])
            said.append(_Said(match["key"], plain, *match.span("value")))
    return found, refs, said


def tag_name(match: re.Match[str]) -> str:
    """The name of a matched tag: lower case if HTML knows it, else as it stands."""
    name = match["tag"]
    lower = name.lower()
    return lower if lower in HTML_TAGS else name


def tag_attributes(match: re.Match[str], strip: Strip, lower: bool) -> Attributes:
    """The attributes of a matched start tag; the last of two with one name counts."""
    start, end = match.span("attributes")
    if start == end:
        return {}
    span = strip.span
    return {
        name.lower() if lower else name: _new(Value, (value, *span(start + first, start + last)))
        for name, value, first, last, _ in _in_tag(match["attributes"])
    }


@lru_cache(maxsize=4096)
def _in_tag(text: str) -> list[_Said]:
    """The attributes in a tag; a page has many tags with the same."""
    found: list[_Said] = []
    for attribute in ATTRIBUTE_RE.finditer(text):
        group = attribute.lastgroup or "name"
        value = "" if group == "name" else attribute[group]
        found.append(_Said(attribute["name"], value, *attribute.span(group)))
    return found
