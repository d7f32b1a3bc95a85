"""JSON as a tree of nodes with exact places, the same nodes that YAML gives."""

from __future__ import annotations

import json
import re

from jekyll_tools.edit.block_place import error_at
from jekyll_tools.edit.yaml_nodes import USUAL, Limits, Node
from jekyll_tools.text import past

_SPACE = re.compile(r"[ \t\r\n]*")
_TOKEN = re.compile(
    r'"(?:[^"\\\x00-\x1f]|\\.)*"|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?'
    r"|true|false|null|[\[\]{}:,]"
)


def compose_json(text: str, limits: Limits = USUAL) -> Node:
    """The tree of a JSON text; raises `EditError` with the place of the first mistake."""
    if len(text) > limits.characters:
        raise error_at(text, 0, f"more than {limits.characters:,} characters", "split the file")
    scanner = _Scanner(text, limits)
    node = scanner.value(0)
    if scanner.token():
        raise error_at(text, scanner.start, "JSON: something follows the end of the data")
    return node


class _Scanner:
    def __init__(self, text: str, limits: Limits) -> None:
        self.text, self.limits = text, limits
        self.start = self.end = 1 if text.startswith("\ufeff") else 0
        self.count = 0

    def token(self) -> str:
        """Go to the next token; "" at the end of the text."""
        self.start = past(_SPACE, self.text, self.end)
        if self.start == len(self.text):
            return ""
        found = _TOKEN.match(self.text, self.start)
        if found is None:
            raise error_at(self.text, self.start, "JSON: a value, or one of , : ] } is expected")
        self.end = found.end()
        return found[0]

    def value(self, depth: int) -> Node:
        return self.node(self.token(), depth)

    def node(self, token: str, depth: int) -> Node:
        self.count += 1
        if depth > self.limits.depth or self.count > self.limits.nodes:
            raise error_at(self.text, self.start, "JSON: too deep, or too many values")
        start = self.start
        if token in ("[", "{"):
            return self.collection(token, start, depth)
        if token in ("", "]", "}", ":", ","):
            raise error_at(self.text, start, "JSON: a value is expected")
        node = Node("scalar", start, self.end, start, 0, value=token)
        if token[0] == '"':
            node.style = '"'
            try:
                node.value = json.loads(token)
            except ValueError as error:
                raise error_at(self.text, start, "JSON: a wrong escape in a string") from error
        return node

    def collection(self, opening: str, start: int, depth: int) -> Node:
        mapping = opening == "{"
        closing = "}" if mapping else "]"
        node = Node("mapping" if mapping else "list", start, start, start, 0, opening)
        token = self.token()
        while token != closing or node.items:
            if mapping:
                self.require(token.startswith('"'), "a key in quotes")
                node.keys.append(self.node(token, depth + 1))
                self.require(self.token() == ":", "a colon")
                node.items.append(self.value(depth + 1))
            else:
                node.items.append(self.node(token, depth + 1))
            token = self.token()
            if token == closing:
                break
            self.require(token == ",", f"a comma or {closing}")
            token = self.token()
        node.end = self.end
        return node

    def require(self, holds: bool, what: str) -> None:
        if not holds:
            raise error_at(self.text, self.start, f"JSON: {what} is expected")
