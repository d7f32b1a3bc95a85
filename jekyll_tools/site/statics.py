"""Static files: copied as they are, to places by the rules of Jekyll 3 or 4."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jekyll_tools.site.context import Context
from jekyll_tools.site.entry import Collection
from jekyll_tools.site.filenames import clamped, extension, unescaped, without_trailing_dots
from jekyll_tools.site.permalink import fill, sanitized


@dataclass(frozen=True, slots=True, eq=False)
class StaticFile:
    """A file that Jekyll copies.

    `path` is where it stands, relative to the root; `relative_path` what `file.path` is in a
    template, with a slash first outside of collections. `written`: Jekyll copies it.
    `listed`: `site.static_files` holds it, which Jekyll 3 does not do with files of collections.
    `theme`: it comes from the theme.
    """

    path: str
    relative_path: str
    name: str
    basename: str
    extname: str
    url: str
    dest: str
    collection: str | None = None
    written: bool = True
    data: Mapping[str, Any] = field(default_factory=dict)
    theme: bool = False
    listed: bool = True


def new_static(
    context: Context,
    folder: str,
    name: str,
    path: str,
    collection: Collection | None = None,
    theme: bool = False,
) -> StaticFile:
    """The static file with a name in a folder of the source (with a slash first) or collection."""
    ext = extension(name)
    relative = f"{folder}/{name}"
    stem = name[: len(name) - len(ext)]
    if context.new:
        stem = without_trailing_dots(stem)
    url = (_new_url if context.new else _old_url)(relative, ext, stem, context, collection)
    if context.new:
        dest = clamped(unescaped(url))
    elif collection is not None:
        dest = clamped(f"{url.rpartition('/')[0]}/{name}")
    else:
        dest = clamped(relative)
    kind = collection.label if collection else None
    published = context.defaults.all(url, kind).get("published", True)
    written = published is not None and published is not False
    if context.new and collection is not None:
        written = written and collection.output
    return StaticFile(
        path=path,
        relative_path=relative,
        name=name,
        basename=stem,
        extname=ext,
        url=url,
        dest=dest,
        collection=kind,
        written=written,
        data=context.defaults.all(relative, kind),
        theme=theme,
        listed=context.new or collection is None,
    )


def _new_url(
    relative: str, ext: str, stem: str, context: Context, collection: Collection | None
) -> str:
    cleaned = without_trailing_dots(relative[: len(relative) - len(ext)])
    if collection is None:
        return cleaned.removesuffix("/") + ext
    path = cleaned.replace(collection.relative, "", 1)
    return _collection_url(context, collection, path, stem) + ext


def _old_url(
    relative: str, ext: str, stem: str, context: Context, collection: Collection | None
) -> str:
    if collection is None:
        return relative.removesuffix("/")
    return _collection_url(context, collection, relative[len(collection.relative) :], "")


def _collection_url(context: Context, collection: Collection, path: str, name: str) -> str:
    template = collection.metadata.get("permalink")
    if template is None:
        template = context.permalinks.suffix("/:collection/:path")
    values = {"collection": collection.label, "path": path, "output_ext": "", "name": name}
    return sanitized(fill(str(template), {**values, "title": ""})).removesuffix("/")
