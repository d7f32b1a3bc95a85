"""A post without a date in its name, or with a date to come, is left out, and nobody says so.

`_posts/welcome.md` is no post: its name needs a date, as `2024-03-14-welcome.md`. With
`future: false`, which is the default but on GitHub Pages, posts appear when a build runs after
their date, and not before.

Bad:
    == _posts/welcome.md ==
    ---
    title: Welcome
    ---
    Hello.

Good:
    == _posts/2024-03-14-welcome.md ==
    ---
    title: Welcome
    ---
    Hello.
"""

from collections.abc import Iterator

from jekyll_tools.lint.missing import REASONS
from jekyll_tools.lint.rule import Finding, Severity, SiteView, rule

ADVICE = {
    "bad-post-name": "name it YEAR-MONTH-DAY-title.md",
    "future": "build again after that date, or set `future: true`",
    "limit-posts": "raise `limit_posts` or take it away",
    "not-utf8": "save it as UTF-8",
}


@rule(severity=Severity.WARNING)
def not_published(site: SiteView) -> Iterator[Finding]:
    for path, reason in site.site.unpublished.items():
        if reason in ADVICE and path.endswith((".md", ".markdown", ".html", ".textile")):
            message = f"this is not published: {REASONS[reason]}"
            yield Finding(path, 0, 0, message, ADVICE[reason], reason, pages=(path,))
