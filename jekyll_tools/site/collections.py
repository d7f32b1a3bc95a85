"""Collections: their documents and static files, in Jekyll's order."""

from __future__ import annotations

import re
from typing import Any

from jekyll_tools.site.context import Context
from jekyll_tools.site.documents import in_future, published, read_document
from jekyll_tools.site.entry import Collection, Entry
from jekyll_tools.site.filenames import clamped
from jekyll_tools.site.order import compare, in_order, merge_sorted
from jekyll_tools.site.pages import assign_url
from jekyll_tools.site.statics import StaticFile, new_static

_NOT_IN_LABEL = re.compile(r"[^a-z0-9_\-.]", re.IGNORECASE)


def new_collections(context: Context) -> dict[str, Collection]:
    """The collections that the configuration names, still empty; `posts` is always there."""
    container = context.config.folder("collections_dir")
    found: dict[str, Collection] = {}
    for name in context.config.values["collections"]:
        label = _NOT_IN_LABEL.sub("", name)
        # where the label differs from the name, Jekyll finds no settings: nothing is written
        own = context.config.values["collections"].get(label, {})
        folder = clamped(f"{container}/_{label}")
        found[name] = Collection(label, own, folder, f"_{label}")
    return found


def read_collection(
    context: Context, collection: Collection, statics: list[StaticFile], source: str
) -> None:
    """Read every file of a collection that is not `posts`.

    `source` leads from the root to the source folder, with a slash last or empty.
    """
    config = context.config
    # `collections: data:` is skipped by Jekyll's reader as well
    if collection.label in {"posts", "data"}:
        return
    files: list[StaticFile] = []
    for inside in context.disk.walk(source + collection.folder, hidden=True):
        if not context.filter.keeps(inside, collection.relative):
            continue
        path = f"{source}{collection.folder}/{inside}"
        relative = f"{collection.relative}/{inside}"
        if not context.disk.has_header(path):
            folder, _, name = relative.rpartition("/")
            files.append(new_static(context, folder, name, path, collection))
            continue
        entry = read_document(context, path, relative, collection)
        if entry is None:
            continue
        if entry.data.get("published") is False and not config.values.get("unpublished"):
            context.unpublished[entry.path] = "unpublished"
            continue
        collection.docs.append(entry)
    # Jekyll 3 writes these files, but does not show them as `site.static_files`
    statics += files
    sort(context, collection)


def finish(context: Context, collection: Collection) -> None:
    """Work out URLs, and which documents are not written and why."""
    for entry in collection.docs:
        assign_url(context, entry)
        if not collection.output:
            entry.why_not = "output-false"
        elif in_future(context, entry):
            entry.why_not = "future"
        elif not published(entry) and not context.config.values.get("unpublished"):
            entry.why_not = "unpublished"
        if entry.why_not:
            context.unpublished[entry.path] = entry.why_not


def sort(context: Context, collection: Collection) -> None:
    """By date and path, or in Jekyll 4 by `order` or `sort_by` of the collection."""
    order, key = (collection.metadata.get(k) if context.new else None for k in ("order", "sort_by"))
    if isinstance(order, list):
        by_path = {doc.relative: doc for doc in in_order(collection.docs)}
        wanted = [f"{collection.relative}/{name}" for name in order]
        first = [by_path.pop(path) for path in dict.fromkeys(wanted) if path in by_path]
        collection.docs = [*first, *by_path.values()]
    elif isinstance(key, str):
        collection.docs = merge_sorted(collection.docs, lambda a, b: _by_key(a, b, key))
    else:
        collection.docs = in_order(collection.docs)


def _by_key(one: Entry, two: Entry, key: str) -> int:
    first: Any = one.data.get(key)
    second: Any = two.data.get(key)
    if (first is None) != (second is None):
        return 1 if first is None else -1
    try:
        order = (first > second) - (first < second)
    except TypeError:
        order = 0
    return order or compare(one, two)
