"""Findings → text: one output format per file."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from jekyll_tools.report import by_file
from jekyll_tools.report.by_file import BETWEEN
from jekyll_tools.report.outcome import Outcome

FORMATS: Mapping[str, str] = {
    "full": "full",
    "concise": "concise",
    "json": "json_v1",
    "json-lines": "json_lines",
    "github": "github",
    "sarif": "sarif",
    "gitlab": "gitlab",
    "junit": "junit",
    "rdjson": "rdjson",
}
"""The formats, and the module of each; it is imported when it is asked for."""

FOR_PEOPLE = ("full", "concise", "github")
"""The formats that say what is open when they are asked to be verbose."""


def report(name: str, outcome: Outcome) -> str:
    """An outcome in the format of that name."""
    if name in BETWEEN:
        return by_file.report(name, outcome)
    module = import_module(f"{__name__}.{FORMATS[name]}")
    text: str = module.report(outcome)
    return text


__all__ = ["FORMATS", "FOR_PEOPLE", "Outcome", "report"]
