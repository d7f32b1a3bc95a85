"""Where a reference leads in a build: the URL rules of a browser, on the files that are there."""

from __future__ import annotations

import re
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from jekyll_tools.verify.built import Build, is_html

BROKEN = frozenset({"broken", "broken-anchor"})
"""The two statuses of a reference that leads nowhere on its own site."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)
_WEB = re.compile(r"https?:|[/\\]{2}", re.I)


def status(value: str, page: str, build: Build) -> str:
    """The status of a URL on the page in the file `page`: a word as `jt inspect` uses them.

    GitHub Pages finds `/a` in the files `a`, `a.html` and `a/index.html`, `jekyll serve` in the
    folder before `a.html`.
    """
    url = re.sub(r"[\t\r\n]", "", value.strip("".join(map(chr, range(33)))))
    if url in ("", "#"):
        return "hash" if url else "empty"
    if _SCHEME.match(url) and not _WEB.match(url):
        return "scheme"
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "bad-url"
    path = parts.path
    if _WEB.match(url):
        if host.lower() not in build.hosts:
            return "external"
        path = path or "/"
    if path.startswith("/"):
        if build.baseurl and not (path + "/").startswith(build.baseurl + "/"):
            return "outside-baseurl"
        path = path[len(build.baseurl) :]
        name = _found(path, build)
    elif path:
        folder = page.rpartition("/")[0]
        name = _found(f"/{folder}/{path}", build)
    else:
        name = page
    if name is None:
        return "broken"
    return "ok" if _has_anchor(name, parts.fragment, build) else "broken-anchor"


def _found(path: str, build: Build) -> str | None:
    decoded = unquote(path).replace("\\", "/")
    name = normpath("/" + decoded.lstrip("/")).lstrip("/")
    candidates = [f"{name}/index.html".lstrip("/"), f"{name}/index.htm".lstrip("/")]
    if not decoded.endswith("/"):
        page = f"{name}.html"
        candidates = [*candidates, page] if build.folders_first else [page, *candidates]
        candidates.insert(0, name)
    return next((file for file in candidates if file in build.files), None)


def _has_anchor(name: str, fragment: str, build: Build) -> bool:
    fragment = fragment.partition(":~:")[0]
    decoded = unquote(fragment)
    if decoded.lower() in ("", "top") or not is_html(name):
        return True
    page = build.full[name]
    return bool({fragment, decoded} & (set(page.ids) | page.names))
