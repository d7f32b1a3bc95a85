"""Findings → text: one output format per file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from jekyll_tools.report import concise, full, github, json_v1
from jekyll_tools.report.outcome import Outcome

FORMATS: Mapping[str, Callable[[Outcome], str]] = {
    "full": full.report,
    "concise": concise.report,
    "json": json_v1.report,
    "github": github.report,
}

__all__ = ["FORMATS", "Outcome"]
