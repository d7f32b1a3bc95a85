"""A tag that does not exist ends the build.

Tags of plugins that are not known here are not reported.

Bad:
    {% includ picture.html %}

Good:
    {% include picture.html %}

    == _includes/picture.html ==
    A picture.
"""

from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, PageView, rule
from jekyll_tools.lint.template_problems import (
    may_be_a_plugins,
    template_finding,
    template_problems,
)


@rule()
def unknown_tag(page: PageView) -> Iterator[Finding]:
    for problem in template_problems(page, "unknown-tag"):
        if not may_be_a_plugins(page, problem.subject):
            message = f'there is no tag "{problem.subject}"'
            yield from template_finding(page, problem, message, "correct its name")
