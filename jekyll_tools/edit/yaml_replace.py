"""A value in the place of another: inline or over several lines, in a block or in brackets."""

from __future__ import annotations

import re

from jekyll_tools.edit.block_place import error_at, line_end, value_slot
from jekyll_tools.edit.yaml_nodes import Node
from jekyll_tools.edit.yaml_style import newline_at
from jekyll_tools.edit.yaml_write import Writer
from jekyll_tools.text import Edit

_BREAK = re.compile(r"[\r\n]")
_INDICATOR = re.compile(r"[|>][-+0-9]*")
_SPACES = re.compile(r"[ \t]*")


def replace_root(text: str, node: Node, value: object, writer: Writer) -> list[Edit]:
    """Put a value in the place of everything."""
    if node.flow or isinstance(value, str) or writer.is_inline(value, node):
        return [Edit(node.inner, node.end, writer.inline(value, node, flow=node.flow))]
    newline = newline_at(text, node.inner)
    return [Edit(node.inner, node.end, newline.join(writer.block(value, node.column, node)))]


def replace_value(
    text: str, parent: Node, index: int, value: object, writer: Writer, like: Node | None
) -> list[Edit]:
    """Put a value in the place of the value of an entry; comments outside of it stay."""
    node = parent.items[index]
    if parent.flow:
        return [_inline(text, parent, index, writer.inline(value, like, flow=True))]
    if not writer.is_inline(value, like):
        return _block(text, parent, index, value, writer, like)
    piece = writer.inline(value, like)
    if node.kind in ("list", "mapping") and not node.flow:
        return _inline_for_block(text, parent, index, piece)
    if node.style in ("|", ">"):
        header = _INDICATOR.match(text, node.inner)
        assert header is not None
        body = _BREAK.search(text, header.end(), node.end)
        last = body.start() if body else header.end()
        return _merge(
            text, [Edit(_start(text, node), header.end(), piece), Edit(last, node.end, "")]
        )
    return [_inline(text, parent, index, piece)]


def _inline(text: str, parent: Node, index: int, piece: str) -> Edit:
    node = parent.items[index]
    if node.start < node.end:
        start = _start(text, node)
        gap = " " if start == node.end and text[start - 1] not in " \t" else ""
        return Edit(start, node.end, gap + piece)
    slot = node.start if parent.flow else value_slot(text, parent, index)
    if parent.flow:
        return _inline_in_flow_gap(text, parent, index, piece)
    spaces = _SPACES.match(text, slot)
    assert spaces is not None
    if spaces.end() > slot and (spaces.end() == len(text) or text[spaces.end()] in "\r\n"):
        return Edit(slot + 1, slot + 1, piece)
    return Edit(slot, slot, " " + piece)


def _inline_in_flow_gap(text: str, parent: Node, index: int, piece: str) -> Edit:
    """The null of `{key: , …}` and `{key}`: libyaml places it before the next comma or brace."""
    node = parent.items[index]
    if parent.kind != "mapping":
        raise error_at(text, node.start, "an empty item in brackets", "edit it by hand")
    key_end = parent.keys[index].end
    between = text[key_end : node.start]
    colon = between.find(":")
    if between.strip() not in ("", ":"):
        raise error_at(text, node.start, "a comment in brackets", "edit it by hand")
    if colon < 0:
        return Edit(key_end, key_end, f": {piece}")
    at = key_end + colon + 1
    return Edit(at, at, f" {piece}")


def _inline_for_block(text: str, parent: Node, index: int, piece: str) -> list[Edit]:
    node = parent.items[index]
    _no_properties(text, node)
    slot = value_slot(text, parent, index)
    if not _BREAK.search(text, slot, node.inner):
        return [Edit(node.inner, node.end, piece)]
    head = line_end(text, slot)
    edits = [Edit(slot, slot, " " + piece), Edit(head, line_end(text, node.end), "")]
    return _merge(text, edits)


def _block(
    text: str, parent: Node, index: int, value: object, writer: Writer, like: Node | None
) -> list[Edit]:
    node = parent.items[index]
    slot = value_slot(text, parent, index)
    if parent.kind == "list":
        head, *rest = writer.item(value, parent.column, like)
        head = head[1:]
    else:
        head, *rest = writer.under_key(value, parent.column, like)
    newline = newline_at(text, slot)
    more = "".join(newline + line for line in rest)
    _no_properties(text, node)
    if node.kind in ("list", "mapping") and _BREAK.search(text, slot, node.inner):
        first = line_end(text, slot)
        return _merge(text, [Edit(slot, slot, head), Edit(first, line_end(text, node.end), more)])
    if node.style in ("|", ">"):
        header = _INDICATOR.match(text, node.inner)
        assert header is not None
        first = line_end(text, header.end())
        return _merge(text, [Edit(slot, header.end(), head), Edit(first, node.end, more)])
    old_end = max(node.end, slot)
    last = line_end(text, old_end)
    if _BREAK.search(text, slot, old_end):
        return [Edit(slot, last, head + text[old_end:last] + more)]
    return _merge(text, [Edit(slot, old_end, head), Edit(last, last, more)])


def _start(text: str, node: Node) -> int:
    """Where the old value begins for a replacement: a tag goes with it, an anchor stays."""
    if node.tag is not None and node.anchor is not None:
        raise error_at(text, node.start, "the value has an anchor and a tag", "edit it by hand")
    return node.inner if node.anchor is not None else node.start


def _no_properties(text: str, node: Node) -> None:
    # The anchor of a scalar may go: that nobody repeats it was checked before.
    if node.kind != "scalar" and (node.anchor is not None or node.tag is not None):
        raise error_at(text, node.start, "the value has an anchor or a tag", "edit it by hand")


def _merge(text: str, edits: list[Edit]) -> list[Edit]:
    """Two edits without anything between them are one; an edit that changes nothing is none."""
    first, second = edits
    if first.end == second.start:
        return [Edit(first.start, second.end, first.text + second.text)]
    return [edit for edit in edits if text[edit.start : edit.end] != edit.text]
