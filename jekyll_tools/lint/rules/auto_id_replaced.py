"""A heading with an id of its own loses the automatic one, and links to that lead nowhere.

`## Call for papers {#cfp}` has the id `cfp` and no longer `call-for-papers`.

Bad:
    See the [call](#call-for-papers).

    ## Call for papers {#cfp}

Good:
    See the [call](#cfp).

    ## Call for papers {#cfp}
"""

from collections.abc import Iterator

from jekyll_tools.lint.anchors import anchor_finding, missing_anchors
from jekyll_tools.lint.rule import Finding, PageView, rule


@rule()
def auto_id_replaced(page: PageView) -> Iterator[Finding]:
    for missing in missing_anchors(page):
        if missing.replaced:
            yield from anchor_finding(page, missing, "the link")
