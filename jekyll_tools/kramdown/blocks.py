"""The block parser: kramdown's way to try its block rules, on mistune's engine."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

import mistune

from jekyll_tools.kramdown.context import MAX_BLOCK_DEPTH, MAX_TAG_DEPTH, Context
from jekyll_tools.kramdown.grammar import STRIPPED, pattern
from jekyll_tools.kramdown.nodes import AttributeList, Element, Waiting
from jekyll_tools.kramdown.spans import SpanParser
from jekyll_tools.kramdown.strip import Strip

Rule = Callable[["BlockParser", "re.Match[str]", "BlockState"], int | None]
Quick = Callable[["BlockState"], int | None]

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


@dataclass(slots=True)
class _Table:
    """The rules of a character."""

    quick: Quick | None = None
    rules: list[tuple[Callable[..., re.Match[str] | None], Rule]] = field(default_factory=list)


class BlockParser(mistune.BlockParser):
    """mistune's block parser with kramdown's rules.

    A rule is registered with the characters that its first line can start with (after up to
    three spaces); the rules of a character are tried in the order in which they were registered,
    until one accepts. The `quick` way of a rule comes before them all: it takes what it can tell
    at a glance to be of its rule.
    """

    state_cls = BlockState  # type: ignore[assignment]  # mistune names its own class

    def __init__(self, spans: SpanParser) -> None:
        super().__init__()
        self.spans = spans
        self.rules.clear()
        self.specification.clear()
        self._tables: dict[str, _Table] = {}
        self._other = _Table()  # of the characters that no rule names

    def add(
        self, name: str, start: str, expression: str, rule: Rule, quick: Quick | None = None
    ) -> None:
        """Register a rule; an empty `start` means any character, but for `quick` those left."""
        self.register(name, expression, cast("Any", rule))
        for char in start:
            self._tables.setdefault(char, _Table(rules=[*self._other.rules]))
        named = [self._tables[char] for char in start] or [self._other]
        for table in named if start else [*self._tables.values(), self._other]:
            table.rules.append((pattern(expression).match, rule))
        if quick is not None:
            for table in named:
                table.quick = quick

    def parse(self, state: mistune.BlockState, rules: list[str] | None = None) -> None:
        """Parse from where the state stands to its end, or to the end tag of its element."""
        assert isinstance(state, BlockState)
        src, size, tables, other = state.src, state.cursor_max, self._tables, self._other
        while state.cursor < size and not state.stopped:
            char = src[state.cursor]
            if char == " ":
                lead = _LEAD_RE.match(src, state.cursor)
                char = src[lead.end()] if lead and lead.end() < size else ""
            table = tables.get(char, other)
            if table.quick is not None and (end := table.quick(state)):
                state.cursor = end
                continue
            for matches, rule in table.rules:
                match = matches(src, state.cursor)
                if match and (end := rule(self, match, state)) is not None:
                    state.cursor = end
                    break
            else:
                end = state.find_line_end()
                state.tree.children.append(Waiting(state.strip, state.cursor, end))
                state.cursor = end

    def read(self, strip: Strip, tree: Element, outer: BlockState) -> None:
        """Parse a strip into the children of an element inside another."""
        text = strip.text
        line = text[:1] not in self._tables and text.find("\n") == len(text) - 1
        if line and not tree.children and is_plain(text, 0):  # as most items of lists
            paragraph = Element("p", *strip.span(0, len(text)))
            paragraph.strip = strip
            paragraph.children.append(Waiting(strip, 0, len(text.rstrip(STRIPPED))))
            tree.children.append(paragraph)
            return
        self.parse(BlockState(strip, tree, outer.context, outer.depth_now + 1))


def is_plain(src: str, pos: int) -> bool:
    """Whether no bar makes a table of a line, and none below it a heading."""
    end = src.find("\n", pos)
    return end >= 0 and src.find("|", pos, end) < 0 and not src.startswith(("-", "="), end + 1)


def tags_too_deep(depth: int) -> bool:
    """Whether HTML elements are nested so deep that the next is written as it stands."""
    return depth >= MAX_TAG_DEPTH
