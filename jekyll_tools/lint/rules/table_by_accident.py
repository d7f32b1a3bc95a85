"""A `|` in a paragraph makes a table of it: kramdown needs no header and no lines.

Write `&#124;` or `\\|` for the character itself.

Bad:
    Talks | Posters | Panels

Good:
    Talks \\| Posters \\| Panels
"""

from collections.abc import Iterator

from jekyll_tools.lint.markdown_facts import markdown_finding
from jekyll_tools.lint.rule import Finding, PageView, Severity, rule


@rule(severity=Severity.WARNING)
def table_by_accident(page: PageView) -> Iterator[Finding]:
    document = page.rendering.document
    for table in document.tables if document else ():
        text = page.rendering.expanded.text[table.span.start : table.span.end].strip()
        if table.accidental and not _is_row(text):
            message = "a `|` makes a table of this line"
            yield from markdown_finding(
                page, table.span, message, "write `&#124;` for the character"
            )


def _is_row(text: str) -> bool:
    """Whether a line is written as a row of a table: between two bars, with cells."""
    return text.startswith("| ") and text.endswith(" |") and text.count("|") > 2
