"""The tags of an HTML text and their attributes, each with its exact position.

turbohtml finds the tags (4 ms a megabyte); where it has no wheel, justhtml does. What counts as
a tag is theirs to say (comments, raw text in `<script>`, unclosed tags …); the positions inside
a tag are read here, in one linear pass.
"""

from __future__ import annotations

import html as entities
import re
from functools import cache, lru_cache
from importlib import import_module
from importlib.machinery import ExtensionFileLoader, PathFinder
from importlib.util import find_spec, module_from_spec
from typing import Any, NamedTuple


class Attribute(NamedTuple):
    """`name="value"`: `value` has its character references decoded.

    All offsets count code points of the HTML text. `value_start:value_end` lies between the
    quotes; for an attribute without a value it is the empty range at `end`.
    """

    name: str
    value: str
    start: int
    end: int
    value_start: int
    value_end: int


class Element(NamedTuple):
    """A tag, from its `<` at `start` to past its `>` at `end`; `closing` for an end tag.

    `own` are its attributes with offsets that count from `start`: equal tags share them.
    """

    tag: str
    own: tuple[Attribute, ...]
    start: int
    end: int
    closing: bool = False

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes as they stand in the text."""
        return tuple(map(self.placed, self.own))

    def placed(self, own: Attribute) -> Attribute:
        """One of its `own` attributes as it stands in the text."""
        start, (name, value, a, b, c, d) = self.start, own
        return _new(Attribute, (name, value, start + a, start + b, start + c, start + d))

    def get(self, name: str) -> Attribute | None:
        """The attribute of this (lower-case) name; the first one counts, as in a browser."""
        for attribute in self.own:
            if attribute[0] == name:
                return self.placed(attribute)
        return None

    def value(self, name: str, default: str = "") -> str:
        """The decoded value of an attribute, or `default` when it is not there."""
        for attribute in self.own:
            if attribute[0] == name:
                return attribute[1]
        return default


def elements(html: str) -> list[Element]:
    """The start tags of an HTML text, in document order."""
    if "<" not in html:
        return []
    return _elements(html, _tag_starts(html))


def element_at(html: str, start: int) -> Element | None:
    """The start tag of an HTML text that begins at `start`; None where none does or it has no end.

    Whether the text before makes it a comment or the content of a script is not looked at.
    """
    if _OPENING.match(html, start) is None:
        return None
    found = _parsed(html, start)
    last = found.attributes[-1].end if found.attributes else start
    return found if html[max(last, found.end - 1) : found.end] == ">" else None


def tags(html: str) -> list[Element]:
    """The start and end tags of an HTML text, in document order."""
    if "<" not in html:
        return []
    return [
        _end_tag(html, start) if html.startswith("/", start + 1) else _element(html, start)
        for start in _tag_starts(html, end_tags=True)
    ]


# White space is HTML's: `\s` would take a no-break space for one.
_NAME = re.compile(r"</?([a-zA-Z][^ \t\n\f\r/>]*)")
_ATTRIBUTE = re.compile(
    r"""[ \t\n\f\r/]*+(?P<name>=[^ \t\n\f\r/>=]*+|[^ \t\n\f\r/>=]++)"""
    r"""(?:[ \t\n\f\r]*+=[ \t\n\f\r]*+"""
    r"""(?:"(?P<double>[^"]*+)"?|'(?P<single>[^']*+)'?|(?P<bare>[^ \t\n\f\r>]++)|(?=>)))?"""
)
_OPENING = re.compile(r"<([a-zA-Z][^ \t\n\f\r/>]*)(>?)")
_TAG_END = re.compile(r"[ \t\n\f\r/]*+>?")
_LONG_TAG = 1_000  # that is not kept
_new = tuple.__new__  # makes a named tuple in half the time that a call of its class takes


def _element(html: str, start: int) -> Element:
    return _elements(html, [start])[0]


def _elements(html: str, starts: list[int]) -> list[Element]:
    found: list[Element] = []
    find, add = html.find, found.append
    for start in starts:
        past = find(">", start) + 1
        known = 0 < past - start < _LONG_TAG
        tag, own = _tag(html[start:past]) if known else ("", None)
        add(_parsed(html, start) if own is None else _new(Element, (tag, own, start, past, False)))
    return found


@lru_cache(maxsize=8192)
def _tag(text: str) -> tuple[str, tuple[Attribute, ...] | None]:
    """The name and the attributes of a tag up to its first `>`; None where that stands in a value.

    Pages of a site have most of their tags in common, letter by letter.
    """
    found = _parsed(text, 0)
    last = found.own[-1].end if found.own else 0
    return found.tag, found.own if last < len(text) else None


def _parsed(html: str, start: int) -> Element:
    opening = _OPENING.match(html, start)
    assert opening is not None, "the parsers give the offset of a tag"
    position, tag = opening.end(), opening[1].lower()
    if opening[2]:
        return _new(Element, (tag, (), start, position, False))
    own: list[Attribute] = []
    while match := _ATTRIBUTE.match(html, position):
        spans, kind = match.regs, match.lastindex or 1  # a group for the name, one for each quote
        position = spans[0][1]
        (first, last), (left, right) = spans[1], spans[kind] if kind > 1 else (position, position)
        value = html[left:right]
        if "&" in value:
            value = entities.unescape(value)
        name = html[first:last].lower()
        places = first - start, position - start, left - start, right - start
        own.append(_new(Attribute, (name, value, *places)))
    past = position + 1 if html.startswith(">", position) else _past(html, position)
    return _new(Element, (tag, tuple(own), start, past, False))


def _end_tag(html: str, start: int) -> Element:
    """An end tag; the attributes that one may have count for nothing."""
    name = _NAME.match(html, start)
    assert name is not None, "the parsers give the offset of a tag"
    position = name.end()
    while match := _ATTRIBUTE.match(html, position):
        position = match.end()
    return Element(name[1].lower(), (), start, _past(html, position), True)


def _past(html: str, position: int) -> int:
    end = _TAG_END.match(html, position)
    assert end is not None, "the pattern matches the empty string"
    return end.end()


def _tag_starts(html: str, *, end_tags: bool = False) -> list[int]:
    """Where start tags start, with `end_tags` these too."""
    turbohtml = _turbohtml()
    if turbohtml is None:
        return _tag_starts_slowly(html, end_tags)
    return _tag_starts_quickly(html, end_tags, turbohtml)


@cache
def _turbohtml() -> Any:
    """turbohtml, or of it only its core in C, which is a tenth of its 20 ms; None without it."""
    package = find_spec("turbohtml")
    if package is None:
        return None
    core = PathFinder.find_spec("turbohtml._html", package.submodule_search_locations)
    if core is not None and isinstance(core.loader, ExtensionFileLoader):
        module = module_from_spec(core)
        core.loader.exec_module(module)
        if hasattr(module, "tokenize") and hasattr(module, "TokenType"):
            return module
    return import_module("turbohtml")


def _tag_starts_quickly(html: str, end_tags: bool, turbohtml: Any) -> list[int]:
    start = turbohtml.TokenType.START_TAG
    other = turbohtml.TokenType.END_TAG if end_tags else start
    # To HTML a line end is white space as any other; in one line, columns are offsets.
    line = html.replace("\n", " ").replace("\r", " ")
    tokens = turbohtml.tokenize(line, capture_attributes=False)
    return [token.col for token in tokens if (kind := token.type) is start or kind is other]


def _tag_starts_slowly(html: str, end_tags: bool) -> list[int]:
    from justhtml import JustHTML

    root = JustHTML(html, sanitize=False, fragment=True, track_node_locations=True).root
    found: set[int] = set()
    nodes: list[Any] = [root]
    while nodes:
        node = nodes.pop()
        nodes.extend(getattr(node, "children", None) or ())
        if node.name.startswith(("#", "!")):
            continue
        # An element that the parser implied or copied has the place of another tag, or none.
        if node.origin_offset is not None and html.startswith("<", node.origin_offset):
            found.add(node.origin_offset)
        if end_tags and (end := getattr(node, "_end_tag_start", None)) is not None:
            found.add(end)
    return sorted(found)
