"""Documents: posts, drafts and what stands in collections, as `Jekyll::Document` reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from jekyll_tools.patterns import late
from jekyll_tools.site.context import Context
from jekyll_tools.site.dates import parse_time
from jekyll_tools.site.entry import Collection, Entry
from jekyll_tools.site.filenames import extension, without_extension, without_trailing_dots
from jekyll_tools.site.merge import deep_merged
from jekyll_tools.site.slugs import titleized
from jekyll_tools.site.sources import read_source

DATED = late(r"(?:.+/)?(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)(\.[^./]+)\Z", re.ASCII)
DATED_3 = late(r"(?:.+/)?(\d{2,4}-\d{1,2}-\d{1,2})-(.*)(\.[^.]+)\Z", re.ASCII)
DATELESS = late(r"(?:.+/)?(.*)(\.[^.]+)\Z")


class _FailedError(Exception):
    """Ruby raises while it reads the document; Jekyll logs it and goes on with what it has."""


def read_document(
    context: Context, path: str, relative: str, collection: Collection, *, draft: bool = False
) -> Entry | None:
    """The document in a file; `relative` is its path below the collections' folder.

    None when the file cannot be read. The URL is not worked out yet.
    """
    source = read_source(context, path)
    if source is None:
        return None
    name = relative.rpartition("/")[2]
    entry = Entry(
        kind="draft" if draft else "post" if collection.label == "posts" else "document",
        path=source.file.path,
        relative=relative,
        folder=relative.rpartition("/")[0],
        name=name,
        ext=extension(name),
        file=context.shelf.put(source.file),
        body=source.body,
        collection=collection,
        basename=without_extension(name),
        url_template=collection.metadata.get("permalink"),
        readable=not source.failed,
    )
    if entry.url_template is None:
        entry.url_template = context.permalinks.suffix("/:collection/:path")
    if entry.ext in {".yaml", ".yml"}:
        entry.own = source.value if isinstance(source.value, dict) else {}
        entry.data = dict(entry.own)
    else:
        _read_data(context, entry, source.value, source.failed)
    _set_date(context, entry)
    return entry


def published(entry: Entry) -> bool:
    """`Publisher#can_be_published?` without the setting `unpublished`."""
    value = entry.data.get("published", True)
    return value is not None and value is not False


def in_future(context: Context, entry: Entry) -> bool:
    """`Publisher#hidden_in_the_future?`."""
    now = context.config.now
    if context.config.values.get("future") or entry.date is None:
        return False
    comes = int(entry.date.timestamp())
    if comes <= int(now.timestamp()):
        return False
    context.disk.seen.comes(comes)
    return True


def _read_data(context: Context, entry: Entry, value: Any, failed: bool) -> None:
    special = "_drafts" if entry.kind == "draft" else _relative(entry)
    entry.data = {"draft": entry.kind == "draft", "categories": _folders(entry, special)}
    kind = entry.collection.label if entry.collection else None
    try:
        entry.shown = context.defaults.all(entry.relative, kind)
        _merge(context, entry, entry.shown)
        if failed:
            return
        if value is not None and value is not False:
            if not isinstance(value, dict):
                raise _FailedError(
                    "write `key: value` lines in the front matter; this is no mapping"
                )
            entry.own = value
            _merge(context, entry, value)
        _populate(context, entry)
    except _FailedError as error:
        entry.readable = False
        context.tell("bad-front-matter", entry.path, str(error), 0)


def _relative(entry: Entry) -> str:
    return entry.collection.relative if entry.collection else ""


def _folders(entry: Entry, special: str) -> list[str]:
    """The categories that folders above `_posts` give (`categories_from_path`)."""
    if entry.relative.startswith(special):
        return []
    above = entry.relative.partition(special)[0]
    return [part for part in above.split("/") if part and part not in (special, entry.name)]


def _merge(context: Context, entry: Entry, other: Mapping[Any, Any]) -> None:
    """`Document#merge_data!`: categories are joined, dates parsed."""
    categories = other.get("categories")
    if categories is not None:
        if isinstance(categories, str):
            categories = categories.split()
        old = entry.data.get("categories")
        if isinstance(old, list):
            if not isinstance(categories, list):
                raise _FailedError("categories: write a list or a string")
            categories = _union(old, categories)
        other = {**other, "categories": categories}
    entry.data = deep_merged(entry.data, other)
    if "date" in other:
        _parse_date(context, entry)


def _parse_date(context: Context, entry: Entry) -> None:
    value = entry.data["date"]
    try:
        entry.data["date"] = parse_time(value, context.config.now, context.config.zone)
    except (ValueError, OverflowError):
        del entry.data["date"]
        message = f"date: {value!r} is not a date that Ruby can read"
        context.tell("bad-date", entry.path, message, 0, fatal=True)


def _populate(context: Context, entry: Entry) -> None:
    """`read_post_data`: title, slug and date from the name; categories and tags as lists."""
    match = (DATED if context.new else DATED_3).match(entry.relative)
    if match:
        day, slug, ext = match.groups()
        old = entry.data.get("date")
        same = isinstance(old, datetime) and int(old.timestamp()) == int(
            context.config.now.timestamp()
        )
        if not old or same:
            _merge(context, entry, {"date": day})
    else:
        plain = DATELESS.match(entry.relative)
        slug, ext = plain.groups() if plain else (entry.basename if context.new else None, None)
    if slug is None and entry.data.get("title") in {None, False}:
        return  # Jekyll 3 stumbles over a name without an extension, and reads no further
    if context.new:
        slug = without_trailing_dots(slug)
    data = entry.data
    for key, value in (("title", titleized(slug or "")), ("slug", slug), ("ext", ext)):
        if data.get(key) is None or data.get(key) is False:
            data[key] = value
    _populate_lists(data)
    entry.populated = True


def _populate_lists(data: dict[Any, Any]) -> None:
    value = data.get("categories")
    values = value if isinstance(value, list) else [] if value is None else [value]
    names = [_text(each) for each in [*values, *_plural(data, "category", "categories")]]
    data["categories"] = _union(value, names) if isinstance(value, list) else _union([], names)
    data["tags"] = _plural(data, "tag", "tags")


def _plural(data: Mapping[Any, Any], singular: str, plural: str) -> list[Any]:
    """`Utils.pluralized_array_from_hash`: a lone word is one item, a string of `tags` many."""
    value = data.get(singular)
    if value is None or value is False:
        value = data.get(plural)
        if isinstance(value, str):
            value = value.split()
        elif not isinstance(value, list):
            value = None
    return [each for each in _flat([value]) if each is not None]


def _flat(values: list[Any]) -> list[Any]:
    out: list[Any] = []
    for value in values:
        out += _flat(value) if isinstance(value, list) else [value]
    return out


def _union(first: list[Any], second: list[Any]) -> list[Any]:
    out: list[Any] = []
    for value in [*first, *second]:
        if not any(type(value) is type(old) and value == old for old in out):
            out.append(value)
    return out


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _set_date(context: Context, entry: Entry) -> None:
    value = entry.data.get("date")
    if isinstance(value, datetime):
        entry.date = value
    elif isinstance(value, date):
        entry.date = parse_time(value, context.config.now, context.config.zone)
    elif entry.kind == "draft":
        place = context.disk.place(entry.path)
        entry.date = context.config.now
        if place.exists():
            modified = context.disk.seen.time(str(place))
            entry.date = datetime.fromtimestamp(modified / 1e9, context.config.zone)
    else:
        entry.date = context.config.now
