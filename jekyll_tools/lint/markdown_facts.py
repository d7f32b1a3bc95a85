"""Findings at places of the Markdown that kramdown reads, which Liquid may have written."""

from __future__ import annotations

from collections.abc import Iterator

from jekyll_tools.cards.generated import is_generated
from jekyll_tools.lint.finding import FileEdit, Finding, Fix
from jekyll_tools.lint.page_view import PageView
from jekyll_tools.text import Edit, Origin, Span


def markdown_origin(page: PageView, span: Span) -> Origin | None:
    """Where a piece of the expanded Markdown was written first."""
    expanded = page.rendering.expanded
    origins = expanded.origins(span.start, min(span.end, span.start + 200))
    return origins[0] if origins else None


def markdown_finding(
    page: PageView, span: Span, message: str, advice: str, fix: Fix | None = None, value: str = ""
) -> Iterator[Finding]:
    """A finding at a piece of the expanded Markdown."""
    origin = None if page.all.plugins_may_rewrite else markdown_origin(page, span)
    if origin is None or is_generated(page.all.read(origin.path)):
        return  # `jt build` has escaped what is in records; it is meant as text
    if page.site.disk.is_file(origin.path):
        pages = (page.page.path,)
        yield Finding(
            origin.path, origin.start, origin.end, message, advice, value, fix, origin.via, pages
        )


def markdown_edit(page: PageView, start: int, end: int, text: str) -> FileEdit | None:
    """The edit of a file that puts `text` at `start:end` of the expanded Markdown."""
    origins = page.rendering.expanded.origins(start, end)
    if len(origins) != 1 or not origins[0].verbatim:
        return None
    place = origins[0]
    if (
        page.all.read(place.path)[place.start : place.end]
        != page.rendering.expanded.text[start:end]
    ):
        return None
    return FileEdit(place.path, Edit(place.start, place.end, text))
