"""Files and folders that Jekyll, a server or another program looks up by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import basename

from jekyll_tools.moves.plan import MoveError, listed
from jekyll_tools.site import Site

# At the top of a site only.
_READ_BY = {
    "_config.yml": "Jekyll",
    "_config.yaml": "Jekyll",
    "_config.toml": "Jekyll",
    "Gemfile": "Bundler",
    "Gemfile.lock": "Bundler",
    "CNAME": "GitHub Pages",
    ".nojekyll": "GitHub Pages",
    ".git": "Git",
    ".gitignore": "Git",
    ".gitattributes": "Git",
    ".gitmodules": "Git",
    ".github": "GitHub",
}
_ASKED_FOR = {"404.html": "servers", "robots.txt": "search engines", "favicon.ico": "browsers"}
_IMPORT = (
    r"@(?:import|use|forward)\b[^;{{}}\n]{{0,300}}?"
    r"[\"'](?:[^\"'\n]{{0,300}}/)?_?{}(?:\.s[ac]ss)?[\"']"
)


def require_free(site: Site, old: str, moved: Mapping[str, str]) -> None:
    """Raise `MoveError` where nothing would find a file or folder under its new name."""
    if reader := _READ_BY.get(old.partition("/")[0] if old.startswith(".git/") else old):
        raise MoveError(f"{old}: {reader} looks for it under this name and at this place only")
    for folder, says in _folders(site):
        if folder and f"{folder}/".startswith(f"{old}/"):
            raise MoveError(f"{folder}: Jekyll looks for this folder under this name; {says}")
    for path, new in moved.items():
        if {"_posts", "_drafts"} & _kinds(path) - _kinds(new) and basename(old) in _kinds(path):
            raise MoveError(f"{path}: would be no post in {new}; Jekyll finds posts by this name")
    if used := [*_layout_users(site, moved), *_importing(site, moved)]:
        raise MoveError(
            "these places name it, and jt mv does not edit them; nothing was changed:\n"
            + listed(used)
        )


def asked_for(dests: Iterable[str]) -> Iterator[str]:
    """A note for each written file that leaves the place where others ask for it."""
    for dest in dests:
        if who := _ASKED_FOR.get(dest):
            yield f"{dest}: {who} ask for it by this name"


def _folders(site: Site) -> Iterator[tuple[str, str]]:
    for key in ("layouts_dir", "includes_dir", "data_dir", "plugins_dir"):
        yield site.settings.folder(key), f"_config.yml can say another one: `{key}`"
    yield _sass(site), "_config.yml can say another one: `sass_dir` of `sass`"
    top = site.settings.folder("collections_dir")
    for label in site.collections:
        if label != "posts":
            yield f"{top}/_{label}".lstrip("/"), "a collection has the name of its folder"


def _sass(site: Site) -> str:
    sass = site.config.get("sass")
    return str(sass.get("sass_dir", "_sass")) if isinstance(sass, Mapping) else "_sass"


def _kinds(path: str) -> set[str]:
    return set(path.split("/")[:-1])


def _layout_users(site: Site, moved: Mapping[str, str]) -> Iterator[str]:
    folder = f"{site.settings.folder('layouts_dir')}/"
    names = {
        path.removeprefix(folder).rpartition(".")[0]
        for path, new in moved.items()
        if path.startswith(folder) and path.rpartition(".")[0] != new.rpartition(".")[0]
    }
    if not names:
        return
    for page in site.pages:
        if page.layout in names:
            yield f"{page.path}: layout {page.layout}"
    for layout in site.layouts.values():
        if layout.parent in names:
            yield f"{layout.path}: layout {layout.parent}"


def _importing(site: Site, moved: Mapping[str, str]) -> Iterator[str]:
    folder = f"{_sass(site)}/"
    partials = [path for path in moved if path.startswith(folder)]
    if not partials:
        return
    sheets = [f"{folder}{inside}" for inside in site.disk.walk(folder.rstrip("/"))]
    sheets += [page.path for page in site.pages if page.ext in (".scss", ".sass")]
    for partial in partials:
        name = re.escape(basename(partial).lstrip("_").rpartition(".")[0])
        found = re.compile(_IMPORT.format(name))
        for sheet in sheets:
            if match := found.search(site.read(sheet)):
                line = site.read(sheet).count("\n", 0, match.start()) + 1
                yield f"{sheet}:{line}: {match[0]}"
