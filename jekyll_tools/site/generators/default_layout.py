"""jekyll-default-layout 0.1: a layout for Markdown pages and posts that name none."""

from __future__ import annotations

from jekyll_tools.site.entry import Entry
from jekyll_tools.site.generators.draft import Draft

NAME = "jekyll-default-layout"


def generate(draft: Draft) -> None:
    """Set `layout` to the first of home, page or post, and default that the site has."""
    for entry in (*draft.pages, *draft.posts):
        if not draft.context.permalinks.is_markdown(entry.ext):
            continue
        if "layout" not in entry.data and "layout" not in entry.shown:
            entry.data["layout"] = _layout(draft, entry)


def _layout(draft: Draft, entry: Entry) -> str | None:
    wanted = ["home"] if entry.url == "/" else []
    wanted += ["page"] if entry.is_page else ["post"]
    found = next((name for name in (*wanted, "default") if name in draft.layouts), None)
    if found is None and any(each.kind == "theme" for each in draft.context.open):
        # the theme's layouts are not known; naming one of them keeps the page open
        return "default"
    return found
