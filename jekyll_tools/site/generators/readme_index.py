"""jekyll-readme-index 0.3: a README is the index of a folder that has none."""

from __future__ import annotations

import re

from jekyll_tools.site.entry import Entry
from jekyll_tools.site.generators.draft import Draft
from jekyll_tools.site.pages import assign_url, read_page
from jekyll_tools.site.statics import StaticFile

NAME = "jekyll-readme-index"


def generate(draft: Draft) -> None:
    """Add the index pages; with `with_frontmatter` move READMEs that are pages as well."""
    if draft.option("readme_index", "enabled") is False:
        return
    listed = [file for file in draft.statics if file.listed]
    for file in [file for file in listed if _is_readme(draft, file.relative_path)]:
        if _has_index(draft, file.url):
            continue
        _add(draft, file)
        if draft.option("readme_index", "remove_originals") is True:
            draft.statics.remove(file)
    if draft.option("readme_index", "with_frontmatter") is True:
        for page in list(draft.pages):
            if _is_readme(draft, "/" + page.relative) and not _has_index(draft, page.url):
                _move(draft, page, page.url)


def _add(draft: Draft, file: StaticFile) -> None:
    folder = file.relative_path.rpartition("/")[0].strip("/")
    page = read_page(draft.context, folder, file.name, draft.source)
    if page is not None:
        page.generator = NAME
        draft.pages.append(page)
        _move(draft, page, file.url)


def _move(draft: Draft, page: Entry, url: str) -> None:
    page.data["permalink"] = _folder(url)
    assign_url(draft.context, page)


def _folder(url: str) -> str:
    """`File.dirname` with a slash: of `/a/README/` as well as of `/a/README.md` it is `/a/`."""
    return url.rstrip("/").rpartition("/")[0] + "/"


def _is_readme(draft: Draft, path: str) -> bool:
    stem, dot, ext = path.rpartition("/")[2].rpartition(".")
    return (
        path.startswith("/")
        and stem.lower() == "readme"
        and ext.islower()  # only the name may be in capitals
        and draft.context.permalinks.is_markdown(dot + ext)
    )


def _has_index(draft: Draft, url: str) -> bool:
    folder = re.escape(_folder(url))
    index = re.compile(rf"{folder}(?:$|index\.(?:html?|xhtml|xml)$)", re.IGNORECASE)
    urls = [page.url for page in draft.pages] + [file.url for file in draft.statics]
    return any(index.match(url) for url in urls)
