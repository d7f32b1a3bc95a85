"""Sources that Jekyll does not write, by the paths where people expect them."""

from __future__ import annotations

from collections.abc import Mapping

from jekyll_tools.patterns import late
from jekyll_tools.site import Site

_POST = late(r"(?:(.*)/)?_(?:posts|drafts)/(?:.*/)?(?:(\d{4})-(\d\d?)-(\d\d?)-)?([^/]+)$")
_SOURCE = late(r"\.(?:md|markdown|mkdn?|mkdown|html?)$")


def why_unpublished(site: Site, known: Mapping[str, str], path: str) -> str | None:
    """Why the source at the path of a URL (decoded, without baseurl) is not written.

    `known` are the site's `expected_paths`. One of the reasons in `Site.unpublished`; None where
    no such source is known.
    """
    plain = path.strip("/")
    for each in (plain, f"{plain}.html", f"{plain}/index.html".lstrip("/")):
        if each in known:
            return known[each]
    return _excluded_folder(site, plain)


def expected_paths(site: Site) -> Mapping[str, str]:
    """Where each source that is not written would be → why it is not."""
    found: dict[str, str] = {}
    for path, reason in site.unpublished.items():
        for place in _places(path.removeprefix("./")):
            found.setdefault(place, reason)
    for page in site.pages:
        if not page.written and page.why_not:
            found.setdefault(page.dest, page.why_not)
    return found


def _places(path: str) -> list[str]:
    stem = _SOURCE.sub("", path)
    post = _POST.match(stem)
    if post is None:
        return [path] if stem == path else [path, f"{stem}.html"]
    folder, year, month, day, slug = post.groups()
    names = [f"{slug}.html"]
    if year:
        names.append(f"{year}/{month.zfill(2)}/{day.zfill(2)}/{slug}.html")
    return [f"{folder}/{name}" if folder else name for name in names]


def _excluded_folder(site: Site, path: str) -> str | None:
    """Whether a file stands in a folder that is left out as a whole."""
    stem = path.removesuffix(".html")
    sources = (path, f"{stem}.md", f"{stem}.markdown", f"{stem}.html", f"{stem}/index.md")
    parts = path.split("/")
    for depth in range(1, len(parts)):
        folder = "/".join(parts[:depth])
        reason = site.unpublished.get(folder) or site.unpublished.get(folder + "/")
        if reason and any(site.disk.is_file(each) for each in sources):
            return reason
    return None
