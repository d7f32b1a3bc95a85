"""What the readers make of a plain YAML scalar: Psych 4, SafeYAML 1.0.5, YAML 1.2."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

from jekyll_tools import scalars
from jekyll_tools.edit.yaml_nodes import Node
from jekyll_tools.scalars import MAX_DIGITS, UnreadableError

Value = object
Reader = Callable[[str], Value]

_INFINITE = {".inf": math.inf, "+.inf": math.inf, "-.inf": -math.inf, ".nan": math.nan}


def psych(raw: str) -> Value:
    """The value that Psych 4.0 (Jekyll 4 on Debian) gives a plain scalar.

    What makes Ruby fail is text, and a time that is written without a zone has none: an edit
    must not change either.
    """
    return _or_text(scalars.psych, raw)


def safe_yaml(raw: str) -> Value:
    """The value that SafeYAML 1.0.5 (GitHub Pages) gives a plain scalar, likewise."""
    return _or_text(scalars.safe_yaml, raw)


def yaml12(raw: str) -> Value:
    """The value of the YAML 1.2 core schema, as editors and most other tools read it."""
    if raw in ("", "~", "null", "Null", "NULL"):
        return None
    if len(raw) > MAX_DIGITS:
        return raw
    if raw in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return raw.lower() == "true"
    if re.match(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z", raw):
        return int(raw, 0) if raw[:2] in ("0o", "0x") else int(raw)
    if re.match(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z", raw):
        return float(raw)
    if re.match(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z", raw):
        return _INFINITE[raw.lower()]
    return raw


def construct(node: Node, read: Reader = safe_yaml) -> Value:
    """The value of a node and all below it as plain Python, as upstream Jekyll builds it.

    The last of two equal keys counts, `<<` merges in place, values of one anchor are one object.
    """
    return _construct(node, read, {})


def same(a: Value, b: Value) -> bool:
    """Equal in value and in type: 1, 1.0 and true are three values; NaN is itself."""
    if type(a) is not type(b):
        return False
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b or (a != a and b != b)


def _or_text(read: Callable[[str, None], Value], raw: str) -> Value:
    try:
        return read(raw, None)
    except UnreadableError:
        return raw


_TEXT_TAGS = frozenset(("tag:yaml.org,2002:str", "!str", "!"))


def _construct(node: Node, read: Reader, done: dict[int, Value]) -> Value:
    if node.kind == "alias" and node.target is not None:
        node = node.target
    if id(node) in done:
        return done[id(node)]
    value: Value
    if node.kind == "list":
        value = [_construct(item, read, done) for item in node.items]
    elif node.kind == "mapping":
        value = _mapping(node, read, done)
    elif node.tag in _TEXT_TAGS or (node.style and node.tag is None):
        value = node.value
    else:
        # With another tag Psych takes even a quoted text for what its characters say.
        value = read(node.value)
        if node.tag == "tag:yaml.org,2002:float" and type(value) is int:
            value = float(value)
    done[id(node)] = value
    return value


def _mapping(node: Node, read: Reader, done: dict[int, Value]) -> dict[Value, Value]:
    found: dict[Value, Value] = {}
    for key_node, item in zip(node.keys, node.items, strict=True):
        value = _construct(item, read, done)
        # Psych looks at the characters only: a quoted "<<" merges as well.
        if key_node.value == "<<" and isinstance(value, dict):
            found.update(value)
        elif key_node.value == "<<" and (parts := _mappings(value)) is not None:
            for part in reversed(parts):
                found.update(part)
        else:
            key = _construct(key_node, read, done)
            found[repr(key) if isinstance(key, list | dict) else key] = value
    return found


def _mappings(value: Value) -> list[dict[Value, Value]] | None:
    """The items of a list of nothing but mappings."""
    if not isinstance(value, list):
        return None
    parts = [part for part in value if isinstance(part, dict)]
    return parts if len(parts) == len(value) else None
