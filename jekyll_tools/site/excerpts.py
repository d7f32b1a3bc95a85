"""The excerpt of a post or page: its source, before Liquid and Markdown."""

from __future__ import annotations

import re

from jekyll_tools.site.page import Page
from jekyll_tools.text import Source, Trace, Traced

# `excerpt.rb`
_TAG = re.compile(r"\{%-?\s*(\w+)\s*[^%]*(?:%(?!\})[^%]*)*-?%\}")
_DEFINITION = re.compile(r"^ {0,3}(?:(\[[^\]\n]+\])(:.+))$", re.MULTILINE)
# Liquid's and Jekyll's blocks
_BLOCKS = frozenset(
    ("capture", "case", "comment", "for", "highlight", "if", "ifchanged", "raw", "tablerow")
) | {"unless"}


def excerpt_source(page: Page) -> Traced | None:
    """What Jekyll renders for `page.excerpt`; None when there is no separator or a text of its own.

    The part before the separator, with the end tags of Liquid blocks that are still open there
    and the link definitions of the rest that it uses.
    """
    if page.file is None or not page.excerpt_separator or page.own.get("excerpt"):
        return None
    content = page.content
    head, _, tail = content.partition(page.excerpt_separator)
    start = page.body.start
    trace = Trace()
    trace.write(head, Source(page.file, start, start + len(head)))
    if tail:
        for name in reversed(_TAG.findall(head)):
            if name in _BLOCKS and not re.search(rf"\{{%-?\s*end{name}\b", head):
                trace.write(f"\n{{% end{name} %}}")
                head += f"\n{{% end{name} %}}"
        definitions = [m for m in _DEFINITION.finditer(tail) if m[1] in head]
        shift = start + len(content) - len(tail)
        for number, found in enumerate(definitions):
            trace.write("\n" if number else "\n\n")
            span = Source(page.file, shift + found.start(1), shift + found.end())
            trace.write(found[1] + found[2], span)
    return trace.done()
