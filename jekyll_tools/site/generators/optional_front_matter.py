"""jekyll-optional-front-matter 0.3: Markdown files without front matter are pages, too."""

from __future__ import annotations

from jekyll_tools.site.generators.draft import Draft
from jekyll_tools.site.pages import assign_url, read_page
from jekyll_tools.site.statics import StaticFile

NAME = "jekyll-optional-front-matter"
_NEVER = frozenset(
    (
        "README",
        "LICENSE",
        "LICENCE",
        "COPYING",
        "CODE_OF_CONDUCT",
        "CONTRIBUTING",
        "ISSUE_TEMPLATE",
        "PULL_REQUEST_TEMPLATE",
    )
)


def generate(draft: Draft) -> None:
    """Add a page for each Markdown file; it stays a static file as well unless told otherwise."""
    config = draft.context.config.values
    required = config.get("require_front_matter")
    if draft.option("optional_front_matter", "enabled") is False or required:
        return
    chosen = [file for file in draft.statics if _is_page(draft, file)]
    for file in chosen:
        _add(draft, file)
    if draft.option("optional_front_matter", "remove_originals") is True:
        gone = set(map(id, chosen))
        draft.statics = [file for file in draft.statics if id(file) not in gone]


def _is_page(draft: Draft, file: StaticFile) -> bool:
    if not file.listed or not draft.context.permalinks.is_markdown(file.extname):
        return False
    stem = file.name[: len(file.name) - len(file.extname)].upper()
    return stem not in _NEVER or draft.context.filter.includes(file.relative_path.lstrip("/"))


def _add(draft: Draft, file: StaticFile) -> None:
    folder = file.relative_path[: -len(file.name) - 1]
    source = draft.source
    if file.collection is not None:
        container = draft.context.config.folder("collections_dir")
        source += f"{container}/" if container else ""
    entry = read_page(draft.context, folder.strip("/"), file.name, source)
    if entry is not None:
        entry.generator = NAME
        assign_url(draft.context, entry)
        draft.pages.append(entry)
