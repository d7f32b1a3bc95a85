"""jekyll-feed 0.17: `feed.xml`, and one more for each collection, category and tag asked for."""

from __future__ import annotations

from typing import Any

from jekyll_tools.patterns import late
from jekyll_tools.site.generators.draft import Draft, attribute_posts

NAME = "jekyll-feed"
_ODD = late(r"[^a-zA-Z0-9_]")


def generate(draft: Draft) -> None:
    """Add every feed whose file is not in the source."""
    own = draft.context.config.values.get("feed")
    config: dict[str, Any] = own if isinstance(own, dict) else {}
    collections = _collections(config)
    for name, meta in collections.items():
        prefix = "/feed" if name == "posts" else f"/feed/{name}"
        for category in dict.fromkeys([*(meta.get("categories") or ()), None]):
            path = f"{prefix}/{category}.xml" if category else meta.get("path") or f"{prefix}.xml"
            _add(draft, path, collection=name, category=category)
    if config.get("tags"):
        _tags(draft, config["tags"] if isinstance(config["tags"], dict) else {})


def _collections(config: dict[str, Any]) -> dict[str, dict[str, Any]]:
    value = config.get("collections")
    if isinstance(value, list):
        value = {name: {} for name in value}
    named = {
        str(name): dict(meta) if isinstance(meta, dict) else {}
        for name, meta in (value.items() if isinstance(value, dict) else ())
    }
    posts = named.setdefault("posts", {})
    posts["path"] = posts.get("path") or config.get("path")
    posts["categories"] = posts.get("categories") or config.get("categories")
    return named


def _tags(draft: Draft, config: dict[str, Any]) -> None:
    only = config.get("only") or list(attribute_posts(draft.posts, "tags"))
    without = config.get("except") or []
    for tag in only:
        if not isinstance(tag, str):
            message = f"jekyll-feed ends the build at the tag {tag!r}; put it in quotes"
            draft.context.tell("bad-front-matter", "_config.yml", message, fatal=True)
        elif tag not in without and not _ODD.search(tag):
            _add(draft, f"{config.get('path') or '/feed/by_tag/'}{tag}.xml", tags=tag)


def _add(draft: Draft, path: object, **data: object) -> None:
    name = str(path)
    if not draft.source_has(name):
        draft.add(NAME, name, {"layout": None, "sitemap": False, **data})
