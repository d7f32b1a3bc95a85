"""A page's content: what Liquid expanded, as HTML, before the layouts."""

from __future__ import annotations

from typing import NamedTuple

from jekyll_tools import kramdown
from jekyll_tools.liquid import Expansion, Open
from jekyll_tools.text import Source, Traced

_STRINGEX = "`transliterated_header_ids` makes ids of letters beyond ASCII with the gem stringex"


class Content(NamedTuple):
    """A page before its layouts; `document` is None where it is no Markdown."""

    expansion: Expansion
    html: Traced
    document: kramdown.Document | None


def converted(expansion: Expansion, options: kramdown.Options, remade: str | None) -> Content:
    """The content of a Markdown page; `remade`: why other HTML may come of it, if so."""
    conversion = kramdown.to_html(expansion.text, options)
    for heading in conversion.transliterated:
        unknown = Open(_STRINGEX, Source(expansion.text, heading.start, heading.end))
        expansion = expansion._replace(open=(*expansion.open, unknown))
    if remade is not None:
        unknown = Open(remade, Source(expansion.text, 0, len(expansion.text.text)))
        expansion = expansion._replace(open=(*expansion.open, unknown))
    return Content(expansion, conversion.html, conversion.document)
