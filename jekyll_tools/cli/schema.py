"""`jt schema`: the JSON Schemas that jt publishes."""

from __future__ import annotations

import click

from jekyll_tools.cli.option_group import Named
from jekyll_tools.cli.schemas import SCHEMAS, schema_text


@click.command("schema")
@click.argument("name", type=Named(tuple(SCHEMAS)))
def command(name: str) -> None:
    """Print a JSON Schema (draft-07).

    \b
    config-1       the settings of jt in _config.yml, for an editor
    lint-report-1  what `jt lint --output-format json` writes
    """
    click.echo(schema_text(name), nl=False)
