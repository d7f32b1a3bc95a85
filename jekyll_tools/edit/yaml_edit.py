"""Byte-minimal edits of a YAML text by key path, each proved by reading the text again."""

from __future__ import annotations

from collections.abc import Mapping

from jekyll_tools.edit.block_place import error_at, insert_lines, remove_lines, seal_last
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.flow_place import flow_insert, flow_remove
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.locate import Found, find, is_null, look_up
from jekyll_tools.edit.yaml_check import Change, check_aliases, reads
from jekyll_tools.edit.yaml_doc import (
    Doc,
    Edits,
    empty_front_matter,
    nest,
    proved,
    read_doc,
    squash,
    start_document,
    with_or_without_literals,
)
from jekyll_tools.edit.yaml_like import cousin, example_of, sibling
from jekyll_tools.edit.yaml_nodes import compose
from jekyll_tools.edit.yaml_replace import replace_root, replace_value
from jekyll_tools.edit.yaml_values import construct
from jekyll_tools.edit.yaml_write import plain
from jekyll_tools.text import Span, apply_edits


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
    readers, and every other value as before. There are none when the value is there already.
    Raises `EditError` where that is not possible.
    """
    wanted = plain(value)
    return with_or_without_literals(text, within, lambda doc: _set(doc, path, wanted))


def _set(doc: Doc, path: KeyPath, wanted: object) -> Edits:
    if doc.root is None or (doc.root.empty and path.steps):
        return start_document(doc, nest(path.steps, wanted))
    found = find(doc.text, doc.root, path)
    if found.missing:
        return _add(doc, found, wanted)
    if reads(found.node, wanted):
        return ()
    return _replace(doc, found, wanted)


def unset(text: str, path: KeyPath, *, within: Span | None = None, comments: bool = False) -> Edits:
    """Edits that take a key or an item away, with its line; nothing when it is not there.

    With `comments` the comment lines right above it are taken for a part of it.
    """
    doc = read_doc(text, within)
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
            return empty_front_matter(doc, parent)
        return _replace(doc, Found((), (), parent, ()), empty)
    change = Change("remove", found.trail)
    check_aliases(text, doc.root, change)
    remove = flow_remove if parent.flow else remove_lines
    edits = proved(doc, remove(text, parent, index, comments=comments), change)
    last = path.steps[-1]
    if isinstance(last, str):
        # Twice the same key: take the other away as well, or it would come to light.
        after = apply_edits(text, edits)
        shift = len(after) - len(text)
        again = unset(after, path, within=within and Span(within.start, within.end + shift))
        if again:
            return squash(text, apply_edits(after, again))
    return edits


def append(text: str, path: KeyPath, value: object, *, within: Span | None = None) -> Edits:
    """Edits that add an item to the end of a list, or the keys of a mapping to a mapping.

    A list that does not exist yet, or is null, is made. Raises `EditError` as `set_value` does,
    and when a key to add is already there.
    """
    doc = read_doc(text, within)
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
    wanted = plain(value)
    return with_or_without_literals(text, within, lambda doc: _insert(doc, path, index, wanted))


def _insert(doc: Doc, path: KeyPath, index: int, wanted: object) -> Edits:
    text = doc.text
    if doc.root is None:
        return start_document(doc, nest(path.steps, [wanted]))
    found = find(text, doc.root, path)
    node = found.node
    if found.missing or is_null(node):
        return _set(doc, path, [wanted])
    if node.kind != "list" or not 0 <= index <= len(node.items):
        raise error_at(text, node.start, f"this is no list with a place [{index}]")
    if not node.items and not node.start < node.inner and isinstance(wanted, dict | list):
        return _replace(doc, found, [wanted])
    like = example_of(node.items[:index][::-1] + node.items[index:])
    change = Change("insert", (*found.trail, index), None, wanted)
    check_aliases(text, doc.root, change)
    if node.flow:
        edits = [flow_insert(text, node, index, doc.writer.inline(wanted, like, flow=True))]
    else:
        lines = doc.writer.item(wanted, node.column, like)
        edits = [*seal_last(text, node, index), insert_lines(text, node, index, lines)]
    return proved(doc, edits, change)


def _replace(doc: Doc, found: Found, value: object) -> Edits:
    assert doc.root is not None
    change = Change("replace", found.trail, None, value)
    check_aliases(doc.text, doc.root, change)
    node = found.node
    if not found.parents:
        return proved(doc, replace_root(doc.text, node, value, doc.writer), change)
    parent = found.parents[-1]
    like = node if not node.empty and node.kind != "alias" else sibling(found)
    edits = replace_value(doc.text, parent, found.trail[-1], value, doc.writer, like)
    return proved(doc, edits, change)


def _add(doc: Doc, found: Found, value: object) -> Edits:
    step, *rest = found.missing
    wanted = nest(tuple(rest), value)
    node = found.node
    if is_null(node):
        return _replace(doc, found, nest(found.missing, value))
    if node.kind != "mapping" or not isinstance(step, str):
        raise error_at(doc.text, node.start, f"there is no {step!r} here")
    assert doc.root is not None
    change = Change("insert", (*found.trail, len(node.items)), step, wanted)
    check_aliases(doc.text, doc.root, change)
    if not node.items and found.parents and not node.start < node.inner:
        return _replace(doc, found, {step: wanted})
    if node.flow:
        entry = f"{doc.writer.key(step, node, flow=True)}: {doc.writer.inline(wanted, flow=True)}"
        return proved(doc, [flow_insert(doc.text, node, len(node.items), entry)], change)
    name = doc.writer.key(step, node)
    head, *more = doc.writer.under_key(wanted, node.column, cousin(found, step))
    lines = [f"{name}:{head}", *more]
    end = len(node.items)
    edits = [*seal_last(doc.text, node, end), insert_lines(doc.text, node, end, lines)]
    return proved(doc, edits, change)


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
    return squash(text, after)
