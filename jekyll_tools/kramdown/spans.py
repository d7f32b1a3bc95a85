"""The span parser: kramdown's rules for what stands inside a paragraph, on mistune's engine."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping
from typing import Any, NamedTuple

import mistune

from jekyll_tools.kramdown.context import MAX_SPAN_DEPTH, Context
from jekyll_tools.kramdown.grammar import pattern
from jekyll_tools.kramdown.nodes import Element, Text
from jekyll_tools.kramdown.strip import Strip

Rule = Callable[["SpanParser", "re.Match[str]", "SpanState"], int | None]


class Stop(NamedTuple):
    """Where an element may end: one of `chars` at which `find` matches and `accept` agrees."""

    chars: str
    find: Callable[[str, int], re.Match[str] | None]
    accept: Callable[[re.Match[str]], bool] | None = None


class _Grammar(NamedTuple):
    search: re.Pattern[str]
    rules: dict[str, list[tuple[Callable[..., re.Match[str] | None], Rule]]]


class SpanState(mistune.InlineState):
    """Where the span parser stands in one strip of text."""

    def __init__(self, env: MutableMapping[str, Any], strip: Strip, context: Context) -> None:
        # what mistune's own rules would keep here is never asked for
        self.env = env
        self.depth = 0
        self.src = strip.text
        self.strip = strip
        self.context = context
        self.pos = 0
        self.tree = Element("root")
        self.within: list[str] = []  # kinds of the elements around, this one included
        self.unclosed: dict[str, int] = {}  # extensions, and from where on they do not end
        self._later: dict[str, tuple[int, int]] = {}

    def later(self, text: str, pos: int) -> int:
        """Where a text stands next, -1 for nowhere; asking again costs nothing."""
        asked, found = self._later.get(text, (len(self.src) + 1, 0))
        if asked <= pos and (found < 0 or found >= pos):
            return found
        found = self.src.find(text, pos)
        self._later[text] = (pos, found)
        return found

    def later_match(self, what: re.Pattern[str], pos: int) -> int:
        """The same for a pattern."""
        asked, found = self._later.get(what.pattern, (len(self.src) + 1, 0))
        if asked <= pos and (found < 0 or found >= pos):
            return found
        match = what.search(self.src, pos)
        found = match.start() if match else -1
        self._later[what.pattern] = (pos, found)
        return found

    def write(self, start: int, end: int, new: str | None = None) -> int:
        """Add text to the current element; the position after it."""
        if end > start:
            children = self.tree.children
            last = children[-1] if children else None
            if last is None or last.kind != "text":
                children.append(Text(self.strip, (start, end, new)))
                return end
            pieces = last.pieces
            if new is None and pieces and pieces[-1][1] == start and pieces[-1][2] is None:
                pieces[-1] = (pieces[-1][0], end, None)
            else:
                pieces.append((start, end, new))
        return end

    def element(self, kind: str, start: int, end: int) -> Element:
        """Add an element that came from a range of the text."""
        element = Element(kind, *self.strip.span(start, end))
        element.strip = self.strip
        self.tree.children.append(element)
        return element

    def exhausted(self) -> bool:
        """Whether nothing that has an inside may be tried any more."""
        return self.context.steps <= 0 or self.depth + len(self.within) > MAX_SPAN_DEPTH


class SpanParser(mistune.InlineParser):
    """mistune's inline parser with kramdown's rules and kramdown's way to try them.

    A rule is registered with the characters it starts at; at such a character the rules are
    tried in the order in which they were registered.
    """

    state_cls = SpanState  # type: ignore[assignment]  # mistune names its own class

    def __init__(self) -> None:
        super().__init__()
        self.rules.clear()
        self.specification.clear()
        self._spans: dict[str, tuple[str, re.Pattern[str], Rule]] = {}
        self._grammars: dict[tuple[tuple[str, ...], str], _Grammar] = {}
        self._search: Callable[..., re.Match[str] | None] | None = None

    def add(self, name: str, start: str, expression: str, rule: Rule) -> None:
        """Register a rule that can match at any of the characters `start`."""
        self.register(name, expression, rule, start_chars=list(start))
        self._spans[name] = (start, pattern(expression), rule)

    def read(
        self, strip: Strip, start: int, end: int, context: Context, only: tuple[str, ...] = ()
    ) -> list[Element]:
        """Parse a part of a strip into elements; `only` names rules, () means all."""
        if only:
            plain = self.next_special(strip.text, start, end, "", only) == end
        else:
            plain = self.is_plain(strip.text, start, end)
        if plain:
            return [Text(strip, (start, end, None))] if end > start else []
        context.steps = 4 * (end - start) + 10_000
        if end - start < len(strip.text):
            strip = strip.cut(start, end)
        state = SpanState({}, strip, context)
        root = state.tree
        self.inside(state, root, None, only)
        return root.children

    def is_plain(self, src: str, start: int, end: int) -> bool:
        """Whether no rule starts at any character of a part of a text, as in most paragraphs."""
        if self._search is None:
            self._search = self._grammar((), "").search.search
        return self._search(src, start, end) is None

    def next_special(
        self, src: str, pos: int, end: int, stop: str, only: tuple[str, ...] = ()
    ) -> int:
        """Where the next character stands that a rule starts at, or that is one of `stop`."""
        found = self._grammar(only, stop).search.search(src, pos, end)
        return found.start() if found else end

    def inside(
        self, state: SpanState, into: Element, stop: Stop | None, only: tuple[str, ...] = ()
    ) -> bool:
        """Parse from where the state stands into an element, up to `stop`; whether it was found."""
        outer, state.tree = state.tree, into
        state.within.append(into.kind)
        found = self._scan(state, stop, self._grammar(only, stop.chars if stop else ""))
        state.within.pop()
        state.tree = outer
        return found

    def _scan(self, state: SpanState, stop: Stop | None, grammar: _Grammar) -> bool:
        src, write, context = state.src, state.write, state.context
        search, rules = grammar.search.search, grammar.rules
        pos = look = state.pos
        while special := search(src, look):
            at = special.start()
            char = src[at]
            context.steps -= 1
            if stop and char in stop.chars and (match := stop.find(src, at)):
                state.pos = pos = write(pos, at)
                if stop.accept is None or stop.accept(match):
                    return True
                state.pos = pos
            start = _start(src, char, pos, at) if char in _BEFORE else at
            look = at + 1
            for matches, rule in rules.get(char, ()):
                if match := matches(src, start):
                    state.pos = pos = write(pos, start) if start > pos else start
                    end = rule(self, match, state)
                    if end is not None:
                        state.pos = pos = look = end
                        break
        if stop is None:
            state.pos = write(pos, len(src))
        else:
            state.pos = pos
        return False

    def _grammar(self, only: tuple[str, ...], stop: str) -> _Grammar:
        key = (only, stop)
        found = self._grammars.get(key)
        if found is None:
            rules: dict[str, list[tuple[Callable[..., re.Match[str] | None], Rule]]] = {}
            for name, (start, expression, rule) in self._spans.items():
                if not only or name in only:
                    for char in start:
                        rules.setdefault(char, []).append((expression.match, rule))
            found = self._grammars[key] = _Grammar(_special([*rules, *stop], stop), rules)
        return found


# What any rule wants around characters that are nearly always but themselves: `...`, `--`, and
# two spaces at the end of a line.
_AROUND = {".": r"(?<=\.)(?=\.\.)", "-": "(?<=-)(?=-)", "\n": "(?<=  \n)"}


def _special(chars: list[str], stop: str) -> re.Pattern[str]:
    """Finds the characters at which a rule is worth a try; the set comes first, for speed."""
    rare = [char for char in _AROUND if char in chars and char not in stop]
    some = re.escape("".join(dict.fromkeys(chars)))
    if not rare:
        return re.compile(f"[{some}]")
    around = "|".join(_AROUND[char] for char in rare)
    return re.compile(f"[{some}](?:(?<![{re.escape(''.join(rare))}])|{around})")


_BEFORE = "\"'>\n"


def _start(src: str, char: str, pos: int, at: int) -> int:
    # some rules take the character before the one that gives them away
    if char in "\"'":
        return at - 1 if at > pos and src[at - 1] != "\\" else at
    if char == ">":
        return at - 1 if at > pos and src[at - 1] == " " else at
    if char == "\n" and at - 2 >= pos and src[at - 2 : at] == "  ":
        return at - 2
    return at
