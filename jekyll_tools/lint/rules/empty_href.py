"""A link or an image without an address: the link reloads the page, the image is broken.

Most come from a template whose data field is empty; the fix is an `{% if %}` around the tag.

Bad:
    [Slides]()

Good:
    [Slides](/slides.html)

    == slides.md ==
    Here.
"""

from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, PageView, Severity, rule
from jekyll_tools.patterns import late
from jekyll_tools.render import Leads, Reference

_WRITTEN = late(r"""^[^{}]*?(?:\]\([ \t]*\)|\b(?:href|src)\s*=\s*(?:""|''))""")
_NAMES = late(r"\{%-?\s*(?:link|post_url)\s")  # a source that is not there: link-tag-missing
LOOK_AHEAD = 300  # code points of a tag
WHAT = {"a": "link", "area": "link", "img": "image", "iframe": "frame", "video": "video"}


@rule(severity=Severity.WARNING)
def empty_href(page: PageView) -> Iterator[Finding]:
    for reference, target in page.led:
        what = WHAT.get(reference.tag) if target.leads is Leads.EMPTY else None
        if (
            what
            and not _scripted(reference)
            and not (page.rendering.open_reasons and _is_made(page, reference))
            and not _is_githubs(page, _source(page, reference))
            and not _NAMES.search(_source(page, reference))
        ):
            yield from page.finding(
                reference.element,
                f"the {what} has an empty {reference.attr}",
                "give it an address, or leave the tag out where there is none",
            )


def _is_made(page: PageView, reference: Reference) -> bool:
    """Whether a template made the tag, perhaps from values that are not known here."""
    return _WRITTEN.search(_source(page, reference)) is None


def _is_githubs(page: PageView, source: str) -> bool:
    """Whether GitHub fills the address: GitHub Pages sets `url` where the settings do not."""
    of_site = page.site.profile.pages and not page.site.config.get("url")
    return "site.github" in source or (of_site and "absolute_url" in source)


def _source(page: PageView, reference: Reference) -> str:
    """The first line of the tag as it stands in its file."""
    origin = page.origin(reference.element)
    if origin is None:
        return ""
    text = page.all.read(origin.path)[origin.start : origin.start + LOOK_AHEAD]
    return text.partition("\n")[0]


def _scripted(reference: Reference) -> bool:
    """Whether a script may use the tag: it has a handler, a role, data or an id."""
    return any(
        attribute.name.startswith(("on", "data-", "x-", ":", "@"))
        or attribute.name in ("role", "id")
        for attribute in reference.element.attributes
    )
