"""From a path on the command line to a path from the root of the site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jekyll_tools.cli.failure import UserError

if TYPE_CHECKING:
    from jekyll_tools.site import Site


def in_site(root: Path, path: Path, *, follow: bool = True) -> str | None:
    """The path from the root of the site, "" for the root itself; None for what is elsewhere.

    Without `follow` a link stands for itself, also one that leads out of the site; the links of
    the folder that it is in are followed all the same.
    """
    named = path.name not in ("", "..")
    full = path.resolve() if follow or not named else path.parent.resolve() / path.name
    top = root.resolve()
    if not full.is_relative_to(top):
        return None
    return "" if full == top else full.relative_to(top).as_posix()


def outside(root: Path, given: Path) -> UserError:
    """The error for a path that is not in the site."""
    return UserError(f"{given}: is not in the site at {root}; name the site with --source")


def path_in_site(root: Path, given: Path, site: Site) -> str:
    """The path of a text file, from the site's root; as it was given, or below the root.

    Raises `UserError` for a file that is not there, not in the site, or not UTF-8.
    """
    found = next((p for p in (given, root / given) if p.is_file()), None)
    if found is None:
        raise UserError(f"{given}: no such file")
    path = in_site(root, found)
    if path is None:
        raise outside(root, given)
    site.read(path)
    for problem in site.problems:
        if problem.path == path and problem.kind == "not-utf8":
            raise UserError(f"{path}: {problem.message}")
    return path
