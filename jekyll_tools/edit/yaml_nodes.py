"""YAML as a tree of nodes with exact places, read as Jekyll reads it: libyaml, first document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from jekyll_tools.edit.errors import EditError
from jekyll_tools.text import Lines
from jekyll_tools.yaml_faults import advice, fault

Kind = Literal["scalar", "list", "mapping", "alias"]


@dataclass(slots=True, eq=False)
class Node:
    """One value as it stands in the text; offsets are code points of the whole text.

    `start:end` is the value with its anchor and tag, `inner` where the value itself begins.
    `style` is `'`, `"`, `|`, `>` or "" for a plain scalar, and for a collection `[`, `{` (flow),
    "" (block) or "?" (a pair in a flow list without braces). `value` is the text of a scalar with
    escapes and folds undone, or the name of an alias. A mapping has keys beside its items.
    """

    kind: Kind
    start: int
    end: int
    inner: int
    column: int
    style: str = ""
    value: str = ""
    anchor: str | None = None
    tag: str | None = None
    keys: list[Node] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)
    target: Node | None = None
    size: int = 1

    @property
    def flow(self) -> bool:
        return self.style in ("[", "{", "?")

    @property
    def empty(self) -> bool:
        """Nothing is written: the null of `key:`."""
        return self.kind == "scalar" and self.start == self.end


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read at most; real data files stay below a tenth of each."""

    characters: int = 5_000_000
    nodes: int = 200_000
    depth: int = 100
    aliases: int = 100
    expanded: int = 1_000_000


USUAL = Limits()

_LINE_END = re.compile(r"[\r\n]")


def compose(
    text: str, start: int = 0, end: int | None = None, limits: Limits = USUAL
) -> Node | None:
    """The tree of the first YAML document in `text[start:end]`, or None when there is none.

    Raises `EditError` with the place for what libyaml (and so Jekyll) cannot read, for an alias
    without an anchor, and for what is beyond the limits.
    """
    end = len(text) if end is None else end
    if end - start > limits.characters:
        raise EditError(f"more than {limits.characters:,} characters", advice="split the file")
    if text.startswith("\ufeff", start):
        start += 1
    return _Composer(text, start, end, limits).first()


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in the order of the text; aliases are not followed."""
    stack = [node]
    while stack:
        node = stack.pop()
        yield node
        if node.kind == "mapping":
            for key, item in zip(reversed(node.keys), reversed(node.items), strict=True):
                stack += (item, key)
        else:
            stack += reversed(node.items)


class _Composer:
    # Anchors, tags and comments in front of a value, which libyaml counts as part of it.
    _properties = re.compile(r"(?:[&!][^\s,\[\]{}]*|!<[^>]*>|#[^\n\r]*|\s+)*")

    def __init__(self, text: str, start: int, end: int, limits: Limits) -> None:
        self.text, self.start, self.end, self.limits = text, start, end, limits
        self.anchors: dict[str, Node] = {}
        self.count = self.aliases = 0

    def first(self) -> Node | None:
        import yaml

        base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            loader = base(self.text[self.start : self.end])
            try:
                return self._document(loader.get_event, yaml)
            finally:
                loader.dispose()
        except yaml.MarkedYAMLError as error:
            part = self.text[self.start : self.end]
            what, at = fault(error, part)
            todo = advice(part, at or 0, what)
            raise self._error(f"YAML: {what}", at or 0, todo) from error
        except (yaml.YAMLError, ValueError) as error:
            # Characters that YAML forbids, lone surrogates.
            index = getattr(error, "position", None) or getattr(error, "start", None) or 0
            reason = getattr(error, "reason", None) or str(error).splitlines()[0]
            raise self._error(f"YAML: {reason}", index) from error

    def _error(self, what: str, index: int, advice: str = "") -> EditError:
        line, column = Lines(self.text).position(self.start + index)
        return EditError(what, line=line, column=column, advice=advice)

    def _document(self, get_event: Any, yaml: Any) -> Node | None:
        """Fold the events into nodes without recursion: a hostile file cannot exhaust the stack."""
        root: Node | None = None
        open_: list[Node] = []
        while True:
            event = get_event()
            if isinstance(event, (yaml.DocumentEndEvent, yaml.StreamEndEvent)) or event is None:
                return root
            if isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
                continue
            if isinstance(event, yaml.CollectionEndEvent):
                self._close(open_.pop(), event)
                continue
            node = self._node(event, yaml)
            if open_:
                self._put(open_[-1], node)
            else:
                root = node
            if node.kind in ("list", "mapping"):
                open_.append(node)
                if len(open_) > self.limits.depth:
                    raise self._error(
                        f"nested deeper than {self.limits.depth} levels", event.start_mark.index
                    )

    def _close(self, node: Node, event: Any) -> None:
        if node.flow:
            node.end = self.start + event.end_mark.index
        elif node.items:
            node.end = node.items[-1].end
        # Aliases count with all that they stand for: ten lines can stand for a billion values.
        node.size = 1 + sum(child.size for child in (*node.keys, *node.items))
        if node.size > self.limits.expanded:
            raise self._error(
                f"stands for more than {self.limits.expanded:,} values through aliases",
                node.start - self.start,
            )

    def _put(self, parent: Node, node: Node) -> None:
        if parent.kind == "mapping" and len(parent.keys) == len(parent.items):
            parent.keys.append(node)
        else:
            parent.items.append(node)

    def _node(self, event: Any, yaml: Any) -> Node:
        self.count += 1
        if self.count > self.limits.nodes:
            raise self._error(f"more than {self.limits.nodes:,} values", event.start_mark.index)
        start = self.start + event.start_mark.index
        end = self.start + event.end_mark.index
        column = event.start_mark.column
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, Node("alias", start, end, start, column, value=event.anchor))
        inner = start
        if event.anchor is not None or event.tag is not None:
            found = self._properties.match(self.text, start, max(end, start))
            inner = found.end() if found else start
        if isinstance(event, yaml.ScalarEvent):
            if event.style not in (None, "|", ">") and inner > start:
                inner = self.text.index(event.style, inner)
            if event.style in ("|", ">"):
                end = _content_end(self.text, inner, end)
            node = Node("scalar", start, end, inner, column, event.style or "", event.value)
        else:
            node = self._collection(event, yaml, start, end, inner)
            node.size = 0  # until it is closed
        node.anchor, node.tag = event.anchor, event.tag
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def _collection(self, event: Any, yaml: Any, start: int, end: int, inner: int) -> Node:
        kind: Kind = "list" if isinstance(event, yaml.SequenceStartEvent) else "mapping"
        if not event.flow_style:
            # libyaml ends the start of a block collection at its first dash or key, but behind
            # the dash when the list is no deeper than its key.
            column = event.end_mark.column - (end - inner)
            return Node(kind, start, end, inner, column)
        style = self.text[inner : inner + 1]
        return Node(
            kind, start, end, inner, event.start_mark.column, style if style in "[{" else "?"
        )

    def _alias(self, event: Any, node: Node) -> Node:
        node.target = self.anchors.get(event.anchor)
        if node.target is None:
            raise self._error(
                f"YAML: the alias *{event.anchor} has no anchor", event.start_mark.index
            )
        node.size = node.target.size
        if node.target.kind in ("list", "mapping"):
            if node.target.size == 0:
                raise self._error(f"YAML: *{event.anchor} contains itself", event.start_mark.index)
            self.aliases += 1
            if self.aliases > self.limits.aliases:
                raise self._error(
                    f"more than {self.limits.aliases} aliases of lists and mappings",
                    event.start_mark.index,
                )
        return node


def before_break(text: str, offset: int) -> int:
    """Where the line end before an offset begins; the offset itself where none is before it."""
    if text.endswith("\r\n", 0, offset):
        return offset - 2
    return offset - 1 if offset and text[offset - 1] in "\r\n" else offset


def _content_end(text: str, start: int, end: int) -> int:
    """Where the last line of a block scalar ends; libyaml goes on to the next token."""
    if "+" in text[start : start + 3]:
        return before_break(text, end)
    filled = start + len(text[start:end].rstrip(" \t\r\n"))
    line_end = _LINE_END.search(text, filled, end)
    return line_end.start() if line_end else end
