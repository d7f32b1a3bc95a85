"""An include that is not there ends the build.

With a theme that is not on the disk the include may be the theme's: then nothing is reported.

Bad:
    {% include pictur.html %}

    == _includes/picture.html ==
    A picture.

Good:
    {% include picture.html %}

    == _includes/picture.html ==
    A picture.
"""

from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, PageView, rule
from jekyll_tools.lint.template_problems import template_finding, template_problems
from jekyll_tools.nearest import did_you_mean


@rule()
def include_missing(page: PageView) -> Iterator[Finding]:
    for problem in template_problems(page, "include-missing"):
        if page.all.theme_is_open:
            continue
        advice = did_you_mean(problem.subject, page.site.includes, "add it to _includes/")
        message = f'there is no include "{problem.subject}"'
        yield from template_finding(page, problem, message, advice)
