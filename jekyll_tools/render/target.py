"""Where a reference leads: the URL rules of a browser on the files that Jekyll writes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from posixpath import normpath
from urllib.parse import unquote

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


@dataclass(frozen=True, slots=True)
class Target:
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
_ALWAYS_THERE = re.compile(r"(?:top)?$|.*:~:", re.I)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_HOST = re.compile(r"(?:https?:)?//([^/?#]*)", re.I)
_AROUND = "".join(map(chr, range(33)))
_IGNORED = re.compile(r"[\t\n\r]")


def always_there(fragment: str) -> bool:
    """Whether a fragment leads somewhere on every page, whatever ids the page has."""
    return _ALWAYS_THERE.match(fragment) is not None


def target_of(value: str, page_url: str, site: Site, urls: Urls) -> Target:
    """Where a URL on the page at `page_url` (without baseurl) leads."""
    # A browser strips C0 controls and spaces around a URL and drops tabs and line ends in it.
    url = _IGNORED.sub("", value.strip(_AROUND))
    if not url:
        return Target(Leads.EMPTY)
    if url == "#":
        return Target(Leads.HASH)
    own_host = False
    host = _HOST.match(url)
    if host:
        if host[1].rpartition("@")[2].partition(":")[0].lower() not in urls.own_hosts:
            return Target(Leads.EXTERNAL)
        own_host = True
        rest = url[host.end() :]
        url = rest if rest.startswith("/") else "/" + rest
    elif _SCHEME.match(url):
        return Target(Leads.SCHEME)
    return _inside(url, page_url, site, urls, own_host)


def _inside(url: str, page_url: str, site: Site, urls: Urls, own_host: bool) -> Target:
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
        return Target(Leads.OUTSIDE, unquote(path), None, anchor, own_host)
    dest = site.resolve(path)
    leads = Leads.MISSING if dest is None else Leads.PAGE
    return Target(leads, unquote(path[len(base) :]) or "/", dest, anchor, own_host)


def _normal(path: str) -> str:
    """The path without `.` and `..` segments; what climbs out of the root stays at the root."""
    if "/." not in path:
        return path
    plain = normpath("/" + path.lstrip("/"))
    trailing = path.endswith(("/", "/.", "/.."))
    return plain + "/" if trailing and plain != "/" else plain
