"""The tokens of one template on their way into parts."""

from __future__ import annotations

from typing import NamedTuple

from jekyll_tools.liquid.limits import Meter
from jekyll_tools.liquid.result import Kind
from jekyll_tools.liquid.strict import At
from jekyll_tools.liquid.tokens import Token, tokenize

_MOST_FAULTS = 500


class Fault(NamedTuple):
    """A problem that was found while parsing, at offsets in the template."""

    kind: Kind
    message: str
    start: int
    end: int
    subject: str = ""


class Opening(NamedTuple):
    """A tag or output as it stands in a template; `at` is where its markup starts."""

    name: str
    markup: str
    start: int
    end: int
    at: At


class Stream:
    """The tokens of one template, where it stands, and the faults that were found in it."""

    def __init__(self, text: str, at: At, meter: Meter) -> None:
        self.text = text
        self.at = at
        self.faults: list[Fault] = []
        self.depth = 0
        """How many blocks are open."""
        self.comment_depth = -1
        self._meter = meter
        self._tokens = list(tokenize(text))
        self._last = {t.value: i for i, t in enumerate(self._tokens) if t.kind == "tag"}
        self._tokens.append(Token("end", "", len(text), len(text)))
        self._at = 0
        self._read = 0

    @property
    def current(self) -> Token:
        """The token at the head of the stream."""
        return self._tokens[self._at]

    @property
    def ended(self) -> bool:
        """Is nothing left?"""
        return self.current.kind == "end"

    def next(self) -> Token:
        """Take the token at the head; the end stays."""
        token = self._tokens[self._at]
        if token.kind != "end":
            self._at += 1
        return token

    def opening(self) -> Opening:
        """Take the tag or output at the head."""
        self._read += 1
        if not self._read & 255:
            self._meter.step(0)
        token = self.next()
        at = At(self.at.text, self.at.shift + token.inner)
        return Opening(token.value, token.markup, token.start, token.end, at)

    def comes(self, name: str) -> bool:
        """Is there a tag of this name further on?"""
        return self._last.get(name, -1) >= self._at

    def fault(self, kind: Kind, message: str, start: int, end: int, subject: str = "") -> None:
        """Note a problem; after so many, more of them say nothing new."""
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(kind, message, start, end, subject))
