"""Where the manual of jt is on the web: what reports link to."""

from __future__ import annotations

MANUAL = "https://jt.example.org"
"""The address of this repository's own site, as its `_config.yml` says."""


def rule_url(rule: str) -> str:
    """The page of a rule."""
    return f"{MANUAL}/rules/{rule}/"


def schema_url(name: str) -> str:
    """The JSON Schema of that name; the number in it changes when the shape does."""
    return f"{MANUAL}/assets/schemas/{name}.json"
