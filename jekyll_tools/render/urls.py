"""Addresses of a site: its hosts, its baseurl, and the URL of each source file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from urllib.parse import urlsplit

from jekyll_tools.patterns import late
from jekyll_tools.render.reads import Reads
from jekyll_tools.site import Page, Site

_HOST = re.compile(r"[a-z0-9.-]+")
_DATED = late(r"(?:(.+)/)?(\d{2,4}-\d{1,2}-\d{1,2})-([^/]*)$")


class Urls:
    """Looks up URLs of a site; `extra_hosts` are hosts that the settings declare as its own.

    `reads` notes what is asked here, and by whoever else renders this site.
    """

    def __init__(self, site: Site, extra_hosts: tuple[str, ...] = ()) -> None:
        self.site = site
        self._extra = extra_hosts
        self.reads = Reads()

    @cached_property
    def baseurl(self) -> str:
        """`baseurl` as the browser sees it: empty, or with a slash before and none after."""
        value = self.site.config.get("baseurl")
        plain = str(value).strip("/") if isinstance(value, str) else ""
        return f"/{plain}" if plain else ""

    @cached_property
    def own_hosts(self) -> frozenset[str]:
        """The hosts of this site: of `url`, of CNAME, declared; each with and without www."""
        names = set(self._extra)
        url = self.site.config.get("url")
        if isinstance(url, str):
            names.add(_host_of(url))
        names.add(self.site.read("CNAME").strip().lower())
        found = {name.removeprefix("www.") for name in names if _HOST.fullmatch(name)}
        return frozenset(found | {f"www.{name}" for name in found})

    @cached_property
    def is_user_site(self) -> bool:
        """Whether this is the site of a GitHub user, who has a page `/name/` for each project."""
        name = self.site.config.get("repository")
        hosts = {*self.own_hosts, name.lower() if isinstance(name, str) else ""}
        return not self.baseurl and any(host.endswith(".github.io") for host in hosts)

    @cached_property
    def link_prefix(self) -> str:
        """What `{% link %}` and `{% post_url %}` put before a URL: Jekyll 4 the baseurl."""
        return self.baseurl if self.site.profile.jekyll == 4 else ""

    def of_source(self, path: str) -> str | None:
        """The URL of the page, document or static file at a path of the source."""
        self.reads.add("url", path)
        return self._by_source.get(path)

    def of_post(self, name: str) -> str | None:
        """The URL of a post by the name that `{% post_url %}` takes: `folder/2024-03-14-title`."""
        self.reads.add("post", name)
        match = _DATED.match(name.strip("/"))
        if match is None:
            return None
        folder, date, slug = match.groups()
        for page in self._posts.get(f"{date}-{slug}", ()):
            if folder is None or f"/{folder}/" in f"/{page.relative_path}".replace("_posts/", ""):
                return page.url
        return None

    @cached_property
    def _by_source(self) -> Mapping[str, str]:
        files = [(file.relative_path.lstrip("/"), file.url) for file in self.site.static_files]
        pages = [(p.relative_path, p.url) for p in self.site.pages if p.file is not None]
        # Of two with one path the first counts, pages before static files.
        return dict(reversed(pages + files))

    @cached_property
    def _posts(self) -> Mapping[str, list[Page]]:
        found: dict[str, list[Page]] = {}
        for page in reversed(self.site.posts):
            found.setdefault(page.basename, []).append(page)
        return found


def _host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
