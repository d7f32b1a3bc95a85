"""The proof of an edit: the text is read again, and only what was asked for is different."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from jekyll_tools.edit.block_place import error_at
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.locate import read_key
from jekyll_tools.edit.yaml_nodes import Node, walk
from jekyll_tools.edit.yaml_values import construct, psych, safe_yaml, same, yaml12


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit does to the tree: `trail` leads to the value, or to the place of an entry."""

    kind: Literal["replace", "insert", "remove"]
    trail: tuple[int, ...]
    key: object = None
    value: object = None


def check_aliases(text: str, root: Node, change: Change) -> None:
    """Refuse a change that an alias would carry to another place."""
    node = root
    for index in change.trail if change.kind != "insert" else change.trail[:-1]:
        node = node.items[index]
    for alias in walk(root):
        anchor = alias.target
        if anchor is None or (node.start <= alias.start and alias.end <= node.end):
            continue
        around = anchor.start <= node.start and node.end <= anchor.end
        within = node.start <= anchor.start and anchor.end <= node.end and change.kind != "insert"
        if around or within:
            place = error_at(text, alias.start, "")
            raise error_at(
                text, node.start,
                f"&{alias.value} is used again in line {place.line}, which would change too",
                "write the value out there first",
            )  # fmt: skip


def check(old: Node | None, new: Node | None, change: Change) -> None:
    """Raise `EditError` unless the new tree is the old one with just this change."""
    if new is None or (old is not None and not _compare(old, new, change.trail, change)):
        raise EditError("the edit would change other values", advice="edit it by hand")
    if change.kind == "remove":
        return
    node, parent = new, new
    for index in change.trail:
        parent, node = node, node.items[index]
    inserted_pair = change.kind == "insert" and parent.kind == "mapping"
    if inserted_pair and not reads(parent.keys[change.trail[-1]], change.key):
        raise EditError(
            f"the key {change.key!r} would read back as another", advice="choose another"
        )
    if not reads(node, change.value):
        raise EditError(
            f"Jekyll would read back another value than {change.value!r}", advice="edit it by hand"
        )
    if parent.kind == "mapping" and node is not new:
        key = parent.keys[change.trail[-1]]
        if read_key(parent, key.value) is not node:
            raise EditError(
                f"the key {key.value!r} is set again below it, by itself or by `<<`",
                advice="edit it by hand",
            )


def reads(node: Node, value: object) -> bool:
    """Whether Psych, SafeYAML and YAML 1.2 readers (which know no dates) all see this value."""
    readers = [psych, safe_yaml] if _has_date(value) else [psych, safe_yaml, yaml12]
    return not any(map(_is_tagged, walk(node))) and all(
        same(construct(node, reader), value) for reader in readers
    )


def _is_tagged(node: Node) -> bool:
    """Whether a tag may mean something else for each of them: SafeYAML takes `!!str 5` for 5.

    The `! 'text'` of older Rubies is the text for all, unless Psych sees more in it (`! 'yes'`).
    """
    here = node.target or node
    old = here.tag == "!" and here.style in ("'", '"') and psych(here.value) == here.value
    return bool(here.tag) and not old


def _has_date(value: object) -> bool:
    if isinstance(value, dict):
        return any(_has_date(item) for item in value.values())
    if isinstance(value, list):
        return any(map(_has_date, value))
    return isinstance(value, date)


def _compare(old: Node, new: Node, trail: Sequence[int], change: Change) -> bool:
    if not trail and change.kind == "replace":
        return True
    if old.kind != new.kind or old.tag != new.tag or old.anchor != new.anchor:
        return False
    here = trail[0] if trail else -1
    old_children, new_children = _children(old), _children(new)
    if len(trail) == 1 and change.kind != "replace":
        smaller, larger = old_children, new_children
        if change.kind == "remove":
            smaller, larger = larger, smaller
        rest = larger[:here] + larger[here + 1 :]
        return len(larger) == len(smaller) + 1 and all(map(_pairs_equal, smaller, rest))
    if len(old_children) != len(new_children) or not 0 <= here < len(old_children):
        return False
    for i, (a, b) in enumerate(zip(old_children, new_children, strict=True)):
        if i == here:
            same_key = len(a) == 1 or equal(a[0], b[0])
            if not same_key or not _compare(a[-1], b[-1], trail[1:], change):
                return False
        elif not _pairs_equal(a, b):
            return False
    return True


def equal(a: Node, b: Node) -> bool:
    """Whether every reader makes the same of two nodes: their texts, quotes, tags and anchors."""
    return (
        a.kind == b.kind
        and a.value == b.value
        and (a.kind != "scalar" or bool(a.style) == bool(b.style))
        and a.tag == b.tag
        and a.anchor == b.anchor
        and len(a.items) == len(b.items)
        and all(map(equal, a.keys, b.keys))
        and all(map(equal, a.items, b.items))
    )


def _children(node: Node) -> list[tuple[Node, ...]]:
    if node.kind == "mapping":
        return list(zip(node.keys, node.items, strict=True))
    return [(item,) for item in node.items]


def _pairs_equal(a: tuple[Node, ...], b: tuple[Node, ...]) -> bool:
    return all(map(equal, a, b))
