"""The source of an excerpt: what `excerpt.rb` of Jekyll cuts from the start of a page."""

from __future__ import annotations

import re

from jekyll_tools.site import Page
from jekyll_tools.text import Source, Trace, Traced

_TAG = re.compile(r"\{%-?\s*(\w+)\s*[^\n]*?-?%\}")
_DEFINITION = re.compile(r"^ {0,3}(\[[^\]\n]+\]):.+$", re.M)
BLOCKS = ("for", "if", "unless", "case", "capture", "comment", "highlight", "raw", "tablerow")


def excerpt_source(page: Page, source: Traced) -> Traced | None:
    """The part of a document before its excerpt separator; None when a page has no excerpt.

    Liquid blocks that the cut left open are closed, and link definitions that the part uses
    are brought along from the rest.
    """
    separator = str(page.front_matter.get("excerpt_separator") or page.excerpt_separator)
    if page.collection is None or not separator:
        return None
    text = source.text
    cut = text.find(separator)
    if cut < 0 or cut + len(separator) >= len(text):
        return source
    head = text[:cut]
    tail = [f"\n{{% end{name} %}}" for name in _left_open(head)]
    trace = Trace()
    trace.write(head, Source(source, 0, cut))
    for closing in tail:
        trace.write(closing)
    found = [m for m in _DEFINITION.finditer(text, cut + len(separator)) if m[1] in head]
    for number, match in enumerate(found):
        trace.write("\n" if number else "\n\n")
        trace.write(match[0], Source(source, match.start(), match.end()))
    return trace.done()


def _left_open(head: str) -> list[str]:
    names = [match[1] for match in _TAG.finditer(head)]
    return [n for n in reversed(names) if n in BLOCKS and f"end{n}" not in names]
