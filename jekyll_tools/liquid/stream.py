"""The tokens of one template on their way into parts."""

from __future__ import annotations

from typing import NamedTuple

from liquid.stream import TokenStream
from liquid.token import TOKEN_TAG, Token

from jekyll_tools.liquid.limits import Meter
from jekyll_tools.liquid.result import Kind
from jekyll_tools.liquid.strict import At
from jekyll_tools.liquid.tokens import end_of_tag, tokenize

_MOST_FAULTS = 500


class Fault(NamedTuple):
    """A problem that was found while parsing, at offsets in the template."""

    kind: Kind
    message: str
    start: int
    end: int
    subject: str = ""


class Opening(NamedTuple):
    """A tag as it stands in a template; `at` is where its markup starts."""

    name: str
    markup: str
    token: Token
    end: int
    at: At

    @property
    def start(self) -> int:
        """The offset of its `{%`."""
        return self.token.start_index


class Stream(TokenStream):
    """The tokens of one template, where it stands, and the faults that were found in it."""

    def __init__(self, text: str, at: At, meter: Meter) -> None:
        super().__init__(tokenize(text))
        self.at = at
        self._meter = meter
        self._read = 0
        self.faults: list[Fault] = []
        self.comment_depth = -1
        self._last = {t.value: i for i, t in enumerate(self.tokens) if t.kind == TOKEN_TAG}

    def opening(self) -> Opening:
        """The tag at the head of the stream; its EXPRESSION becomes the head."""
        self._read += 1
        if not self._read & 255:
            self._meter.step(0)
        token = self.next()
        markup = self.current
        return Opening(
            token.value,
            markup.value,
            token,
            end_of_tag(token),
            At(self.at.text, self.at.shift + markup.start_index),
        )

    def comes(self, name: str) -> bool:
        """Is there a tag of this name further on?"""
        return self._last.get(name, -1) >= self.pos

    def fault(self, kind: Kind, message: str, start: int, end: int, subject: str = "") -> None:
        """Note a problem; after so many, more of them say nothing new."""
        if len(self.faults) < _MOST_FAULTS:
            self.faults.append(Fault(kind, message, start, end, subject))
