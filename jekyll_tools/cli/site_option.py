"""The option that says which site a command works on, and the site read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jekyll_tools.cli.failure import UserError

if TYPE_CHECKING:
    from jekyll_tools.site import Site

source_option = click.option(
    "-s",
    "--source",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder of the site; default: this one.",
)


def site_at(folder: Path, **how: Any) -> Site:
    """Read a site, as `read_site` does; raises `UserError` where there is none."""
    from jekyll_tools.site import read_site

    site = read_site(folder, **how)
    if not site.pages and site.settings.file is None:
        raise UserError(
            f"{folder.resolve()}: no Jekyll site (no _config.yml and no pages); "
            "go to the site's folder, or name it"
        )
    return site
