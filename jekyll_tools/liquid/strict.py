"""Liquid 4.0.4's strict parser of expressions (`lexer.rb`, `parser.rb`)."""

from __future__ import annotations

import re
from typing import NamedTuple

from jekyll_tools.text import File, Source, Traced

_A = re.ASCII
_TOKEN = re.compile(
    r"""(?P<space>\s+)|(?P<comparison>==|!=|<>|<=?|>=?|contains(?=\s))|(?P<string>'[^']*'|"[^"]*")"""
    r"""|(?P<number>-?\d+(?:\.\d+)?)|(?P<id>[a-zA-Z_][\w-]*\??)|(?P<dotdot>\.\.)"""
    r"""|(?P<special>[|.:,\[\]()?-])""",
    _A,
)


class At(NamedTuple):
    """Where markup stands: offset `shift` in a file or a produced text."""

    text: File | Traced
    shift: int

    def source(self, start: int, end: int) -> Source:
        """The source of a part of the markup."""
        return Source(self.text, start + self.shift, end + self.shift)


class MarkupError(Exception):
    """Markup that a parser does not take."""


class _Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int


class Parser:
    """The strict parser (`parser.rb`) over the tokens of some markup."""

    def __init__(self, markup: str, at: At) -> None:
        self.at = at
        self._tokens = list(_lexed(markup))
        self._next = 0

    def look(self, kind: str, ahead: int = 0) -> bool:
        """Is the next token, or one after it, of this kind?"""
        place = self._next + ahead
        return place < len(self._tokens) and self._tokens[place].kind == kind

    def take(self, kind: str) -> _Token:
        """The next token, which has to be of this kind."""
        token = self._tokens[self._next]
        if token.kind != kind:
            raise MarkupError(f"Expected {kind} but found {token.kind}")
        self._next += 1
        return token

    def took(self, kind: str, text: str | None = None) -> _Token | None:
        """The next token if it is of this kind and text."""
        token = self._tokens[self._next]
        if token.kind != kind or (text is not None and token.text != text):
            return None
        self._next += 1
        return token

    def expression(self) -> tuple[str, int]:
        """The text of an expression without its white space, and where it starts."""
        token = self._tokens[self._next]
        if token.kind == "id":
            return self._path(), token.start
        if token.kind in ("string", "number"):
            self._next += 1
            return token.text, token.start
        if token.kind == "(":
            self._next += 1
            first, _ = self.expression()
            self.take("dotdot")
            last, _ = self.expression()
            self.take(")")
            return f"({first}..{last})", token.start
        raise MarkupError(f"{token.text!r} is not a valid expression")

    def _path(self) -> str:
        parts = [self.take("id").text]
        while True:
            while self.took("["):
                text, _ = self.expression()
                self.take("]")
                parts.append(f"[{text}]")
            if not self.took("."):
                return "".join(parts)
            parts.append("." + self.take("id").text)


def _lexed(markup: str) -> list[_Token]:
    tokens = []
    place = 0
    while place < len(markup):
        found = _TOKEN.match(markup, place)
        if not found:
            raise MarkupError(f"Unexpected character {markup[place]}")
        kind = found.lastgroup or ""
        if kind != "space":
            text = found.group()
            tokens.append(_Token(text if kind == "special" else kind, text, place, found.end()))
        place = found.end()
    tokens.append(_Token("end", "", place, place))
    return tokens
