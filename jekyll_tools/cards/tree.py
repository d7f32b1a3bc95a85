"""The elements of an HTML text as a tree, with the text between them; lenient, positions exact."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass, field

from jekyll_tools.elements import Element, tags

VOID = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link"),
        *("meta", "param", "source", "track", "wbr"),
    )
)


@dataclass(slots=True)
class Node:
    """An element with what is in it: elements, and runs of text as `(start, end)`.

    `end` lies past the end tag; an element that nothing closes has `closed` False.
    """

    element: Element
    children: list[Node | tuple[int, int]] = field(default_factory=list)
    end: int = 0
    closed: bool = False

    @property
    def tag(self) -> str:
        """The name in lower case."""
        return self.element.tag

    @property
    def start(self) -> int:
        """Where the start tag begins."""
        return self.element.start

    def has_class(self, name: str) -> bool:
        """Whether `name` is one of the classes."""
        return name in self.element.value("class").split()

    def elements(self) -> Iterator[Node]:
        """The elements in it, at any depth, in document order."""
        waiting = [child for child in reversed(self.children) if isinstance(child, Node)]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [child for child in reversed(node.children) if isinstance(child, Node)]


def tree(text: str) -> list[Node]:
    """The outermost elements of an HTML text.

    An end tag closes the innermost open element of its name; without one it means nothing. An
    element that its parent's end tag cuts off counts as not closed.
    """
    root = Node(Element("#root", (), 0, 0))
    open_nodes = [root]
    position = 0
    for tag in tags(text):
        if tag.start > position:
            open_nodes[-1].children.append((position, tag.start))
        position = max(position, tag.end)
        if not tag.closing:
            node = Node(tag, end=tag.end)
            open_nodes[-1].children.append(node)
            if tag.tag in VOID:
                node.closed = True
            else:
                open_nodes.append(node)
        else:
            _close(open_nodes, tag)
    return [child for child in root.children if isinstance(child, Node)]


def _close(open_nodes: list[Node], tag: Element) -> None:
    # A look further back than this would be quadratic on hostile pages.
    for depth in range(len(open_nodes) - 1, max(0, len(open_nodes) - 50), -1):
        if open_nodes[depth].tag == tag.tag:
            for node in open_nodes[depth:]:
                node.end = tag.start
            open_nodes[depth].end = tag.end
            open_nodes[depth].closed = True
            del open_nodes[depth:]
            return


def visible(text: str, start: int, end: int) -> str:
    """The characters a browser shows of a run of text: no comments, references decoded."""
    return html.unescape("".join(text[a:b] for a, b in outside_comments(text, start, end)))


def outside_comments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a run of text that are in no comment."""
    while (opening := text.find("<!--", start, end)) >= 0:
        yield start, opening
        closing = text.find("-->", opening + 4, end)
        start = end if closing < 0 else closing + 3
    yield start, end


def comments(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The comments in a run of text, with their delimiters."""
    position = start
    for a, b in outside_comments(text, start, end):
        if a > position:
            yield position, a
        position = b
