"""Pages: files with front matter outside of collections, as `Jekyll::Page` reads them."""

from __future__ import annotations

from jekyll_tools.site.context import Context
from jekyll_tools.site.disk import Disk
from jekyll_tools.site.entry import Entry
from jekyll_tools.site.filenames import extension, without_trailing_dots
from jekyll_tools.site.permalink import PlaceholderError
from jekyll_tools.site.problems import Problem
from jekyll_tools.site.setting import offset_of, shown
from jekyll_tools.site.sources import SourceText, read_source
from jekyll_tools.text import Span


def read_page(
    context: Context, folder: str, name: str, prefix: str = "", disk: Disk | None = None
) -> Entry | None:
    """The page in a file of a folder of the source; None when it cannot be read.

    `prefix` leads from the disk's root to the source. The URL is not worked out yet.
    """
    relative = f"{folder}/{name}".lstrip("/")
    source = read_source(context, prefix + relative, disk)
    if source is None:
        return None
    entry = new_page(context, folder, name, source.file.path)
    entry.file = context.shelf.put(source.file)
    entry.body = source.body
    entry.readable = not source.failed
    _take_data(context, entry, source)
    return entry


def new_page(context: Context, folder: str, name: str, path: str) -> Entry:
    """A page by its names alone: no data but the defaults for its path."""
    ext = extension(name)
    stem = name[: len(name) - len(ext)]
    relative = f"{folder}/{name}".lstrip("/")
    return Entry(
        kind="page",
        path=path,
        relative=relative,
        folder=f"/{folder}" if folder and not folder.startswith("/") else folder,
        name=name,
        ext=ext,
        basename=without_trailing_dots(stem) if context.new else stem,
        body=Span(0, 0),
        defaults=context.defaults.found(relative, "pages"),
        shown=context.defaults.all(relative, "pages"),
    )


def assign_url(context: Context, entry: Entry) -> None:
    """Work out the URL, and tell when its permalink cannot be filled."""
    try:
        context.permalinks.assign(entry)
    except PlaceholderError as error:
        _blame(context, entry, error)
    link = entry.get("permalink")
    asked = entry.collection is None or entry.collection.output
    if link and not isinstance(link, str) and asked:
        message = f"the permalink is {shown(link)}, but must be text"
        context.tell("bad-permalink", entry.path, message, fatal=True)


def _blame(context: Context, entry: Entry, error: PlaceholderError) -> None:
    """Tell of a placeholder that there is none of: on the page, or once in the configuration."""
    file, collection, at = context.config.file, entry.collection, None
    path = entry.path
    if file is not None and collection is not None and entry.get("permalink") is None:
        path = file.path
        own = context.config.own.get("collections")
        own = own.get(collection.label) if isinstance(own, dict) else None
        inside = isinstance(own, dict) and "permalink" in own
        keys = ("collections", collection.label, "permalink") if inside else ("permalink",)
        at = offset_of(file, keys, context.config.profile.engine)
    problem = Problem("bad-permalink", path, str(error), at, fatal=True, advice=error.advice)
    if problem not in context.problems:
        context.problems.append(problem)


def _take_data(context: Context, entry: Entry, source: SourceText) -> None:
    value = source.value
    if isinstance(value, dict):
        entry.own = value
        entry.data = dict(value)
        link = value.get("permalink")
        if link == "":
            context.tell("bad-permalink", entry.path, "the permalink is empty", fatal=True)
            del entry.data["permalink"]
    elif value is not None and value is not False and not source.failed:
        message = "write `key: value` lines in the front matter; this is no mapping"
        context.tell("bad-front-matter", entry.path, message, 0, fatal=True)
