"""Values out of YAML events: what both of Ruby's YAML readers do alike, within hard limits."""

from __future__ import annotations

import base64
import binascii
from typing import Any, NamedTuple

from yaml import AliasEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent
from yaml.events import CollectionEndEvent

from jekyll_tools.patterns import late
from jekyll_tools.scalars import UnreadableError
from jekyll_tools.site.problems import Kind

MAX_NODES = 200_000
MAX_DEPTH = 100


class YamlProblem(NamedTuple):
    """What is wrong with a YAML text; `offset` counts code points in it."""

    kind: Kind
    message: str
    offset: int


class TooLargeError(Exception):
    """A limit was hit."""


class Builder:
    """Takes one event after the other: anchors, limits and the stack of open collections."""

    def __init__(self) -> None:
        self.result: object = None
        self.problems: list[YamlProblem] = []
        self._anchors: dict[str, object] = {}
        self._stack: list[Any] = []
        self._nodes = 0
        self._counts: list[int] = []
        self._sizes: dict[int, int] = {}

    def take(self, event: Any) -> None:
        """Take an event; raises UnreadableError where Ruby fails, TooLargeError at a limit."""
        kind = type(event)
        if kind is ScalarEvent:
            self._count(1)
            self.scalar(event)
        elif kind is MappingStartEvent:
            self._open({}, event)
        elif kind is SequenceStartEvent:
            self._open([], event)
        elif kind is AliasEvent:
            self.alias(event)
        elif isinstance(event, CollectionEndEvent):
            closed = self._stack[-1]
            self._sizes[id(closed)] = self._nodes - self._counts.pop()
            self.close(event)

    def scalar(self, event: Any) -> None:
        raise NotImplementedError

    def alias(self, event: Any) -> None:
        raise NotImplementedError

    def open(self, collection: Any, event: Any) -> None:
        raise NotImplementedError

    def close(self, event: Any) -> None:
        raise NotImplementedError

    def duplicate(self, key: object, event: Any) -> None:
        message = f"the key {key!r} is there twice; the last one counts"
        self.problems.append(YamlProblem("duplicate-key", message, event.start_mark.index))

    def aliased(self, anchor: str) -> object:
        """The value behind an anchor; counts as many nodes as it has."""
        value = self._anchors.get(anchor)
        if isinstance(value, (dict, list)):
            if id(value) not in self._sizes:
                raise UnreadableError(f"*{anchor} stands inside the thing that it names")
            self._count(self._sizes[id(value)])
        else:
            self._count(1)
        return value

    def _open(self, collection: Any, event: Any) -> None:
        self._counts.append(self._nodes)
        self._count(1)
        if len(self._stack) >= MAX_DEPTH:
            raise TooLargeError(f"YAML nested more than {MAX_DEPTH} levels deep")
        self.open(collection, event)

    def _count(self, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise TooLargeError(f"more than {MAX_NODES} YAML nodes, aliases written out")


_NOT_BASE64 = late(r"[^A-Za-z0-9+/]")


def binary(text: str) -> str:
    """What `!binary` stands for: the bytes, as text."""
    # Ruby skips what is not base64 and takes what is left
    bare = _NOT_BASE64.sub("", text)
    try:
        raw = base64.b64decode(bare + "=" * (-len(bare) % 4))
    except binascii.Error:
        raw = b""
    return raw.decode("utf-8", "replace")
