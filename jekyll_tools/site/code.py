"""The source of a page without what is code in it."""

from __future__ import annotations

import re

from jekyll_tools.edit.front_matter import split

_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[^\n]*$", re.MULTILINE)
_LIQUID_BLOCK = re.compile(r"\{%-?\s*(raw|highlight|comment)\b")


def without_code(page: str) -> str:
    """A page with blanks for its front matter and for fenced code; every offset stays.

    So it is with what Liquid shows as it stands, or not at all: `raw`, `highlight`, `comment`.
    """
    spans: list[tuple[int, int]] = []
    if front := split(page):
        spans.append((0, front.body))
    opened: re.Match[str] | None = None
    for fence in _FENCE.finditer(page, spans[0][1] if spans else 0):
        if opened is None:
            opened = fence
        elif fence[1].startswith(opened[1]) and not fence[0].strip().strip("`~"):
            spans.append((opened.start(), fence.end()))
            opened = None
    position = 0
    while block := _LIQUID_BLOCK.search(page, position):
        closing = re.compile(r"\{%-?\s*end" + block[1]).search(page, block.end())
        position = closing.end() if closing else len(page)
        spans.append((block.start(), position))
    for start, end in spans:
        blank = re.sub(r"[^\r\n]", " ", page[start:end])
        page = page[:start] + blank + page[end:]
    return page
