"""Cards that are written by hand drift apart: a copied width, a wrong alt text, a stale title.

`jt import PAGE` makes records of them and puts an include in their place; the page that Jekyll
builds shows the same cards. Cards that a Liquid loop makes are left alone.

Bad:
    <div class="card-columns">
    <div class="card">
    <img src="ada.jpg" alt="Ada Lovelace">
    <div class="card-text"><a href="https://example.org">Ada Lovelace</a></div>
    </div>
    </div>

Good:
    <div class="card-columns">
    {% for person in site.data.people %}
    <div class="card">{{ person.name }}</div>
    {% endfor %}
    </div>
"""

from collections.abc import Iterator

from jekyll_tools.cards.handwritten import CONTAINER, containers
from jekyll_tools.lint.rule import Finding, Severity, SiteView, rule


@rule(severity=Severity.WARNING)
def card_handwritten(site: SiteView) -> Iterator[Finding]:
    for page in site.site.pages_with(CONTAINER):
        if page.file is None or page.kind == "generated":
            continue
        for container in containers(page.file.text):
            if container.cards and not container.reason:
                end = page.file.text.find("\n", container.start)
                count = len(container.cards)
                yield Finding(
                    page.path,
                    container.start,
                    end if end > 0 else container.end,
                    f"{count} {'card is' if count == 1 else 'cards are'} written by hand",
                    f"`jt import {page.path}` turns them into records and an include",
                    pages=(page.path,),
                )
