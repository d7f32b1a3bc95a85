"""A link to a page or file that the site does not have ends at "404 not found".

What exists is what Jekyll writes: pages by their permalinks, posts, documents of collections,
redirects, generated pages and static files. Paths are resolved as a browser and the server do.
Paths that another repository publishes on the same host are declared in `_config.yml`:
`jekyll_tools: lint: elsewhere: ["/map/*"]`. A `redirect_to` of jekyll-redirect-from is a link, too.

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

from jekyll_tools.lint.missing import missing_finding, missing_of, shortened
from jekyll_tools.lint.rule import Finding, PageView, rule
from jekyll_tools.render import Leads, target_of


@rule()
def link_missing(page: PageView) -> Iterator[Finding]:
    for missing in missing_of(page, "link-missing"):
        yield from missing_finding(page, missing, "the link")
    yield from _redirect(page)


def _redirect(page: PageView) -> Iterator[Finding]:
    """The page that sends its visitors to where nothing is."""
    made = page.page.front_matter.get("redirect")
    if page.page.generator != "jekyll-redirect-from" or not isinstance(made, dict):
        return
    # Asked for last: where a value stands is a question about the whole site.
    place = page.all.place(page.page.own, "redirect_to")
    if place is None:
        return
    if "redirect" in page.site.layouts:
        return  # a layout of the site's own may lead elsewhere
    target = target_of(str(made["to"]), page.page.url, page.site, page.all.urls)
    if target.leads is Leads.MISSING and not page.all.may_exist(target):
        yield Finding(
            place.path,
            place.start,
            place.end,
            f'the redirection to "{shortened(target.path)}" leads to where the site has nothing',
            "correct the path",
            target.path,
            pages=(page.page.path,),
        )
