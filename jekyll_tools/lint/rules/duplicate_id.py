"""An id may be on a page once: a link to it, a label or a script finds only the first.

kramdown numbers the ids that it makes itself; those in HTML, in includes that a page uses twice
and in `{#id}` stay as they are.

Bad:
    ## Talks {#program}

    ## Posters {#program}

Good:
    ## Talks {#program}

    ## Posters {#posters}
"""

from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, PageView, Severity, rule


@rule(severity=Severity.WARNING)
def duplicate_id(page: PageView) -> Iterator[Finding]:
    seen: set[str] = set()
    for element in page.elements:
        attribute = element.get("id")
        if attribute is None or not attribute.value:
            continue
        if attribute.value in seen:
            yield from page.finding(
                attribute,
                f'the id "{attribute.value}" is on the page twice',
                "rename one of them",
                value=attribute.value,
            )
        seen.add(attribute.value)
