"""Which neighbour a new value is to look like: its quotes, its brackets, its lines."""

from __future__ import annotations

from jekyll_tools.edit.locate import Found
from jekyll_tools.edit.yaml_nodes import Node

_NEAR = 50  # records that are looked at to find one with the same key


def sibling(found: Found) -> Node | None:
    """A value beside the one that is not written yet, to be like it."""
    parent, index = found.parents[-1], found.trail[-1]
    if parent.kind == "mapping":
        return cousin(
            Found(found.parents[:-1], found.trail[:-1], parent, ()), parent.keys[index].value
        )
    filled = [item for item in parent.items[:index] if not item.empty]
    return filled[-1] if filled else None


def cousin(found: Found, key: str) -> Node | None:
    """The value of the same key in the nearest other record of the list."""
    if not found.parents or found.parents[-1].kind != "list":
        return None
    records, index = found.parents[-1].items, found.trail[-1]
    for record in (*reversed(records[:index]), *records[index + 1 :]):
        for name, item in zip(record.keys, record.items, strict=False):
            if name.value == key and not item.empty and item.kind != "alias":
                return item
    return None


def example_of(items: list[Node]) -> Node | None:
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
