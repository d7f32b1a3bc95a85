"""A template that loops over everything on every page makes builds slow; this one was given up.

What the rest of the page would have been is not known, so its links and ids are not checked.

Bad:
    {% assign text = "all" %}
    {% for i in (1..30) %}{% assign text = text | append: text %}{% endfor %}

Good:
    {% assign text = "all" %}
    {% for i in (1..3) %}{% assign text = text | append: text %}{% endfor %}
"""

from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, PageView, Severity, rule
from jekyll_tools.lint.template_problems import template_finding, template_problems


@rule(severity=Severity.WARNING)
def too_expensive(page: PageView) -> Iterator[Finding]:
    for problem in template_problems(page, "too-expensive"):
        advice = "loop over less, or on fewer pages"
        yield from template_finding(page, problem, f"too expensive: {problem.message}", advice)
