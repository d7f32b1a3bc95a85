"""A variable that is nowhere set shows as nothing: `page.titel`, an entry of `site.data` renamed.

Optional keys are fine in an `if`; only what is written out is reported.

Bad:
    ---
    title: Talks
    ---
    About {{ page.titel }}

Good:
    ---
    title: Talks
    ---
    About {{ page.title }}
"""

from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, PageView, Severity, rule
from jekyll_tools.lint.template_problems import template_finding, template_problems

_GITHUBS = ("site.baseurl", "site.url")


@rule(severity=Severity.WARNING, default=False)
def undefined_variable(page: PageView) -> Iterator[Finding]:
    for problem in template_problems(page, "undefined"):
        pages = page.site.profile.pages
        if problem.subject.startswith("site.github") or (pages and problem.subject in _GITHUBS):
            continue  # GitHub fills it
        message = f'nothing is called "{problem.subject}"'
        yield from template_finding(page, problem, message, "correct the name, or use `default`")
