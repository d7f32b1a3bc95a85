"""Small sites for tests."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jekyll_tools.site import Site, read_site
from tests.site.random_sites import write


def site_of(folder: Path, files: dict[str, str], **config: Any) -> Site:
    """The site with these files; GitHub Pages' rules unless `target` says otherwise."""
    write(files, folder)
    target = config.pop("target", "github-pages")
    return read_site(folder, config={"jekyll_tools": {"target": target}, "theme": None, **config})
