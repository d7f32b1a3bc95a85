"""SafeYAML 1.0.5, which upstream's Jekyll and GitHub Pages read YAML with."""

from __future__ import annotations

from sys import intern
from typing import Any

from jekyll_tools.scalars import UnreadableError, safe_yaml
from jekyll_tools.site.yaml_builder import Builder, YamlProblem, binary


class SafeYaml(Builder):
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
            value: object = binary(text)
        else:
            value = text if event.implicit[1] else safe_yaml(text)
        if event.anchor:
            self._anchors[event.anchor] = value
        self._add(value, event)

    def alias(self, event: Any) -> None:
        if event.anchor not in self._anchors:
            message = f"*{event.anchor} stands for nothing, as there is no &{event.anchor}"
            at = event.start_mark.index
            self.problems.append(YamlProblem("unknown-alias", message, at))
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
            # Pages have most of their keys in common.
            self._key = intern(value) if type(value) is str else value
            self._key_event = event
        else:
            self._pair(current, value)
            self._key = None

    def _pair(self, current: dict[Any, Any], value: Any) -> None:
        if isinstance(self._key, (dict, list)):
            return  # a key that no template can name
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
