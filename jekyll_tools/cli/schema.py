"""`jt schema`: the JSON Schemas that jt publishes; the number changes when the shape does."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click

from jekyll_tools.cli.option_group import Named

SCHEMAS: Mapping[str, str] = {
    "config-1": "jekyll_tools.lint.config_schema:config_schema",
    "lint-report-1": "jekyll_tools.report.json_schema:json_schema",
}
"""Name → module and function; the module is imported when it is asked for."""


@click.command("schema")
@click.argument("name", type=Named(tuple(SCHEMAS)))
def command(name: str) -> None:
    """Print a JSON Schema (draft-07).

    \b
    config-1       the settings of jt in _config.yml, for an editor
    lint-report-1  what `jt lint --output-format json` writes
    """
    click.echo(schema_text(name), nl=False)


def schema_text(name: str) -> str:
    """A schema as a JSON document, with the address where the manual has it."""
    from jekyll_tools.characters import json_text
    from jekyll_tools.report.manual import schema_url

    module, _, function = SCHEMAS[name].partition(":")
    schema: dict[str, Any] = getattr(import_module(module), function)()
    return json_text({"$schema": schema["$schema"], "$id": schema_url(name)} | schema)
