"""A link to a page or file that the site does not have ends at "404 not found".

What exists is what Jekyll writes: pages by their permalinks, posts, documents of collections,
redirects, generated pages and static files. Paths are resolved as a browser and the server do.
Paths that another repository publishes on the same host are declared in `_config.yml`:
`jekyll_tools: lint: elsewhere: ["/map/*"]`.

Bad:
    [Venue](/venu.html)

    == venue.md ==
    The rooms.

Good:
    [Venue](/venue.html)

    == venue.md ==
    The rooms.
"""

from collections.abc import Iterator

from jekyll_tools.lint.missing import missing_finding, missing_of
from jekyll_tools.lint.rule import Finding, PageView, rule


@rule()
def link_missing(page: PageView) -> Iterator[Finding]:
    for missing in missing_of(page, "link-missing"):
        yield from missing_finding(page, missing, "the link")
