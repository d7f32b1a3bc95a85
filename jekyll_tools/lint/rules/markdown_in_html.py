"""Markdown inside a block of HTML is shown as it stands, with its stars and brackets.

kramdown leaves the content of `<div>` alone unless the tag has `markdown="1"`.

Bad:
    <div class="note">
    See **the** [program](/program.html).
    </div>

    == program.md ==
    Here.

Good:
    <div class="note" markdown="1">
    See **the** [program](/program.html).
    </div>

    == program.md ==
    Here.
"""

from collections.abc import Iterator

from jekyll_tools.lint.markdown_facts import markdown_edit, markdown_finding, markdown_origin
from jekyll_tools.lint.rule import Finding, Fix, PageView, Severity, rule
from jekyll_tools.text import Span


@rule(severity=Severity.WARNING)
def markdown_in_html(page: PageView) -> Iterator[Finding]:
    document = page.rendering.document
    for block in document.html_blocks if document else ():
        if not _is_stripped(page, block.markdown_like):
            text, (start, end) = page.rendering.expanded.text, block.markdown_like
            shown = _shown(text[start : block.span.end], end - start, block.tag)
            yield from markdown_finding(
                page,
                block.markdown_like,
                f'"{shown[:60]}" is not read as Markdown inside of <{block.tag}>',
                f'write <{block.tag} markdown="1">, or HTML inside of it',
                _fix(page, block.span, block.tag),
                shown,
            )


def _is_stripped(page: PageView, span: Span) -> bool:
    """Whether `strip_html` wrote it: an excerpt, whose Markdown has been read before."""
    origin = markdown_origin(page, span)
    if origin is None or origin.verbatim:
        return False
    texts = (page.all.read(place.path)[place.start : place.end] for place in origin.via)
    return any("strip_html" in text for text in texts)


def _shown(text: str, least: int, tag: str) -> str:
    """The rest of the line; not what follows the element in it."""
    line_end = text.find("\n", least)
    line = text[: line_end if line_end >= 0 else len(text)]
    close = line.lower().find(f"</{tag}", least)
    return line[: close if close >= 0 else len(line)].strip()


def _fix(page: PageView, span: Span, tag: str) -> Fix | None:
    text = page.rendering.expanded.text
    end = text.find(">", span.start, span.end)
    if not text.startswith(f"<{tag}", span.start) or end < 0:
        return None
    edit = markdown_edit(page, end, end + 1, ' markdown="1">')
    return Fix('add markdown="1"', (edit,), safe=False) if edit else None
