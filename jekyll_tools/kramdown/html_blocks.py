"""Block rule for HTML: elements, comments, and what `markdown="1"` makes of their content."""

from __future__ import annotations

import re

from jekyll_tools.kramdown.attributes import Tag, start_tag
from jekyll_tools.kramdown.blocks import BlockParser, BlockState, tags_too_deep
from jekyll_tools.kramdown.grammar import (
    BLOCK_CLOSE_RE,
    CLOSE_RE,
    HTML_TAGS,
    NAME,
    SPAN_TAGS,
    VOID_TAGS,
    model_of,
    pattern,
)
from jekyll_tools.kramdown.nodes import Element, Text, Waiting, literal

_TRAILING_RE = pattern(r"[ \t]*\n")
_RAW_RE = pattern(rf"<(?:{NAME}|/|!--|\?)")
_COMMENT_RE = pattern(r"<!--(?s:.*?)-->")
_MODELS = {"0": "raw", "1": "default", "span": "span", "block": "block"}


def parse_block_html(parser: BlockParser, match: re.Match[str], state: BlockState) -> int | None:
    """An HTML element or comment that starts a line."""
    src, pos = state.src, state.cursor
    if src.startswith("<!--", pos):
        if "-->" in state.missing or not (comment := _COMMENT_RE.match(src, pos)):
            state.missing.add("-->")
            return None
        element = literal("xml_comment", state.strip, *comment.span())
        element.block = True
        state.tree.children.append(element)
        return _trailing(src, comment.end())
    start = src.find("<", pos)
    tag = start_tag(src, start)
    if tag is not None and tag.name not in SPAN_TAGS:
        if state.too_deep():
            return None
        return _start(parser, state, tag, start)
    close = BLOCK_CLOSE_RE.match(src, pos)
    if close and close["tag"].lower() not in SPAN_TAGS:
        name = close["tag"].lower()
        if state.tree.kind == "html_element" and state.tree.value == name:
            state.stopped = True
            return close.end()
    return None


def _start(parser: BlockParser, state: BlockState, tag: Tag, start: int) -> int:
    """Read an element from its start tag to its end."""
    element = _element(state, tag, start, state.tree)
    state.cursor = start + tag.size
    if element.value in ("script", "style"):
        return _script(state, element, state.tree)
    _settle(state, element, state.tree)
    if element.closed:
        return state.cursor
    end = _body(parser, state, element, state.tree)
    element.end = max(element.end, state.strip.span(end - 1, end)[1])
    return end


def _element(state: BlockState, tag: Tag, start: int, tree: Element) -> Element:
    strip = state.strip
    element = Element("html_element", *strip.span(start, start + tag.size))
    element.value, element.block, element.strip = tag.name, True, strip
    element.closed = tag.closed or tag.name in VOID_TAGS
    element.attributes = tag.attributes(strip, start)
    tree.children.append(element)
    return element


def _settle(state: BlockState, element: Element, tree: Element) -> None:
    # the content model, and the attribute list that stood before (handle_kramdown_html_tag)
    element.ial, state.block_ial = state.block_ial, None
    if element.ial is not None:
        state.context.adopt(element.ial, element)
    raw_parent = tree.kind == "html_element" and tree.model == "raw"
    parse = state.context.options.parse_block_html and not raw_parent
    element.model = model_of(element.value) if parse else "raw"
    wish = element.attributes.pop("markdown", None)
    model = _MODELS.get(wish.text) if wish is not None else None
    if model is not None:
        element.model = model_of(element.value) if model == "default" else model
        element.extra = "markdown"
    if element.model == "block":
        state.cursor = _trailing(state.src, state.cursor)


def _script(state: BlockState, element: Element, tree: Element) -> int:
    src, pos = state.src, state.cursor
    stop = re.compile(rf"</{element.value}\s*>", re.IGNORECASE | re.ASCII).search(src, pos)
    end = stop.start() if stop else len(src)
    if end > pos:
        element.children.append(literal("raw", state.strip, pos, end))
    close = CLOSE_RE.match(src, end) if stop else None
    state.cursor = close.end() if close else end
    element.end = max(element.end, state.strip.span(state.cursor - 1, state.cursor)[1])
    _settle(state, element, tree)
    return state.cursor


def _body(parser: BlockParser, state: BlockState, element: Element, tree: Element) -> int:
    src, pos = state.src, state.cursor
    if element.model == "block":
        inner = state.inside(element)
        inner.cursor = pos
        parser.parse(inner)
        pos = inner.cursor
    elif element.model == "span":
        pos = _span_body(state, element, pos)
    else:
        state.cursor = pos
        pos = _raw_body(parser, state, element)
    if tree.kind == "html_element" and tree.model == "raw":
        return pos
    return _trailing(src, pos)


def _span_body(state: BlockState, element: Element, pos: int) -> int:
    src = state.src
    flags = re.IGNORECASE | re.ASCII
    stop = re.compile(rf"</{re.escape(element.value)}\s*>", flags).search(src, pos)
    end = stop.start() if stop else len(src)
    if end > pos:
        element.children.append(Waiting(state.strip, pos, end))
    return stop.end() if stop else end


def _raw_body(parser: BlockParser, state: BlockState, root: Element) -> int:
    """Content that is taken as it stands, but for tags that ask to be parsed."""
    src, strip, pos = state.src, state.strip, state.cursor
    stack = [root]
    while stack:
        tree = stack[-1]
        mark = src.find("<", pos)
        while mark >= 0 and not _RAW_RE.match(src, mark):
            mark = src.find("<", mark + 1)
        if mark < 0:
            _text(state, tree, pos, len(src))
            return len(src)
        _text(state, tree, pos, mark)
        pos = mark
        char = src[pos + 1]
        if char in "!?" and (special := _special(state, pos)):
            kind, end = special
            comment = literal(kind, strip, pos, end)
            comment.block = True
            tree.children.append(comment)
            pos = end
        elif char != "/" and (tag := start_tag(src, pos)):
            pos = _raw_tag(parser, state, tag, pos, stack)
        elif char == "/" and (close := CLOSE_RE.match(src, pos)):
            pos = close.end()
            name = close["tag"].lower() if tree.value in HTML_TAGS else close["tag"]
            if tree.value == name:
                stack.pop()
                tree.end = strip.span(pos - 1, pos)[1]
            else:
                _text(state, tree, *close.span())
        else:
            _text(state, tree, pos, pos + 1)
            pos += 1
    return pos


def _special(state: BlockState, pos: int) -> tuple[str, int] | None:
    for kind, start, stop in (("xml_comment", "<!--", "-->"), ("xml_pi", "<?", "?>")):
        if state.src.startswith(start, pos) and stop not in state.missing:
            end = state.src.find(stop, pos + len(start))
            if end >= 0:
                return kind, end + len(stop)
            state.missing.add(stop)
    return None


def _raw_tag(
    parser: BlockParser, state: BlockState, tag: Tag, start: int, stack: list[Element]
) -> int:
    tree, end = stack[-1], start + tag.size
    if tags_too_deep(len(stack) + state.depth_now):
        tree.children.append(literal("raw", state.strip, start, end))
        return end
    element = _element(state, tag, start, tree)
    state.cursor = end
    if element.value in ("script", "style"):
        return _script(state, element, tree)
    _settle(state, element, tree)
    if element.closed:
        return state.cursor
    if element.model == "raw":
        stack.append(element)
        return state.cursor
    if state.too_deep():
        return state.cursor
    return _body(parser, state, element, tree)


def _text(state: BlockState, tree: Element, start: int, end: int) -> None:
    if end <= start:
        return
    last = tree.children[-1] if tree.children else None
    if last is not None and last.kind == "text" and last.pieces[-1][1] == start:
        last.pieces[-1] = (last.pieces[-1][0], end, None)
    else:
        text = Text(state.strip, (start, end, None))
        text.start, text.end = state.strip.span(start, end)
        tree.children.append(text)


def _trailing(src: str, pos: int) -> int:
    match = _TRAILING_RE.match(src, pos)
    return match.end() if match else pos
