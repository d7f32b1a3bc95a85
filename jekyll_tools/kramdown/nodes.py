"""The tree that a text is parsed into: elements, attribute values, attribute lists."""

from __future__ import annotations

from typing import NamedTuple

from jekyll_tools.kramdown.strip import Strip, Weave


class Value(NamedTuple):
    """The value of an attribute and the range of the source it was written in (-1: nowhere)."""

    text: str
    start: int = -1
    end: int = -1


Attributes = dict[str, Value]


class AttributeList:
    """What an IAL or ALD says: attributes, and names of other lists."""

    __slots__ = ("attributes", "refs")

    def __init__(self) -> None:
        self.attributes: Attributes = {}
        self.refs: list[str] = []

    def merge(self, other: AttributeList) -> None:
        """Take over everything that another list says; classes add up."""
        self.refs += other.refs
        for name, value in other.attributes.items():
            put(self.attributes, name, value)


def put(attributes: Attributes, name: str, value: Value) -> None:
    """Set an attribute as an attribute list does: a class is added to those before it."""
    before = attributes.get(name) if name == "class" else None
    if before is not None and before.text:
        known = before.start >= 0 and value.start >= 0
        start = min(before.start, value.start) if known else -1
        end = max(before.end, value.end) if known else -1
        value = Value(f"{before.text} {value.text}", start, end)
    attributes[name] = value


class Element:
    """A node. `start:end` is the range of the source; what else is set depends on the kind."""

    value = ""  # name of a tag, character of an entity, kind of an end-of-block mark
    model = ""  # content model of an HTML element: block, span or raw
    block = False  # block level, for kinds that can be both
    closed = False  # an HTML element without a body
    transparent = False  # a paragraph without tags of its own
    level = 0  # of a heading; code point of an entity; column of a cell
    raw: Weave | None = None  # text that waits for the span parser, once it has grown
    strip: Strip | None = None  # what `pieces` count in
    ial: AttributeList | None = None
    heading = ""  # text that an automatic id is made of
    extra = ""  # language of code, original of an entity, type of raw text, name of a footnote
    target: Element | None = None  # content of a footnote
    alignment: tuple[str, ...] = ()  # of a table's columns
    # literal text: (start, end, None) stands in `strip`, (start, end, text) replaces that
    pieces: list[tuple[int, int, str | None]] = []  # noqa: RUF012 who has text has its own

    def __init__(self, kind: str, start: int = -1, end: int = -1) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.children: list[Element] = []
        self.attributes: Attributes = {}

    def text(self) -> str:
        """The literal text of the element."""
        strip = self.strip
        if strip is None:
            return "".join(new or "" for _, _, new in self.pieces)
        return "".join([strip.text[a:b] if new is None else new for a, b, new in self.pieces])

    def part(self, start: int, end: int) -> Element:
        """A text element with the characters `start:end` of this one."""
        part = Text(self.strip)
        at = 0
        for a, b, new in self.pieces:
            size = b - a if new is None else len(new)
            low, high = max(start - at, 0), min(end - at, size)
            if low < high:
                piece = (a + low, a + high, None) if new is None else (a, b, new[low:high])
                part.pieces.append(piece)
            at += size
        return part


class Text(Element):
    """Literal text, the most frequent of all nodes: it has no children and no attributes."""

    kind = "text"
    start = end = -1
    children: list[Element] = []  # noqa: RUF012 nobody adds to it
    attributes: Attributes = {}  # noqa: RUF012 nobody adds to it

    def __init__(self, strip: Strip | None, *pieces: tuple[int, int, str | None]) -> None:
        self.strip = strip
        self.pieces = list(pieces)


class Waiting(Element):
    """Text that waits for the span parser, and may still grow."""

    kind = "raw_text"
    start = end = -1
    children: list[Element] = []  # noqa: RUF012 nobody adds to it
    attributes: Attributes = {}  # noqa: RUF012 nobody adds to it

    def __init__(self, strip: Strip, start: int, end: int) -> None:
        self.strip = strip
        self.pieces = [(start, end, None)]


class Blank(Element):
    """Blank lines, between nearly any two blocks."""

    kind = "blank"
    children: list[Element] = []  # noqa: RUF012 nobody adds to it
    attributes: Attributes = {}  # noqa: RUF012 nobody adds to it

    def __init__(self, strip: Strip, start: int, end: int) -> None:
        self.strip = strip
        self.start, self.end = strip.span(start, end)
        self.pieces = [(start, end, None)]


def waiting_text(element: Element) -> Weave:
    """The text of an element that waits for the span parser, to read it or to add to it."""
    if element.raw is None:
        assert element.strip is not None
        start, end, _ = element.pieces[0]
        element.raw = Weave(element.strip.cut(start, end))
    return element.raw


def literal(kind: str, strip: Strip, start: int, end: int) -> Element:
    """An element whose text is a part of a strip as it stands."""
    element = Element(kind, *strip.span(start, end))
    element.strip = strip
    element.pieces = [(start, end, None)]
    return element


def made(kind: str, text: str, start: int = -1, end: int = -1) -> Element:
    """An element whose text stands nowhere."""
    element = Element(kind, start, end)
    element.strip = Strip(text, [0], [start])
    element.pieces = [(0, len(text), text)]
    return element
