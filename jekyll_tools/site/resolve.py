"""Which file a server sends for a path: GitHub Pages' rules, and those of `jekyll serve`."""

from __future__ import annotations

import posixpath
from collections.abc import Collection

from jekyll_tools.site.filenames import unescaped

_MOST = 100_000  # answers that are kept


class Resolver:
    """Answers for the files that a site writes.

    GitHub Pages looks for the file, then for it with `.html`, then for a folder's index;
    `jekyll serve` for the folder before the file with `.html`. Names are case-sensitive.
    """

    def __init__(self, outputs: Collection[str], baseurl: str, pages: bool) -> None:
        self._outputs = outputs
        self._baseurl = "/" + baseurl.strip("/") if baseurl.strip("/") else ""
        self._pages = pages
        self._found: dict[str, str | None] = {}

    def resolve(self, path: str) -> str | None:
        """The file for the path of a URL (with the baseurl, percent-encoded), or None."""
        if path in self._found:
            return self._found[path]
        if len(self._found) > _MOST:
            self._found.clear()
        found = self._found[path] = self._resolve(unescaped(path))
        return found

    def _resolve(self, path: str) -> str | None:
        if not path.startswith("/") or "\0" in path:
            return None
        if self._baseurl:
            if path != self._baseurl and not path.startswith(self._baseurl + "/"):
                return None
            path = path[len(self._baseurl) :] or "/"
        inside = path.lstrip("/")
        if "//" in path or "/." in path or path.endswith("/"):
            inside = posixpath.normpath(path).lstrip("/")
        if inside == ".":
            inside = ""
        index = f"{inside}/index.html".lstrip("/")
        if path.endswith("/") or not inside:
            return index if index in self._outputs else None
        page = inside + ".html"
        order = (inside, page, index) if self._pages else (inside, index, page)
        return next((each for each in order if each in self._outputs), None)
