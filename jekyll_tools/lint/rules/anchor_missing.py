"""A link to `#x` needs an element with the id `x` on the page; without one it goes nowhere.

The ids are those of the page that Jekyll builds: automatic ids of headings by kramdown's rules,
`{#id}` and `{: #id}`, `id` and `<a name>` in HTML, whatever includes and layouts add.

Bad:
    See [the speakers](#Speakers).

    ## Speakers

Good:
    See [the speakers](#speakers).

    ## Speakers
"""

from collections.abc import Iterator

from jekyll_tools.lint.anchors import anchor_finding, is_button, missing_anchors
from jekyll_tools.lint.rule import Finding, PageView, rule


@rule()
def anchor_missing(page: PageView) -> Iterator[Finding]:
    for missing in missing_anchors(page):
        if (
            not missing.replaced
            and missing.target.dest == page.page.dest
            and not is_button(missing.reference.element)
        ):
            yield from anchor_finding(page, missing, "the link")
