"""An attribute list that stands in the wrong place is shown as text, or does nothing.

`{:.button}` counts directly after a link, an image or emphasis, without a space between; on a
line of its own it counts directly above or below its block.

Bad:
    [RSVP](/rsvp.html) {:.button}

    == rsvp.md ==
    Here.

Good:
    [RSVP](/rsvp.html){:.button}

    == rsvp.md ==
    Here.
"""

from collections.abc import Iterator

from jekyll_tools.lint.markdown_facts import markdown_edit, markdown_finding
from jekyll_tools.lint.rule import Finding, Fix, PageView, Severity, rule
from jekyll_tools.text import Span

ADVICE = {
    "span-space": "take the space before it away",
    "span-text": "put it directly after a link, an image or emphasis",
    "span-start": "put it directly after a link, an image or emphasis",
}


@rule(severity=Severity.WARNING)
def ial_ineffective(page: PageView) -> Iterator[Finding]:
    document = page.rendering.document
    if document is None:
        return
    text = page.rendering.expanded.text
    for note in document.ineffective:
        shown = text[note.span.start : note.span.end]
        message = f'"{shown}" is shown as text'
        fix = _fix(page, text, note.span) if note.reason == "span-space" else None
        yield from markdown_finding(page, note.span, message, ADVICE[note.reason], fix, shown)
    for use in document.attribute_lists:
        if use.target is None and use.kind == "block":
            shown = text[use.span.start : use.span.end].strip()
            message = f'"{shown}" has no block directly above or below it'
            yield from markdown_finding(page, use.span, message, "move it there", None, shown)


def _fix(page: PageView, text: str, span: Span) -> Fix | None:
    start = len(text[: span.start].rstrip(" \t"))
    if start == span.start or text[start - 1 : start] not in (")", "*", "_", "`", "]"):
        return None
    edit = markdown_edit(page, start, span.start, "")
    return Fix("take the space away", (edit,), safe=True) if edit else None
