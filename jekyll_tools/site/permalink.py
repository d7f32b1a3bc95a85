"""URLs and where they are written: permalink styles, placeholders and escaping."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from jekyll_tools.nearest import nearest, question
from jekyll_tools.patterns import late
from jekyll_tools.site.config import Config
from jekyll_tools.site.entry import HTML, Entry
from jekyll_tools.site.filenames import (
    clamped,
    escaped,
    extension,
    squeezed,
    unescaped,
    without_extension,
    without_trailing_dots,
)
from jekyll_tools.site.slugs import lowered, slugify

_PLACEHOLDER = late(r":([a-z_]+)")


class PlaceholderError(ValueError):
    """A permalink asks for something that a document does not have; Jekyll ends the build."""

    def __init__(self, name: str) -> None:
        super().__init__(f"permalink: there is no :{name}")
        near = nearest(name, _DOCUMENT)
        self.advice = question(f":{near}") if near else "write another one, such as :title"


class Permalinks:
    """URLs by the rules of one site."""

    def __init__(self, config: Config) -> None:
        self._new = config.profile.jekyll == 4
        self._style = config.text("permalink")
        self._markdown = frozenset(
            "." + ext.lower() for ext in config.text("markdown_ext").split(",")
        )
        self._coffee = "jekyll-coffeescript" in config.plugins

    def is_markdown(self, ext: str) -> bool:
        """Whether Jekyll's Markdown converter takes files with this extension."""
        return ext.lower() in self._markdown

    def suffix(self, template: str) -> str:
        """`Utils.add_permalink_suffix` for the site's permalink style."""
        style = self._style
        if style == "pretty" or style.endswith("/"):
            return template + "/"
        if style in {"date", "ordinal", "none"} or style.endswith(":output_ext"):
            return template + ":output_ext"
        return template

    def assign(self, entry: Entry) -> None:
        """Work out `output_ext` and `url` of an entry.

        Raises PlaceholderError where Jekyll knows no such placeholder; the URL then has the
        placeholder in it as it stands.
        """
        link = entry.get("permalink")
        link = None if link is None or link is False else str(link)
        entry.output_ext = self.output_ext(entry, link)
        if entry.is_page:
            entry.url = sanitized(self._page_url(entry, link))
            return
        template = link if link is not None else str(entry.url_template or "")
        self._document_url(entry, template)

    def output_ext(self, entry: Entry, link: str | None) -> str:
        """The extension of what is written: that of the permalink, or what converters make."""
        if link and not link.endswith("/"):
            own = extension(link)
            if own:
                return own
        if self.is_markdown(entry.ext):
            return ".html"
        lower = entry.ext.lower()
        if lower in {".scss", ".sass"}:
            return ".css"
        return ".js" if lower == ".coffee" and self._coffee else entry.ext

    def _page_url(self, entry: Entry, link: str | None) -> str:
        template = link if link is not None else self._page_template(entry)
        for name, value in (
            ("path", entry.folder),
            ("basename", entry.basename),
            ("output_ext", entry.output_ext),
        ):
            if ":" not in template:
                break
            template = template.replace(":" + name, escaped(value))
        return template

    def _page_template(self, entry: Entry) -> str:
        if entry.url_template is not None:
            return entry.url_template
        if entry.output_ext not in HTML:
            return "/:path/:basename:output_ext"
        if entry.basename == "index":
            return "/:path/"
        return self.suffix("/:path/:basename")

    def _document_url(self, entry: Entry, template: str) -> None:
        unknown: list[str] = []

        def value(match: re.Match[str]) -> str:
            name = match[1]
            for key in (name, name.removesuffix("_")):
                if key in _DOCUMENT and (self._new or key not in _ONLY_NEW):
                    return escaped(_DOCUMENT[key](entry, self._new)) + name[len(key) :]
            unknown.append(name)
            return match[0]

        url = _PLACEHOLDER.sub(value, template)
        entry.url = sanitized(url if self._new else squeezed(url))
        if unknown:
            raise PlaceholderError(unknown[0])


def sanitized(url: str) -> str:
    """`URL#sanitize_url`: one slash first, none twice, no `..` and no `./`."""
    url = "/" + url
    if ".." in url:
        url = url.replace("..", "/")
    if "./" in url:
        url = url.replace("./", "")
    return squeezed(url)


def destination(entry: Entry) -> str:
    """The file that an entry is written to, relative to the site's destination."""
    path = clamped(unescaped(entry.url))
    if entry.url.endswith("/"):
        path = f"{path}/index" if path else "index"
        if not entry.is_page:
            return path + ".html"
    return path if path.endswith(entry.output_ext) else path + entry.output_ext


def fill(template: str, values: Mapping[str, str]) -> str:
    """A template with its placeholders replaced in their order (`generate_url_from_hash`)."""
    for name, value in values.items():
        if ":" not in template:
            break
        template = template.replace(":" + name, escaped(value))
    return template


def cleaned_relative_path(entry: Entry, new: bool) -> str:
    """`Document#cleaned_relative_path`: below the collection's folder, without extension."""
    path = entry.relative[: len(entry.relative) - len(entry.ext)]
    if entry.collection is not None:
        path = path.replace(entry.collection.relative, "", 1)
    return without_trailing_dots(path) if new else path


def _slug(entry: Entry, mode: str, cased: bool, new: bool) -> str:
    slug = entry.data.get("slug")
    text = without_extension(entry.name) if slug is None else str(slug)
    return slugify(text, mode, cased=cased, new=new)


def _categories(entry: Entry, change: Callable[[str], str]) -> str:
    value = entry.data.get("categories")
    values = value if isinstance(value, list) else [] if value is None else [value]
    return "/".join(dict.fromkeys(change(_text(v)) for v in values))


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _date(entry: Entry) -> datetime:
    if entry.date is None:
        raise ValueError("a document without a date")
    return entry.date


def _strftime(form: str) -> Callable[[Entry, bool], str]:
    return lambda entry, _: _date(entry).strftime(form)


# `Drops::UrlDrop`
_DOCUMENT: dict[str, Callable[[Entry, bool], str]] = {
    "collection": lambda e, _: e.collection.label if e.collection else "",
    "path": cleaned_relative_path,
    "output_ext": lambda e, _: e.output_ext,
    "name": lambda e, new: slugify(without_extension(e.name), new=new),
    "title": lambda e, new: _slug(e, "pretty", True, new),
    "slug": lambda e, new: _slug(e, "default", False, new),
    "categories": lambda e, _: _categories(e, lowered),
    "slugified_categories": lambda e, _: _categories(e, slugify),
    "year": lambda e, _: f"{_date(e).year:04}",
    "i_day": lambda e, _: str(_date(e).day),
    "i_month": lambda e, _: str(_date(e).month),
    "w_year": lambda e, _: str(_date(e).isocalendar().year),
    "month": _strftime("%m"),
    "day": _strftime("%d"),
    "hour": _strftime("%H"),
    "minute": _strftime("%M"),
    "second": _strftime("%S"),
    "short_month": _strftime("%b"),
    "long_month": _strftime("%B"),
    "short_year": _strftime("%y"),
    "week": _strftime("%V"),
    "w_day": _strftime("%u"),
    "short_day": _strftime("%a"),
    "long_day": _strftime("%A"),
    "y_day": _strftime("%j"),
}
_ONLY_NEW = frozenset(
    ("slugified_categories", "long_month", "w_year", "week", "w_day", "short_day", "long_day")
)
