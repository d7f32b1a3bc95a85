"""From what was read to the frozen Site: pages, outputs, posts, neighbours, places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from jekyll_tools.edit.front_matter import split
from jekyll_tools.site.context import Context
from jekyll_tools.site.entry import HTML, Collection, Entry, Pager
from jekyll_tools.site.filenames import without_extension
from jekyll_tools.site.generators.draft import Draft
from jekyll_tools.site.merge import deep_merged
from jekyll_tools.site.page import Page, Paginator
from jekyll_tools.site.permalink import destination
from jekyll_tools.site.places import Places, Root
from jekyll_tools.site.problems import Problem
from jekyll_tools.site.resolve import Resolver
from jekyll_tools.site.site import CollectionDocs, Site
from jekyll_tools.site.statics import StaticFile
from jekyll_tools.site.templates import Includes
from jekyll_tools.text import File, Source


def finished(
    draft: Draft, data: dict[str, Any], files: list[tuple[Any, File]], includes: Includes
) -> Site:
    """The Site of a draft whose generators have run."""
    context = draft.context
    config = context.config
    made: dict[int, Page] = {}
    for entry in draft.pages:
        made[id(entry)] = _page(context, entry)
    for collection in draft.collections.values():
        for entry in collection.docs:
            made[id(entry)] = _page(context, entry)
    pages = tuple(made.values())
    statics = tuple(draft.statics)
    outputs = _outputs(pages, statics, context.problems)
    posts = [made[id(entry)] for entry in draft.posts]
    collections = {
        label: _collection(collection, made, statics)
        for label, collection in draft.collections.items()
    }
    records = f"{draft.source}{config.folder('data_dir')}/"  # not those of a theme
    return Site(
        root=Path(context.disk.root),
        source=draft.source,
        config=config.values,
        profile=config.profile,
        settings=config,
        now=config.now,
        pages=pages,
        static_files=statics,
        data=data,
        data_files={file.path: value for value, file in files},
        includes=includes,
        layouts=draft.layouts,
        outputs=outputs,
        collections=collections,
        posts=tuple(reversed(posts)),
        categories=_by(posts, lambda page: page.categories),
        tags=_by(posts, lambda page: page.tags),
        unpublished=context.unpublished,
        open=tuple(context.open),
        disk=context.disk,
        _problems=context.problems,
        _places=Places(lambda: _roots(draft, pages, files), config.profile.engine),
        _resolver=Resolver(outputs, config.text("baseurl"), config.profile.pages),
        _neighbours=_neighbours(collections.values()),
        _records=[file for _, file in files if file.path.startswith(records)],
    )


def _page(context: Context, entry: Entry) -> Page:
    data = entry.data
    shown = deep_merged(entry.shown, data) if entry.is_page and entry.shown else data
    layout = entry.get("layout")
    return Page(
        path=entry.path,
        relative_path=entry.relative,
        url=entry.url,
        dest=destination(entry),
        kind=entry.kind,
        collection=entry.collection.label if entry.collection else None,
        written=entry.why_not is None,
        why_not=entry.why_not,
        file=entry.file,
        body=entry.body,
        front_matter=shown,
        own=entry.own,
        layout=None if layout is None or layout is False else str(layout),
        date=entry.date,
        name=entry.name,
        basename=entry.basename,
        ext=entry.ext,
        output_ext=entry.output_ext,
        markdown=context.permalinks.is_markdown(entry.ext),
        id=None if entry.is_page else _id(entry),
        excerpt_separator=_separator(context, entry),
        categories=_strings(data.get("categories")),
        tags=tuple(tag for tag in _list(data.get("tags")) if not isinstance(tag, (dict, list))),
        generator=entry.generator,
        cause=entry.cause.path if entry.cause else None,
        paginator=_paginator(entry.pager),
        listed=None if entry.listed is None else tuple(post.path for post in entry.listed),
        title_heading=entry.strip_title,
        readable=entry.readable,
        folder=entry.folder,
        jekyll=context.config.profile.jekyll,
    )


def _separator(context: Context, entry: Entry) -> str:
    """What ends the excerpt; nothing where there is no excerpt at all."""
    config = context.config
    if entry.is_page:
        has_excerpt = (
            context.new and config.values.get("page_excerpts") and entry.output_ext in HTML
        )
    else:
        has_excerpt = entry.populated
    own = entry.get("excerpt_separator")
    if not has_excerpt:
        return ""
    return config.text("excerpt_separator") if own is None or own is False else str(own)


def _id(entry: Entry) -> str:
    slug = entry.data.get("slug")
    name = without_extension(entry.name) if slug is None or slug is False else str(slug)
    folder = entry.url.rstrip("/").rpartition("/")[0]
    return f"{folder}/{name}"


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _strings(value: object) -> tuple[str, ...]:
    return tuple(each for each in _list(value) if isinstance(each, str))


def _paginator(pager: Pager | None) -> Paginator | None:
    if pager is None:
        return None
    return Paginator(
        pager.page,
        pager.per_page,
        pager.total_posts,
        pager.total_pages,
        tuple(post.path for post in pager.posts),
        *pager.paths,
    )


def _outputs(
    pages: Iterable[Page], statics: Iterable[StaticFile], problems: list[Problem]
) -> dict[str, tuple[Page | StaticFile, ...]]:
    found: dict[str, list[Page | StaticFile]] = {}
    plain = [page for page in pages if page.collection is None]
    documents = [page for page in pages if page.collection is not None]
    # the order of `Site#each_site_file`: the last one is what is left on the disk
    items: list[Page | StaticFile] = [*plain, *statics, *documents]
    for item in items:
        if item.written:
            found.setdefault(item.dest, []).append(item)
    for dest, same in found.items():
        if len(same) > 1:
            names = [_named(item) for item in same]
            message = f"{len(same)} sources are written to {dest}: {', '.join(names)}"
            problems.append(Problem("output-collision", names[-1], f"{message}; the last one wins"))
    return {dest: tuple(same) for dest, same in found.items()}


def _named(item: Page | StaticFile) -> str:
    """The file that a person can change: of a generated page the one that it was made for."""
    return item.cause or item.path if isinstance(item, Page) else item.path


def _collection(
    collection: Collection, made: dict[int, Page], statics: tuple[StaticFile, ...]
) -> CollectionDocs:
    return CollectionDocs(
        label=collection.label,
        output=collection.output,
        docs=tuple(made[id(entry)] for entry in collection.docs),
        files=tuple(file for file in statics if file.collection == collection.label),
        metadata=collection.metadata,
    )


def _by(posts: list[Page], values: Any) -> dict[Any, tuple[Page, ...]]:
    found: dict[Any, list[Page]] = {}
    for post in posts:
        for value in values(post):
            found.setdefault(value, []).append(post)
    return {value: tuple(reversed(found[value])) for value in found}


def _neighbours(
    collections: Iterable[CollectionDocs],
) -> dict[int, tuple[Page | None, Page | None]]:
    found: dict[int, tuple[Page | None, Page | None]] = {}
    for collection in collections:
        docs = (None, *collection.docs, None)
        for before, page, after in zip(docs, docs[1:], docs[2:], strict=False):
            if page is not None:
                found[id(page)] = (before, after)
    return found


def _roots(
    draft: Draft,
    pages: tuple[Page, ...],
    files: list[tuple[Any, File]],
) -> Iterator[Root]:
    for value, file in files:
        yield Root(value, file, partial(_whole, file))
    context = draft.context
    settings = context.config.file
    if settings is not None and settings.path.endswith(".toml"):
        settings = None
    config = Root(context.config.values, settings, partial(_range, settings))
    yield config
    for layout in draft.layouts.values():
        start = layout.body.start
        yield Root(layout.front_matter, layout.file, partial(_range, layout.file, start))
    place = Places(lambda: (), context.config.profile.engine)
    for page in pages:
        if page.file is None:
            continue
        bounds = _Bounds(page.file, page.body.start)
        yield Root(page.own, page.file, bounds)
        if page.front_matter is not page.own:
            yield Root(page.front_matter, page.file, bounds, _Default(context, page, place, config))


def _whole(file: File) -> tuple[int, int]:
    # Ruby's CSV takes a byte order mark for a part of the first name
    start = 0 if file.path.lower().endswith((".csv", ".tsv")) else _bom(file)
    return start, len(file.text)


def _range(file: File | None, end: int | None = None) -> tuple[int, int]:
    if file is None:
        return 0, 0
    start = _bom(file)
    if end is None:
        return start, len(file.text)
    parts = split(file.text[start:end] if start else file.text)
    return (start, parts.close.start + start) if parts else (start, start)


def _bom(file: File) -> int:
    return 1 if file.text.startswith("\ufeff") else 0


@dataclass(frozen=True, slots=True)
class _Bounds:
    """The range of the front matter that ends before `end`.

    There are as many of these as pages; functions with cells would take ten times the memory.
    """

    file: File
    end: int

    def __call__(self) -> tuple[int, int]:
        return _range(self.file, self.end)


@dataclass(frozen=True, slots=True)
class _Default:
    """Where the configuration says what a page has by default."""

    context: Context
    page: Page
    places: Places
    config: Root

    def __call__(self, path: tuple[Any, ...]) -> Source | None:
        kind = self.page.collection or "pages"
        found = self.context.defaults.origin(self.page.relative_path, kind, path[0])
        if found is None:
            return None
        return self.places.at(self.config, ("defaults", found.index, "values", *path))
