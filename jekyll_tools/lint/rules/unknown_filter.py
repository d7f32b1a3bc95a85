"""A filter that does not exist does nothing: the value comes out as if it were not there.

Filters of plugins that are not known here are not reported.

Bad:
    {{ page.path | upcased }}

Good:
    {{ page.path | upcase }}
"""

from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, PageView, rule
from jekyll_tools.lint.template_problems import unknown_findings


@rule()
def unknown_filter(page: PageView) -> Iterator[Finding]:
    yield from unknown_findings(page, "filter")
