"""What happens to the tree after the blocks are known: spans, attribute lists, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from jekyll_tools.kramdown.context import Context
from jekyll_tools.kramdown.grammar import names
from jekyll_tools.kramdown.ids import Ids, heading_text
from jekyll_tools.kramdown.nodes import Element, Value
from jekyll_tools.kramdown.spans import SpanParser

_TITLED = names("header dt")
BLOCKS = names("blank p header blockquote codeblock ul ol li dl dt dd table td hr")


def update(element: Element, parser: SpanParser, context: Context, inside: bool = False) -> None:
    """Parse all waiting text and apply the attribute lists (`parser/kramdown.rb` update_tree).

    `inside` of HTML and of footnotes, headings are not those of the page.
    """
    children: list[Element] = []
    blank = False
    for child in element.children:
        kind = child.kind
        if kind == "raw_text":
            children += _read(child, parser, context)
            blank = False
        elif kind == "eob":
            if child.ial is not None:
                context.apply(child.attributes, child.ial)
        elif kind == "blank":
            if not blank:
                children.append(child)
            blank = True
        else:
            blank = False
            inner = child.children
            only = inner[0].kind if len(inner) == 1 else ""
            if only == "raw_text":
                child.children = _read(inner[0], parser, context)
            elif inner and only != "text":
                update(child, parser, context, inside or kind == "html_element")
            if child.ial is not None:
                context.apply(child.attributes, child.ial)
            if kind in _TITLED:
                _heading(child, context)
                if kind == "header" and not inside:
                    context.headings.append(child)
            children.append(child)
    element.children = children


def _read(waiting: Element, parser: SpanParser, context: Context) -> list[Element]:
    if waiting.raw is not None:
        strip = waiting.raw.done()
        return parser.read(strip, 0, len(strip.text), context)
    assert waiting.strip is not None
    start, end, _ = waiting.pieces[0]
    return parser.read(waiting.strip, start, end, context)


def _heading(element: Element, context: Context) -> None:
    gfm = context.options.gfm
    if element.kind == "header":
        if gfm or context.options.auto_id_stripping:
            element.heading = heading_text(element, gfm)
    elif element.kind == "dt":
        element.heading = heading_text(element, gfm)


def finish_gfm(root: Element, context: Context, ids: Ids, source: str) -> None:
    """Hard line breaks and heading ids, neither inside of HTML (`gfm.rb` update_elements)."""
    if context.options.hard_wrap or "\\" in source:
        _finish(root, context)
    for heading in context.headings:
        if _gets_id(heading, context):
            heading.attributes["id"] = Value(ids.gfm(heading.heading), *_inside(heading))
            heading.extra = "auto"


def _gets_id(element: Element, context: Context) -> bool:
    """Whether an element is a heading that gets an id; no line breaks in it then."""
    header = element.kind == "header"
    return header and context.options.auto_ids and "id" not in element.attributes


def _finish(element: Element, context: Context) -> None:
    mark = "\n" if context.options.hard_wrap else "\\\n"
    children: list[Element] = []
    for child in element.children:
        if child.kind == "text":
            if _holds(child, mark):
                children += _broken(element, child, mark)
                continue
        elif child.children and child.kind != "html_element" and not _gets_id(child, context):
            _finish(child, context)
        children.append(child)
    element.children = children


def _holds(element: Element, mark: str) -> bool:
    pieces, strip = element.pieces, element.strip
    if len(pieces) == 1 and pieces[0][2] is None and strip is not None:
        return strip.text.find(mark, pieces[0][0], pieces[0][1]) >= 0
    return mark in element.text()


def _inside(header: Element) -> tuple[int, int]:
    places = [
        child.strip.span(child.pieces[0][0], child.pieces[-1][1])
        if child.kind == "text" and child.strip is not None and child.pieces
        else (child.start, child.end)
        for child in header.children
    ]
    places = [place for place in places if place[0] >= 0]
    if len(places) == 1:
        return places[0]
    if not places:
        return header.start, header.end
    return min(a for a, _ in places), max(b for _, b in places)


def _broken(parent: Element, text: Element, mark: str) -> list[Element]:
    lines = text.text().split(mark)
    block = parent.kind in BLOCKS or parent.block
    omit = not lines[-1] and block and parent.children[-1] is text
    found: list[Element] = []
    at = 0
    for index, line in enumerate(lines):
        # the line break itself stands before every line but the first
        start = at - 1 if index else at
        found.append(text.part(start, at + len(line)))
        at += len(line) + len(mark)
        if index < len(lines) - 2 or (index == len(lines) - 2 and not omit):
            found.append(Element("br"))
    return found


class _Names(NamedTuple):
    one: re.Pattern[str]  # a name
    around: re.Pattern[str]  # what stands before a name
    here: re.Pattern[str]  # nothing, where a name starts


def abbreviate(elements: Iterable[Element], context: Context) -> None:
    """Put abbreviations where their texts stand (`abbreviation.rb`)."""
    if context.abbreviations:
        texts = sorted(context.abbreviations, key=len, reverse=True)
        union = "|".join(map(re.escape, texts))
        flags = re.ASCII | re.MULTILINE
        one = re.compile(union, flags)
        around = re.compile(rf"(?:\W|^)(?=(?:{union})(?!\w))", flags)
        here = re.compile(rf"(?=(?:{union})(?!\w))", flags)
        for element in elements:
            _abbreviate(element, _Names(one, around, here))


def _abbreviate(element: Element, known: _Names) -> None:
    children: list[Element] = []
    for child in element.children:
        if child.kind != "text":
            _abbreviate(child, known)
            children.append(child)
        elif element.model == "raw" or not known.one.search(child.text()):
            children.append(child)
        else:
            children += _split(child, known)
    element.children = children


def _split(child: Element, known: _Names) -> list[Element]:
    found: list[Element] = []
    text, at = child.text(), 0
    # kramdown takes the place where it stands for the start of a line
    while before := known.here.match(text, at) or known.around.search(text, at):
        # a name may itself start with what is no word character
        name = known.one.match(text, before.start()) or known.one.match(text, before.end())
        assert name is not None
        found.append(child.part(at, name.start()))
        abbreviation = child.part(name.start(), name.end())
        abbreviation.kind = "abbreviation"
        abbreviation.value = name[0]
        found.append(abbreviation)
        at = name.end()
    found.append(child.part(at, len(text)))
    return found
