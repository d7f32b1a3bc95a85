"""jekyll-archives 2.2: a page for each category, tag, year, month and day that has posts."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from datetime import date
from typing import Any

from jekyll_tools.site.entry import Entry
from jekyll_tools.site.filenames import extension, unescaped, without_extension
from jekyll_tools.site.generators.draft import Draft, attribute_posts
from jekyll_tools.site.merge import deep_merged
from jekyll_tools.site.pages import new_page
from jekyll_tools.site.permalink import fill, sanitized
from jekyll_tools.site.slugs import slugify

NAME = "jekyll-archives"
_DEFAULTS: dict[str, Any] = {
    "layout": "archive",
    "enabled": [],
    "permalinks": {
        "year": "/:year/",
        "month": "/:year/:month/",
        "day": "/:year/:month/:day/",
        "tag": "/tag/:name/",
        "category": "/category/:name/",
    },
}
_PARTS: tuple[tuple[str, Callable[[Entry], str]], ...] = (
    ("year", lambda post: f"{post.date:%Y}"),
    ("month", lambda post: f"{post.date:%m}"),
    ("day", lambda post: f"{post.date:%d}"),
)


def generate(draft: Draft) -> None:
    """Add the archive pages that are enabled."""
    own = draft.context.config.values.get(NAME)
    config = deep_merged(_DEFAULTS, own if isinstance(own, dict) else {})
    enabled: object = config["enabled"]
    every = enabled in (True, "all")
    wanted = set(enabled) if isinstance(enabled, list) else set[object]()
    for plural, kind in (("tags", "tag"), ("categories", "category")):
        if every or plural in wanted:
            for title, posts in attribute_posts(draft.posts, plural).items():
                name = slugify(title) if isinstance(title, str) else ""
                entry = _add(draft, config, kind, {"name": name, "type": kind}, posts)
                if isinstance(title, str):
                    entry.data["title"] = title
    for length, (kind, _) in enumerate(_PARTS, 1):
        if every or kind in wanted:
            dates: dict[tuple[str, ...], list[Entry]] = {}
            for post in draft.posts:
                dates.setdefault(tuple(part(post) for _, part in _PARTS[:length]), []).append(post)
            for found, posts in dates.items():
                values = dict(zip(("year", "month", "day"), found, strict=False))
                entry = _add(draft, config, kind, {**values, "type": kind}, posts[::-1])
                year, month, day = (*map(int, found), 1, 1)[:3]
                entry.data["date"] = date(year, month, day)


def _add(
    draft: Draft, config: dict[str, Any], kind: str, values: dict[str, str], posts: list[Entry]
) -> Entry:
    url = sanitized(fill(str(config["permalinks"][kind]), values))
    path = unescaped(url).lstrip("/") + ("index.html" if url.endswith("/") else "")
    layouts = config.get("layouts")
    layout = layouts.get(kind) if isinstance(layouts, dict) else None
    folder, name = posixpath.split(path)
    entry = new_page(draft.context, folder, name, path)
    entry.kind = "generated"
    entry.generator = NAME
    entry.ext = extension(name)
    entry.basename = without_extension(name)
    entry.url = url
    entry.output_ext = entry.ext
    # an archive calls its kind its type, so that no defaults for pages apply
    entry.defaults = draft.context.defaults.found(path, kind)
    entry.shown = draft.context.defaults.all(path, kind)
    entry.data = {"layout": layout or config["layout"], "type": kind}
    entry.listed = posts
    draft.pages.append(entry)
    return entry
