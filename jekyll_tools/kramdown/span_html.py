"""Span rules for HTML tags, comments, and kramdown's own `{:…}` marks inside a paragraph."""

from __future__ import annotations

import re
from functools import partial

from jekyll_tools.kramdown.attributes import Tag, read_attributes, start_tag
from jekyll_tools.kramdown.context import Ineffective, ListUse
from jekyll_tools.kramdown.extensions import extend, extension
from jekyll_tools.kramdown.grammar import (
    BLOCK_TAGS,
    CLOSE_RE,
    EXTENSION_SPAN_RE,
    HTML_TAGS,
    IAL_SPAN_RE,
    VOID_TAGS,
    model_of,
)
from jekyll_tools.kramdown.nodes import AttributeList, Attributes, Element
from jekyll_tools.kramdown.spans import SpanParser, SpanState, Stop

_NEWLINES = re.compile(r"\n+")
_MARKED = frozenset(("a", "codespan", "em", "html_element", "img", "strong"))


def parse_span_html(parser: SpanParser, match: re.Match[str], state: SpanState) -> int:
    """A tag, an element or a comment inside a paragraph."""
    src, start = state.src, match.start()
    if src.startswith("<!--", start) and (end := state.later("-->", start + 4)) >= 0:
        element = state.element("xml_comment", start, end + 3)
        element.pieces = [(start, end + 3, None)]
        return end + 3
    if close := CLOSE_RE.match(src, start):
        return state.write(*close.span())
    tag = start_tag(src, start) if state.later(">", start) >= 0 else None
    if tag is None:
        return state.write(start, start + 1)
    if tag.name in BLOCK_TAGS or state.exhausted():
        return state.write(start, start + tag.size)
    return _element(parser, state, tag, start)


def _element(parser: SpanParser, state: SpanState, tag: Tag, start: int) -> int:
    name, end = tag.name, start + tag.size
    attributes = tag.attributes(state.strip, start)
    parse = _parses(state, name, attributes)
    element = state.element("html_element", start, end)
    element.value, element.closed = name, tag.closed
    element.model = "span" if parse else "raw"
    element.attributes = attributes
    for key, value in attributes.items():
        if "\n" in value.text:
            attributes[key] = value._replace(text=_NEWLINES.sub(" ", value.text))
    state.pos = end
    if element.closed or name in VOID_TAGS:
        return end
    stop = Stop("<", partial(_end_tag, name))
    if parser.inside(state, element, stop, () if parse else ("span_html",)):
        found = CLOSE_RE.match(state.src, state.pos)
        assert found is not None
        state.pos = found.end()
    else:  # kramdown closes it at the end of the paragraph
        outer, state.tree = state.tree, element
        state.pos = state.write(state.pos, len(state.src))
        state.tree = outer
    element.start, element.end = state.strip.span(start, state.pos)
    return state.pos


def _end_tag(name: str, src: str, pos: int) -> re.Match[str] | None:
    match = CLOSE_RE.match(src, pos)
    if match is None:
        return None
    found = match["tag"]
    return match if found == name or (name in HTML_TAGS and found.lower() == name) else None


def _parses(state: SpanState, name: str, attributes: Attributes) -> bool:
    raw = model_of(name) == "raw"
    wish = attributes.pop("markdown", None)
    if wish is not None:
        if wish.text == "span":
            return True
        if wish.text == "1":
            return not raw
        if wish.text == "0":
            return False
    if raw or state.tree.model == "raw":
        return False
    return state.context.options.parse_span_html


def parse_span_extension(parser: SpanParser, match: re.Match[str], state: SpanState) -> int:
    """`{:.class}` after a span, `{::comment}…{:/}` and the like."""
    src, start = state.src, match.start()
    special = src.startswith(("{::", "{:/"), start)
    if special and (ext := EXTENSION_SPAN_RE.match(src, start)):
        found = extension(ext, state.strip, False, state.unclosed)
        if found is None:
            return state.write(start, start + 1)
        extend(found, state.tree, state.context)
        return found.end
    ial = IAL_SPAN_RE.match(src, start) if state.later("}", start) >= 0 else None
    if ial is None:
        return state.write(start, start + 1)
    children = state.tree.children
    last = children[-1] if children else None
    place = state.strip.span(*ial.span())
    if last is None or last.kind == "text":
        state.context.ineffective[place] = Ineffective(*place, _reason(children))
        return state.write(start, start + 1)
    said = AttributeList()
    read_attributes(state.strip, *ial.span("ial"), said)
    if last.ial is None:
        last.ial = AttributeList()
    last.ial.merge(said)  # perhaps the list of a definition: later uses of it see this too
    state.context.apply(last.attributes, said)
    state.context.lists.append(ListUse(*place, said, said, "span", last))
    return ial.end()


def _reason(before: list[Element]) -> str:
    if not before:
        return "span-start"
    element = before[-2] if len(before) > 1 else None
    apart = element is not None and element.kind in _MARKED and not before[-1].text().strip()
    return "span-space" if apart else "span-text"
