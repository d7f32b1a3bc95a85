"""A link to a page that exists in the source but that Jekyll does not publish is a dead link.

Drafts, posts with a date in the future, `published: false`, what `exclude:` leaves out, and
documents of collections without `output: true` are not written.

Bad:
    [Venue](/venue.html)

    == venue.md ==
    ---
    published: false
    ---
    The rooms.

Good:
    [Venue](/venue.html)

    == venue.md ==
    ---
    published: true
    ---
    The rooms.
"""

from collections.abc import Iterator

from jekyll_tools.lint.missing import REASONS, missing_of
from jekyll_tools.lint.rule import Finding, PageView, rule


@rule()
def link_unpublished(page: PageView) -> Iterator[Finding]:
    for missing in missing_of(page, "link-unpublished"):
        reason = REASONS.get(missing.why, missing.why)
        yield from page.finding(
            missing.reference,
            f"{missing.target.path} is not published: {reason}",
            "publish it, or take the link away",
            value=missing.reference.value,
        )
