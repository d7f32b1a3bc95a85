"""Where an entry is put into, or taken out of, a list or mapping in brackets (YAML or JSON)."""

from __future__ import annotations

import re

from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.flow_rows import insert_row, on_rows, remove_row
from jekyll_tools.edit.yaml_nodes import Node
from jekyll_tools.text import Edit, Lines

_COMMA = re.compile(r"\s*,\s*")


def flow_insert(text: str, node: Node, index: int, entry: str, usual: str = ", ") -> Edit:
    """Put an entry (`value` or `key: value`) before the entry `index`, or at the end.

    The space and line ends between the entries are those between the first two, or the usual.
    """
    _bracketed(text, node)
    if not node.items:
        inside = text[node.inner + 1 : node.end - 1]
        if inside.strip():
            raise _error(text, node, "a comment stands in the empty brackets")
        return Edit(node.inner + 1, node.end - 1, entry)
    if on_rows(text, node) and (row := insert_row(text, node, index, entry)):
        return row
    gap = separator(text, node, usual)
    if index >= len(node.items):
        end = _end(node, len(node.items) - 1)
        return Edit(end, end, gap + entry)
    start = _start(node, index)
    return Edit(start, start, entry + gap)


def flow_remove(text: str, node: Node, index: int, *, comments: bool = False) -> list[Edit]:
    """Take out one entry and the comma beside it; with `comments` also those right above it."""
    _bracketed(text, node)
    if len(node.items) > 1 and on_rows(text, node):
        rows = remove_row(text, node, index, comments=comments)
        if rows:
            return rows
    if len(node.items) == 1:
        inside = text[node.inner + 1 : node.end - 1]
        if "#" in inside[: _start(node, 0) - node.inner - 1]:
            raise _error(text, node, "a comment stands before the only entry")
        return [Edit(node.inner + 1, node.end - 1, "")]
    one, other = (index - 1, index) if index else (0, 1)
    if "#" in text[_end(node, one) : _start(node, other)]:
        raise _error(text, node, "a comment stands between the entries")
    if index:
        return [Edit(_end(node, index - 1), _end(node, index), "")]
    return [Edit(_start(node, 0), _start(node, 1), "")]


def separator(text: str, node: Node, usual: str = ", ") -> str:
    """What stands between two entries of this collection."""
    if len(node.items) > 1:
        between = text[_end(node, 0) : _start(node, 1)]
        return between if _COMMA.fullmatch(between) else usual
    before = text[node.inner + 1 : _start(node, 0)]
    return "," + before if re.fullmatch(r"\s*[\r\n]\s*", before) else usual


def _start(node: Node, index: int) -> int:
    return (node.keys or node.items)[index].start


def _end(node: Node, index: int) -> int:
    return node.items[index].end


def _bracketed(text: str, node: Node) -> None:
    if node.style == "?":
        raise _error(text, node, "a pair in a list without braces has no room for another")


def _error(text: str, node: Node, what: str) -> EditError:
    line, column = Lines(text).position(node.start)
    return EditError(what, line=line, column=column, advice="edit it by hand")
