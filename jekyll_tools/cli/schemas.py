"""The JSON Schemas that jt publishes, by name; the number changes when the shape does."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

SCHEMAS: Mapping[str, str] = {
    "config-1": "jekyll_tools.lint.config_schema:config_schema",
    "lint-report-1": "jekyll_tools.report.json_schema:json_schema",
}
"""Module and function of each; it is imported when it is asked for."""


def schema_text(name: str) -> str:
    """A schema as a JSON document, with the address where the manual has it."""
    from jekyll_tools.characters import json_text
    from jekyll_tools.report.manual import schema_url

    module, _, function = SCHEMAS[name].partition(":")
    schema: dict[str, Any] = getattr(import_module(module), function)()
    return json_text({"$schema": schema["$schema"], "$id": schema_url(name)} | schema)
