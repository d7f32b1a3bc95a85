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
from jekyll_tools.lint.template_problems import unknown_findings


@rule()
def unknown_tag(page: PageView) -> Iterator[Finding]:
    yield from unknown_findings(page, "tag")
