"""A setting of `_config.yml`: where it stands, and how a message names its value."""

from __future__ import annotations

import re
from collections.abc import Sequence

from jekyll_tools.site.yaml_values import Engine
from jekyll_tools.text import File, Span


def offset_of(file: File, keys: Sequence[object], engine: Engine) -> int | None:
    """The start of a key at the margin, or of the value that several keys lead to."""
    text = file.text
    if len(keys) == 1 and (span := span_of(text, str(keys[0]))):
        return span.start
    if not file.path.endswith((".yml", ".yaml")):
        return None
    from jekyll_tools.site.yaml_tree import compose

    shift = len(text) - len(text.lstrip("\ufeff"))
    node = compose(text[shift:], engine)
    for each in keys:
        node = None if node is None else node.child(each)
    return None if node is None else node.start + shift


def span_of(text: str, key: str) -> Span | None:
    """Where a key stands at the margin of a YAML text."""
    said = rf"""^\ufeff?["']?(?P<key>{re.escape(key)})["']?[ \t]*:"""
    found = re.search(said, text, re.MULTILINE)
    return Span(*found.span("key")) if found else None


def shown(value: object) -> str:
    """A value as a message names it."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, dict)):
        return "a list" if isinstance(value, list) else "a mapping"
    return f'"{value}"' if isinstance(value, str) else str(value)
