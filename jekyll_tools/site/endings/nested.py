"""`collections:` and `defaults:` that end the build."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from jekyll_tools.site.dates import parse_time
from jekyll_tools.site.endings.ending import QUOTES, Ending, Endings, must_be
from jekyll_tools.site.setting import shown
from jekyll_tools.site.site import Site


def collections(site: Site, key: str, value: object) -> Endings:
    """A mapping of names to mappings, or a list of names."""
    if isinstance(value, list):
        for index, each in enumerate(value):
            if isinstance(each, dict) and each:
                advice = f"take the dash away: write `{next(iter(each))}:` and its settings below"
                yield must_be("the name of a collection", advice, each, key, index)
            elif not isinstance(each, str):
                yield must_be("the name of a collection", QUOTES, each, key, index)
    elif isinstance(value, dict):
        for label, own in value.items():
            yield from _collection(site, label, own)
    elif value is not None:
        yield must_be("a mapping", "write `name:` with `output: true` below", value, key)


def _collection(site: Site, label: object, own: object) -> Endings:
    keys = ("collections", label)
    if not isinstance(label, str):
        yield Ending(keys, f"the collection {shown(label)} has no text as its name", QUOTES)
        return
    found = site.collections.get(label)
    filled = found is not None and bool(found.docs or found.files)
    if isinstance(own, dict):
        link = own.get("permalink")
        asked = label == "posts" or bool(found and found.output)
        unset = link is None or (label == "posts" and link is False)
        if filled and asked and not unset and not isinstance(link, str):
            yield must_be("text", QUOTES, link, *keys, "permalink")
        return
    if own is None or (own is False and label != "posts"):
        return
    harmless = isinstance(own, str) if site.profile.jekyll == 4 else True
    if label == "posts" or filled or not harmless:
        advice = "write `output: true` below it" if own is True else "write its settings below it"
        yield must_be("a mapping", advice, own, *keys)


def defaults(site: Site, key: str, value: object) -> Endings:
    """Where Jekyll gets as far as asking for `scope:` and `date:`."""
    for index, each in enumerate(value if isinstance(value, list) else ()):
        if not isinstance(each, dict) or not isinstance(each.get("values"), dict):
            continue  # Jekyll warns and goes on
        scope = each.get("scope")
        if "scope" in each and not isinstance(scope, dict):
            advice = 'write `path: ""` below it for all files, or the path of some'
            yield must_be("a mapping", advice, scope, key, index, "scope")
        elif isinstance(scope, dict):
            yield from _scope(site, scope, (key, index, "scope"))
        if "date" in each["values"]:
            yield from _date(site, each["values"]["date"], (key, index, "values", "date"))


def _scope(site: Site, scope: Mapping[object, object], keys: tuple[object, ...]) -> Endings:
    new = site.profile.jekyll == 4
    kind, path = scope.get("type"), scope.get("path")
    if new and "type" in scope and not isinstance(kind, str):
        advice = "write `pages`, `posts` or the name of a collection, or take it away"
        yield must_be("text", advice, kind, *keys, "type")
    if not new and "path" in scope and not isinstance(path, (str, list, dict)):
        yield must_be("text", 'write `path: ""` for all files', path, *keys, "path")


def _date(site: Site, value: object, keys: tuple[object, ...]) -> Endings:
    if isinstance(value, datetime):
        return
    if isinstance(value, str):
        try:
            parse_time(value, site.now, site.settings.zone)
        except (ValueError, OverflowError) as error:
            yield Ending(keys, f"defaults: date: {error}", "write it as `2026-05-01 12:00:00`")
    else:
        advice = "give it a time: `2026-05-01 12:00:00`"
        yield must_be("a time", advice, value, *keys)
