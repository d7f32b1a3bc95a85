"""What all parts of one conversion share: definitions, options, facts, and the limits."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from jekyll_tools.kramdown.nodes import AttributeList, Attributes, Element, Value, put
from jekyll_tools.kramdown.options import Options

_SPACES = re.compile(r"[ \t\n\v\f\r]+")

_MOST_REFS = 200  # lists that are looked up for one element

MAX_BLOCK_DEPTH = 40  # real texts nest less than ten deep; deeper ones stay text
MAX_SPAN_DEPTH = 40
MAX_TAG_DEPTH = 100


class LinkDefinition(NamedTuple):
    """`[name]: url "title"`; `mark` carries the attribute list that may follow."""

    url: Value
    title: Value | None
    mark: Element | None


class FootnoteDefinition(NamedTuple):
    """The content of `[^name]: …`; `mark` carries the attribute list that may follow."""

    content: Element
    mark: Element


class Reference(NamedTuple):
    """A use of a name: `[text][name]`, or `[^name]` with `footnote`."""

    name: str
    start: int
    end: int
    defined: bool
    footnote: bool = False


class Ineffective(NamedTuple):
    """Something that looks like markup and is none, with the reason."""

    start: int
    end: int
    reason: str


@dataclass(slots=True)
class ListUse:
    """An attribute list in the text and the element that it was put on, if any."""

    start: int
    end: int
    ial: AttributeList  # what the element gets, perhaps from several lists
    said: AttributeList
    kind: str  # block | span | item
    element: Element | None = None


@dataclass(slots=True)
class Context:
    """One conversion."""

    options: Options
    alds: dict[str, AttributeList] = field(default_factory=dict)
    links: dict[str, LinkDefinition] = field(default_factory=dict)
    footnotes: dict[str, FootnoteDefinition] = field(default_factory=dict)
    abbreviations: dict[str, tuple[Value, Element]] = field(default_factory=dict)
    headings: list[Element] = field(default_factory=list)  # outside of HTML and of footnotes
    # facts for lint rules
    references: dict[tuple[int, int], Reference] = field(default_factory=dict)
    ineffective: dict[tuple[int, int], Ineffective] = field(default_factory=dict)
    lists: list[ListUse] = field(default_factory=list)
    transliterated: list[Element] = field(default_factory=list)  # headings
    # Attempts that come to nothing are started again further on: what kramdown does in
    # exponential time here stops when the steps are used up, and the rest stays text.
    steps: int = 0

    def adopt(self, ial: AttributeList, element: Element) -> None:
        """Remember which element the lists that stood before it were put on."""
        for use in reversed(self.lists):
            if use.ial is not ial:
                break
            use.element = element

    def apply(self, attributes: Attributes, ial: AttributeList) -> None:
        """Put what an attribute list says on an element, those it names first."""
        if not ial.refs:  # nearly always
            for name, value in ial.attributes.items():
                put(attributes, name, value)
            return
        budget = _MOST_REFS
        stack: list[AttributeList | None] = [ial]
        seen: list[AttributeList] = []
        while stack and budget:
            budget -= 1
            top = stack.pop()
            if top is None:  # all lists that the last one names have been applied
                for name, value in seen.pop().attributes.items():
                    put(attributes, name, value)
                continue
            if any(top is outer for outer in seen):
                continue
            seen.append(top)
            stack.append(None)
            stack += [self.alds[ref] for ref in reversed(top.refs[:_MOST_REFS]) if ref in self.alds]


def link_name(name: str) -> str:
    """The name of a link definition as it is compared."""
    return _SPACES.sub(" ", name).lower()
