"""A link to `#section-2` or `#talks-1` leads elsewhere as soon as another heading is added.

kramdown numbers headings with equal texts in their order on the page. An id of one's own stays.

Bad:
    See [Tuesday's talks](#talks-1).

    ## Talks

    ## Talks

Good:
    See [Tuesday's talks](#talks-tuesday).

    ## Talks

    ## Talks {#talks-tuesday}
"""

from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, PageView, Severity, rule
from jekyll_tools.patterns import late
from jekyll_tools.render import Leads

_NUMBERED = late(r"(?P<base>.*)-\d+")


@rule(severity=Severity.WARNING, default=False)
def fragile_anchor(page: PageView) -> Iterator[Finding]:
    for reference in page.references:
        target = page.target(reference)
        if target.leads is not Leads.PAGE or not target.fragment or target.dest is None:
            continue
        match = _NUMBERED.fullmatch(target.fragment)
        # a list of contents that a template makes follows the headings
        if match is None or page.edit(reference.start, reference.end, "") is None:
            continue
        if {target.fragment, match["base"]} <= page.all.automatic_ids(target.dest):
            yield from page.finding(
                reference,
                f'"#{target.fragment}" depends on the order of the headings',
                "give the heading an id of its own: `{#id}`",
                value=reference.value,
            )
