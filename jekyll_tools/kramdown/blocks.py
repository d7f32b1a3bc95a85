"""The block parser: kramdown's way to try its block rules, on mistune's engine."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

import mistune

from jekyll_tools.kramdown.context import MAX_BLOCK_DEPTH, MAX_TAG_DEPTH, Context
from jekyll_tools.kramdown.grammar import STRIPPED, WHITESPACE, pattern
from jekyll_tools.kramdown.nodes import AttributeList, Element, Waiting
from jekyll_tools.kramdown.spans import SpanParser
from jekyll_tools.kramdown.strip import Strip

Rule = Callable[["BlockParser", "re.Match[str]", "BlockState"], int | None]

_LEAD_RE = re.compile(r" {0,3}")


class BlockState(mistune.BlockState):
    """Where the block parser stands in one strip of text, and the element it fills."""

    def __init__(self, strip: Strip, tree: Element, context: Context, depth: int = 0) -> None:
        super().__init__()
        self.process(strip.text)
        self.strip = strip
        self.tree = tree
        self.context = context
        self.depth_now = depth
        self.block_ial: AttributeList | None = None
        self.stopped = False  # the end tag of `tree` was found
        self.missing: set[str] = set()  # ends that do not come from here on
        self.unclosed: dict[str, int] = {}  # extensions, and from where on they do not end

    def inside(self, tree: Element) -> BlockState:
        """A state that goes on in the same text, but fills another element."""
        state = BlockState(self.strip, tree, self.context, self.depth_now + 1)
        state.cursor = self.cursor
        return state

    def new(self, kind: str, start: int, end: int) -> Element:
        """A block from a range of the text; an attribute list before it becomes its own."""
        element = Element(kind, *self.strip.span(start, end))
        element.strip = self.strip
        if self.block_ial is not None:
            self._adopt(element)
        return element

    def add(self, kind: str, start: int, end: int) -> Element:
        """The same, as the next child."""
        return self.own(self.new(kind, start, end))

    def own(self, element: Element) -> Element:
        """Take an element as the next child; it, too, gets the attribute list before it."""
        if self.block_ial is not None:
            self._adopt(element)
        self.tree.children.append(element)
        return element

    def mark(self, value: str, start: int, end: int) -> Element:
        """An end-of-block mark, which an attribute list may follow."""
        element = self.add("eob", start, end)
        element.value = value
        return element

    def _adopt(self, element: Element) -> None:
        assert self.block_ial is not None
        element.ial, self.block_ial = self.block_ial, None
        self.context.adopt(element.ial, element)

    def after_boundary(self) -> bool:
        """Whether a block that needs a boundary before it may start here."""
        if self.block_ial is not None or not self.tree.children:
            return True
        last = self.tree.children[-1]
        return last.kind == "blank" or (last.kind == "eob" and not last.value)

    def too_deep(self) -> bool:
        """Whether no container may be opened any more."""
        return self.depth_now >= MAX_BLOCK_DEPTH


class BlockParser(mistune.BlockParser):
    """mistune's block parser with kramdown's rules.

    A rule is registered with the characters that its first line can start with (after up to
    three spaces); the rules of a character are tried in the order in which they were registered,
    until one accepts.
    """

    state_cls = BlockState  # type: ignore[assignment]  # mistune names its own class

    def __init__(
        self,
        spans: SpanParser,
        blank: Callable[[BlockState, int], int],
        paragraph: Callable[[BlockState], int],
    ) -> None:
        super().__init__()
        self.spans = spans
        self._blank, self._paragraph = blank, paragraph  # of which most texts consist
        self.rules.clear()
        self.specification.clear()
        self._blocks: list[tuple[str, re.Pattern[str], Rule]] = []
        self._starts: set[str] = set()
        self._tables: dict[str, list[tuple[Callable[..., re.Match[str] | None], Rule]]] = {}

    def add(self, name: str, start: str, expression: str, rule: Rule) -> None:
        """Register a rule; an empty `start` means any character."""
        self.register(name, expression, cast("Any", rule))
        self._blocks.append((start, pattern(expression), rule))
        self._starts.update(start)

    def parse(self, state: mistune.BlockState, rules: list[str] | None = None) -> None:
        """Parse from where the state stands to its end, or to the end tag of its element."""
        assert isinstance(state, BlockState)
        src, size, tables = state.src, state.cursor_max, self._tables
        while state.cursor < size and not state.stopped:
            char = src[state.cursor]
            if char == "\n" and src[state.cursor + 1 : state.cursor + 2] not in WHITESPACE:
                state.cursor = self._blank(state, state.cursor + 1)
                continue
            if char == " ":
                lead = _LEAD_RE.match(src, state.cursor)
                char = src[lead.end()] if lead and lead.end() < size else ""
            if char not in self._starts and _is_plain(src, state.cursor):
                state.cursor = self._paragraph(state)
                continue
            table = tables.get(char)
            if table is None:
                table = tables[char] = self._table(char)
            for matches, rule in table:
                match = matches(src, state.cursor)
                if match and (end := rule(self, match, state)) is not None:
                    state.cursor = end
                    break
            else:
                end = state.find_line_end()
                state.tree.children.append(Waiting(state.strip, state.cursor, end))
                state.cursor = end

    def _table(self, char: str) -> list[tuple[Callable[..., re.Match[str] | None], Rule]]:
        return [
            (found.match, rule) for start, found, rule in self._blocks if not start or char in start
        ]

    def _is_plain_line(self, text: str) -> bool:
        """Whether a text is one line that can only be a paragraph, as most items of lists are."""
        return (
            text.find("\n") == len(text) - 1 > 0 and text[0] not in self._starts and "|" not in text
        )

    def read(self, strip: Strip, tree: Element, outer: BlockState) -> None:
        """Parse a strip into the children of an element inside another."""
        text = strip.text
        if not tree.children and self._is_plain_line(text):
            paragraph = Element("p", *strip.span(0, len(text)))
            paragraph.strip = strip
            paragraph.children.append(Waiting(strip, 0, len(text.rstrip(STRIPPED))))
            tree.children.append(paragraph)
            return
        self.parse(BlockState(strip, tree, outer.context, outer.depth_now + 1))


def _is_plain(src: str, pos: int) -> bool:
    """Whether no bar makes a table of a line, and none below it a heading."""
    end = src.find("\n", pos)
    return end >= 0 and src.find("|", pos, end) < 0 and not src.startswith(("-", "="), end + 1)


def tags_too_deep(depth: int) -> bool:
    """Whether HTML elements are nested so deep that the next is written as it stands."""
    return depth >= MAX_TAG_DEPTH
