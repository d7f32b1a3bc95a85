"""Byte-minimal edits of a JSON data file by key path, proved as those of YAML are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jekyll_tools.edit.block_place import error_at
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.flow_place import flow_insert, flow_remove, separator
from jekyll_tools.edit.json_nodes import compose_json
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.locate import find, look_up
from jekyll_tools.edit.yaml_check import Change, check, reads
from jekyll_tools.edit.yaml_doc import nest, squash
from jekyll_tools.edit.yaml_nodes import Node, walk
from jekyll_tools.edit.yaml_scalar import scalar
from jekyll_tools.edit.yaml_style import newline_at
from jekyll_tools.edit.yaml_values import construct
from jekyll_tools.edit.yaml_write import plain
from jekyll_tools.text import Edit, Span, apply_edits

Edits = tuple[Edit, ...]


def get(text: str, path: KeyPath) -> object:
    """The value under a path as Jekyll reads it: through YAML. Raises `KeyError` if none."""
    node = look_up(text, compose_json(text), path)
    if node is None:
        raise KeyError(str(path))
    return construct(node)


def place(text: str, path: KeyPath) -> Span | None:
    """Where the value under a path stands; None when there is none."""
    node = look_up(text, compose_json(text), path)
    return Span(node.start, node.end) if node else None


def set_value(text: str, path: KeyPath, value: object) -> Edits:
    """Edits that give the value under a path this value; missing keys are made."""
    root, wanted = compose_json(text), plain(value)
    found = find(text, root, path)
    node = found.node
    writer = _writer(text, root)
    if found.missing and node.kind != "mapping":
        wanted = nest(found.missing, wanted)
    elif found.missing:
        key, wanted = found.missing[0], nest(found.missing[1:], wanted)
        entry = writer.text(key, "") + writer.colon + writer.text(wanted, writer.indent_in(node))
        change = Change("insert", (*found.trail, len(node.items)), key, wanted)
        return _proved(text, root, _insert(text, writer, node, len(node.items), entry), change)
    if reads(node, wanted):
        return ()
    piece = writer.text(wanted, writer.indent_of(node), node)
    return _proved(
        text, root, Edit(node.start, node.end, piece), Change("replace", found.trail, None, wanted)
    )


def unset(text: str, path: KeyPath) -> Edits:
    """Edits that take a key or an item away; nothing when it is not there."""
    if not path.steps:
        raise EditError("no key is named", advice="name the key to remove")
    root = compose_json(text)
    found = find(text, root, path)
    if found.missing:
        return ()
    parent, index = found.parents[-1], found.trail[-1]
    if sum(key.value == parent.keys[index].value for key in parent.keys[:]) > 1:
        raise error_at(text, found.node.start, "the key is there twice", "edit it by hand")
    (edit,) = flow_remove(text, parent, index)
    return _proved(text, root, edit, Change("remove", found.trail))


def append(text: str, path: KeyPath, value: object) -> Edits:
    """Edits that add an item to the end of a list, or keys to a mapping."""
    found = find(text, compose_json(text), path)
    node = found.node
    if found.missing or (node.kind == "scalar" and node.value == "null"):
        return set_value(text, path, value if isinstance(value, Mapping) else [value])
    if node.kind == "list":
        return insert_item(text, path, len(node.items), value)
    if node.kind != "mapping" or not isinstance(value, Mapping):
        raise error_at(text, node.start, "this is no list to append to", "set the value as a whole")
    after = text
    for key, item in value.items():
        if any(name.value == key for name in node.keys):
            raise error_at(text, node.start, f"{key!r} is already here", "set it instead")
        after = apply_edits(after, set_value(after, path / str(key), item))
    return squash(text, after)


def insert_item(text: str, path: KeyPath, index: int, value: object) -> Edits:
    """Edits that put an item before the item `index` of a list (its length: at the end)."""
    root, wanted = compose_json(text), plain(value)
    found = find(text, root, path)
    node = found.node
    if found.missing or node.kind != "list" or not 0 <= index <= len(node.items):
        raise error_at(text, node.start, f"this is no list with a place [{index}]")
    writer = _writer(text, root)
    like = node.items[index - 1] if index else (node.items[0] if node.items else None)
    entry = writer.text(wanted, writer.indent_in(node), like)
    change = Change("insert", (*found.trail, index), None, wanted)
    return _proved(text, root, _insert(text, writer, node, index, entry), change)


@dataclass(frozen=True, slots=True)
class _Writer:
    source: str
    unit: str
    newline: str
    colon: str
    comma: str
    ascii: bool

    def indent_of(self, node: Node) -> str:
        """The white space at the start of the line that a value is in."""
        start = max(self.source.rfind("\n", 0, node.start), self.source.rfind("\r", 0, node.start))
        line = self.source[start + 1 : node.start]
        return line[: len(line) - len(line.lstrip(" \t"))]

    def indent_in(self, node: Node) -> str:
        """The indent of the entries of a collection."""
        if node.items:
            return self.indent_of((node.keys or node.items)[0])
        return self.indent_of(node) + self.unit

    def text(self, value: object, indent: str, like: Node | None = None) -> str:
        """A value whose line has this indent; on one line when its sibling is on one."""
        if not isinstance(value, dict | list) or not value:
            return self.scalar(value)
        inner = indent + self.unit
        if isinstance(value, dict):
            items = [
                f"{self.text(k, '')}{self.colon}{self.text(v, inner)}" for k, v in value.items()
            ]
            nested = any(isinstance(item, dict | list) for item in value.values())
        else:
            items = [self.text(item, inner) for item in value]
            nested = any(isinstance(item, dict | list) for item in value)
        opening, closing = "{}" if isinstance(value, dict) else "[]"
        if not self.unit or (self._is_flat(like) and not nested):
            return opening + self.comma.join(items) + closing
        gap = self.newline + inner
        return opening + gap + ("," + gap).join(items) + self.newline + indent + closing

    def _is_flat(self, like: Node | None) -> bool:
        if like is None or not like.items:
            return False
        return not re.search("[\r\n]", self.source[like.start : like.end])

    def scalar(self, value: object) -> str:
        if isinstance(value, dict | list):
            return "{}" if isinstance(value, dict) else "[]"
        if isinstance(value, date):
            raise EditError("JSON has no dates", advice="give the date as text")
        if isinstance(value, float) and not abs(value) < float("inf"):
            raise EditError(f"JSON has no number {value}")
        if not isinstance(value, str):
            return scalar(value)
        if re.search("[\ud800-\udfff]", value):
            raise EditError("a lone surrogate is not a character", advice="give valid Unicode")
        # YAML readers take neither control characters nor escaped surrogate pairs.
        escaped = "[\x7f-\uffff]" if self.ascii else "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
        body = json.dumps(value, ensure_ascii=False)
        return re.sub(escaped, lambda m: f"\\u{ord(m[0]):04x}", body)


def _writer(text: str, root: Node) -> _Writer:
    lines = re.search(r"[\[{][ \t]*(\r\n|\n|\r)([ \t]+)", text)
    pair = next((node for node in walk(root) if node.keys), None)
    several = next((node for node in walk(root) if len(node.items) > 1), None)
    colon = text[pair.keys[0].end : pair.items[0].start] if pair else ": "
    colon = colon if re.fullmatch(r"[ \t]*:[ \t]*", colon) else ": "
    comma = separator(text, several) if several else "," + colon.partition(":")[2]
    return _Writer(
        text,
        lines[2] if lines else "",
        newline_at(text, 0),
        colon,
        "," if comma == "," else ", ",
        text.isascii() and "\\u" in text,
    )


def _insert(text: str, writer: _Writer, node: Node, index: int, entry: str) -> Edit:
    if node.items or not writer.unit:
        return flow_insert(text, node, index, entry, writer.comma)
    outer = writer.indent_of(node)
    inside = writer.newline + outer + writer.unit + entry + writer.newline + outer
    return Edit(node.start + 1, node.end - 1, inside)


def _proved(text: str, root: Node, edit: Edit, change: Change) -> Edits:
    after = apply_edits(text, [edit])
    check(root, compose_json(after), change)
    return (edit,)
