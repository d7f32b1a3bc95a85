"""jekyll-redirect-from 0.16: pages that send the reader to where a page is now."""

from __future__ import annotations

from typing import Any

from jekyll_tools.patterns import late
from jekyll_tools.site.entry import Entry
from jekyll_tools.site.filenames import squeezed
from jekyll_tools.site.generators.draft import Draft
from jekyll_tools.text import Span

NAME = "jekyll-redirect-from"
_ABSOLUTE = late(r"https?://")


def generate(draft: Draft) -> None:
    """Add a page for each `redirect_from`, and make one of each `redirect_to`."""
    for entry in [*draft.written_documents(), *draft.pages]:
        for old in _list(_shown(entry, "redirect_from")):
            _redirect(draft, old, entry.url, entry)
        targets = _list(_shown(entry, "redirect_to"))
        if targets:
            _replace(draft, entry, str(targets[0]))
    if draft.option("redirect_from", "json") is not False and not draft.source_has(
        "redirects.json"
    ):
        draft.add(NAME, "redirects.json", {"layout": None})


def _replace(draft: Draft, entry: Entry, target: str) -> None:
    """Make the redirection the content of a page that keeps its place."""
    link = entry.get("permalink") or entry.url_template
    if not entry.is_page and ":output_ext" not in str(link):
        # nobody has asked for the extension before the permalink changes
        entry.output_ext = draft.context.permalinks.output_ext(entry, entry.url)
    entry.data |= _data(draft, entry.url, target)
    entry.generator = NAME
    entry.body = Span(entry.body.end, entry.body.end)


def _redirect(draft: Draft, old: object, target: str, cause: Entry) -> None:
    link = str(old)
    link = link if link.startswith("/") else f"/{link}"
    draft.add(NAME, "redirect.html", _data(draft, link, target), cause)


def _data(draft: Draft, old: str, target: str) -> dict[str, Any]:
    config = draft.context.config
    if not _ABSOLUTE.match(target):
        path = squeezed(f"/{config.text('baseurl')}/{target}")
        target = config.text("url").rstrip("/") + path
    return {
        "sitemap": False,
        "layout": "redirect",
        "permalink": old,
        "redirect": {"from": old, "to": target},
    }


def _shown(entry: Entry, key: str) -> object:
    value = entry.data.get(key)
    return entry.shown.get(key) if value is None else value


def _list(value: object) -> list[object]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if each is not None and each is not False]
