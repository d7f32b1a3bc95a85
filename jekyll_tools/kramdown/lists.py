"""Block rules for lists: kramdown's indentation, lazy lines, and GFM's task lists."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from jekyll_tools.kramdown.attributes import read_attributes
from jekyll_tools.kramdown.blocks import BlockParser, BlockState
from jekyll_tools.kramdown.context import ListUse
from jekyll_tools.kramdown.grammar import (
    BLANK_RE,
    EOB_RE,
    HTML_START,
    HTML_STOP,
    IAL_BLOCK,
    ITEM_EMPTY_RE,
    ITEM_IAL_RE,
    LIST_START_RE,
    RULE_RE,
    TAIL,
    WHITESPACE,
    pattern,
)
from jekyll_tools.kramdown.nodes import AttributeList, Element, Value, waiting_text
from jekyll_tools.kramdown.strip import Strip, Weave

_LEADING_TABS_RE = re.compile(r"\t+")
_TASK_RE = pattern(r"\s*\[(?P<done> |[xX])\]\s+")
_BOX = '<input type="checkbox" class="task-list-item-checkbox" disabled="disabled" />'
_DONE = (
    '<input type="checkbox" class="task-list-item-checkbox" '
    'disabled="disabled" checked="checked" />'
)
MARKERS = {"ul": "[+*-]", "ol": r"\d+\.", "dl": ":"}


def marker(kind: str, indentation: int) -> re.Pattern[str]:
    """Where the next item of a list starts when the last one is indented so far."""
    return _marker(kind, indentation - 1 if 1 <= indentation <= 3 else 3)


@lru_cache(maxsize=16)
def _marker(kind: str, most: int) -> re.Pattern[str]:
    return pattern(rf"(?P<marker> {{0,{most}}}{MARKERS[kind]})(?P<tail>{TAIL})")


class Lines(NamedTuple):
    """The patterns of the lines that belong to an item (`list.rb`)."""

    content: re.Pattern[str]
    lazy: re.Pattern[str]
    indentation: int


@lru_cache(maxsize=256)
def _lines(indentation: int) -> Lines:
    fours, rest = divmod(min(indentation, 4000), 4)
    tab = r"(?:\t| {4})"
    content = rf"(?:{tab}{{{fours}}} {{{rest}}}|{tab}{{{fours + 1}}}).*\S.*\n"
    return Lines(pattern(content), _lazy(min(indentation, 3)), indentation)


@lru_cache(maxsize=4)
def _lazy(most: int) -> re.Pattern[str]:
    ends = rf" {{0,{most}}}(?:{IAL_BLOCK}|{HTML_STOP}|{HTML_START})"
    return pattern(rf"(?!{ends}).*\S.*\n")


class Item(NamedTuple):
    """An item while its lines are gathered; a nested list starts a part of its own."""

    element: Element
    parts: list[Weave]
    lines: Lines


def first_line(
    state: BlockState, match: re.Match[str], element: Element
) -> tuple[Weave, Lines, str]:
    """The first line of an item without its indentation and its attribute list."""
    src, strip = state.src, state.strip
    start, end = match.span("tail")
    indentation = len(match["marker"])
    text = src[start:end]
    content = text.lstrip(WHITESPACE)
    bare = not content or content.startswith("{:")
    if bare and ITEM_EMPTY_RE.match(src, start):
        indentation = 4
    else:
        column = indentation
        for char in text:
            if char == "\t":
                column += 4 - column % 4
            elif char == " ":
                column += 1
            else:
                break
        indentation = column
    start = end - len(content)
    if bare and (ial := ITEM_IAL_RE.match(src, start, end)):
        element.ial = AttributeList()
        read_attributes(strip, *ial.span("ial"), element.ial)
        place = strip.span(ial.start("ial") - 2, ial.end("ial") + 1)
        state.context.lists.append(ListUse(*place, element.ial, element.ial, "item", element))
        start = ial.end()
    weave = Weave(strip.cut(start, end)) if end > start else Weave()
    return weave, _lines(indentation), src[start:end]


def parse_list(parser: BlockParser, match: re.Match[str], state: BlockState) -> int | None:
    """`* item` and `1. item`."""
    if state.too_deep():
        return None
    src, pos = state.src, match.start()
    kind = "ul" if match["marker"].strip(" ") in "+*-" else "ol"
    element = state.new(kind, pos, pos)
    start_re = marker(kind, 4)
    items: list[Item] = []
    ended = nested = blank = False
    item: Item | None = None
    while pos < state.cursor_max:
        if blank and RULE_RE.match(src, pos):
            break
        if src.startswith("^", pos) and (eob := EOB_RE.match(src, pos)):
            pos, ended = eob.end(), True
            break
        if start := start_re.match(src, pos):
            li = Element("li", *state.strip.span(*start.span()))
            weave, lines, text = first_line(state, start, li)
            item = Item(li, [weave], lines)
            items.append(item)
            start_re = marker(kind, lines.indentation)
            nested, blank = LIST_START_RE.match(text) is not None, False
            pos = start.end()
            continue
        assert item is not None
        line = item.lines.content.match(src, pos)
        line = line or (None if blank else item.lines.lazy.match(src, pos))
        if line:
            nested = _continue(state, item, line, nested)
            blank = False
        elif line := BLANK_RE.match(src, pos):
            nested = blank = True
            item.parts[-1].add(state.strip, *line.span())
        else:
            break
        pos = line.end()
    element.end = state.strip.span(match.start(), pos)[1]
    state.tree.children.append(element)
    _read_items(parser, state, element, items, ended)
    if state.context.options.gfm:
        _tasks(state)
    return pos


def _continue(state: BlockState, item: Item, line: re.Match[str], nested: bool) -> bool:
    start, end = line.span()
    indented, pad, start = unindent(state.src, start, end, item.lines.indentation)
    begins = LIST_START_RE.match(" " * pad + state.src[start:end])
    if begins and indented and not nested:
        item.parts.append(Weave())
        nested = True
    elif begins and nested and not indented:
        pad += item.lines.indentation + 4
    item.parts[-1].pad(" " * pad, state.strip.at(start))
    item.parts[-1].add(state.strip, start, end)
    return nested


def unindent(src: str, start: int, end: int, indentation: int) -> tuple[bool, int, int]:
    """A line without its indentation: was it all there, spaces to put before, where it goes on."""
    tabs = _LEADING_TABS_RE.match(src, start, end)
    width = 4 * (tabs.end() - start) if tabs else 0
    start += width // 4
    if width >= indentation:
        return True, width - indentation, start
    rest = indentation - width
    if src.startswith(" " * rest, start, end):
        return True, 0, start + rest
    return False, width, start


def _read_items(
    parser: BlockParser, state: BlockState, element: Element, items: list[Item], ended: bool
) -> None:
    last: Element | None = None
    element.children = [item.element for item in items]
    for item in items:
        li = item.element
        for part in item.parts:
            strip = part.done(li.start)
            parser.read(strip, li, state)
        children = li.children
        if not children:
            continue
        li.end = max(li.end, children[-1].end)
        if (
            children[0].kind == "p"
            and len(children) >= 2
            and children[1].kind == "eob"
            and children[0].ial is not None
        ):
            del children[1]  # put there by the attribute list of the paragraph
        if _is_tight(element, li, ended):
            if len(children) > 1 and children[1].kind != "blank":
                weave = waiting_text(children[0].children[0])
                weave.pad("\n", max(children[0].end - 1, 0))
            children[0].transparent = True
        last = children.pop() if children[-1].kind == "blank" else None
    if last is not None and not ended:
        state.tree.children.append(last)


def _is_tight(element: Element, li: Element, ended: bool) -> bool:
    children, items = li.children, element.children
    final = li is items[-1]
    if children[0].kind != "p":
        return False
    if not (
        len(children) < 2
        or children[1].kind != "blank"
        or (final and len(children) == 2 and not ended)
    ):
        return False
    if not final or len(items) == 1:
        return True
    return any(
        not other.children or other.children[0].kind != "p" or other.children[0].transparent
        for other in items[:-1]
    )


def _tasks(state: BlockState) -> None:
    current = next(e for e in reversed(state.tree.children) if e.kind in ("ul", "ol"))
    tasks = False
    for li in current.children:
        if not (li.children and li.children[0].kind == "p"):
            continue
        text = li.children[0].children[0]
        if _may_be_task(text):
            strip = waiting_text(text).done()
            if box := _TASK_RE.match(strip.text):
                text.raw = _boxed(strip, box)
                tasks = True
        if tasks:
            li.attributes["class"] = Value("task-list-item")
    if tasks:
        current.attributes["class"] = Value("task-list")


def _may_be_task(waiting: Element) -> bool:
    """Whether a text that waits can start with a box; nothing is put together to tell."""
    strip = waiting.strip
    if waiting.raw is not None or strip is None:
        return True
    return _TASK_RE.match(strip.text, *waiting.pieces[0][:2]) is not None


def _boxed(strip: Strip, box: re.Match[str]) -> Weave:
    weave = Weave()
    weave.pad(_BOX if box["done"] == " " else _DONE, strip.at(box.start("done")))
    weave.add(strip, box.end(), len(strip.text))
    return weave
