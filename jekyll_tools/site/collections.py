"""Collections: their documents and static files, in Jekyll's order."""

from __future__ import annotations

import re
from functools import cmp_to_key
from typing import Any

from jekyll_tools.site.context import Context
from jekyll_tools.site.documents import in_future, published, read_document
from jekyll_tools.site.entry import Collection, Entry
from jekyll_tools.site.filenames import clamped
from jekyll_tools.site.pages import assign_url
from jekyll_tools.site.statics import StaticFile, new_static

_NOT_IN_LABEL = re.compile(r"[^a-z0-9_\-.]", re.IGNORECASE)


def new_collections(context: Context) -> dict[str, Collection]:
    """The collections that the configuration names, still empty; `posts` is always there."""
    container = context.config.folder("collections_dir")
    found: dict[str, Collection] = {}
    for name, metadata in context.config.values["collections"].items():
        label = _NOT_IN_LABEL.sub("", name)
        own = context.config.values["collections"].get(label, metadata)
        folder = clamped(f"{container}/_{label}")
        found[label] = Collection(label, own, folder, f"_{label}")
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
    docs = collection.docs
    order, key = (collection.metadata.get(k) if context.new else None for k in ("order", "sort_by"))
    docs.sort(key=cmp_to_key(compare))
    if isinstance(order, list):
        by_path = {doc.relative: doc for doc in docs}
        wanted = [f"{collection.relative}/{name}" for name in order]
        first = [by_path.pop(path) for path in dict.fromkeys(wanted) if path in by_path]
        collection.docs = [*first, *by_path.values()]
    elif isinstance(key, str):
        docs.sort(key=cmp_to_key(lambda a, b: _by_key(a, b, key)))


def compare(one: Entry, two: Entry) -> int:
    """`Document#<=>`: dates when both have one, then paths."""
    first, second = one.data.get("date"), two.data.get("date")
    if first is not None and second is not None and first != second:
        return -1 if first < second else 1
    a, b = one.path.encode(), two.path.encode()
    return (a > b) - (a < b)


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
