"""Attribute lists (IAL, ALD) and the attributes of HTML tags, with the places of their values."""

from __future__ import annotations

import re

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


def read_attributes(strip: Strip, start: int, end: int, into: AttributeList) -> bool:
    """Read `#id .class key="value" name` into a list; False when nothing of it is valid."""
    text = strip.text[start:end]
    if text.strip() in ("", ":"):
        return True
    found = False
    for match in _ANY_RE.finditer(text):
        found = True
        if match["ref"]:
            into.refs.append(match["ref"])
        elif match["short"]:
            for short in _SHORT_RE.finditer(text, match.start("short"), match.end("short")):
                name = short.lastgroup or ""
                value = Value(short[name], *_place(strip, start, short, name))
                put(into.attributes, "class" if name == "cls" else "id", value)
        else:
            plain = re.sub(rf"\\(\}}|{match['q']})", r"\1", match["value"])
            into.attributes[match["key"]] = Value(plain, *_place(strip, start, match, "value"))
    return found


def tag_name(match: re.Match[str]) -> str:
    """The name of a matched tag: lower case if HTML knows it, else as it stands."""
    name = match["tag"]
    return name.lower() if name.lower() in HTML_TAGS else name


def tag_attributes(match: re.Match[str], strip: Strip, lower: bool) -> Attributes:
    """The attributes of a matched start tag; the last of two with one name counts."""
    found: Attributes = {}
    start, end = match.span("attributes")
    if start == end:
        return found
    for attribute in ATTRIBUTE_RE.finditer(match.string, start, end):
        name = attribute["name"]
        group = attribute.lastgroup or "name"
        if group == "name":
            value = Value("", *strip.span(*attribute.span("name")))
        else:
            value = Value(attribute[group], *_place(strip, 0, attribute, group))
        found[name.lower() if lower else name] = value
    return found


def _place(strip: Strip, base: int, match: re.Match[str], group: str) -> tuple[int, int]:
    first, last = match.span(group)
    return strip.span(base + first, base + last)
