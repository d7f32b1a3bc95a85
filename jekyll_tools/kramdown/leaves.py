"""Block rules: paragraphs, headings, code, quotes, rules, math, blank lines, ends of blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache

from jekyll_tools.kramdown.blocks import BlockParser, BlockState, is_plain
from jekyll_tools.kramdown.grammar import (
    BOUNDARY_RE,
    INDENT,
    LAZY_END,
    PARAGRAPH_END,
    PARAGRAPH_END_GFM,
    QUOTE_START,
    STRIPPED,
    WHITESPACE,
    paragraph,
    pattern,
)
from jekyll_tools.kramdown.nodes import Blank, Element, Value, Waiting, waiting_text
from jekyll_tools.kramdown.strip import Strip, Weave

# REXML's XMLTokens
_START = (
    ":A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_HEADING_ID_RE = pattern(r"[\t ]\{\#(?P<id>[:A-Z_a-z][:A-Z_a-z\-.0-9]*)\}\Z")
_CLOSING_GFM_RE = pattern(r"[\t ]#+\Z")
_INDENT_RE = pattern(INDENT)
_QUOTE_RE = pattern(QUOTE_START)
_LAZY_RE = paragraph(LAZY_END)
_PARAGRAPH_RE = paragraph(PARAGRAPH_END)
_PARAGRAPH_GFM_RE = paragraph(PARAGRAPH_END_GFM)
_FENCE_INFO_RE = pattern(r"\s*?(?P<info>(?P<lang>\S+?)(?:\?\S*)?)?\s*?\n")
_JOINED_RE = pattern(r" {0,3}\S")
_ANY_END_RE = pattern(r"^ {0,3}[~`]{3,}\s*?\n")
_LONGEST_FENCE = 200
_MOST_OPEN = 100  # different fences in a text
_RUN_RE = re.compile("[~`]+")


@cache
def _wide_heading_id_re() -> re.Pattern[str]:
    # Such sets take a hundred times as long to compile as those of ASCII.
    return pattern(
        rf"[\t ]\{{\#(?P<id>[{_START}][{_START}\-.0-9\u00b7\u0300-\u036f\u203f-\u2040]*)\}}\Z"
    )


def parse_blank(parser: BlockParser, match: re.Match[str], state: BlockState) -> int:
    """Blank lines."""
    return _blank(state, match.end())


def quick_blank(state: BlockState) -> int | None:
    """An empty line before one that is not."""
    src, start = state.src, state.cursor
    if src[start] == "\n" and src[start + 1 : start + 2] not in WHITESPACE:
        return _blank(state, start + 1)
    return None


def _blank(state: BlockState, end: int) -> int:
    # those that follow others belong to them
    children, start = state.tree.children, state.cursor
    if children and children[-1].kind == "blank":
        children[-1].pieces.append((start, end, None))
    else:
        state.own(Blank(state.strip, start, end))
    return end


def parse_code(parser: BlockParser, match: re.Match[str], state: BlockState) -> int | None:
    """Indented code; a line that hangs back is joined to the one before."""
    src, weave = state.src, Weave()
    start, end = match.span()
    if start == end:  # a form feed after the indentation: kramdown itself never comes to an end
        return None
    for first in _line_starts(src, start, end):
        if indent := _INDENT_RE.match(src, first):
            weave.add(state.strip, start, first)
            start = indent.end()
        elif first > match.start() and _JOINED_RE.match(src, first):
            weave.add(state.strip, start, first - 1)
            weave.pad(" ", state.strip.at(first - 1))
            start = first
    weave.add(state.strip, start, end)
    _code(state, weave.done(), match.start(), end)
    return end


def parse_fenced(parser: BlockParser, match: re.Match[str], state: BlockState) -> int | None:
    """Code between fences; a fence that has no end may be a shorter one with a language."""
    src, at = state.src, match.end() - len(match[0].lstrip(" "))
    run = _RUN_RE.match(src, at)
    if run is None or len(run[0]) > _LONGEST_FENCE or "" in state.missing:
        return None
    if len(state.missing) > _MOST_OPEN:
        return None
    if not _ANY_END_RE.search(src, run.end()):
        state.missing.add("")
        return None
    for length in range(len(run[0]), 2, -1):
        fence = src[at : at + length]
        info = _FENCE_INFO_RE.match(src, at + length)
        if info is None or fence in state.missing:
            continue
        lead = " {0,3}" if state.context.options.gfm else ""
        close = _fence_end(lead, fence).search(src, info.end())
        if close is None:
            state.missing.add(fence)
            continue
        code = _code(state, state.strip.cut(info.end(), close.start()), match.start(), close.end())
        code.closed = True
        if info["info"]:
            code.extra = info["info"]
            language = Value(f"language-{info['lang']}", *state.strip.span(*info.span("lang")))
            code.attributes["class"] = language
        return close.end()
    return None


@lru_cache(maxsize=64)
def _fence_end(lead: str, fence: str) -> re.Pattern[str]:
    return pattern(rf"^{lead}{re.escape(fence)}{re.escape(fence[-1])}*\s*?\n")


def _code(state: BlockState, text: Strip, start: int, end: int) -> Element:
    code = state.add("codeblock", start, end)
    code.strip = text
    code.pieces = [(0, len(text.text), None)]
    return code


def parse_quote(parser: BlockParser, match: re.Match[str], state: BlockState) -> int | None:
    """`> quote`, with lazy lines."""
    if state.too_deep():
        return None
    body = _LAZY_RE.match(state.src, state.cursor)
    assert body is not None
    quote = state.add("blockquote", *body.span())
    parser.read(state.strip.without(_QUOTE_RE, *body.span()), quote, state)
    return body.end()


def parse_atx(parser: BlockParser, match: re.Match[str], state: BlockState) -> int | None:
    """`# Heading` as kramdown's own parser has it: after a blank line only."""
    if not state.after_boundary():
        return None
    return _heading(match, state, len(match["level"]), _unclosed)


def parse_atx_gfm(parser: BlockParser, match: re.Match[str], state: BlockState) -> int | None:
    """`# Heading` as the GFM parser has it: the space is needed, a blank line is not."""
    return _heading(match, state, len(match["level"]), _unclosed_gfm)


def parse_setext(parser: BlockParser, match: re.Match[str], state: BlockState) -> int | None:
    """A heading that is underlined."""
    if not state.after_boundary():
        return None
    return _heading(match, state, 2 if match["level"] == "-" else 1, str)


def _heading(
    match: re.Match[str], state: BlockState, level: int, unclosed: Callable[[str], str]
) -> int | None:
    text, start = match["text"].rstrip(STRIPPED), match.start("text")
    given = None
    if found := (_HEADING_ID_RE if text.isascii() else _wide_heading_id_re()).search(text):
        first, last = found.span("id")
        given = Value(found["id"], *state.strip.span(start + first, start + last))
        text = text[: found.start()].rstrip(STRIPPED)
    text = unclosed(text)
    if not text:
        return None
    heading = state.add("header", *match.span())
    heading.level, heading.heading = level, text
    if given is not None:
        heading.attributes["id"] = given
        heading.extra = "explicit"
    heading.children.append(Waiting(state.strip, start, start + len(text)))
    return match.end()


def _unclosed(text: str) -> str:
    plain = text.rstrip("#")
    if plain == text:
        return text
    return text[: len(plain) + plain.endswith("\\")].rstrip(STRIPPED)


def _unclosed_gfm(text: str) -> str:
    found = _CLOSING_GFM_RE.search(text)
    return text[: found.start()].rstrip(STRIPPED) if found else text


def parse_rule(parser: BlockParser, match: re.Match[str], state: BlockState) -> int:
    """A horizontal rule."""
    state.add("hr", *match.span())
    return match.end()


def parse_math(parser: BlockParser, match: re.Match[str], state: BlockState) -> int | None:
    """A block between `$$`."""
    if not state.after_boundary():
        return None
    if match["escape"]:
        if match["newline"]:
            state.cursor = match.end("escape")
        return None
    if not BOUNDARY_RE.match(state.src, match.end()):
        return None
    text = match["math"]
    start = match.start("math") + len(text) - len(text.lstrip(STRIPPED))
    math = state.add("math", *match.span())
    math.block = True
    math.pieces = [(start, start + len(text.strip(STRIPPED)), None)]
    return match.end()


def parse_eob(parser: BlockParser, match: re.Match[str], state: BlockState) -> int:
    """`^` on a line of its own ends a block."""
    state.mark("", *match.span())
    return match.end()


def parse_paragraph(parser: BlockParser, match: re.Match[str], state: BlockState) -> int:
    """All that is nothing else."""
    return _paragraph(state)


def quick_paragraph(state: BlockState) -> int | None:
    """A line that can be nothing else."""
    return _paragraph(state) if is_plain(state.src, state.cursor) else None


def _paragraph(state: BlockState) -> int:
    # what directly follows one belongs to it
    src, start = state.src, state.cursor
    past = src.find("\n", start) + 1
    if not src.startswith("\n", past):  # nearly always a blank line follows
        options = state.context.options
        gfm = options.gfm and "paragraph_end" in options.gfm_quirks
        body = (_PARAGRAPH_GFM_RE if gfm else _PARAGRAPH_RE).match(src, start)
        assert body is not None
        past = body.end()
    text = src[start:past]
    end = start + len(text.rstrip(STRIPPED))
    last = state.tree.children[-1] if state.tree.children else None
    if last is not None and last.kind == "p":
        weave = waiting_text(last.children[-1])
        joiner = 3 if src[max(start - 3, 0) : start] == "  \n" else 1
        if src[start - joiner : start].endswith("\n"):
            weave.add(state.strip, start - joiner, end)
        else:
            weave.pad("\n", state.strip.at(start))
            weave.add(state.strip, start, end)
        last.end = state.strip.span(start, past)[1]
        return past
    element = state.add("p", start, past)
    start += len(text) - len(text.lstrip(STRIPPED))
    element.children.append(Waiting(state.strip, start, end))
    return past


def _line_starts(src: str, start: int, end: int) -> Iterator[int]:
    while 0 < start < end or start == 0:
        yield start
        start = src.find("\n", start, end) + 1
        if start == 0:
            return
