"""The option that says which site a command works on, and the site read."""

from __future__ import annotations

import os
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
    if site.settings.file is None and folder == Path():
        _require_no_other(folder.resolve())
    if not site.pages and site.settings.file is None:
        raise UserError(
            f"{folder.resolve()}: no Jekyll site (no _config.yml and no pages); "
            "go to the site's folder, or name it"
        )
    return site


def _require_no_other(here: Path) -> None:
    """Whoever names no folder and stands above or below that of the site wants the site's."""
    above = next(filter(_has_config, _above(here)), None)
    below = (each for each in sorted(here.iterdir()) if each.name[0] not in "._" and each.is_dir())
    site = above or next(filter(_has_config, below), None)
    if site is not None:
        shown = os.path.relpath(site, here)
        raise UserError(
            f"{here}: no _config.yml here, but in {shown}, which seems to be the site; "
            f"go there, or `--source {shown}` (`--source {here}` if this is one by itself)"
        )


def _above(here: Path) -> list[Path]:
    """The folders around one, up to that of its repository; without one only the next."""
    around = [*here.parents]
    last = next((i for i, each in enumerate([here, *around]) if (each / ".git").exists()), 1)
    return around[:last]


def _has_config(folder: Path) -> bool:
    return any((folder / f"_config.{kind}").is_file() for kind in ("yml", "yaml", "toml"))
