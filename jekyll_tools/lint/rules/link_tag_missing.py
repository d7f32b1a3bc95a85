"""A `{% link %}` or `{% post_url %}` that names no file of the site ends the build.

Both take names of sources: `{% link about.md %}` the path from the root of the site,
`{% post_url 2026-03-14-call %}` the name of a post without its extension. A source that is not
published (a draft, a post with a date to come) is none, either.

Bad:
    [Venue]({% link venu.md %})

    == venue.md ==
    ---
    ---
    The rooms.

Good:
    [Venue]({% link venue.md %})

    == venue.md ==
    ---
    ---
    The rooms.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from jekyll_tools.lint.rule import Finding, PageView, rule
from jekyll_tools.lint.template_problems import template_finding, template_problems
from jekyll_tools.nearest import did_you_mean


@rule()
def link_tag_missing(page: PageView) -> Iterator[Finding]:
    for problem in template_problems(page, "link-missing"):
        # What plugins and a theme that is not on the disk bring may be named, too.
        if page.all.plugins_may_write or page.all.theme_is_open:
            continue
        paths = [each.path for each in page.site.pages]
        names = [*paths, *(PurePosixPath(path).stem for path in paths if "_posts/" in path)]
        advice = did_you_mean(problem.subject, names, "correct the name")
        yield from template_finding(page, problem, problem.message, advice)
