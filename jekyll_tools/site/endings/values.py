"""Texts, lists, numbers and times of `_config.yml` that end the build."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

from jekyll_tools.site.dates import parse_time
from jekyll_tools.site.endings.ending import QUOTES, Ending, Endings, must_be
from jekyll_tools.site.setting import shown
from jekyll_tools.site.site import Site

_EACH_BELOW = "write each on a line of its own below, after `- `"


def a_text(site: Site, key: str, value: object) -> Endings:
    """A text, or nothing."""
    if value is not None and not isinstance(value, str):
        many = isinstance(value, (list, dict))
        yield must_be("text", "write one text" if many else QUOTES, value, key)


def a_text_unless_false(site: Site, key: str, value: object) -> Endings:
    """The same; false counts as nothing."""
    return iter(()) if value is False else a_text(site, key, value)


def cache_folder(site: Site, key: str, value: object) -> Endings:
    """A text; Jekyll 3 does not read it."""
    return a_text(site, key, value) if site.profile.jekyll == 4 else iter(())


def plugins_folder(site: Site, key: str, value: object) -> Endings:
    """A text or a list of texts."""
    if isinstance(value, list):
        yield from _items(key, value)
    elif value is not None and not isinstance(value, str):
        yield must_be("text", "write the name of a folder", value, key)


def collections_folder(site: Site, key: str, value: object) -> Endings:
    """Jekyll asks only whether it is empty, which a list can say."""
    if not isinstance(value, (str, list, dict)) and value is not None:
        yield must_be("text", QUOTES, value, key)


def destination(site: Site, key: str, value: object) -> Endings:
    """A folder that is not above the source."""
    if not isinstance(value, str):
        yield from a_text(site, key, value)
    elif not value.startswith("~") and not site.profile.pages:  # which gives a folder itself
        root = Path(os.path.normpath(Path.cwd() / site.root))  # as Ruby: no links are followed
        if (root / site.source).is_relative_to(os.path.normpath(root / value)):
            message = f"`destination` is {shown(value)}, the folder of the site or one above it"
            yield Ending((key,), message, "write the name of another folder, such as `_site`")


def theme(site: Site, key: str, value: object) -> Endings:
    """An empty name is one that is not found."""
    if value == "" and not site.profile.pages:
        yield Ending((key,), "`theme` is empty quotes", "name a theme, or take the line away")


def a_list(site: Site, key: str, value: object) -> Endings:
    """`include` and `exclude`; Jekyll 3 takes a text or nothing, too."""
    new = site.profile.jekyll == 4
    if isinstance(value, list):
        if key == "include" and new:
            yield from _items(key, value, nothing=True)
    elif new or not (value is None or isinstance(value, str)):
        yield _no_list(key, value)


def plugins(site: Site, key: str, value: object) -> Endings:
    """A list of texts, or to Jekyll 3 nothing; to Jekyll 2 it is the name of a folder."""
    nothing = value is None and site.profile.jekyll == 3
    if site.profile.before_3:
        yield from plugins_folder(site, key, value)
    elif isinstance(value, list):
        yield from _items(key, value)
    elif isinstance(value, str) or not (nothing or site.profile.pages):
        yield _no_list(key, value)


def gems(site: Site, key: str, value: object) -> Endings:
    """The old name of `plugins`."""
    if site.profile.target == "jekyll3" and not isinstance(value, list) and value is not None:
        yield must_be("a list", "write `plugins:` and a list", value, key)


def keep_files(site: Site, key: str, value: object) -> Endings:
    """A list of texts."""
    if isinstance(value, list):
        yield from _items(key, value)
    elif value is not None:
        yield _no_list(key, value)


def _no_list(key: str, value: object) -> Ending:
    advice = f"{_EACH_BELOW}, or take the line away" if value is None else _EACH_BELOW
    return must_be("a list", advice, value, key)


def _items(key: str, values: list[object], *, nothing: bool = False) -> Endings:
    for index, value in enumerate(values):
        if not isinstance(value, str) and not (nothing and value is None):
            empty = value is None
            yield must_be("text", "take the dash away" if empty else QUOTES, value, key, index)


def limit(site: Site, key: str, value: object) -> Endings:
    """A number that is not negative; a text with digits is none."""
    if value is None:
        return
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        quoted = isinstance(value, str) and value.isdecimal()
        advice = f"write `limit_posts: {value}`" if quoted else "write a number; 0 is no limit"
        yield must_be("a number", advice, value, key)
    elif value < 0:
        yield Ending((key,), f"`limit_posts` is {value}, below 0", "write 0 for no limit")


def old_permalinks(site: Site, key: str, value: object) -> Endings:
    """What Jekyll no longer does, and ends the build for."""
    if value is not None and value is not False:
        yield Ending((key,), "Jekyll no longer has `relative_permalinks`", "take the line away")


def time(site: Site, key: str, value: object) -> Endings:
    """What `Time.parse` understands."""
    if value is None or value is False or isinstance(value, date):
        return
    try:
        parse_time(value, site.now, site.settings.zone)
    except (ValueError, OverflowError):
        # Ruby reads more than is read here, but nothing out of this.
        if not re.search(r"\d", str(value)) or re.fullmatch(r"-?\d|\d{4}-\d\d-\d\d", str(value)):
            advice = "write it as `2026-05-01 12:00:00`, or take the line away"
            yield Ending((key,), f"`time` is {shown(value)}, which is no time", advice)


def paginate(site: Site, key: str, value: object) -> Endings:
    """What jekyll-paginate can divide by."""
    if value is None or value is False or not _paginates(site):
        return
    number = isinstance(value, (int, float, str)) and not isinstance(value, bool)
    if number:
        digits = re.match(r"\s*-?\d+", str(value))
        number = digits is not None and int(digits[0]) != 0
    if not number:
        yield must_be("a number above 0", "write how many posts a page shows", value, key)


def paginate_path(site: Site, key: str, value: object) -> Endings:
    """A text, where it is used."""
    if site.settings.values.get("paginate") and _paginates(site) and value is not None:
        yield from a_text(site, key, value)


def _paginates(site: Site) -> bool:
    """Whether jekyll-paginate runs and has its template, the first page of the site."""
    own = "jekyll-paginate" in site.settings.plugins
    return own and any(page.path == f"{site.source}index.html" for page in site.pages)
