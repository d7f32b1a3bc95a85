"""The style sheets that the site gives a page with cards, as one text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from jekyll_tools.elements import elements
from jekyll_tools.render.renderer import Renderer
from jekyll_tools.site import Page, Site, StaticFile

_MAX_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Styles:
    """`text` is CSS in the order of the page; `absent` names sheets that are not on the disk."""

    text: str = ""
    absent: tuple[str, ...] = ()


def card_styles(site: Site, output: str) -> Styles:
    """What styles the cards: the sheets of the first page that includes a file of `output`.

    Sheets of other hosts are not fetched, and Sass is not compiled: they are `absent`.
    """
    page = _page_with_cards(site, output)
    if page is None:
        return Styles()
    html = Renderer(site).rendering(page).shown.text
    texts, absent = [], []
    for element in elements(html):
        if element.tag == "style":
            texts.append(html[element.end : html.find("</style", element.end)])
        elif element.tag == "link" and "stylesheet" in element.value("rel").lower().split():
            href = element.value("href")
            text = _sheet(site, page, href)
            if text is None:
                absent.append(href)
            else:
                texts.append(text)
    return Styles("\n".join(texts)[:_MAX_CHARACTERS], tuple(absent))


def _page_with_cards(site: Site, output: str) -> Page | None:
    wanted = output.removeprefix("_includes/").strip("/") + "/"
    for page in _readable(site):
        if page.file is not None and f"include {wanted}" in " ".join(page.file.text.split()):
            return page
    return None


def _readable(site: Site) -> Iterator[Page]:
    return (page for page in site.pages if page.written and page.file is not None)


def _sheet(site: Site, page: Page, href: str) -> str | None:
    try:
        parts = urlsplit(href)
        own = urlsplit(str(site.config.get("url") or "")).netloc
    except ValueError:  # a bracket that is around no IPv6 address
        return None
    if parts.netloc and parts.netloc != own:
        return None
    folder = page.url.rpartition("/")[0]
    path = parts.path if parts.path.startswith("/") else f"{folder}/{parts.path}"
    found = site.resolve(path)
    written = site.outputs.get(found, ()) if found else ()
    if written and isinstance(written[-1], StaticFile) and not written[-1].theme:
        return site.read(written[-1].path)
    return None
