"""The text of a template to tokens, in time linear in its length.

A port of the rules of Liquid 4.0.4's `tokenizer.rb` and `block_body.rb`: a `{{` ends at the first
`}` (with or without a second one), a `{%` at the first `%}`, and white space next to a `-` goes.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import Literal, NamedTuple

SPACE = "\0\t\n\v\f\r "
"""What Ruby's `strip` takes away."""

_START = re.compile(r"\{[{%]")
_TAG = re.compile(r"-?\s*(\w+)\s*", re.ASCII)
_END_RAW = re.compile(r"\{%\s*endraw(?!\w)", re.ASCII)


class Token(NamedTuple):
    """A piece of a template.

    `value` is the text, a tag's name, or what is wrong with it ("illegal"). "raw" is text that
    white space control does not touch. `markup` is what a tag or output says, from offset `inner`.
    """

    kind: Literal["text", "raw", "output", "tag", "illegal", "end"]
    value: str
    start: int
    end: int
    markup: str = ""
    inner: int = 0


def tokenize(source: str) -> Iterator[Token]:
    """Tokens of a template. After a `{{` or `{%` that nothing ends, the rest is text."""
    place, trim = 0, False
    while place < len(source):
        found = _START.search(source, place)
        start = found.start() if found else len(source)
        dash = source.startswith("-", start + 2)
        if start > place:
            text, at = source[place:start], place
            if trim:
                text = text.lstrip(SPACE)
                at = start - len(text)
            if dash:
                text = text.rstrip(SPACE)
            trim = False
            if text:
                yield Token("text", text, at, at + len(text))
        if not found:
            return
        output = found.group() == "{{"
        end = _end_of(source, start, output)
        if end < 0:
            yield _illegal(f"'{found.group()}' is never closed", start)
            yield Token("raw", source[start:], start, len(source))
            return
        place = end
        if output:
            yield _output(source, start, end)
        else:
            tag = _tag(source, start, end)
            if tag.value == "raw" and tag.kind == "tag":
                place = yield from _raw(source, tag)
            else:
                yield tag
        # As Ruby does it: the third character from the end, whatever the markup is.
        trim = source[end - 3] == "-"


def _end_of(source: str, start: int, output: bool) -> int:
    if not output:
        end = source.find("%}", start + 2)
        return end + 2 if end >= 0 else -1
    end = source.find("}", start + 2)
    if end < 0:
        return -1
    return end + 2 if source.startswith("}", end + 1) else end + 1


def _illegal(message: str, start: int) -> Token:
    return Token("illegal", message, start, start + 2)


def _output(source: str, start: int, end: int) -> Token:
    if not source.startswith("}}", end - 2):
        return _illegal("'{{' is closed by a single '}'", start)
    low = start + 2 + source.startswith("-", start + 2)
    high = max(end - 2 - (source[end - 3] == "-"), low)
    return Token("output", "", start, end, source[low:high], low)


def _tag(source: str, start: int, end: int) -> Token:
    name = _TAG.match(source, start + 2, end - 2)
    if not name:
        return _illegal("a tag needs a name", start)
    inner = name.end()
    high = max(end - 2 - (source[end - 3] == "-"), inner)
    return Token("tag", name.group(1), start, end, source[inner:high], inner)


def _raw(source: str, tag: Token) -> Generator[Token, None, int]:
    """Yield what stands between raw and endraw; return where the text after it starts."""
    if tag.markup.strip(SPACE):
        yield _illegal("the tag 'raw' takes no arguments", tag.start)
    closing = _END_RAW.search(source, tag.end)
    closed = source.find("%}", closing.end()) if closing else -1
    if not closing or closed < 0:
        yield _illegal("the tag 'raw' is never closed", tag.start)
        yield Token("raw", source[tag.end :], tag.end, len(source))
        return len(source)
    yield Token("raw", source[tag.end : closing.start()], tag.end, closing.start())
    return closed + 2
