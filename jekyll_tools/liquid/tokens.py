"""The text of a template to python-liquid's tokens, in time linear in its length.

A port of the rules of Liquid 4.0.4's `tokenizer.rb` and `block_body.rb`: a `{{` ends at the first
`}` (with or without a second one), a `{%` at the first `%}`, and white space next to a `-` goes.
The library's own lexer is one regular expression and quadratic in the number of unclosed tags.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from liquid.token import (
    TOKEN_CONTENT,
    TOKEN_EXPRESSION,
    TOKEN_ILLEGAL,
    TOKEN_OUTPUT,
    TOKEN_TAG,
    Token,
)

TOKEN_RAW = "raw"
"""Text between raw and endraw, which white space control does not touch."""

SPACE = "\0\t\n\v\f\r "
"""What Ruby's `strip` takes away."""

_START = re.compile(r"\{[{%]")
_TAG = re.compile(r"-?\s*(\w+)\s*", re.ASCII)
_END_RAW = re.compile(r"\{%\s*endraw(?!\w)", re.ASCII)


def tokenize(source: str) -> Iterator[Token]:
    """Tokens of a template.

    A tag is TAG (its name, at its `{%`) and EXPRESSION (its markup, where it stands); an output
    is OUTPUT (all of it) and EXPRESSION. What cannot be read is ILLEGAL: the value is the
    message. After a `{{` or `{%` that nothing ends, the rest is text.
    """
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
                yield Token(TOKEN_CONTENT, text, at, source)
        if not found:
            return
        output = found.group() == "{{"
        end = _end_of(source, start, output)
        if end < 0:
            yield Token(TOKEN_ILLEGAL, f"'{found.group()}' is never closed", start, source)
            yield Token(TOKEN_RAW, source[start:], start, source)
            return
        if output:
            yield from _output(source, start, end)
        else:
            place = yield from _tag(source, start, end)
        # As Ruby does it: the third character from the end, whatever the markup is.
        trim = source[end - 3] == "-"
        if output:
            place = end


def end_of_tag(token: Token) -> int:
    """Where the tag or output ends that starts with this token."""
    return _end_of(token.source, token.start_index, token.kind == TOKEN_OUTPUT)


def _end_of(source: str, start: int, output: bool) -> int:
    if not output:
        end = source.find("%}", start + 2)
        return end + 2 if end >= 0 else -1
    end = source.find("}", start + 2)
    if end < 0:
        return -1
    return end + 2 if source.startswith("}", end + 1) else end + 1


def _output(source: str, start: int, end: int) -> Iterator[Token]:
    if not source.startswith("}}", end - 2):
        yield Token(TOKEN_ILLEGAL, "'{{' is closed by a single '}'", start, source)
        return
    low = start + 2 + source.startswith("-", start + 2)
    high = max(end - 2 - (source[end - 3] == "-"), low)
    yield Token(TOKEN_OUTPUT, source[start:end], start, source)
    yield Token(TOKEN_EXPRESSION, source[low:high], low, source)


def _tag(source: str, start: int, end: int) -> Generator[Token, None, int]:
    """Yield a tag's tokens; return where the text after it starts."""
    name = _TAG.match(source, start + 2, end - 2)
    if not name:
        yield Token(TOKEN_ILLEGAL, "a tag needs a name", start, source)
        return end
    high = max(end - 2 - (source[end - 3] == "-"), name.end())
    markup = source[name.end() : high]
    if name.group(1) != "raw":
        yield Token(TOKEN_TAG, name.group(1), start, source)
        yield Token(TOKEN_EXPRESSION, markup, name.end(), source)
        return end
    if markup.strip(SPACE):
        yield Token(TOKEN_ILLEGAL, "the tag 'raw' takes no arguments", start, source)
    closing = _END_RAW.search(source, end)
    closed = source.find("%}", closing.end()) if closing else -1
    if not closing or closed < 0:
        yield Token(TOKEN_ILLEGAL, "the tag 'raw' is never closed", start, source)
        yield Token(TOKEN_RAW, source[end:], end, source)
        return len(source)
    yield Token(TOKEN_RAW, source[end : closing.start()], end, source)
    return closed + 2
