"""Entries of a list or mapping in brackets that stand on lines of their own, among comments."""

from __future__ import annotations

import re

from jekyll_tools.edit.block_place import comments_above, line_start
from jekyll_tools.edit.yaml_nodes import Node
from jekyll_tools.edit.yaml_style import newline_at
from jekyll_tools.text import Edit

_REST = re.compile(r"[ \t]*(?P<comma>,)?[ \t]*(?:(?<=[ \t])#[^\r\n]*)?(?=[\r\n])")
_BREAK = re.compile(r"\r\n|\n|\r")


def on_rows(text: str, node: Node) -> bool:
    """Whether every entry begins a line, and there are comments that belong to some of them.

    Without comments the space between two entries says all there is to know.
    """
    return "#" in text[node.inner : node.end] and all(
        not text[line_start(text, start) : start].strip(" \t") for start in _starts(node)
    )


def insert_row(text: str, node: Node, index: int, entry: str) -> Edit | None:
    """Put a line before the entry `index`, or after the last; None where the brackets are near.

    The comments above an entry and behind it stay with it, as `block_place.insert_lines` does.
    """
    count = len(node.items)
    start = _starts(node)[min(index, count - 1)]
    first = line_start(text, start)
    pad = text[first:start]
    if index < count:
        newline = newline_at(text, start)
        if index:
            first = comments_above(text, first, node.items[index - 1].end)
        return Edit(first, first, f"{pad}{entry},{newline}")
    end = node.items[-1].end
    rest = _REST.match(text, end)
    if rest is None:
        return None
    newline = newline_at(text, end)
    if rest["comma"]:
        return Edit(rest.end(), rest.end(), f"{newline}{pad}{entry},")
    return Edit(end, rest.end(), f",{rest[0]}{newline}{pad}{entry}")


def remove_row(text: str, node: Node, index: int, *, comments: bool) -> list[Edit]:
    """Take the lines of an entry out; nothing where something else stands on them."""
    end = node.items[index].end
    rest = _REST.match(text, end)
    newline = _BREAK.match(text, rest.end()) if rest else None
    if rest is None or newline is None:
        return []
    first = line_start(text, _starts(node)[index])
    if comments and index:
        first = comments_above(text, first, node.items[index - 1].end)
    edits = [Edit(first, newline.end(), "")]
    if index == len(node.items) - 1 and not rest["comma"]:
        before = text.index(",", node.items[index - 1].end)
        if "#" in text[node.items[index - 1].end : before]:
            return []
        edits.insert(0, Edit(node.items[index - 1].end, before + 1, ""))
    return edits


def _starts(node: Node) -> list[int]:
    return [entry.start for entry in node.keys or node.items]
