"""A link by name, `[text][name]`, needs a line `[name]: address`; without one readers see brackets.

Numbers, single letters and brackets right after a word are taken for what they look like: indices
and citations.

Bad:
    See the [programme][talks].

Good:
    See the [programme][talks].

    [talks]: /talks.html

    == talks.md ==
    Here.
"""

from collections.abc import Iterator

from jekyll_tools.lint.markdown_facts import markdown_finding
from jekyll_tools.lint.rule import Finding, PageView, Severity, rule
from jekyll_tools.patterns import late

_MEANT = late(r"\[[^\[\]]*\w\w[^\[\]]*\]\s?\[(?=[^\[\]]*[^\W\d])[^\[\]]*\w\w[^\[\]]*\]")


@rule(severity=Severity.WARNING)
def reference_undefined(page: PageView) -> Iterator[Finding]:
    document = page.rendering.document
    for use in document.undefined if document else ():
        text, (start, end) = page.rendering.expanded.text, use.span
        shown = text[start:end]
        if use.footnote or not _MEANT.fullmatch(shown) or text[max(start - 1, 0) : start].isalnum():
            continue
        message = f'"{shown}" is shown as text: no line defines "[{use.name}]:"'
        yield from markdown_finding(page, use.span, message, "add one", value=shown)
