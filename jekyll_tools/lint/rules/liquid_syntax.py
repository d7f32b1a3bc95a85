"""A mistake in a Liquid tag ends the build, and Jekyll often names another line than the right one.

Bad:
    {% if page.title %}
    # {{ page.title }}

Good:
    {% if page.title %}
    # {{ page.title }}
    {% endif %}
"""

from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, PageView, rule
from jekyll_tools.lint.template_problems import template_finding, template_problems


@rule()
def liquid_syntax(page: PageView) -> Iterator[Finding]:
    for problem in template_problems(page, "syntax", "error"):
        if problem.kind == "error" and page.site.has_unknown_plugins:
            continue  # a plugin may have made another value
        advice = "Jekyll stops here" if problem.kind == "error" else "correct the tag"
        yield from template_finding(page, problem, f"Liquid: {problem.message}", advice)
