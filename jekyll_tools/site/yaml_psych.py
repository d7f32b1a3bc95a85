"""Psych 4, which Debian's Jekyll reads YAML with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import tzinfo
from typing import Any

from yaml import ScalarEvent

from jekyll_tools.scalars import UnreadableError, psych
from jekyll_tools.site.yaml_builder import Builder, binary

_NO_KEY = object()
_SETS = frozenset(("!set", "tag:yaml.org,2002:set"))
_ORDERED = frozenset(("!omap", "tag:yaml.org,2002:omap"))


class Psych(Builder):
    """Psych's `to_ruby.rb` with the classes that `safe_load` allows in Jekyll."""

    def __init__(self, zone: tzinfo) -> None:
        super().__init__()
        self._zone = zone
        self._keys: list[Any] = []
        self._ordered: list[bool] = []

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
            return binary(text)
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
        if (event.tag or "").startswith("!ruby/") or event.tag in _SETS:
            raise UnreadableError(f"the tag {event.tag} is not allowed")
        if event.anchor:
            self._anchors[event.anchor] = collection
        self._stack.append(collection)
        self._keys.append(_NO_KEY)
        self._ordered.append(event.tag in _ORDERED and isinstance(collection, list))

    def close(self, event: Any) -> None:
        value = self._stack.pop()
        self._keys.pop()
        if self._ordered.pop():
            value = {k: v for part in value if isinstance(part, dict) for k, v in part.items()}
        self._add(value, event)

    def _add(self, value: Any, event: Any) -> None:
        if not self._stack:
            self.result = value
            return
        current = self._stack[-1]
        if type(current) is list:
            current.append(value)
        elif self._keys[-1] is _NO_KEY:
            self._keys[-1] = (value, event)
        else:
            key, place = self._keys[-1]
            self._keys[-1] = _NO_KEY
            self._pair(current, key, value, place, type(event) is ScalarEvent)

    def _pair(
        self, current: dict[Any, Any], key: Any, value: Any, place: Any, scalar: bool
    ) -> None:
        if isinstance(key, (dict, list)):
            return  # a key that no template can name
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


def _as_float(value: object) -> float:
    make: Callable[[Any], float] = float
    try:
        return make(value)
    except (TypeError, ValueError):
        raise UnreadableError(f"{value!r} is not a float") from None
