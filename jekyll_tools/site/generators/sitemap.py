"""jekyll-sitemap 1.4: `sitemap.xml` and `robots.txt`, unless the site has its own."""

from __future__ import annotations

from jekyll_tools.site.generators.draft import Draft

NAME = "jekyll-sitemap"


def generate(draft: Draft) -> None:
    """Add the two files."""
    taken = {page.url for page in draft.pages} | {file.url for file in draft.statics}
    for name in ("sitemap.xml", "robots.txt"):
        if f"/{name}" not in taken:
            draft.add(NAME, name, {"layout": None})
