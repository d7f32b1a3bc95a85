"""Block rule for definition lists: the paragraph before gives the terms."""

from __future__ import annotations

import re

from jekyll_tools.kramdown.attributes import read_attributes
from jekyll_tools.kramdown.blocks import BlockParser, BlockState
from jekyll_tools.kramdown.context import ListUse
from jekyll_tools.kramdown.grammar import BLANK_RE, EOB_RE, ITEM_IAL_RE
from jekyll_tools.kramdown.lists import Item, first_line, marker, unindent
from jekyll_tools.kramdown.nodes import AttributeList, Element, Waiting, waiting_text


def parse_definition_list(
    parser: BlockParser, match: re.Match[str], state: BlockState
) -> int | None:
    """`term` and `: definition`."""
    children = state.tree.children
    if state.too_deep() or not _follows_paragraph(children):
        return None
    element = state.new("dl", *match.span())
    paragraph = children.pop()
    loose = paragraph.kind == "blank"
    if loose:
        paragraph = children.pop()
    element.start = paragraph.start
    _terms(state, element, paragraph)
    element.ial = paragraph.ial
    if element.ial is not None:
        for use in state.context.lists:
            if use.ial is element.ial:
                use.element = element
    end, items = _gather(state, match.start(), loose)
    last: Element | None = None
    for item, first_loose in items:
        last = _read_item(parser, state, item, first_loose)
        element.children.append(item.element)
    element.end = state.strip.span(match.start(), end)[1]
    _append(children, element)
    if last is not None:
        children.append(last)
    return end


def _follows_paragraph(children: list[Element]) -> bool:
    if not children:
        return False
    last = children[-1]
    if last.kind == "p":
        return True
    return (
        len(children) >= 2
        and last.kind == "blank"
        and last.text() == "\n"
        and children[-2].kind == "p"
    )


def _terms(state: BlockState, element: Element, paragraph: Element) -> None:
    strip = waiting_text(paragraph.children[0]).done()
    start = 0
    for line in strip.text.split("\n"):
        end = start + len(line)
        term = Element("dt", *strip.span(start, end))
        if ial := ITEM_IAL_RE.match(strip.text, start, end):
            term.ial = AttributeList()
            read_attributes(strip, *ial.span("ial"), term.ial)
            use = ListUse(*strip.span(*ial.span()), term.ial, term.ial, "item", term)
            state.context.lists.append(use)
            start = ial.end()
        term.heading = strip.text[start:end]
        term.children.append(Waiting(strip, start, end))
        element.children.append(term)
        start += len(strip.text[start:end]) + 1


def _gather(state: BlockState, pos: int, loose: bool) -> tuple[int, list[tuple[Item, bool]]]:
    src = state.src
    items: list[tuple[Item, bool]] = []
    start_re, blank = marker("dl", 4), False
    while pos < state.cursor_max:
        if start := start_re.match(src, pos):
            dd = Element("dd", *state.strip.span(*start.span()))
            weave, lines, _ = first_line(state, start, dd)
            items.append((Item(dd, [weave], lines), loose))
            start_re = marker("dl", lines.indentation)
            loose = blank = False
            pos = start.end()
            continue
        if EOB_RE.match(src, pos):
            break
        item = items[-1][0]
        line = item.lines.content.match(src, pos)
        line = line or (None if blank else item.lines.lazy.match(src, pos))
        if line:
            _, pad, first = unindent(src, pos, line.end(), item.lines.indentation)
            item.parts[0].pad(" " * pad, state.strip.at(first))
            item.parts[0].add(state.strip, first, line.end())
            loose = blank = False
        elif line := BLANK_RE.match(src, pos):
            loose = blank = True
            item.parts[0].add(state.strip, *line.span())
        else:
            break
        pos = line.end()
    return pos, items


def _read_item(parser: BlockParser, state: BlockState, item: Item, loose: bool) -> Element | None:
    dd = item.element
    parser.read(item.parts[0].done(dd.start), dd, state)
    children = dd.children
    if not children:
        return None
    last = children.pop() if children[-1].kind == "blank" else None
    if children:
        dd.end = max(dd.end, children[-1].end)
    if children and children[0].kind == "p" and not loose:
        if len(children) > 1:
            weave = waiting_text(children[0].children[0])
            weave.pad("\n", max(children[0].end - 1, 0))
        children[0].transparent = True
    return last


def _append(children: list[Element], element: Element) -> None:
    # a list that directly follows another goes on with it
    if children and children[-1].kind == "dl":
        children[-1].children += element.children
    elif len(children) >= 2 and children[-1].kind == "blank" and children[-2].kind == "dl":
        children.pop()
        children[-1].children += element.children
    else:
        children.append(element)
