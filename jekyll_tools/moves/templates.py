"""What Liquid tags name: sources, posts, includes and data files, wherever a template does so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import dirname, join, normpath

from jekyll_tools.lint.finding import FileEdit
from jekyll_tools.lint.view import SiteView
from jekyll_tools.moves.plan import MoveError
from jekyll_tools.site.data import data_key
from jekyll_tools.text import Edit

_TAG = re.compile(
    r"\{%-?\s*(?:(?P<raw>raw|comment)\b.*?\{%-?\s*end(?P=raw)\b|"
    r"(?P<name>(?P<path>link|post_url)|include_relative|include_cached|include)\s+"
    # All of `link` and `post_url` is a path, with its spaces; an include has arguments.
    r"(?P<value>[^\s%{}\"'](?(path)[^{}\n]{0,300}?(?=\s{0,9}-?%\})|[^\s%]*)))",
    re.S,
)
_LIQUID = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.S)
_POST = re.compile(r"(?:(.*)/)?_posts/(?:(.*)/)?(\d{2,4}-\d{1,2}-\d{1,2}-[^/]*)\.[^./]+\Z")
_DATA = re.compile(r"\.(?:ya?ml|json|csv|tsv)\Z")


def template_edits(view: SiteView, moved: Mapping[str, str]) -> Iterator[FileEdit]:
    """The edits of all tags that name a file which moves; `MoveError` for what cannot follow."""
    includes = f"{view.site.settings.folder('includes_dir')}/"
    data = f"{view.site.settings.folder('data_dir')}/"
    posts = {_post(old): _post(new) for old, new in moved.items() if _post(old)}
    keys = {_key(o, data): _key(n, data) for o, n in moved.items() if o.startswith(data)}
    for path, text in _templates(view):
        for match in _TAG.finditer(text):
            new = _named(match, path, moved, posts, includes)
            if new is not None and new != match["value"]:
                yield FileEdit(path, Edit(*match.span("value"), new))
        for old, new in keys.items():
            yield from _data_edits(path, text, old, new)


def _templates(view: SiteView) -> Iterable[tuple[str, str]]:
    site = view.site
    files = [page.file for page in site.pages if page.file is not None]
    files += [layout.file for layout in site.layouts.values()]
    files += list(site.includes.values())
    found = {file.path: file.text for file in files if site.disk.is_file(file.path)}
    return found.items()


def _named(
    match: re.Match[str],
    path: str,
    moved: Mapping[str, str],
    posts: Mapping[str | None, str | None],
    includes: str,
) -> str | None:
    """What a tag is to name after the move; None for what it does not concern."""
    value = match["value"]
    match match["name"]:
        case "link":
            bare = value.lstrip("/")
            return value[: len(value) - len(bare)] + moved[bare] if bare in moved else None
        case "post_url":
            return posts.get(value.strip("/"))
        case "include" | "include_cached":
            new = moved.get(includes + value)
            if new is not None and not new.startswith(includes):
                raise MoveError(f"{new}: an include has to stay in {includes}")
            return new and new.removeprefix(includes)
        case "include_relative":
            return _beside(value, path, moved)
        case _:
            return None


def _beside(value: str, path: str, moved: Mapping[str, str]) -> str | None:
    old = normpath(join(dirname(path), value))
    aim, folder = moved.get(old, old), dirname(moved.get(path, path))
    if aim == old and path not in moved:
        return None
    prefix = f"{folder}/" if folder else ""
    if not aim.startswith(prefix):
        raise MoveError(
            f"{path}: include_relative {value} reaches only files below the page's own folder"
        )
    return aim.removeprefix(prefix)


def _post(path: str) -> str | None:
    """The name that `{% post_url %}` knows a post by."""
    match = _POST.fullmatch(path)
    return match and "/".join(part for part in (match[1], match[2], match[3]) if part)


def _key(path: str, data: str) -> str:
    """`site.data.` and what follows in a template."""
    if not path.startswith(data):
        raise MoveError(f"{path}: a data file has to stay in {data}")
    parts = _DATA.sub("", path.removeprefix(data)).split("/")
    return ".".join(("site.data", *map(data_key, parts)))


def _data_edits(path: str, text: str, old: str, new: str) -> Iterator[FileEdit]:
    pattern = re.compile(rf"(?<![\w.-]){re.escape(old)}(?![\w-])")
    for tag in _LIQUID.finditer(text):
        for match in pattern.finditer(text, tag.start(), tag.end()):
            yield FileEdit(path, Edit(*match.span(), new))
