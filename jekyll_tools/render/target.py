"""Where a reference leads: the URL rules of a browser on the files that Jekyll writes."""

from __future__ import annotations

import re
from enum import StrEnum
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote

from jekyll_tools.patterns import late
from jekyll_tools.render.urls import Urls
from jekyll_tools.site import Site


class Leads(StrEnum):
    """What kind of place a reference leads to."""

    PAGE = "page"  # a file that Jekyll writes, see `dest` and `fragment`
    MISSING = "missing"  # a path of this site where nothing is written
    OUTSIDE = "outside-baseurl"  # a path of this host, but not of this site
    EXTERNAL = "external"  # another host
    SCHEME = "scheme"  # mailto:, tel:, data: …
    EMPTY = "empty"
    HASH = "hash"  # "#" alone: the top of the page
    BAD = "bad-url"


class Target(NamedTuple):
    """Where a reference leads.

    `dest` is the written file ("people.html"); `path` the decoded URL path inside the site, with
    a leading slash; `fragment` is decoded, None when there is none. `own_host` says that the
    reference named the site's own host.
    """

    leads: Leads
    path: str = ""
    dest: str | None = None
    fragment: str | None = None
    own_host: bool = False


# "#top" and the empty fragment are the top of the page in every browser; ":~:" is a text fragment.
_ALWAYS_THERE = late(r"(?:top)?$|.*:~:", re.I)
_SCHEME = late(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_HOST = re.compile(r"(?:https?:)?//([^/?#]*)", re.I)
_AROUND = "".join(map(chr, range(33)))
_IGNORED = late(r"[\t\n\r]")


def always_there(fragment: str) -> bool:
    """Whether a fragment leads somewhere on every page, whatever ids the page has."""
    return _ALWAYS_THERE.match(fragment) is not None


def target_of(value: str, page_url: str, site: Site, urls: Urls) -> Target:
    """Where a URL on the page at `page_url` (without baseurl) leads."""
    return _led(value, page_url, site, urls)[0]


class Targets:
    """Where references lead, worked out once for all pages that stand in one folder."""

    def __init__(self, urls: Urls) -> None:
        self._urls = urls
        self._known: dict[tuple[str, str], _Led] = {}

    def of(self, value: str, page_url: str, site: Site) -> Target:
        """The same as `target_of`; each time it is noted that the site was asked for the file."""
        key = value, _base(value, page_url)
        target, path = self._known.get(key, _UNKNOWN)
        if path is not None:
            self._urls.reads.add("resolve", path)
        if target is None:
            if len(self._known) > _MOST_KNOWN:
                self._known.clear()
            target, _ = self._known[key] = _led(value, page_url, site, self._urls)
        return target


_MOST_KNOWN = 5_000
_Led = tuple[Target, str | None]  # with the path that the site was asked for
_UNKNOWN: tuple[None, None] = None, None


def _base(value: str, page_url: str) -> str:
    """What of the page's URL counts for a reference: its folder, or nothing, or all of it."""
    first = value[:1]
    if first == "/":
        return ""
    return page_url[: page_url.rfind("/")] if first.isalnum() or first == "." else page_url


def _led(value: str, page_url: str, site: Site, urls: Urls) -> _Led:
    # A browser strips C0 controls and spaces around a URL and drops tabs and line ends in it.
    url = value.strip(_AROUND)
    if not url.isprintable():
        url = _IGNORED.sub("", url)
    if not url:
        return Target(Leads.EMPTY), None
    if url == "#":
        return Target(Leads.HASH), None
    own_host = False
    host = _HOST.match(url) if "//" in url else None
    if host:
        if host[1].rpartition("@")[2].partition(":")[0].lower() not in urls.own_hosts:
            return Target(Leads.EXTERNAL), None
        own_host = True
        rest = url[host.end() :]
        url = rest if rest.startswith("/") else "/" + rest
    elif ":" in url and _SCHEME.match(url):
        return Target(Leads.SCHEME), None
    return _inside(url, page_url, site, urls, own_host)


def _inside(url: str, page_url: str, site: Site, urls: Urls, own_host: bool) -> _Led:
    location, hash_sign, fragment = url.partition("#")
    path = location.partition("?")[0].replace("\\", "/")
    anchor = unquote(fragment) if hash_sign else None
    base = urls.baseurl
    here = base + page_url
    if not path:
        path = here
    elif not path.startswith("/"):
        path = here[: here.rfind("/") + 1] + path
    path = _normal(path)
    if base and path != base and not path.startswith(base + "/"):
        return Target(Leads.OUTSIDE, unquote(path), None, anchor, own_host), None
    dest = site.resolve(path)
    leads = Leads.MISSING if dest is None else Leads.PAGE
    return Target(leads, unquote(path[len(base) :]) or "/", dest, anchor, own_host), path


def _normal(path: str) -> str:
    """The path without `.` and `..` segments; what climbs out of the root stays at the root."""
    if "/." not in path:
        return path
    plain = normpath("/" + path.lstrip("/"))
    trailing = path.endswith(("/", "/.", "/.."))
    return plain + "/" if trailing and plain != "/" else plain
