"""What the shell may offer for an argument; jt itself is not imported, so that it is quick."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import click

_PAGES = (".md", ".markdown", ".mkd", ".mkdn", ".html", ".htm")
_NO_PAGES = ("_site", "_includes", "_layouts", "_sass", "_data", "node_modules", "vendor")
_MOST = 2000  # names; nobody reads more


def rule_names(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Names of rules, also after others and a comma."""
    before, comma, last = incomplete.rpartition(",")
    folder = Path(__file__).parent.parent / "lint" / "rules"
    names = (p.stem.replace("_", "-") for p in sorted(folder.glob("[a-z]*.py")))
    known = [*names, *(["ALL"] if isinstance(param, click.Option) else [])]
    return [f"{before}{comma}{name}" for name in known if name.startswith(last)]


def page_paths(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Source paths of pages, from the folder of the site; files that begin with front matter."""
    root = Path(ctx.params.get("source") or ".")
    return list(islice(_pages(root, incomplete), _MOST))


def _pages(root: Path, start: str) -> Iterator[str]:
    for folder, folders, names in os.walk(root):
        here = Path(folder).relative_to(root).as_posix()
        prefix = "" if here == "." else f"{here}/"
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in _NO_PAGES
            and (start.startswith(f"{prefix}{name}/") or f"{prefix}{name}/".startswith(start))
        )
        for name in sorted(names):
            path = prefix + name
            if path.startswith(start) and name.endswith(_PAGES) and _is_page(root / path):
                yield path


def _is_page(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(3) == b"---"
    except OSError:
        return False
