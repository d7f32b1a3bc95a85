"""The table of contents that `{:toc}` puts in the place of a list."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jekyll_tools.kramdown.nodes import Element, Value

if TYPE_CHECKING:
    from jekyll_tools.kramdown.page import Page


@dataclass(slots=True)
class Contents:
    """The headings that go into it, and where it stands: the number of a piece of the page."""

    element: Element | None = None
    place: int | None = None
    entries: list[tuple[int, Value, Element]] = field(default_factory=list)


def write(page: Page) -> None:
    """Write the table (`generate_toc_tree`); without entries nothing."""
    outer = page.contents.element
    assert outer is not None
    tree = Element(outer.kind, outer.start, outer.end)
    tree.attributes = dict(outer.attributes)
    tree.attributes.setdefault("id", Value("markdown-toc"))
    name = tree.attributes["id"].text
    stack: list[Element] = []
    for level, given, heading in page.contents.entries:
        item = _item(outer.kind, level, given, heading, name)
        while stack and stack[-1].level >= level:
            _close(stack.pop())
        (stack[-1].children[-1] if stack else tree).children.append(item)
        stack.append(item)
    for item in reversed(stack):
        _close(item)
    if tree.children:
        page.in_contents = True
        page.stack.append(tree)
        page.convert(tree, 0)
        page.stack.pop()
        page.in_contents = False


def _item(kind: str, level: int, given: Value, heading: Element, name: str) -> Element:
    item = Element("li", heading.start, heading.end)
    item.level = level
    text = Element("p")
    text.transparent = True
    link = Element("entry", heading.start, heading.end)
    link.attributes["href"] = Value(f"#{given.text}", given.start, given.end)
    link.attributes["id"] = Value(f"{name}-{given.text}", given.start, given.end)
    link.children = heading.children
    text.children.append(link)
    item.children += [text, Element(kind, heading.start, heading.end)]
    return item


def _close(item: Element) -> None:
    if not item.children[-1].children:
        item.children.pop()
