"""The markup of a for loop, in Liquid's strict and lax forms."""

from __future__ import annotations

import re
from typing import Literal as Word

from jekyll_tools.liquid.expressions import Expression
from jekyll_tools.liquid.grammar import QUOTED, parse_expression
from jekyll_tools.liquid.strict import At, MarkupError, Parser
from jekyll_tools.patterns import late

ATTRIBUTE = late(rf"(\w+)\s*:\s*({QUOTED})", re.ASCII)
"""One `name: value` of a loop."""

_FOR = late(rf"([\w-]+)\s+in\s+((?:{QUOTED})+)\s*(reversed)?", re.ASCII)


class Header:
    """The markup of a for loop."""

    def __init__(self, markup: str, at: At) -> None:
        self.limit: Expression | None = None
        self.offset: Expression | Word["continue"] | None = None
        try:
            self._strict(Parser(markup, at))
        except MarkupError:
            self._lax(markup, at)

    @property
    def plain(self) -> bool:
        """Is it about all items, from the first to the last?"""
        return self.limit is None and self.offset is None and not self.reversed

    def _strict(self, parser: Parser) -> None:
        self.variable = parser.take("id").text
        if not parser.took("id", "in"):
            raise MarkupError("for loops require an 'in'")
        self.written, start = parser.expression()
        self.values = parse_expression(self.written, At(parser.at.text, parser.at.shift + start))
        self.reversed = bool(parser.took("id", "reversed"))
        while parser.look("id") and parser.look(":", 1):
            key = parser.take("id").text
            if key not in ("limit", "offset"):
                raise MarkupError("for takes limit and offset")
            parser.take(":")
            text, start = parser.expression()
            self._set(key, text, At(parser.at.text, parser.at.shift + start))
        parser.take("end")

    def _lax(self, markup: str, at: At) -> None:
        found = _FOR.match(markup)
        if not found:
            raise MarkupError("write {% for item in list %}")
        self.variable, self.written, word = found.groups()
        self.values = parse_expression(self.written, At(at.text, at.shift + found.start(2)))
        self.reversed = bool(word)
        for each in ATTRIBUTE.finditer(markup):
            self._set(each.group(1), each.group(2), At(at.text, at.shift + each.start(2)))

    def _set(self, key: str, text: str, at: At) -> None:
        if key == "limit":
            self.limit = parse_expression(text, at)
        elif key == "offset":
            self.offset = "continue" if text == "continue" else parse_expression(text, at)
