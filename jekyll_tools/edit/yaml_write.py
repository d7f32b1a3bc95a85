"""A value as the lines of a YAML file, in the style of the file and of a sibling."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeGuard

from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.yaml_nodes import Node
from jekyll_tools.edit.yaml_scalar import literal_lines, scalar
from jekyll_tools.edit.yaml_style import Style


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes values; a `like` node is a sibling whose quotes and lists are imitated."""

    style: Style
    literals: bool = True

    def is_inline(self, value: object, like: Node | None = None) -> bool:
        """Whether the value goes on one line in a block."""
        if isinstance(value, str):
            lined = self.literals and "\n" in value and not _quoted(like)
            return not lined or literal_lines(value) is None
        if isinstance(value, Mapping) or _is_list(value):
            return not value or self._as_flow(value, like)
        return True

    def inline(self, value: object, like: Node | None = None, *, flow: bool = False) -> str:
        """The value on one line; collections in brackets. `flow`: it stands in brackets."""
        if isinstance(value, Mapping):
            pairs = (
                f"{self.key(key, like, flow=True)}: {self.inline(item, _at(like, key), flow=True)}"
                for key, item in value.items()
            )
            return "{" + ", ".join(pairs) + "}"
        if _is_list(value):
            items = (self.inline(item, _nth(like), flow=True) for item in value)
            return "[" + ", ".join(items) + "]"
        quote = like.style if _quoted(like) and like else ""
        return scalar(value, quote, flow=flow, fallback=self.style.quote)

    def key(self, key: object, like: Node | None = None, *, flow: bool = False) -> str:
        """A key, quoted as the keys of the sibling mapping are."""
        if key == "<<":
            raise EditError("`<<` merges in YAML", advice="name the key differently")
        if not isinstance(key, str) and not isinstance(key, int):
            raise EditError(f"{key!r} is not a key", advice="use text or a whole number as keys")
        styles = {k.style for k in like.keys} if like is not None and like.keys else {""}
        quote = styles.pop() if len(styles) == 1 else ""
        return scalar(key, quote, flow=flow, fallback=self.style.quote)

    def pair(self, key: object, value: object, column: int, like: Node | None = None) -> list[str]:
        """The lines of `key: value`; the first without its indent, which is `column`."""
        name, old = self.key(key, like), _at(like, key)
        head, *rest = self.under_key(value, column, old)
        return [f"{name}:{head}", *rest]

    def under_key(self, value: object, column: int, like: Node | None = None) -> list[str]:
        """What follows the colon of a key in this column: the rest of its line, and more lines."""
        if self.is_inline(value, like):
            return [" " + self.inline(value, like)]
        if isinstance(value, str):
            return [
                " " + line if i == 0 else line
                for i, line in enumerate(self._literal(value, column))
            ]
        indent = self.style.mapping_indent if isinstance(value, Mapping) else self.style.list_indent
        first, *rest = self.block(value, column + indent, like)
        return ["", " " * (column + indent) + first, *rest]

    def item(self, value: object, column: int, like: Node | None = None) -> list[str]:
        """The lines of `- value`; the first without its indent, which is `column`."""
        if self.is_inline(value, like):
            return ["- " + self.inline(value, like)]
        if isinstance(value, str):
            first, *rest = self._literal(value, column)
            return ["- " + first, *rest]
        first, *rest = self.block(value, column + self.style.dash, like)
        return ["-" + " " * (self.style.dash - 1) + first, *rest]

    def block(self, value: object, column: int, like: Node | None = None) -> list[str]:
        """The lines of a mapping or list; the first without its indent, which is `column`."""
        lines: list[str] = []
        parts: list[list[str]] = []
        if isinstance(value, Mapping):
            parts = [self.pair(key, item, column, like) for key, item in value.items()]
        elif _is_list(value):
            parts = [self.item(item, column, _nth(like)) for item in value]
        for first, *rest in parts:
            lines += [" " * column + first if lines else first, *rest]
        return lines

    def _literal(self, text: str, column: int) -> list[str]:
        found = literal_lines(text)
        assert found is not None
        indent = " " * (column + self.style.mapping_indent)
        return [found[0], *(indent + line if line else "" for line in found[1])]

    def _as_flow(
        self, value: Mapping[object, object] | Sequence[object], like: Node | None
    ) -> bool:
        if like is not None and like.kind in ("list", "mapping") and like.items:
            return like.flow
        items = value.values() if isinstance(value, Mapping) else value
        short = all(not isinstance(i, str) or not re.search(r"[\n,]", i) for i in items)
        plain = not any(isinstance(item, Mapping) or _is_list(item) for item in items)
        return self.style.flow_lists and not isinstance(value, Mapping) and short and plain


def plain(value: object) -> object:
    """The value in plain Python types; raises `EditError` for what YAML has no word for."""
    if isinstance(value, Mapping):
        return {_plain_key(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if value is None or isinstance(value, bool | date):
        return value
    for kind in (str, int, float):
        if isinstance(value, kind):
            return kind(value)
    raise EditError(f"cannot write a {type(value).__name__} as YAML")


def _plain_key(key: object) -> object:
    if isinstance(key, bool) or not isinstance(key, str | int):
        raise EditError(f"{key!r} is not a key", advice="use text or a whole number as keys")
    return str(key) if isinstance(key, str) else int(key)


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, list | tuple)


def _quoted(like: Node | None) -> bool:
    return like is not None and like.kind == "scalar" and like.style in ("'", '"')


def _at(like: Node | None, key: object) -> Node | None:
    if like is None or like.kind != "mapping":
        return None
    for name, item in zip(like.keys, like.items, strict=True):
        if name.value == str(key):
            return item
    return None


def _nth(like: Node | None) -> Node | None:
    return like.items[-1] if like is not None and like.kind == "list" and like.items else None
