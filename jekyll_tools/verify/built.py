"""A finished build: the files that Jekyll wrote, and the pages they come from as far as known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from jekyll_tools.verify.failure import VerifyError
from jekyll_tools.verify.html import Facts, facts

_HTML = (".html", ".htm", ".xhtml")


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page as it was built.

    `path` is its source relative to the site, None when it is unknown or a plugin made the page
    up. `content` are the facts of its HTML before the layout, None when only files are there.
    """

    path: str | None
    url: str
    dest: str
    content: Facts | None = None


@dataclass(frozen=True, slots=True)
class Build:
    """The HTML pages of a build and all the files in it.

    `full` has the facts of every written HTML file by its name. `hosts` are the names under
    which the site is served; `baseurl` is "" or starts with a slash and does not end with one.
    `folders_first`: for `/a` the server looks for `a/index.html` before `a.html`.
    """

    pages: tuple[BuiltPage, ...]
    files: frozenset[str]
    full: Mapping[str, Facts] = field(repr=False)
    baseurl: str = ""
    hosts: frozenset[str] = frozenset()
    folders_first: bool = False


def read_built(root: Path, url: str = "", baseurl: str = "") -> Build:
    """The build that stands in a folder, as `_site`: HTML files only, their sources unknown.

    `url` and `baseurl` are those of the site's configuration. Raises `VerifyError` when there is
    no HTML file.
    """
    files = frozenset(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())
    full = {name: facts(_text(root / name)) for name in sorted(files) if is_html(name)}
    if not full:
        raise VerifyError(f"{root}: no HTML file is there; build the site first: jekyll build")
    pages = tuple(BuiltPage(None, url_of(name), name) for name in full)
    return Build(pages, files, full, base_of(baseurl), hosts_of(url, root))


def is_html(name: str) -> bool:
    """Whether a file is a page that a browser shows."""
    return name.endswith(_HTML)


def url_of(name: str) -> str:
    """The URL path at which a server offers a written file."""
    return "/" + quote(
        name.removesuffix("index.html") if _is_index(name) else name, "/:@!$&'()*+,;=~"
    )


def base_of(baseurl: str | None) -> str:
    """A base URL as `Build` wants it."""
    trimmed = (baseurl or "").strip("/")
    return f"/{trimmed}" if trimmed else ""


def hosts_of(url: str | None, root: Path) -> frozenset[str]:
    """The site's own hosts: that of its `url` and the custom domain, each also with `www.`."""
    names = {(url or "").partition("//")[2].partition("/")[0].partition(":")[0]}
    if (root / "CNAME").is_file():
        names |= set(_text(root / "CNAME").split()[:1])
    plain = {name.lower().removeprefix("www.") for name in names if name}
    return frozenset(plain | {f"www.{name}" for name in plain})


def _is_index(name: str) -> bool:
    return name == "index.html" or name.endswith("/index.html")


def _text(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")
