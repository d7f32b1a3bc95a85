"""jekyll-paginate 1.1: the posts in pages, of an `index.html`."""

from __future__ import annotations

import math

from jekyll_tools.site.entry import Entry, Pager
from jekyll_tools.site.filenames import clamped
from jekyll_tools.site.generators.draft import Draft
from jekyll_tools.site.pages import assign_url, new_page, read_page

NAME = "jekyll-paginate"


def generate(draft: Draft) -> None:
    """Give the template page its paginator, and add the pages after the first."""
    config = draft.context.config
    per_page = config.values.get("paginate")
    if not isinstance(per_page, (int, float, str)) or isinstance(per_page, bool):
        return
    try:
        size = int(per_page)
    except ValueError:
        size = 0
    template = _template(draft)
    if size < 1 or template is None:
        return
    posts = [post for post in reversed(draft.posts) if not post.data.get("hidden")]
    total = math.ceil(len(posts) / size)
    for number in range(1, total + 1):
        pager = Pager(
            number,
            size,
            total,
            len(posts),
            posts[(number - 1) * size : number * size],
            (
                _path(draft, template, number - 1) if number > 1 else None,
                _path(draft, template, number + 1) if number < total else None,
            ),
        )
        if number == 1:
            template.pager = pager
        else:
            _add(draft, template, number, pager)


def _template(draft: Draft) -> Entry | None:
    """The `index.html` with the longest path, in the folder of `paginate_path` or above it.

    Ruby climbs from that folder, but never looks at the folder that holds the site.
    """
    path = clamped(draft.context.config.text("paginate_path").removeprefix("/"))
    parents = path.split("/")[:-1]
    folders = {"/".join(parents[:length]) for length in range(len(parents) + 1)}
    pages = [
        page
        for page in draft.pages
        if page.name == "index.html" and page.relative.rpartition("/")[0] in folders
    ]
    return max(pages, key=lambda page: len(page.relative), default=None)


def _path(draft: Draft, template: Entry, number: int) -> str:
    if number <= 1:
        return template.url
    path = draft.context.config.text("paginate_path").replace(":num", str(number), 1)
    return path if path.startswith("/") else f"/{path}"


def _add(draft: Draft, template: Entry, number: int, pager: Pager) -> None:
    # Ruby reads the template again, from the folder of its URL
    folder = template.url if template.url.endswith("/") else template.url.rpartition("/")[0]
    folder = folder.strip("/")
    inside = f"{folder}/{template.name}".lstrip("/")
    page = None
    if draft.source_has(inside):
        page = read_page(draft.context, folder, template.name, draft.source)
    if page is None:
        page = new_page(draft.context, folder, template.name, draft.source + inside)
    page.folder = _path(draft, template, number)
    if not draft.context.new:
        page.relative = f"{page.folder}/{page.name}".replace("//", "/").lstrip("/")
    page.kind = "generated"
    page.generator = NAME
    page.cause = template
    page.pager = pager
    assign_url(draft.context, page)
    draft.pages.append(page)
