"""The option that says which site a command works on."""

from __future__ import annotations

from pathlib import Path

import click

source_option = click.option(
    "-s",
    "--source",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The folder of the site; default: this one.",
)
