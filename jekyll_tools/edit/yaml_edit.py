"""Byte-minimal edits of a YAML text by key path, each proved by reading the text again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from jekyll_tools.edit.block_place import error_at, insert_lines, line_end, remove_lines
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.flow_place import flow_insert, flow_remove
from jekyll_tools.edit.key_path import KeyPath, Step
from jekyll_tools.edit.locate import Found, find, is_null, look_up
from jekyll_tools.edit.yaml_check import Change, check, check_aliases
from jekyll_tools.edit.yaml_nodes import Node, compose
from jekyll_tools.edit.yaml_replace import replace_root, replace_value
from jekyll_tools.edit.yaml_style import newline_at, style_of
from jekyll_tools.edit.yaml_values import construct
from jekyll_tools.edit.yaml_write import Writer, plain
from jekyll_tools.text import Edit, Span, apply_edits

Edits = tuple[Edit, ...]
_NEAR = 50  # records that are looked at to find one with the same key


def get(text: str, path: KeyPath, *, within: Span | None = None) -> object:
    """The value under a path as Jekyll 4 reads it, as plain Python.

    `within` is the part of the text that is YAML (all by default). Raises `EditError` when the
    text cannot be read and `KeyError` when there is no such value.
    """
    start, end = within or (0, len(text))
    root = compose(text, start, end)
    node = look_up(text, root, path) if root else None
    if node is None and (root is not None or path.steps):
        raise KeyError(str(path))
    return construct(node) if node else None


def place(text: str, path: KeyPath, *, within: Span | None = None) -> Span | None:
    """Where the value under a path stands, without anchor and tag; None when there is none."""
    start, end = within or (0, len(text))
    root = compose(text, start, end)
    node = look_up(text, root, path) if root else None
    return Span(node.inner, node.end) if node else None


def set_value(text: str, path: KeyPath, value: object, *, within: Span | None = None) -> Edits:
    """Edits that give the value under a path this value; missing keys are made.

    The value is a string, number, boolean, date, null, or lists and mappings of these. The edits
    are proved: the new text was read again, has this value there for Psych, SafeYAML and YAML 1.2
    readers, and every other value as before. Raises `EditError` where that is not possible.
    """
    doc = _read(text, within)
    wanted = plain(value)
    if doc.root is None or (doc.root.empty and path.steps):
        return _start_document(doc, _nest(path.steps, wanted))
    found = find(text, doc.root, path)
    if not found.missing:
        return _replace(doc, found, wanted)
    return _add(doc, found, wanted)


def unset(text: str, path: KeyPath, *, within: Span | None = None) -> Edits:
    """Edits that take a key or an item away, with its line; nothing when it is not there."""
    doc = _read(text, within)
    if not path.steps:
        raise EditError("no key is named", advice="name the key to remove")
    if doc.root is None:
        return ()
    found = find(text, doc.root, path)
    if found.missing:
        return ()
    *above, index = found.trail
    parent = found.parents[-1]
    if len(parent.items) == 1 and not parent.flow:
        empty: object = [] if parent.kind == "list" else {}
        if above:
            return _replace(doc, Found(found.parents[:-1], tuple(above), parent, ()), empty)
        if within is not None:
            return _empty_front_matter(doc, parent)
        return _replace(doc, Found((), (), parent, ()), empty)
    change = Change("remove", found.trail)
    check_aliases(text, doc.root, change)
    edit = (flow_remove if parent.flow else remove_lines)(text, parent, index)
    edits = _proved(doc, [edit], change)
    last = path.steps[-1]
    if isinstance(last, str):
        # Twice the same key: take the other away as well, or it would come to light.
        after = apply_edits(text, edits)
        shift = len(after) - len(text)
        again = unset(after, path, within=within and Span(within.start, within.end + shift))
        if again:
            return _squash(text, apply_edits(after, again))
    return edits


def append(text: str, path: KeyPath, value: object, *, within: Span | None = None) -> Edits:
    """Edits that add an item to the end of a list, or the keys of a mapping to a mapping.

    A list that does not exist yet, or is null, is made. Raises `EditError` as `set_value` does,
    and when a key to add is already there.
    """
    doc = _read(text, within)
    found = find(text, doc.root, path) if doc.root is not None else None
    node = found.node if found and not found.missing else None
    if node is None or is_null(node):
        wanted = plain(value)
        return set_value(
            text, path, wanted if isinstance(wanted, dict) else [wanted], within=within
        )
    if node.kind == "list":
        return insert_item(text, path, len(node.items), value, within=within)
    if node.kind == "mapping" and isinstance(value, Mapping):
        return _append_keys(text, path, plain(value), within)
    raise error_at(text, node.start, "this is no list to append to", "set the value as a whole")


def insert_item(
    text: str, path: KeyPath, index: int, value: object, *, within: Span | None = None
) -> Edits:
    """Edits that put an item before the item `index` of a list (its length: at the end)."""
    doc = _read(text, within)
    if doc.root is None:
        return _start_document(doc, _nest(path.steps, [plain(value)]))
    found = find(text, doc.root, path)
    node = found.node
    if found.missing or is_null(node):
        return set_value(text, path, [value], within=within)
    if node.kind != "list" or not 0 <= index <= len(node.items):
        raise error_at(text, node.start, f"this is no list with a place [{index}]")
    if not node.items and not node.start < node.inner and isinstance(plain(value), dict | list):
        return _replace(doc, found, [plain(value)])
    sibling = _example(node.items[:index][::-1] + node.items[index:])
    wanted = plain(value)
    change = Change("insert", (*found.trail, index), None, wanted)
    check_aliases(text, doc.root, change)
    if node.flow:
        edit = flow_insert(text, node, index, doc.writer.inline(wanted, sibling, flow=True))
    else:
        lines = doc.writer.item(wanted, node.column, sibling)
        edit = insert_lines(text, node, index, lines)
    return _proved(doc, [edit], change)


@dataclass(frozen=True, slots=True)
class _Doc:
    text: str
    within: Span
    fenced: bool
    root: Node | None
    writer: Writer


def _read(text: str, within: Span | None) -> _Doc:
    span = within or Span(0, len(text))
    root = compose(text, *span)
    return _Doc(text, span, within is not None, root, Writer(style_of(root)))


def _nest(steps: tuple[Step, ...], value: object) -> object:
    for step in reversed(steps):
        if not isinstance(step, str):
            raise EditError(f"there is no list for [{step}] yet", advice="append to make one")
        value = {step: value}
    return value


def _replace(doc: _Doc, found: Found, value: object) -> Edits:
    assert doc.root is not None
    change = Change("replace", found.trail, None, value)
    check_aliases(doc.text, doc.root, change)
    node = found.node
    if not found.parents:
        return _proved(doc, replace_root(doc.text, node, value, doc.writer), change)
    parent = found.parents[-1]
    like = node if not node.empty and node.kind != "alias" else _sibling(found)
    edits = replace_value(doc.text, parent, found.trail[-1], value, doc.writer, like)
    return _proved(doc, edits, change)


def _add(doc: _Doc, found: Found, value: object) -> Edits:
    step, *rest = found.missing
    wanted = _nest(tuple(rest), value)
    node = found.node
    if is_null(node):
        return _replace(doc, found, _nest(found.missing, value))
    if node.kind != "mapping" or not isinstance(step, str):
        raise error_at(doc.text, node.start, f"there is no {step!r} here")
    assert doc.root is not None
    change = Change("insert", (*found.trail, len(node.items)), step, wanted)
    check_aliases(doc.text, doc.root, change)
    if not node.items and found.parents and not node.start < node.inner:
        return _replace(doc, found, {step: wanted})
    if node.flow:
        entry = f"{doc.writer.key(step, node, flow=True)}: {doc.writer.inline(wanted, flow=True)}"
        return _proved(doc, [flow_insert(doc.text, node, len(node.items), entry)], change)
    name = doc.writer.key(step, node)
    head, *more = doc.writer.under_key(wanted, node.column, _cousin(found, step))
    lines = [f"{name}:{head}", *more]
    return _proved(doc, [insert_lines(doc.text, node, len(node.items), lines)], change)


def _append_keys(text: str, path: KeyPath, value: object, within: Span | None) -> Edits:
    assert isinstance(value, dict)
    after = text
    for key, item in value.items():
        span = within and Span(within.start, within.end + len(after) - len(text))
        inner = path / str(key)
        root = compose(after, *(span or (0, len(after))))
        found = find(after, root, inner) if root else None
        if found and not found.missing:
            raise error_at(after, found.node.start, f"{key!r} is already here", "set it instead")
        after = apply_edits(after, set_value(after, inner, item, within=span))
    return _squash(text, after)


def _start_document(doc: _Doc, value: object) -> Edits:
    """The first value of a file, or of front matter, that has none yet."""
    text, at = doc.text, doc.within.end
    if not isinstance(value, dict | list) or not value:
        raise EditError("the file has no data yet", advice="name a key to set")
    rest = text[doc.root.end : at] if doc.root is not None else ""
    if re.search(r"^(?:---|\.\.\.)", rest, re.MULTILINE):
        raise EditError("the first document of the file is empty", advice="edit it by hand")
    newline = newline_at(text, at)
    lead = "" if at == 0 or text[at - 1] in "\r\n\ufeff" else newline
    lines = newline.join(doc.writer.block(value, 0))
    return _proved(doc, [Edit(at, at, lead + lines + newline)], Change("replace", (), None, value))


def _empty_front_matter(doc: _Doc, root: Node) -> Edits:
    """Without its last key, front matter is just two fences."""
    start = max(doc.text.rfind("\n", 0, root.start), doc.text.rfind("\r", 0, root.start)) + 1
    end = line_end(doc.text, root.end)
    newline = re.match(r"\r\n|\n|\r", doc.text[end : end + 2])
    edit = Edit(start, end + (newline.end() if newline else 0), "")
    after = apply_edits(doc.text, [edit])
    left = compose(after, doc.within.start, doc.within.end - (edit.end - edit.start))
    if left is not None and not left.empty:
        raise EditError("the edit would change other values", advice="edit it by hand")
    return (edit,)


def _proved(doc: _Doc, edits: list[Edit], change: Change) -> Edits:
    after = apply_edits(doc.text, edits)
    try:
        root = compose(after, doc.within.start, doc.within.end + len(after) - len(doc.text))
    except EditError as error:
        raise EditError(
            f"the edit would break the file: {error.what}", advice="edit it by hand"
        ) from error
    check(doc.root, root, change)
    return tuple(edits)


def _sibling(found: Found) -> Node | None:
    """A value beside the one that is not written yet, to be like it."""
    parent, index = found.parents[-1], found.trail[-1]
    if parent.kind == "mapping":
        return _cousin(
            Found(found.parents[:-1], found.trail[:-1], parent, ()), parent.keys[index].value
        )
    filled = [item for item in parent.items[:index] if not item.empty]
    return filled[-1] if filled else None


def _cousin(found: Found, key: str) -> Node | None:
    """The value of the same key in the nearest other record of the list."""
    if not found.parents or found.parents[-1].kind != "list":
        return None
    records, index = found.parents[-1].items, found.trail[-1]
    for record in (*reversed(records[:index]), *records[index + 1 :]):
        for name, item in zip(record.keys, record.items, strict=False):
            if name.value == key and not item.empty and item.kind != "alias":
                return item
    return None


def _example(items: list[Node]) -> Node | None:
    """What a new item is to look like: the nearest item; for records key by key."""
    near = [item for item in items[:_NEAR] if not item.empty and item.kind != "alias"]
    if not near or near[0].kind != "mapping":
        return near[0] if near else None
    first = near[0]
    example = Node("mapping", first.start, first.end, first.inner, first.column, first.style)
    seen: set[str] = set()
    for record in near:
        for key, item in zip(record.keys, record.items, strict=False):
            if key.value not in seen and not item.empty and item.kind != "alias":
                seen.add(key.value)
                example.keys.append(key)
                example.items.append(item)
    return example


def _squash(old: str, new: str) -> Edits:
    """One edit from one text to another: what differs between their common ends."""
    if old == new:
        return ()
    start = 0
    limit = min(len(old), len(new))
    while start < limit and old[start] == new[start]:
        start += 1
    end = 0
    while end < limit - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return (Edit(start, len(old) - end, new[start : len(new) - end]),)
