"""Where an entry of a block list or mapping starts and ends in its lines, comments apart."""

from __future__ import annotations

import re

from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.yaml_nodes import Node, before_break
from jekyll_tools.edit.yaml_style import newline_at
from jekyll_tools.text import Edit, Lines, past

_GAP = re.compile(r"(?:[ \t\r\n]+|#[^\r\n]*)*")
_COLON = re.compile(r"[ \t]*:")
_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|\Z)")
_INDICATOR = re.compile(r"[|>][-+0-9]*")
_BREAK = re.compile(r"\r\n|\n|\r")
_COMMENT_LINE = re.compile(r"(?:\r\n|\n|\r)( *)#[^\r\n]*")
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r(?!\n))[ \t]*(?:\r\n|\n|\r)")
_BLANK_LINES = re.compile(r"(?:[ \t]*(?:\r\n|\n|\r))*")


def entry_start(text: str, node: Node, index: int) -> int:
    """The dash of an item, or the first character of a pair."""
    if node.kind == "mapping" and index == 0:
        start = node.inner
    else:
        after = node.items[index - 1].end if index else node.inner
        start = past(_GAP, text, after)
    if node.kind == "mapping" and start != node.keys[index].start:
        raise error_at(text, start, "a key is written with `?`", "edit it by hand")
    return start


def value_slot(text: str, node: Node, index: int) -> int:
    """Where the value of an entry may begin: behind the dash or the colon."""
    if node.kind == "list":
        return entry_start(text, node, index) + 1
    colon = _COLON.match(text, node.keys[index].end)
    if colon is None:
        raise error_at(text, node.keys[index].start, "a key is written with `?`", "edit it by hand")
    return colon.end()


def line_end(text: str, offset: int) -> int:
    """The end of the line, when only white space or a comment follows the offset."""
    rest = _REST.match(text, offset)
    if rest is None:
        raise error_at(text, offset, "something else stands on the same line", "edit it by hand")
    return rest.end()


def line_start(text: str, offset: int) -> int:
    """The start of the line that the offset is in."""
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def comments_above(text: str, first: int, floor: int) -> int:
    """The start of the comment lines right above the line that starts at `first`.

    None of them ends before `floor`, the end of the entry before.
    """
    while first > floor:
        before = before_break(text, first)
        line = line_start(text, before)
        if line <= floor or not text[line:before].lstrip().startswith("#"):
            return first
        first = line
    return first


def insert_lines(text: str, node: Node, index: int, lines: list[str]) -> Edit:
    """Put the lines of an entry before the entry `index`, or after the last one.

    Comments right above an entry stay with it; at the top of a list they stay above the new
    entry (a mode line, a heading). Entries parted by blank lines stay so.
    """
    pad = " " * node.column
    if index >= len(node.items):
        at = _inner_comments(text, node, line_end(text, node.items[-1].end))
        newline = newline_at(text, at)
        parted = _parted(text, node) and not _keeps_breaks(text, node.items[-1])
        blank = newline if parted else ""
        return Edit(at, at, newline + blank + newline.join([pad + lines[0], *lines[1:]]))
    start = entry_start(text, node, index)
    newline = newline_at(text, start)
    blank = newline if _parted(text, node) else ""
    first = line_start(text, start)
    if text[first:start].strip(" "):
        return Edit(start, start, newline.join(lines) + newline + blank + pad)
    if index:
        first = comments_above(text, first, line_end(text, node.items[index - 1].end))
    return Edit(first, first, newline.join([pad + lines[0], *lines[1:]]) + newline + blank)


def remove_lines(text: str, node: Node, index: int, *, comments: bool = False) -> list[Edit]:
    """Take out the lines of an entry that is not the only one.

    With `comments` those right above it go along; of the comments at the top of the text only
    what a blank line parts from a heading above it.
    """
    start = entry_start(text, node, index)
    last = _inner_comments(text, node, line_end(text, node.items[index].end))
    first = line_start(text, start)
    if comments and not text[first:start].strip(" "):
        first = _own_comments(text, node, index, first)
    return _remove(text, node, index, (first, start, last))


def _own_comments(text: str, node: Node, index: int, first: int) -> int:
    if index:
        return comments_above(text, first, line_end(text, node.items[index - 1].end))
    top = comments_above(text, first, 0)
    heading = re.search(r"#[^\r\n]*(?:\r\n|\n|\r)[ \t\r\n]*\Z", text[:top])
    return top if heading else first


def _remove(text: str, node: Node, index: int, lines: tuple[int, int, int]) -> list[Edit]:
    first, start, last = lines
    if text[line_start(text, start) : start].strip(" "):
        follower = entry_start(text, node, index + 1)
        bare = not text[last:follower].strip()
        if not bare:
            start = first + len(text[first:start].rstrip(" "))
        return [Edit(start, follower if bare else last, "")]
    newline = _BREAK.match(text, last)
    if newline is None:
        if _last_leaf(node.items[index - 1]).style in ("|", ">"):
            return [Edit(first, last, "")]  # the line end before it belongs to that text
        before = len(text[:first].rstrip(" \t\r\n")) if node.kind == "list" else first
        return [Edit(min(before, before_break(text, first)), last, "")]
    end = newline.end()
    if index and _keeps_breaks(text, node.items[index - 1]):
        return [Edit(first, past(_BLANK_LINES, text, end), "")]
    above = _blank_above(text, first)
    below = _REST.match(text, end)
    lonely = end == len(text) or (
        below is not None and below.end() == end and _BREAK.match(text, end)
    )
    if node.kind == "list" and above < first and lonely:
        return [Edit(above, end, "")]
    return [Edit(first, end, "")]


def _keeps_breaks(text: str, node: Node) -> bool:
    """Whether an entry ends in a block text with `+`: blank lines after it belong to the text."""
    leaf = _last_leaf(node)
    header = _INDICATOR.match(text, leaf.inner)
    return leaf.style in ("|", ">") and header is not None and "+" in header[0]


def seal_last(text: str, node: Node, index: int) -> list[Edit]:
    """Keep the value of a block literal that ends the text without a line end.

    `|` gives it a last line end as soon as something follows; `|-` does not.
    """
    if index < len(node.items) or not text[node.end - 1 : node.end].strip("\r\n"):
        return []
    node = _last_leaf(node)
    header = _INDICATOR.match(text, node.inner)
    if node.end < len(text) or not header or node.style not in ("|", ">"):
        return []
    return [] if re.search("[-+]", header[0]) else [Edit(header.end(), header.end(), "-")]


def error_at(text: str, offset: int, what: str, advice: str = "") -> EditError:
    """An error with the line and column of an offset."""
    line, column = Lines(text).position(offset)
    return EditError(what, line=line, column=column, advice=advice)


def _inner_comments(text: str, node: Node, end: int) -> int:
    """The end of the comment lines that follow an entry and are indented as its inside is."""
    while found := _COMMENT_LINE.match(text, end):
        if len(found[1]) <= node.column:
            break
        end = found.end()
    return end


def _last_leaf(node: Node) -> Node:
    while node.items:
        node = node.items[-1]
    return node


def _parted(text: str, node: Node) -> bool:
    """Whether a blank line stands between most entries of a list (of two or more)."""
    if node.kind != "list" or len(node.items) < 2:
        return False
    blanks = sum(
        _BLANK_LINE.search(text, a.end, b.start) is not None
        for a, b in zip(node.items, node.items[1:], strict=False)
    )
    return blanks * 2 > len(node.items) - 1


def _blank_above(text: str, first: int) -> int:
    """The start of the blank lines right above a line."""
    while first:
        before = before_break(text, first)
        line = line_start(text, before)
        if text[line:before].strip():
            return first
        first = line
    return first
