"""How a YAML file is written: indents, quotes, where lists stand; new lines follow it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from jekyll_tools.edit.yaml_nodes import Node, walk

_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Style:
    """Columns are counted from the parent: a list under its key, a value behind its dash."""

    mapping_indent: int = 2
    list_indent: int = 2
    dash: int = 2
    quote: str = '"'
    flow_lists: bool = False


def style_of(root: Node | None) -> Style:
    """The style that most of a file has; ties and gaps go to the usual one."""
    counts: dict[str, Counter[object]] = {
        name: Counter() for name in ("mapping", "list", "dash", "quote", "flow")
    }
    for node in walk(root) if root else ():
        if node.kind == "scalar" and node.style in ("'", '"'):
            counts["quote"][node.style] += 1
        elif node.kind in ("list", "mapping") and not node.flow:
            _count(node, counts)
        elif node.kind == "list" and node.items:
            counts["flow"][True] += all(item.kind == "scalar" for item in node.items)

    def most(name: str, usual: int) -> int:
        ranked = counts[name].most_common(1)
        return ranked[0][0] if ranked and isinstance(ranked[0][0], int) else usual

    quotes = counts["quote"]
    return Style(
        mapping_indent=most("mapping", 2),
        list_indent=most("list", 2),
        dash=most("dash", 2),
        quote="'" if quotes["'"] > quotes['"'] else '"',
        flow_lists=counts["flow"][True] > counts["flow"][False],
    )


def newline_at(text: str, offset: int) -> str:
    """The line end to use at an offset: that of its own line, else of the line before."""
    after = _BREAK.search(text, offset)
    if after:
        return after[0]
    before = text.rfind("\n", 0, offset)
    if before >= 0:
        return "\r\n" if text[before - 1 : before] == "\r" else "\n"
    return "\r" if "\r" in text else "\n"


def _count(node: Node, counts: dict[str, Counter[object]]) -> None:
    for item in node.items:
        if item.kind not in ("list", "mapping") or item.flow or not item.items:
            continue
        delta = item.column - node.column
        if node.kind == "list" and delta > 1:
            counts["dash"][delta] += 1
        elif node.kind == "mapping" and item.kind == "mapping" and delta > 0:
            counts["mapping"][delta] += 1
        elif node.kind == "mapping" and item.kind == "list" and delta >= 0:
            counts["list"][delta] += 1
    if node.kind == "list":
        scalars = [item for item in node.items if item.kind == "scalar" and not item.empty]
        counts["flow"][False] += len(scalars) == len(node.items)
        for item in scalars[:1]:
            if 1 < item.column - node.column < 10:
                counts["dash"][item.column - node.column] += 1
