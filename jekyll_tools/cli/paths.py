"""From a path on the command line to a path of the site."""

from __future__ import annotations

from pathlib import Path

from jekyll_tools.cli.failure import UserError
from jekyll_tools.site import Site


def path_in_site(root: Path, given: Path, site: Site) -> str:
    """The path of a text file, from the site's root; as it was given, or below the root.

    Raises `UserError` for a file that is not there, not in the site, or not UTF-8.
    """
    found = next((p for p in (given, root / given) if p.is_file()), None)
    if found is None:
        raise UserError(f"{given}: no such file")
    resolved, top = found.resolve(), root.resolve()
    if not resolved.is_relative_to(top):
        raise UserError(f"{given}: is not in the site at {root}; name the site with --source")
    path = resolved.relative_to(top).as_posix()
    site.read(path)
    for problem in site.problems:
        if problem.path == path and problem.kind == "not-utf8":
            raise UserError(f"{path}: {problem.message}")
    return path
