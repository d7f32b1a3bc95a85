"""Attribute lists (IAL, ALD) and the attributes of HTML tags, with the places of their values."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from jekyll_tools.kramdown.grammar import ATTRIBUTE_RE, HTML_TAGS, ID_NAME, TAG_RE, pattern
from jekyll_tools.kramdown.nodes import AttributeList, Attributes, Value, put
from jekyll_tools.kramdown.strip import Strip

# kramdown 2.4 `parser/kramdown/extensions.rb`, ALD_TYPE_ANY
_ID_OR_CLASS = r"(?:\#[A-Za-z][\w:-]*|\.[^\s.\#]+)"
_ANY_RE = pattern(
    rf"""(?:\A|\s)(?:(?P<key>{ID_NAME})=(?P<q>["'])"""
    rf"""|(?:(?P<ref>{ID_NAME})|(?P<short>{_ID_OR_CLASS}+))(?=\s|\Z))"""
)
_CLOSE_RE = pattern(r"""(?P<q>["'])(?=\s|\Z)""")
_SHORT_RE = pattern(r"\#(?P<id>[A-Za-z][\w:-]*)|\.(?P<cls>[^\s.\#]+)")
_LONG_TAG = 1_000  # that is not kept

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
    found, at, closing = False, 0, _Closing(text)
    while match := _ANY_RE.search(text, at):
        at = match.end()
        if match["ref"]:
            refs.append(match["ref"])
        elif match["short"]:
            for short in _SHORT_RE.finditer(text, match.start("short"), match.end("short")):
                _say_short(said, short)
        else:
            end = closing.after(at, match["q"])
            if end < 0:
                continue
            plain = re.sub(rf"\\(\}}|{match['q']})", r"\1", text[at:end])
            said.append(_Said(match["key"], plain, at, end))
            at = end + 1
        found = True
    return found, refs, said


def _say_short(said: list[_Said], short: re.Match[str]) -> None:
    """Say `#id` or `.class`; a class is said together with those before it."""
    group = short.lastgroup or ""
    value, start, end = short[group], *short.span(group)
    if group == "id":
        said.append(_Said("id", value, start, end, added=True))
        return
    for i in reversed(range(len(said))):
        if said[i].name == "class":
            if said[i].value:
                said[i] = said[i]._replace(value=f"{said[i].value} {value}", end=end)
                return
            break
    said.append(_Said("class", value, start, end, added=True))


class _Closing:
    """Where values end: at a quote with white space behind it, for any other one is part of them.

    kramdown means to leave out the quote that began the value, but writes `[^\\}\\2]`.
    """

    def __init__(self, text: str) -> None:
        self._ends: dict[str, list[int]] = {"'": [], '"': []}
        self._escaped: dict[str, list[int]] = {"'": [], '"': []}
        for match in _CLOSE_RE.finditer(text):
            end = match.start()
            kind = self._escaped if text[end - 1 : end] == "\\" else self._ends
            kind[match["q"]].append(end)

    def after(self, start: int, quote: str) -> int:
        """The end of the value that starts there; -1 where it has none."""
        ends = self._ends[quote]
        first = bisect_left(ends, start)
        if first < len(ends):
            return ends[first]
        # A quote behind a backslash ends a value where no other does.
        last = self._escaped[quote][-1:]
        return last[0] if last and last[0] >= start else -1


class Tag(NamedTuple):
    """A start tag; its name is in lower case if HTML knows it."""

    name: str
    closed: bool
    said: list[_Said]
    size: int

    def attributes(self, strip: Strip, start: int) -> Attributes:
        """Its attributes where it stands at `start`; the last of two with one name counts."""
        if not self.said:
            return {}
        span = strip.span
        return {
            name: _new(Value, (value, *span(start + first, start + last)))
            for name, value, first, last, _ in self.said
        }


def start_tag(src: str, start: int) -> Tag | None:
    """The tag that starts at a place; a page has many that are the same."""
    past = src.find(">", start, start + _LONG_TAG) + 1
    found = _whole_tag(src[start:past]) if past else None
    return found or _read_tag(TAG_RE.match(src, start))  # a value may hold the first `>`


@lru_cache(maxsize=4096)
def _whole_tag(text: str) -> Tag | None:
    return _read_tag(TAG_RE.match(text))


def _read_tag(match: re.Match[str] | None) -> Tag | None:
    if match is None:
        return None
    start, name = match.start(), match["tag"]
    known = name.lower() in HTML_TAGS
    said: list[_Said] = []
    for attribute in ATTRIBUTE_RE.finditer(match.string, *match.span("attributes")):
        group = attribute.lastgroup or "name"
        value = "" if group == "name" else attribute[group]
        key = attribute["name"].lower() if known else attribute["name"]
        first, last = attribute.span(group)
        said.append(_Said(key, value, first - start, last - start))
    return Tag(name.lower() if known else name, bool(match["closed"]), said, match.end() - start)
