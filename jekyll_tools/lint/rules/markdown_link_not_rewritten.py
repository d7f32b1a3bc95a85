"""A link to a `.md` file is a dead link on the site unless something turns it into a URL.

jekyll-relative-links does that for Markdown links with their text on one line; it does not touch
`<a href="x.md">` or a link whose text spans lines, and without the plugin nothing does.

Bad:
    <a href="venue.md">Venue</a>

    == venue.md ==
    The rooms.

Good:
    <a href="/venue.html">Venue</a>

    == venue.md ==
    The rooms.
"""

from collections.abc import Iterator

from jekyll_tools.lint.missing import MissingFile, missing_of
from jekyll_tools.lint.rule import Finding, Fix, PageView, rule
from jekyll_tools.lint.safety import is_only_reference, leads_alike, quoted


@rule()
def markdown_link_not_rewritten(page: PageView) -> Iterator[Finding]:
    for missing in missing_of(page, "markdown-link-not-rewritten"):
        yield from page.finding(
            missing.reference,
            f'the link to the source "{missing.reference.value}" is not rewritten to its URL',
            f"link to {missing.meant}",
            fix=_fix(page, missing),
            value=missing.reference.value,
        )


def _fix(page: PageView, missing: MissingFile) -> Fix | None:
    reference = missing.reference
    text = page.html.text[reference.start : reference.end]
    path = text.partition("#")[0].partition("?")[0]
    url = page.all.urls.baseurl + (missing.meant or "")
    edit = page.edit(reference.start, reference.start + len(path), quoted(url))
    if edit is None:
        return None
    safe = is_only_reference(page, edit) and leads_alike(page, edit, reference)
    return Fix(f"link to {url}", (edit,), safe)
