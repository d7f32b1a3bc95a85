"""The places of YAML's nodes and of CSV's cells: trees of ranges, for files asked about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import AliasEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent
from yaml._yaml import CParser
from yaml.events import CollectionEndEvent, DocumentEndEvent

from jekyll_tools.scalars import UnreadableError, psych, safe_yaml
from jekyll_tools.site.csv_values import CsvError, read_cells
from jekyll_tools.site.yaml_values import Engine


@dataclass(slots=True, eq=False)
class Node:
    """A node: `text` of a scalar, `items` of a list, `pairs` of a mapping; ranges in the text."""

    start: int
    end: int
    text: str | None = None
    items: list[Node] | None = None
    pairs: dict[Any, Node] | None = None
    merged: list[Node] = field(default_factory=list)

    def child(self, key: object) -> Node | None:
        """What stands under a key or at an index; merged mappings come after the own keys."""
        if self.items is not None:
            return self.items[key] if isinstance(key, int) and key < len(self.items) else None
        if self.pairs is None:
            return None
        try:
            found = self.pairs.get(key)
        except TypeError:
            return None
        for other in self.merged if found is None else ():
            found = other.child(key)
            if found is not None:
                break
        return found


def compose_rows(text: str, separator: str) -> Node | None:
    """The same for a CSV file: a list of mappings."""
    try:
        records = read_cells(text, separator)
    except CsvError:
        return None
    rows = []
    for record in records:
        cells = {k: Node(c.start, c.end, text=c.value) for k, c in record.items() if c and c.value}
        ends = [(cell.start, cell.end) for cell in cells.values()] or [(0, 0)]
        rows.append(Node(min(ends)[0], max(ends)[1], pairs=dict(cells)))
    return Node(0, len(text), items=rows)


def compose(text: str, engine: Engine) -> Node | None:
    """The tree of the first document; None for what cannot be read.

    To be used on texts that `yaml_values.load` has read, which is what checks the limits.
    """
    try:
        return _Composer(text, engine).run()
    except (yaml.YAMLError, UnreadableError, UnicodeEncodeError):
        return None


class _Composer:
    def __init__(self, text: str, engine: Engine) -> None:
        self._parser = CParser(text)
        self._resolve = safe_yaml if engine == "safe_yaml" else psych
        self._anchors: dict[str, Node] = {}
        self._stack: list[Node] = []
        self._keys: list[Any] = []
        self._root: Node | None = None

    def run(self) -> Node | None:
        while True:
            event = self._parser.get_event()
            if event is None or type(event) is DocumentEndEvent:
                return self._root
            self._take(event)

    def _take(self, event: Any) -> None:
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, CollectionEndEvent):
            node = self._stack.pop()
            self._keys.pop()
            # a block collection ends where the next thing starts; libyaml says no more
            node.end = max(end, node.start)
            return
        if type(event) is AliasEvent:
            self._add(self._anchors.get(str(event.anchor)) or Node(start, end), event)
            return
        if type(event) is ScalarEvent:
            node = Node(start, end, text=event.value)
        elif type(event) is MappingStartEvent:
            node = Node(start, end, pairs={})
        elif type(event) is SequenceStartEvent:
            node = Node(start, end, items=[])
        else:
            return
        if event.anchor:
            self._anchors[event.anchor] = node
        self._add(node, event)
        if node.text is None:
            self._stack.append(node)
            self._keys.append(_NO_KEY)

    def _add(self, node: Node, event: Any) -> None:
        if not self._stack:
            self._root = self._root or node
            return
        parent = self._stack[-1]
        if parent.items is not None:
            parent.items.append(node)
        elif self._keys[-1] is _NO_KEY:
            self._keys[-1] = self._key(node, event)
        else:
            key, self._keys[-1] = self._keys[-1], _NO_KEY
            if key == "<<" and node.text is None:
                parent.merged[:0] = node.items if node.items is not None else [node]
            elif parent.pairs is not None:
                parent.pairs[key] = node

    def _key(self, node: Node, event: Any) -> Any:
        if node.text is None:
            return object()
        plain = type(event) is not ScalarEvent or not event.implicit[1]
        return self._resolve(node.text) if plain else node.text


_NO_KEY = object()
