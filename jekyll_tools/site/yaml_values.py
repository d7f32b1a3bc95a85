"""YAML as Ruby reads it: libyaml's events, SafeYAML's or Psych's values, and hard limits."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timezone, tzinfo
from typing import Any, Literal

import yaml
from yaml import AliasEvent, MappingStartEvent, ScalarEvent, SequenceStartEvent
from yaml._yaml import CParser
from yaml.events import CollectionEndEvent, DocumentEndEvent

from jekyll_tools.site.problems import Kind
from jekyll_tools.site.scalars import UnreadableError, psych, safe_yaml

Engine = Literal["safe_yaml", "psych"]

MAX_CHARACTERS = 5_000_000
MAX_NODES = 200_000
MAX_DEPTH = 100


@dataclass(frozen=True, slots=True)
class YamlProblem:
    """What is wrong with a YAML text; `offset` counts code points in it."""

    kind: Kind
    message: str
    offset: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """The value of the first document, and what was wrong.

    `failed`: Ruby raises an error here, or a limit was hit, so that there is no value.
    """

    value: object
    problems: tuple[YamlProblem, ...] = ()
    failed: bool = False


def load(text: str, engine: Engine = "safe_yaml", zone: tzinfo = timezone.utc) -> Loaded:  # noqa: UP017
    """The value that Ruby sees in a YAML text: the first document of it.

    Limits: 5 million characters, 200 000 nodes with every alias counted as what it stands for,
    100 levels. Only events are asked of libyaml; PyYAML builds nothing.
    """
    if len(text) > MAX_CHARACTERS:
        return _failure("too-large", f"more than {MAX_CHARACTERS} characters of YAML", 0)
    builder = _Safe() if engine == "safe_yaml" else _Psych(zone)
    mark = 0
    try:
        parser = CParser(text)
        while True:
            event = parser.get_event()
            if event is None or type(event) is DocumentEndEvent:
                break
            mark = event.start_mark.index if event.start_mark else mark
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        place = error.problem_mark or error.context_mark
        what = " ".join(part for part in (error.context, error.problem) if part)
        return _failure("bad-yaml", what, place.index if place else mark)
    except yaml.YAMLError as error:
        return _failure("bad-yaml", str(error).splitlines()[0], getattr(error, "position", mark))
    except _TooLargeError as error:
        return _failure("too-large", str(error), mark)
    except (UnreadableError, UnicodeEncodeError) as error:
        return _failure("bad-yaml", str(error), mark)
    return Loaded(builder.result, tuple(builder.problems))


def _failure(kind: Kind, message: str, offset: int) -> Loaded:
    return Loaded(None, (YamlProblem(kind, message, offset),), True)


class _TooLargeError(Exception):
    pass


class _Builder:
    """What both engines share: anchors, limits and the stack of open collections."""

    def __init__(self) -> None:
        self.result: object = None
        self.problems: list[YamlProblem] = []
        self._anchors: dict[str, object] = {}
        self._stack: list[Any] = []
        self._nodes = 0
        self._counts: list[int] = []
        self._sizes: dict[int, int] = {}

    def take(self, event: Any) -> None:
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
            raise _TooLargeError(f"YAML nested more than {MAX_DEPTH} levels deep")
        self.open(collection, event)

    def _count(self, nodes: int) -> None:
        self._nodes += nodes
        if self._nodes > MAX_NODES:
            raise _TooLargeError(f"more than {MAX_NODES} YAML nodes, aliases written out")


class _Safe(_Builder):
    """SafeYAML's `psych_handler.rb`, with its one key for the whole document.

    Hence a null key makes its value the key, an inline map is merged before it is filled, and
    an alias of a quoted string is read like an unquoted one.
    """

    def __init__(self) -> None:
        super().__init__()
        self.result = False
        self._begun = False
        self._key: Any = None
        self._key_event: Any = None

    def scalar(self, event: Any) -> None:
        text = event.value
        if event.tag in {"tag:yaml.org,2002:binary", "x-private:binary", "!binary"}:
            value: object = _binary(text)
        else:
            value = text if event.implicit[1] else safe_yaml(text)
        if event.anchor:
            self._anchors[event.anchor] = value
        self._add(value, event)

    def alias(self, event: Any) -> None:
        value = self.aliased(event.anchor)
        self._add(safe_yaml(value) if isinstance(value, str) else value, event)

    def open(self, collection: Any, event: Any) -> None:
        if event.anchor:
            self._anchors[event.anchor] = collection
        self._add(collection, event)
        self._stack.append(collection)

    def close(self, event: Any) -> None:
        self._stack.pop()

    def _add(self, value: Any, event: Any) -> None:
        if not self._begun:
            self._begun = True
            self.result = value
            return
        current = self._stack[-1]
        if type(current) is list:
            current.append(value)
        elif self._key is None:
            if isinstance(value, (dict, list)):
                raise UnreadableError("a mapping or a list as a key")
            self._key = value
            self._key_event = event
        else:
            self._pair(current, value)
            self._key = None

    def _pair(self, current: dict[Any, Any], value: Any) -> None:
        if self._key == "<<":
            if not isinstance(value, dict):
                raise UnreadableError(
                    "`<<` needs a mapping; Jekyll's reader fails on anything else"
                )
            current.update(value)
            return
        if self._key in current:
            self.duplicate(self._key, self._key_event)
        current[self._key] = value


class _Psych(_Builder):
    """Psych's `to_ruby.rb` with the classes that `safe_load` allows in Jekyll."""

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        self._keys: list[Any] = []
        self._plain: list[bool] = []

    def scalar(self, event: Any) -> None:
        value = self._scalar(event)
        if event.anchor:
            self._anchors[event.anchor] = value
        self._add(value, event)

    def _scalar(self, event: Any) -> object:
        text, tag = event.value, event.tag
        if event.implicit[1]:
            return text
        if tag is None:
            return psych(text, self._zone)
        if tag in {"!binary", "tag:yaml.org,2002:binary"}:
            return _binary(text)
        if tag in {"!str", "tag:yaml.org,2002:str"}:
            return text
        if tag in {"!float", "tag:yaml.org,2002:float"}:
            return _as_float(psych(text, self._zone))
        if tag.startswith("!ruby/"):
            raise UnreadableError(f"the tag {tag} is not allowed")
        return psych(text, self._zone)

    def alias(self, event: Any) -> None:
        if event.anchor not in self._anchors:
            raise UnreadableError(f"there is no anchor &{event.anchor}")
        self._add(self.aliased(event.anchor), event)

    def open(self, collection: Any, event: Any) -> None:
        if (event.tag or "").startswith("!ruby/"):
            raise UnreadableError(f"the tag {event.tag} is not allowed")
        if event.anchor:
            self._anchors[event.anchor] = collection
        self._stack.append(collection)
        self._keys.append(_NO_KEY)

    def close(self, event: Any) -> None:
        value = self._stack.pop()
        self._keys.pop()
        self._add(value, event)

    def _add(self, value: Any, event: Any) -> None:
        if not self._stack:
            self.result = value
            return
        current = self._stack[-1]
        if type(current) is list:
            current.append(value)
        elif self._keys[-1] is _NO_KEY:
            if isinstance(value, (dict, list)):
                raise UnreadableError("a mapping or a list as a key")
            self._keys[-1] = (value, event)
        else:
            key, place = self._keys[-1]
            self._keys[-1] = _NO_KEY
            self._pair(current, key, value, place, type(event) is ScalarEvent)

    def _pair(
        self, current: dict[Any, Any], key: Any, value: Any, place: Any, scalar: bool
    ) -> None:
        if key == "<<" and not scalar:
            if isinstance(value, dict):
                current.update(value)
                return
            if isinstance(value, list) and all(isinstance(v, dict) for v in value):
                for part in reversed(value):
                    current.update(part)
                return
        if key in current:
            self.duplicate(key, place)
        current[key] = value


_NO_KEY = object()
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")


def _binary(text: str) -> str:
    # Ruby skips what is not base64 and takes what is left
    bare = _NOT_BASE64.sub("", text)
    try:
        raw = base64.b64decode(bare + "=" * (-len(bare) % 4))
    except binascii.Error:
        raw = b""
    return raw.decode("utf-8", "replace")


def _as_float(value: object) -> float:
    make: Callable[[Any], float] = float
    try:
        return make(value)
    except (TypeError, ValueError):
        raise UnreadableError(f"{value!r} is not a float") from None
