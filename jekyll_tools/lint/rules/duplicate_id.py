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
            shown = f'the id "{attribute.value}"'
            span = attribute.value_start, attribute.value_end
            if page.rendering.open_reasons and page.edit(*span, "") is None:
                continue  # what is not known here may have kept them apart
            literal = page.is_verbatim(*span)
            # What a template counts or joins is one mistake, whatever it comes to on each page.
            yield from page.finding(
                attribute,
                f"{shown if literal else 'an id that is made here'} is on the page twice",
                "rename one of them" if literal else f"as {shown}; make it of something unique",
                value=attribute.value,
            )
        seen.add(attribute.value)
