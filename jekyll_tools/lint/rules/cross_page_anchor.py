"""A link to an id of another page breaks without a sound when a heading there is renamed.

The other page is looked up as a browser would, by the URL that Jekyll gives it, and its ids are
those of the built page. A page that is not fully known (an unknown plugin) is never reported.

Bad:
    See [the rooms](/venue.html#Rooms).

    == venue.md ==
    ## Rooms

Good:
    See [the rooms](/venue.html#rooms).

    == venue.md ==
    ## Rooms
"""

from collections.abc import Iterator

from jekyll_tools.lint.anchors import anchor_finding, missing_anchors
from jekyll_tools.lint.rule import Finding, PageView, rule


@rule()
def cross_page_anchor(page: PageView) -> Iterator[Finding]:
    for missing in missing_anchors(page):
        if not missing.replaced and missing.target.dest != page.page.dest:
            yield from anchor_finding(page, missing, "the link")
