"""Span rules without an inside: code, escapes, entities, quotes, symbols, math, line breaks."""

from __future__ import annotations

import re

from jekyll_tools.kramdown.grammar import STRIPPED, WHITESPACE, pattern
from jekyll_tools.kramdown.nodes import Text, Value
from jekyll_tools.kramdown.options import Options
from jekyll_tools.kramdown.spans import SpanParser, SpanState
from jekyll_tools.kramdown.typography import (
    ENTITY_RE,
    SYMBOL_RE,
    SYMBOLS,
    character,
    code_point,
    smart_quotes,
)

ADDRESS = r"(?u:[\w.-]+)"
_AUTOLINK_RE = pattern(rf"<(?P<url>(?P<scheme>mailto|https?|ftps?):.[^>\n]*|{ADDRESS}@{ADDRESS})>")


def register(parser: SpanParser, options: Options) -> None:
    """Add the rules that come after links, in kramdown's order."""
    parser.add("smart_quotes", "\"'", r"""[^\\]?["']""", _quotes)
    parser.add("inline_math", "$", r"\$\$(?P<math>(?s:.*?))\$\$", _math)


def register_last(parser: SpanParser, options: Options) -> None:
    """Add the rules that come after extensions."""
    parser.add("html_entity", "&", ENTITY_RE.pattern, _entity)
    if not (options.gfm and "no_auto_typographic" in options.gfm_quirks):
        parser.add("typographic_syms", "-.<>\\", SYMBOL_RE.pattern, _symbol)
    if not (options.gfm and options.hard_wrap):
        parser.add("line_break", "\n\\", r"(?:  |\\\\)(?=\n)", _break)
    tilde = "~" if options.gfm else ""
    parser.add("escaped_chars", "\\", rf"""\\[\\.*_+`<>()\[\]{{}}#!:|"'$={tilde}-]""", _escape)


def code_span(src: str, start: int, pos: int, state: SpanState) -> tuple[int, int, int] | None:
    """The code that the back ticks at `start:pos` open: start, end, and end of the span."""
    ticks = src[start:pos]
    simple = len(ticks) == 1
    if simple and (start == 0 or src[start - 1] in WHITESPACE) and src[pos : pos + 1].isspace():
        return None
    close = state.later(ticks, pos)
    if close < 0:
        return None
    first, last = pos, close
    if not simple:
        first += src[first:last].startswith(" ")
        last -= src[first:last].endswith(" ")
    return first, last, close + len(ticks)


def parse_code(parser: SpanParser, match: re.Match[str], state: SpanState) -> int:
    """`` `code` ``."""
    start, pos = match.span()
    found = code_span(state.src, start, pos, state)
    if found is None:
        return state.write(start, pos)
    first, last, end = found
    state.element("codespan", start, end).pieces = [(first, last, None)]
    return end


def _quotes(parser: SpanParser, match: re.Match[str], state: SpanState) -> int:
    first, names, end = smart_quotes(state.src, match.start())
    state.write(match.start(), first)
    for offset, name in enumerate(names):
        state.element("smart_quote", first + offset, first + offset + 1).value = name
    return end


def _math(parser: SpanParser, match: re.Match[str], state: SpanState) -> int:
    text = match["math"]
    start = match.start("math") + len(text) - len(text.lstrip(STRIPPED))
    end = max(match.end("math") - len(text) + len(text.rstrip(STRIPPED)), start)
    state.element("math", *match.span()).pieces = [(start, end, None)]
    return match.end()


def _entity(parser: SpanParser, match: re.Match[str], state: SpanState) -> int:
    code = code_point(match["name"], match["number"], match["hex"])
    if code is None:
        amp = state.element("entity", match.start(), match.start() + 1)
        amp.value, amp.level = "&", 38
        return state.write(match.start() + 1, match.end())
    entity = state.element("entity", *match.span())
    entity.value, entity.level, entity.extra = character(code), code, match[0]
    return match.end()


def _symbol(parser: SpanParser, match: re.Match[str], state: SpanState) -> int:
    start, end = match.span()
    name = SYMBOLS.get(match[0])
    if name is not None:
        state.element("symbol", start, end).value = name
        return end
    for place in (start + 1, start + 2):  # an escaped << or >>
        entity = state.element("entity", place, place + 1)
        entity.value, entity.level = match[0][1], ord(match[0][1])
    return end


def _break(parser: SpanParser, match: re.Match[str], state: SpanState) -> int:
    state.element("br", *match.span())
    return match.end()


def _escape(parser: SpanParser, match: re.Match[str], state: SpanState) -> int:
    return state.write(match.start() + 1, match.end())


def parse_autolink(parser: SpanParser, start: re.Match[str], state: SpanState) -> int | None:
    """`<https://…>` and `<name@host>`."""
    if state.later(">", start.end()) < 0:
        return None
    match = _AUTOLINK_RE.match(state.src, start.start())
    if match is None:
        return None
    first, end = match.span("url")
    link = state.element("a", *match.span())
    place = state.strip.span(first, end)
    if match["scheme"]:
        link.attributes["href"] = Value(match["url"], *place)
    else:
        link.attributes["href"] = Value(f"mailto:{match['url']}", *place)
    if match["scheme"] == "mailto":
        first += len("mailto:")
    link.children.append(Text(state.strip, (first, end, None)))
    return match.end()
