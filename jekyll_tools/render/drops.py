"""What a template sees of the site, its pages and its files: mappings that work on demand.

The keys are those of Jekyll 4.3 `drops/` and of `Page::ATTRIBUTES_FOR_LIQUID`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from jekyll_tools.site import Page, Paginator, Site, StaticFile
from jekyll_tools.site.generators.sass_maps import NAME as SOURCE_MAPS

if TYPE_CHECKING:
    from jekyll_tools.render.renderer import Renderer

Getter = Callable[[], object]
_Getter = Callable[[Page, "Renderer"], object]


class Drop(Mapping[str, object]):
    """A mapping of plain values and of values that are computed when a template asks."""

    liquid_name = "Jekyll::Drops::Drop"

    def __init__(
        self, values: Mapping[str, object], computed: Mapping[str, Callable[..., object]]
    ) -> None:
        self.values_by_name = values
        self._computed = computed

    def __getitem__(self, key: str) -> object:
        getter = self._computed.get(key)
        return self.values_by_name[key] if getter is None else getter()

    def __contains__(self, key: object) -> bool:
        return key in self._computed or key in self.values_by_name

    def __iter__(self) -> Iterator[str]:
        yield from self._computed
        yield from (key for key in self.values_by_name if key not in self._computed)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __eq__(self, other: object) -> bool:
        return self is other

    def __hash__(self) -> int:
        return id(self)


class PageDrop(Drop):
    """A page or document; its other values are its front matter's."""

    def __init__(self, page: Page, renderer: Renderer) -> None:
        self.page = page
        self._renderer = renderer
        kind = _PAGE if page.listed is None else _ARCHIVE
        super().__init__(page.front_matter, kind if page.collection is None else _DOCUMENT)

    def __getitem__(self, key: str) -> object:
        getter = self._computed.get(key)
        if getter is None:
            return self.values_by_name[key]
        return getter(self.page, self._renderer)


# One table for all pages: a large site has a drop of each.
_PAGE: Mapping[str, _Getter] = {
    "content": lambda page, renderer: renderer.current_content(page),
    "excerpt": lambda page, renderer: renderer.excerpt(page),
    "url": lambda page, renderer: page.url,
    "dir": lambda page, renderer: page.dir,
    "name": lambda page, renderer: page.name,
    "path": lambda page, renderer: page.front_matter.get("path", page.relative_path),
}
# What jekyll-archives 2.2 `archive.rb` gives; the rest are values of its own in `front_matter`.
_ARCHIVE: Mapping[str, _Getter] = {
    "posts": lambda page, renderer: renderer.listed_posts(page),
    "url": lambda page, renderer: page.url,
    "name": lambda page, renderer: page.basename,
    "path": lambda page, renderer: page.relative_path,
}
_DOCUMENT: Mapping[str, _Getter] = {
    "content": lambda page, renderer: renderer.current_content(page),
    "output": lambda page, renderer: renderer.current_output(page),
    "excerpt": lambda page, renderer: renderer.excerpt(page),
    "url": lambda page, renderer: page.url,
    "id": lambda page, renderer: page.id,
    "name": lambda page, renderer: page.front_matter.get("name") or page.name,
    "path": lambda page, renderer: page.relative_path,
    "collection": lambda page, renderer: page.collection,
    "relative_path": lambda page, renderer: page.relative_path,
    "date": lambda page, renderer: renderer.date(page),
    "next": lambda page, renderer: renderer.neighbour(page, 1),
    "previous": lambda page, renderer: renderer.neighbour(page, -1),
}


class DocumentDrop(PageDrop):
    """A document of a collection, which prints itself as its HTML and knows its order."""

    def printed(self) -> object:
        """`Document#to_s`: the output of one that came before, else the content as it is now."""
        return self["output"] or self["content"]

    def order_to(self, other: object) -> int | None:
        """`Document#<=>`: dates when both have one, then paths."""
        if not isinstance(other, DocumentDrop):
            return None
        one, two = self.page, other.page
        if one.date is not None and two.date is not None and one.date != two.date:
            return -1 if one.date < two.date else 1
        return (one.path > two.path) - (one.path < two.path)


class StaticFileDrop(Drop):
    """A file that Jekyll copies."""

    liquid_name = "Jekyll::Drops::StaticFileDrop"

    def __init__(self, file: StaticFile) -> None:
        values = {
            "name": file.name,
            "basename": file.basename,
            "extname": file.extname,
            "path": file.relative_path,
            "collection": file.collection,
            "modified_time": None,
        }
        super().__init__({**file.data, **values}, {})


def paginator(pager: Paginator, posts: list[PageDrop]) -> Mapping[str, object]:
    """`paginator` in a template: one page of a list of posts."""
    return {
        "page": pager.page,
        "per_page": pager.per_page,
        "posts": posts,
        "total_posts": pager.total_posts,
        "total_pages": pager.total_pages,
        "previous_page": pager.page - 1 if pager.page > 1 else None,
        "previous_page_path": pager.previous_page_path,
        "next_page": pager.page + 1 if pager.page < pager.total_pages else None,
        "next_page_path": pager.next_page_path,
    }


def site_drop(site: Site, renderer: Renderer) -> Drop:
    """`site` in a template: its own keys, the collections, then the configuration."""
    pages = [page for page in site.pages if page.collection is None]
    drop = renderer.drop

    # What is asked is noted: all of these but `time` and `data` show pages.
    computed: dict[str, Getter] = {
        "time": lambda: site.now,
        "data": lambda: site.data,
        "pages": _pages(pages, renderer),
        "html_pages": _once(lambda: [drop(page) for page in pages if is_html(page)]),
        "static_files": _once(partial(_files, site.static_files)),
        "html_files": _once(lambda: [f for f in _files(site.static_files) if _is_html(f)]),
        "posts": _once(lambda: [drop(page) for page in site.posts]),
        "documents": _once(lambda: [drop(p) for p in site.pages if p.collection is not None]),
        "collections": _once(lambda: _collections(site, renderer)),
        "categories": _once(lambda: _grouped(site.categories, renderer)),
        "tags": _once(lambda: _grouped(site.tags, renderer)),
        "related_posts": lambda: renderer.related_posts(),
    }
    for label in site.collections:
        if label != "posts":
            computed[label] = _once(partial(_documents, site, label, renderer))
    values = {key: value for key, value in site.config.items() if key != "config"}
    noted = {key: partial(_noted, renderer, key, get) for key, get in computed.items()}
    return Drop(values, noted)


_KINDS = {"time": "clock", "data": "data", "static_files": "statics", "html_files": "statics"}


def _noted(renderer: Renderer, key: str, get: Getter) -> object:
    """A value of the site; the page that is being rendered depends on it from now on."""
    renderer.reads.add(_KINDS.get(key, "pages"))
    if key == "collections":
        renderer.reads.add("statics")
    return get()


def _pages(pages: list[Page], renderer: Renderer) -> Getter:
    """`site.pages`: the map of a style sheet is among them once the sheet has been rendered."""
    sheets = {page.cause for page in pages if page.generator == SOURCE_MAPS}
    causes = [page for page in pages if page.path in sheets and page.generator is None]
    shown: dict[tuple[str, ...], list[object]] = {}  # kept: others know a list by its identity

    def get() -> object:
        hidden = tuple(page.path for page in causes if not renderer.came_before(page))
        if hidden not in shown:
            shown[hidden] = [
                renderer.drop(page)
                for page in pages
                if not (page.generator == SOURCE_MAPS and page.cause in hidden)
            ]
        return shown[hidden]

    return get


def is_html(page: Page) -> bool:
    """Whether a page is written as HTML, whatever its source is called."""
    return page.dest.endswith((".html", ".htm", ".xhtml"))


def _documents(site: Site, label: str, renderer: Renderer) -> list[object]:
    return [renderer.drop(page) for page in site.pages if page.collection == label]


def _grouped(groups: Mapping[str, tuple[Page, ...]], renderer: Renderer) -> dict[str, object]:
    return {name: [renderer.drop(page) for page in pages] for name, pages in groups.items()}


def _collections(site: Site, renderer: Renderer) -> list[object]:
    found: list[object] = []
    for label, own in sorted(site.collections.items()):
        values = {
            **own.metadata,
            "label": label,
            "output": own.output,
            "relative_directory": f"_{label}",
        }
        computed: dict[str, Getter] = {
            "docs": _once(partial(_documents, site, label, renderer)),
            "files": _once(partial(_files, own.files)),
        }
        found.append(Drop(values, computed))
    return found


def _files(files: Iterable[StaticFile]) -> list[StaticFileDrop]:
    return [StaticFileDrop(file) for file in files]


def _is_html(file: StaticFileDrop) -> bool:
    return file["extname"] in (".html", ".htm")


def _once(getter: Getter) -> Getter:
    kept: list[object] = []

    def get() -> object:
        if not kept:
            kept.append(getter())
        return kept[0]

    return get
