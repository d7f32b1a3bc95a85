"""kramdown text to HTML, every run of it traced to the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from jekyll_tools.kramdown.block_html import BLOCKS
from jekyll_tools.kramdown.blocks import BlockState
from jekyll_tools.kramdown.context import Context, LinkDefinition, link_name
from jekyll_tools.kramdown.dialect import block_parser
from jekyll_tools.kramdown.document import Document
from jekyll_tools.kramdown.either_html import EITHER
from jekyll_tools.kramdown.facts import document
from jekyll_tools.kramdown.ids import Ids
from jekyll_tools.kramdown.inline_html import SPANS
from jekyll_tools.kramdown.nodes import Element, Value
from jekyll_tools.kramdown.options import JEKYLL, Options
from jekyll_tools.kramdown.page import Page
from jekyll_tools.kramdown.strip import whole
from jekyll_tools.kramdown.tree import abbreviate, finish_gfm, update
from jekyll_tools.text import Span, Traced

_KINDS = {**BLOCKS, **EITHER, **SPANS}


@dataclass(frozen=True, eq=False)
class Conversion:
    """The HTML of a text, and what the text consists of.

    It holds the whole tree until `document` is asked for: keep `html` alone where that is enough.
    """

    html: Traced
    _root: Element = field(repr=False)
    _context: Context = field(repr=False)

    @property
    def transliterated(self) -> list[Span]:
        """Headings whose id kramdown makes with the tables of the gem stringex: it may differ."""
        return [Span(element.start, element.end) for element in self._context.transliterated]

    @cached_property
    def document(self) -> Document:
        """What the text consists of; gathered when it is first asked for."""
        return document(self._root, self._context)


def to_html(source: Traced, options: Options = JEKYLL) -> Conversion:
    """What kramdown 2.4 with kramdown-parser-gfm 1.1 writes for a text, as Jekyll calls it.

    Ids, elements and attributes are those of kramdown; the spans of the syntax highlighter are
    left out. Runs of the HTML point into `source`: verbatim for text, destinations, titles, ids
    and raw HTML that are copied; a tag that kramdown makes up has the range of what it is made
    of. Takes any text and raises nothing; the time grows with its length.
    """
    context = Context(options)
    for name, (url, title) in options.link_defs.items():
        value = Value(title) if title is not None else None
        context.links[link_name(name)] = LinkDefinition(Value(url), value, None)
    root = Element("root", 0, len(source.text))
    parser = block_parser(options)
    parser.parse(BlockState(whole(source.text), root, context))
    update(root, parser.spans, context)
    notes = [note.content for note in context.footnotes.values()]
    for note in notes:
        update(note, parser.spans, context, inside=True)
    abbreviate([root, *notes], context)
    ids = Ids(context.options.auto_id_prefix)
    if options.gfm:
        finish_gfm(root, context, ids, source.text)
    html = Page(source, context, ids, _KINDS).document(root)
    return Conversion(html, root, context)
