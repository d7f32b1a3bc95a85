"""From a key path to nodes: the way down, and what of it does not exist yet."""

from __future__ import annotations

from dataclasses import dataclass

from jekyll_tools.edit.block_place import error_at
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.key_path import KeyPath, Match, Step
from jekyll_tools.edit.yaml_nodes import Node


@dataclass(frozen=True, slots=True)
class Found:
    """`parents[i].items[trail[i]]` is the next node on the way; `missing` is left of the path."""

    parents: tuple[Node, ...]
    trail: tuple[int, ...]
    node: Node
    missing: tuple[Step, ...]


def find(text: str, root: Node, path: KeyPath) -> Found:
    """The way to a value that is to be changed; aliases are not followed.

    Only keys of a mapping may be missing. Raises `EditError` with the place where the way ends.
    """
    parents: list[Node] = []
    trail: list[int] = []
    node = root
    for i, step in enumerate(path.steps):
        if node.kind == "alias":
            raise error_at(
                text, node.start, f"*{node.value} stands for a value that is written elsewhere",
                f"change it where &{node.value} is, or replace the alias as a whole",
            )  # fmt: skip
        index = _index(text, node, step)
        if index is None:
            return Found(tuple(parents), tuple(trail), node, path.steps[i:])
        parents.append(node)
        trail.append(index)
        node = node.items[index]
    return Found(tuple(parents), tuple(trail), node, ())


def look_up(text: str, root: Node, path: KeyPath) -> Node | None:
    """The node that a reader finds under a path, through aliases and merges; None if none."""
    node = target(root)
    for step in path.steps:
        found: Node | None
        if isinstance(step, str) and node.kind == "mapping":
            found = read_key(node, step)
        else:
            index = _index(text, node, step)
            found = None if index is None else node.items[index]
        if found is None:
            return None
        node = target(found)
    return node


def read_key(node: Node, name: str) -> Node | None:
    """The value of a key as Psych merges: in the order of the file, `<<` in its place."""
    found: Node | None = None
    for key, item in zip(node.keys, node.items, strict=True):
        if key.value == "<<":
            merged = target(item)
            parts = merged.items if merged.kind == "list" else [merged]
            for part in reversed(parts):
                if target(part).kind == "mapping":
                    found = read_key(target(part), name) or found
        elif _is_key(key, name):
            found = item
    return found


def target(node: Node) -> Node:
    """The node itself, or what an alias stands for."""
    return node.target if node.target is not None else node


def is_null(node: Node) -> bool:
    """Whether the node is null as `key:`, `key: ~` or `key: null`."""
    return node.kind == "scalar" and not node.style and node.value.lower() in ("", "~", "null")


def _index(text: str, node: Node, step: Step) -> int | None:
    match step:
        case str():
            if node.kind == "mapping":
                found = [i for i, key in enumerate(node.keys) if _is_key(key, step)]
                # Jekyll reads the last of equal keys.
                return found[-1] if found else None
            if is_null(node):
                return None
            advice = "of a list say which item: [0], [name=…]" if node.kind == "list" else ""
            raise _wrong(text, node, f"no mapping, so it has no key {step!r}", advice)
        case int():
            count = len(node.items)
            if node.kind != "list":
                raise _wrong(text, node, f"no list, so it has no [{step}]")
            if not -count <= step < count:
                raise _wrong(
                    text, node, f"a list of {count}, so it has no [{step}]", "append to it"
                )
            return step % count
        case Match():
            return _match(text, node, step)


def _match(text: str, node: Node, step: Match) -> int:
    if node.kind != "list":
        raise _wrong(text, node, f"no list, so it has no [{step.key}={step.value}]")
    found = []
    for i, item in enumerate(node.items):
        record = target(item)
        value = read_key(record, step.key) if record.kind == "mapping" else None
        if value is not None and target(value).value == step.value:
            found.append(i)
    if len(found) == 1:
        return found[0]
    if found:
        raise _wrong(
            text, node.items[found[1]], f"the second with {step.key}={step.value!r}", "use [number]"
        )
    raise _wrong(text, node, f"a list without an item whose {step.key} is {step.value!r}")


def _is_key(key: Node, name: str) -> bool:
    return target(key).kind == "scalar" and target(key).value == name


def _wrong(text: str, node: Node, what: str, advice: str = "") -> EditError:
    return error_at(text, node.start, f"this is {what}", advice)
