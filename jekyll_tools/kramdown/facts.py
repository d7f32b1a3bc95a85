"""The facts about a parsed text that lint rules ask for."""

from __future__ import annotations

from jekyll_tools.kramdown.context import Context
from jekyll_tools.kramdown.document import (
    AttributeListUse,
    Document,
    Heading,
    HtmlBlock,
    Ineffective,
    Reference,
    Table,
)
from jekyll_tools.kramdown.grammar import names, pattern
from jekyll_tools.kramdown.ids import heading_text
from jekyll_tools.kramdown.nodes import Element
from jekyll_tools.text import Span

# What loops leave between tags is white space for kilobytes: a mark is looked for first, and then
# at what stands before it; nothing is tried at any other character.
_BLOCK_RE = pattern(r"^ {0,3}(?:\#{1,6}|[*+-]|\d+\.)[ \t]+\S")
_MARKS = "#*+-."
_LATER_BLOCK_RE = pattern(
    r"[\#*+\-0-9](?:(?<=\n.)|(?<=\n .)|(?<=\n  .)|(?<=\n   .))"
    r"(?:(?<=\#)\#{0,5}|(?<=[*+-])|(?<=\d)\d*\.)[ \t]+\S"
)
_LINK = r"\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)"
_SPAN_RE = pattern(rf"!{_LINK}|{_LINK}|\*\*[^*\s][^*\n]{{0,200}}\*\*")
_CODE = names("codeblock codespan math")
_TOLD = names("header html_element table") | _CODE
_SKIP = names("script style pre code textarea math svg")


def document(root: Element, context: Context) -> Document:
    """Gather the facts from the tree and from what the parsers noticed."""
    gather = _Gather(context)
    gather.walk(root)
    for note in context.footnotes.values():
        gather.walk(note.content)
    return gather.document()


class _Gather:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.headings: list[Heading] = []
        self.html: list[HtmlBlock] = []
        self.tables: list[Table] = []
        self.code: list[Span] = []

    def walk(self, root: Element) -> None:
        for element in root.children:
            kind = element.kind
            if kind != "text":
                if kind in _TOLD:
                    self._tell(element, kind)
                if element.children:
                    self.walk(element)

    def _tell(self, element: Element, kind: str) -> None:
        if kind == "header":
            self.headings.append(_heading(element, self.context))
        elif kind == "table":
            self.tables.append(_table(element))
        elif kind in _CODE:
            self.code.append(Span(element.start, element.end))
        elif element.block and (like := _markdown_in(element)):
            self.html.append(HtmlBlock(element.value, Span(element.start, element.end), like))

    def document(self) -> Document:
        context = self.context
        return Document(
            tuple(self.headings),
            tuple(
                AttributeListUse(
                    use.kind,
                    Span(use.start, use.end),
                    _target(use.element),
                    tuple(use.said.refs),
                    tuple((name, value.text) for name, value in use.said.attributes.items()),
                )
                for use in context.lists
            ),
            tuple(
                Ineffective(Span(n.start, n.end), n.reason) for n in context.ineffective.values()
            ),
            tuple(self.html),
            tuple(self.tables),
            tuple(
                Reference(use.name, Span(use.start, use.end), use.footnote)
                for use in context.references.values()
                if not use.defined
            ),
            tuple(self.code),
        )


def _target(element: Element | None) -> str | None:
    return None if element is None or element.kind in ("blank", "eob") else element.kind


def _heading(element: Element, context: Context) -> Heading:
    # What the id is made of is the text of a heading, but where abbreviations were put into it.
    same = context.options.gfm and not context.abbreviations
    given = element.attributes.get("id")
    how = element.extra
    if given is None or not given.text:
        how = "none"
    elif element.ial is not None and element.ial.attributes.get("id") == given:
        how = "ial"
    id_span = Span(given.start, given.end) if given and how in ("explicit", "ial") else None
    return Heading(
        element.level,
        given.text if given and given.text else None,
        how,
        element.heading if same else heading_text(element, True),
        Span(element.start, element.end),
        id_span,
    )


def _markdown_in(element: Element) -> Span | None:
    """What looks like Markdown in an HTML element that is left as it is."""
    if element.model != "raw" or element.value in _SKIP:
        return None
    for child in element.children:
        if child.kind == "text" and child.strip is not None:
            start, end, _ = child.pieces[0]
            text = child.strip.text  # most is white space between tags
            if not text[start:end].isspace() and (found := _like(text, start, end)):
                return Span(*child.strip.span(*found))
    return None


def _like(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The first thing that looks like Markdown."""
    if first := _BLOCK_RE.match(text, start, end):
        return first.span()
    block = _later_block(text, start, end)
    span = _SPAN_RE.search(text, start, end) if _may_have_span(text, start, end) else None
    if block and not (span and span.start() < block[0]):
        return block
    return span.span() if span else None


def _may_have_span(text: str, start: int, end: int) -> bool:
    # one character is found in a tenth of the time that two take
    return (text.find("[", start, end) >= 0 and text.find("](", start, end) >= 0) or (
        text.find("*", start, end) >= 0 and text.find("**", start, end) >= 0
    )


def _later_block(text: str, start: int, end: int) -> tuple[int, int] | None:
    line_end = text.find("\n", start, end)
    if line_end < 0:
        return None
    if not any(text.find(mark, line_end, end) >= 0 for mark in _MARKS):
        return None
    block = _LATER_BLOCK_RE.search(text, line_end + 1, end)
    return (text.rfind("\n", start, block.start()) + 1, block.end()) if block else None


def _table(element: Element) -> Table:
    header = any(part.kind == "thead" for part in element.children)
    rows = [row for part in element.children for row in part.children]
    columns = len(rows[0].children) if rows else 0
    accidental = not header and len(rows) == 1
    return Table(Span(element.start, element.end), columns, header, accidental)
