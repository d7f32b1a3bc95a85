"""The excerpt of a post or page: its source, before Liquid and Markdown."""

from __future__ import annotations

import re

from jekyll_tools.patterns import late
from jekyll_tools.site.page import Page
from jekyll_tools.text import Source, Traced
from jekyll_tools.trace import Trace

# `excerpt.rb`
_TAG = late(r"\{%-?\s*(\w+)\s*[^%]*(?:%(?!\})[^%]*)*-?%\}")
_DEFINITION = late(r"^ {0,3}(\[[^\]]{1,999}\]):.+$", re.MULTILINE)
# Liquid's and Jekyll's blocks
_BLOCKS = frozenset(
    ("capture", "case", "comment", "for", "highlight", "if", "ifchanged", "raw", "tablerow")
) | {"unless"}


def excerpt_source(page: Page) -> Traced | None:
    """What Jekyll renders for `page.excerpt`; None when there is no separator or a text of its own.

    The part before the separator, with the end tags of Liquid blocks that are still open there
    and the link definitions of the rest: in Jekyll 4 those that it uses, in Jekyll 3 all.
    """
    if page.file is None or not page.excerpt_separator or page.own.get("excerpt"):
        return None
    new = page.jekyll == 4
    content = page.content
    head, _, tail = content.partition(page.excerpt_separator)
    start = page.body.start
    trace = Trace()
    trace.write(head, Source(page.file, start, start + len(head)))
    if tail or not new:
        head = _closed(trace, head)
    if not tail:
        return trace.done()
    found = [each for each in _DEFINITION.finditer(tail) if not new or each[1] in head]
    shift = start + len(content) - len(tail)
    if found or not new:
        trace.write("\n\n")
    for number, each in enumerate(found):
        trace.write("\n" if number else "")
        first = each.start(1) if new else each.start()
        span = Source(page.file, shift + first, shift + each.end())
        trace.write(tail[first : each.end()], span)
    return trace.done()


def _closed(trace: Trace, head: str) -> str:
    """Write the end tags that are missing; the head with them."""
    for name in reversed(_TAG.findall(head)):
        if name in _BLOCKS and not re.search(rf"\{{%-?\s*end{name}\b", head):
            trace.write(f"\n{{% end{name} %}}")
            head += f"\n{{% end{name} %}}"
    return head
