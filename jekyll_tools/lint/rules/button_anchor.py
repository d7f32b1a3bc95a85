"""A button that leads to an id the page does not have does nothing when it is pressed.

kramdown makes the id of a heading from its text, in lower case: `## RSVP` is `#rsvp`. The ids are
those of the page that Jekyll builds, so headings from includes and from data count.

Bad:
    [RSVP](#RSVP){:.button.button--pill}

    ## RSVP

Good:
    [RSVP](#rsvp){:.button.button--pill}

    ## RSVP
"""

from collections.abc import Iterator

from jekyll_tools.lint.anchors import anchor_finding, is_button, missing_anchors
from jekyll_tools.lint.rule import Finding, PageView, rule


@rule()
def button_anchor(page: PageView) -> Iterator[Finding]:
    for missing in missing_anchors(page):
        if (
            not missing.replaced
            and is_button(missing.reference.element)
            and missing.target.dest == page.page.dest
        ):
            yield from anchor_finding(page, missing, "the button")
