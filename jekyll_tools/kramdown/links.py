"""Span rules with an inside: links, images, footnote markers, emphasis, strikethrough."""

from __future__ import annotations

import re

from jekyll_tools.kramdown.context import LinkDefinition, Reference, link_name
from jekyll_tools.kramdown.grammar import ESCAPE_RE, STRIPPED, WHITESPACE, pattern
from jekyll_tools.kramdown.nodes import Element, Text, Value
from jekyll_tools.kramdown.spans import SpanParser, SpanState, Stop

_BRACKETS = "]!["
_BRACKET_RE = pattern(r"(\])|!?\[")
_PAREN_RE = pattern(r"""(\()|(\))|\s(?=['"])""")
_ID_RE = pattern(r"\s*?\[([^\]]+)?\]")
_ANGLE_RE = pattern(r"\(<(.*?)>")
_PLAIN_URL_RE = pattern(r"\(([^()\s<][^()\s]*)\)")
_TITLE_RE = pattern(r"""\s*?(["'])""")
_TITLE_END_RE = pattern(r"\s*?\)")
_MARKS = {mark: re.compile(re.escape(mark)).match for mark in ("*", "**", "_", "__")}
_SPACES = tuple(WHITESPACE)
_new = tuple.__new__  # makes a named tuple in half the time that a call of its class takes
_STRIKE_END_RE = pattern(r"[^\s~]~~")
_LETTER_RE = re.compile(r"[^\W\d_]")
_ALNUM_RE = re.compile(r"[^\W_]")


def parse_footnote_marker(parser: SpanParser, match: re.Match[str], state: SpanState) -> int:
    """`[^name]`."""
    context, name = state.context, match["name"]
    definition = context.footnotes.get(name)
    place = state.strip.span(*match.span())
    context.references[place] = Reference(name, *place, definition is not None, True)
    if definition is None:
        return state.write(*match.span())
    marker = state.element("footnote", *match.span())
    marker.extra = name
    marker.target = definition.content
    return match.end()


def parse_link(parser: SpanParser, match: re.Match[str], state: SpanState) -> int:
    """`[text](url "title")`, `[text][name]`, `[name]`, and the same with `!` for images."""
    start, inner = match.span()
    image = match[0] == "!["
    nested = not image and ("a" in state.within or "img" in state.within)
    if nested or state.exhausted() or state.later("]", inner) < 0:
        return state.write(start, inner)
    element = Element("img" if image else "a")
    if not (_plain_text(parser, state, element, inner) or _text(parser, state, element, inner)):
        return state.write(start, inner)
    close = state.pos
    end = _inline(state, element, inner, close)
    if end is None:
        end = _named(state, element, inner, close)
    if end is None:
        return state.write(start, inner)
    element.start, element.end = state.strip.span(start, end)
    element.strip = state.strip
    state.tree.children.append(element)
    return end


def _plain_text(parser: SpanParser, state: SpanState, element: Element, inner: int) -> bool:
    """Whether the next character with a meaning is the bracket that ends the text of a link."""
    close = parser.next_special(state.src, inner, len(state.src), _BRACKETS)
    if not state.src.startswith("]", close):
        return False
    state.context.steps -= 1
    if close > inner:
        element.children.append(Text(state.strip, (inner, close, None)))
    state.pos = close
    return True


def _text(parser: SpanParser, state: SpanState, element: Element, inner: int) -> bool:
    count, seen, images = 1, 0, 0

    def accept(stop: re.Match[str]) -> bool:
        nonlocal count, seen, images
        count += -1 if stop[1] else 1
        children = element.children
        images += sum(child.kind == "img" for child in children[seen:])
        seen = len(children)
        return count == images

    state.pos = inner
    return parser.inside(state, element, Stop(_BRACKETS, _BRACKET_RE.match, accept))


def _finish(
    state: SpanState, element: Element, inner: int, close: int, url: Value, title: Value | None
) -> None:
    if element.kind == "a":
        element.attributes["href"] = url
    else:
        element.attributes["src"] = url
        alt = ESCAPE_RE.sub(r"\1", state.src[inner:close])
        element.attributes["alt"] = Value(alt, *state.strip.span(inner, close))
        element.children.clear()
    if title is not None:
        element.attributes["title"] = title


def _named(state: SpanState, element: Element, inner: int, close: int) -> int | None:
    src, context = state.src, state.context
    match = _ID_RE.match(src, close + 1)
    if match is None and src.startswith("(", close + 1):
        return None
    end = match.end() if match else close + 1
    name = match[1] if match and match[1] else ESCAPE_RE.sub(r"\1", src[inner:close])
    name = link_name(name)
    definition: LinkDefinition | None = context.links.get(name)
    adjacent = match is not None and src[close + 1] == "[" and not name.startswith("^")
    if adjacent or definition is not None:
        place = state.strip.span(inner - 1, end)
        context.references[place] = Reference(name, *place, definition is not None)
    if definition is None:
        return None
    if definition.mark is not None and definition.mark.ial is not None:
        context.apply(element.attributes, definition.mark.ial)
        element.ial = definition.mark.ial
    _finish(state, element, inner, close, definition.url, definition.title)
    return end


def _inline(state: SpanState, element: Element, inner: int, close: int) -> int | None:
    src = state.src
    if not src.startswith("(", close + 1):
        return None
    if match := _PLAIN_URL_RE.match(src, close + 1):  # nearly always
        state.context.steps -= 2
        start, stop = match.span(1)
        url = _new(Value, (match[1], *state.strip.span(start, stop)))
        _finish(state, element, inner, close, url, None)
        return match.end()
    if match := _ANGLE_RE.match(src, close + 1):
        start, stop, pos = match.start(1), match.end(1), match.end()
        complete = src.startswith(")", pos)
        pos += complete
    else:
        start, stop, pos, complete = _url(state, close + 1)
    url = Value(src[start:stop], *state.strip.span(start, stop))
    if complete:
        _finish(state, element, inner, close, url, None)
        return pos
    return _title(state, element, inner, close, url, pos)


def _url(state: SpanState, pos: int) -> tuple[int, int, int, bool]:
    # from the opening parenthesis to the one that closes it, or to white space before a quote
    src, start, depth, end = state.src, pos + 1, 0, pos
    while match := _PAREN_RE.search(src, pos):
        state.context.steps -= 1
        pos = end = match.end()
        if match[2]:
            depth -= 1
            if depth == 0:
                break
        elif match[1]:
            depth += 1
        else:
            break
    stop = max(end - 1, start)
    text = src[start:stop]
    start += len(text) - len(text.lstrip(STRIPPED))
    stop = max(start, stop - (len(text) - len(text.rstrip(STRIPPED))))
    return start, stop, pos, depth == 0


def _title(
    state: SpanState, element: Element, inner: int, close: int, url: Value, pos: int
) -> int | None:
    src = state.src
    quote = _TITLE_RE.match(src, pos)
    if quote is None:
        return None
    start = quote.end()
    at = src.find(quote[1], start + 1)
    while at >= 0 and state.context.steps > 0:
        state.context.steps -= 1
        if end := _TITLE_END_RE.match(src, at + 1):
            title = Value(src[start:at], *state.strip.span(start, at))
            _finish(state, element, inner, close, url, title)
            return end.end()
        at = src.find(quote[1], at + 1)
    return None


def parse_emphasis(parser: SpanParser, match: re.Match[str], state: SpanState) -> int:
    """`*em*`, `_em_`, `**strong**`, `__strong__`."""
    src, (start, end) = state.src, match.span()
    mark = match[0]
    kind = "strong" if len(mark) == 2 else "em"
    if (
        (mark[0] == "_" and _in_word(src, start))
        or src.startswith(_SPACES, end)
        or kind in state.within
        or state.exhausted()
    ):
        return state.write(start, end)
    element = _emphasis(parser, state, kind, mark, end)
    if element is None and kind == "strong" and state.tree.kind != "em":
        mark = mark[0]
        element = _emphasis(parser, state, "em", mark, start + 1)
    if element is None:
        return state.write(start, end)
    end = state.pos + len(mark)
    element.start, element.end = state.strip.span(start, end)
    state.tree.children.append(element)
    return end


def _emphasis(
    parser: SpanParser, state: SpanState, kind: str, mark: str, pos: int
) -> Element | None:
    if state.later(mark, pos) < 0:
        return None
    element = Element(kind)
    src = state.src

    def accept(stop: re.Match[str]) -> bool:
        at = stop.start()
        return (
            src[at - 1] not in WHITESPACE
            and not (kind == "em" and src.startswith(mark * 2, at) and src[at + 2 : at + 3] != mark)
            and not (mark[0] == "_" and _ALNUM_RE.match(src, at + len(mark)))
            and bool(element.children)
        )

    state.pos = pos
    found = parser.inside(state, element, Stop(mark[0], _MARKS[mark], accept))
    return element if found else None


def _in_word(src: str, pos: int) -> bool:
    # the underscore is not the start of emphasis after a letter, or a letter and a hyphen
    if pos > 1 and src[pos - 1] == "-":
        pos -= 1
    return pos > 0 and _LETTER_RE.match(src, pos - 1) is not None


def parse_strikethrough(parser: SpanParser, match: re.Match[str], state: SpanState) -> int:
    """GFM's `~~text~~`; its inside is read as a text of its own."""
    start, inner = match.start(), match.end()
    close = state.later_match(_STRIKE_END_RE, inner)
    if close < 0 or state.exhausted():
        return state.write(start, start + 1)
    end = close + 3
    element = state.element("html_element", start, end)
    element.value, element.model = "del", "span"
    text = SpanState(state.env, state.strip.cut(inner, end - 2), state.context)
    text.depth += state.depth + len(state.within)
    parser.inside(text, element, None)
    return end
