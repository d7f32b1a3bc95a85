"""What expanding the templates of a page found wrong, as findings at the template's own line."""

from __future__ import annotations

from collections.abc import Iterator

from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.page_view import PageView
from jekyll_tools.liquid import Problem

# Plugins that bring no tag and no filter, or only such as are known here.
_PLAIN_PLUGINS = frozenset(
    f"jekyll-{name}"
    for name in (
        *("archives", "coffeescript", "commonmark", "commonmark-ghpages", "default-layout", "feed"),
        *("gist", "github-metadata", "mentions", "optional-front-matter", "paginate"),
        *("readme-index", "redirect-from", "relative-links", "remote-theme", "sass-converter"),
        *("seo-tag", "sitemap", "titles-from-headings"),
    )
) | {"jemoji"}


def may_be_a_plugins(page: PageView, name: str) -> bool:
    """Whether a tag or filter that is not known here may be that of one of the site's plugins."""
    more = any(plugin not in _PLAIN_PLUGINS for plugin in page.site.settings.plugins)
    return more or page.all.plugins_may_write or name == "gist"


def template_problems(page: PageView, *kinds: str) -> Iterator[Problem]:
    """The problems of some kinds in the templates that made a page."""
    return (problem for problem in page.rendering.problems if problem.kind in kinds)


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
