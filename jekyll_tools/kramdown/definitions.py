"""Block rules that define something: links, footnotes, abbreviations, attribute lists."""

from __future__ import annotations

import re

from jekyll_tools.kramdown.attributes import read_attributes
from jekyll_tools.kramdown.blocks import BlockParser, BlockState
from jekyll_tools.kramdown.context import (
    FootnoteDefinition,
    LinkDefinition,
    ListUse,
    link_name,
)
from jekyll_tools.kramdown.extensions import extend, extension
from jekyll_tools.kramdown.grammar import (
    ALD_RE,
    EXTENSION_BLOCK_RE,
    IAL_BLOCK_RE,
    INDENT,
    STRIPPED,
    pattern,
)
from jekyll_tools.kramdown.nodes import AttributeList, Element, Value

_ANGLE_RE = pattern(
    r"""<(?P<url>.*?)>(?:(?:[ \t]*?\n|[ \t]+?)[ \t]*?(?P<q>["'])(?P<title>.+?)(?P=q))?[ \t]*?\n"""
)
_LONG_ANGLE_RE = pattern(r"<(?P<url>[^>\n]*)>(?P<q>(?P<title>))[ \t]*\n")
_NEXT_TITLE_RE = pattern(r"""[ \t]*(?P<q>["'])(?P<title>.+)(?P=q)[ \t]*\n""")
_SPACE_QUOTE_RE = pattern(r"""[ \t]+["']""")
_FIRST_RE = pattern(r"\S")
_INDENT_RE = pattern(INDENT)
_LONGEST = 4000  # of a line with a title after <…>; keeps it linear


def parse_link_definition(
    parser: BlockParser, match: re.Match[str], state: BlockState
) -> int | None:
    """`[name]: url "title"`, the title perhaps on the next line."""
    src, pos = state.src, match.end()
    line_end = src.find("\n", pos)
    found = _definition(src, pos, line_end)
    if found is None:
        return None
    url, title, end = found
    name = link_name(match["name"])
    mark = state.mark("link_def", match.start(), end)
    strip = state.strip
    state.context.links[name] = LinkDefinition(
        Value(src[url[0] : url[1]], *strip.span(*url)),
        Value(src[title[0] : title[1]], *strip.span(*title)) if title else None,
        mark,
    )
    return end


_Range = tuple[int, int]


def _definition(src: str, pos: int, line_end: int) -> tuple[_Range, _Range | None, int] | None:
    angle_re = _ANGLE_RE if line_end - pos < _LONGEST else _LONG_ANGLE_RE
    if angle := angle_re.match(src, pos):
        return angle.span("url"), angle.span("title") if angle["q"] else None, angle.end()
    first = _FIRST_RE.search(src, pos, line_end)
    if first is None:
        return None
    last = pos + len(src[pos:line_end].rstrip(" \t"))
    # the shortest destination after which only a title follows, or nothing
    quote = src[last - 1]
    if quote in "\"'":
        space = re.compile(rf"[ \t]+{quote}").search(src, first.end(), last)
        if space and space.end() < last - 1:
            return _checked(src, (pos, space.start()), (space.end(), last - 1), line_end + 1)
    title = _NEXT_TITLE_RE.match(src, line_end + 1)
    if title:
        return _checked(src, (pos, last), title.span("title"), title.end())
    return _checked(src, (pos, last), None, line_end + 1)


def _checked(
    src: str, url: _Range, title: _Range | None, end: int
) -> tuple[_Range, _Range | None, int] | None:
    if _SPACE_QUOTE_RE.search(src, *url):
        return None
    return url, title, end


def parse_footnote_definition(
    parser: BlockParser, match: re.Match[str], state: BlockState
) -> int | None:
    """`[^name]: text`, with indented blocks after it."""
    if state.too_deep():
        return None
    content = Element("footnote_def", *state.strip.span(*match.span()))
    parser.read(state.strip.without(_INDENT_RE, *match.span("text")), content, state)
    mark = state.mark("footnote_def", *match.span())
    name = match["name"]
    state.context.footnotes.pop(name, None)
    state.context.footnotes[name] = FootnoteDefinition(content, mark)
    return match.end()


def parse_abbreviation(parser: BlockParser, match: re.Match[str], state: BlockState) -> int:
    """`*[HTML]: Hyper Text Markup Language`."""
    text = match["text"]
    start = match.start("text") + len(text) - len(text.lstrip(STRIPPED))
    text = text.strip(STRIPPED)
    mark = state.mark("abbrev_def", *match.span())
    value = Value(text, *state.strip.span(start, start + len(text)))
    state.context.abbreviations[match["name"]] = (value, mark)
    return match.end()


def parse_extension(parser: BlockParser, match: re.Match[str], state: BlockState) -> int | None:
    """`{:name: …}`, `{::comment}`, and `{: .class}` before or after a block."""
    src, pos, context = state.src, state.cursor, state.context
    if ald := ALD_RE.match(src, pos):
        said = context.alds.setdefault(ald["name"], AttributeList())
        read_attributes(state.strip, *ald.span("ald"), said)
        state.mark("ald", *ald.span())
        return ald.end()
    if tag := EXTENSION_BLOCK_RE.match(src, pos):
        found = extension(tag, state.strip, True, state.unclosed)
        if found is None:
            return None
        extend(found, state.tree, context)
        if found.name == "options":
            state.mark("extension", pos, found.end)
        return found.end
    if ial := IAL_BLOCK_RE.match(src, pos):
        _block_list(state, ial)
        return ial.end()
    return None


def _block_list(state: BlockState, ial: re.Match[str]) -> None:
    children, place = state.tree.children, state.strip.span(ial.start(), ial.end() - 1)
    last = children[-1] if children else None
    after = last is not None and (
        last.kind not in ("blank", "eob")
        or last.value in ("link_def", "abbrev_def", "footnote_def")
    )
    if last is not None and after:
        if last.ial is None:
            last.ial = AttributeList()
        said = last.ial
    else:
        if state.block_ial is None:
            state.block_ial = AttributeList()
        said = state.block_ial
    own = AttributeList()
    read_attributes(state.strip, *ial.span("ial"), said)
    read_attributes(state.strip, *ial.span("ial"), own)
    state.context.lists.append(ListUse(*place, said, own, "block", last if after else None))
    if after and not IAL_BLOCK_RE.match(state.src, ial.end()):
        state.mark("ial", *ial.span())
