"""A filter that does not exist does nothing: the value comes out as if it were not there.

Filters of plugins that are not known here are not reported.

Bad:
    {{ page.path | upcased }}

Good:
    {{ page.path | upcase }}
"""

from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, PageView, rule
from jekyll_tools.lint.template_problems import (
    may_be_a_plugins,
    template_finding,
    template_problems,
)


@rule()
def unknown_filter(page: PageView) -> Iterator[Finding]:
    for problem in template_problems(page, "unknown-filter"):
        if not may_be_a_plugins(page, problem.subject):
            message = f'there is no filter "{problem.subject}"'
            yield from template_finding(page, problem, message, "correct its name")
