"""What expanding the templates of a page found wrong, as findings at the template's own line."""

from __future__ import annotations

from collections.abc import Iterator

from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.page_view import PageView
from jekyll_tools.liquid import Problem


def may_be_a_plugins(page: PageView, name: str) -> bool:
    """Whether a tag or filter that is not known here may be that of one of the site's plugins."""
    return page.site.plugins_may_add_tags or name == "gist"


def template_problems(page: PageView, *kinds: str) -> Iterator[Problem]:
    """The problems of some kinds in the templates that made a page."""
    return (problem for problem in page.rendering.problems if problem.kind in kinds)


def unknown_findings(page: PageView, what: str) -> Iterator[Finding]:
    """The findings for names of filters or tags (`what`) that nothing brings."""
    for problem in template_problems(page, f"unknown-{what}"):
        if not may_be_a_plugins(page, problem.subject):
            message = f'there is no {what} "{problem.subject}"'
            yield from template_finding(page, problem, message, "correct its name")


def template_finding(
    page: PageView, problem: Problem, message: str, advice: str
) -> Iterator[Finding]:
    """The finding for a problem; nothing where the template is not the site's."""
    place = page.all.file_place(problem.source)
    if place is not None and page.site.disk.is_file(place.path):
        yield Finding(
            place.path,
            place.start,
            place.end,
            message,
            advice,
            problem.subject,
            pages=(page.page.path,),
        )
