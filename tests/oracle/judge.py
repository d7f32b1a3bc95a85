"""Findings of `jt lint --output-format json` as the input of truth.py's `judge`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

# The rules that say of a reference that it leads nowhere.
RULES = frozenset(
    ("anchor-missing", "button-anchor", "cross-page-anchor", "image-missing", "link-missing")
)


def judged(report: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """One line for every reference that a finding calls broken, where the finding stands."""
    for finding in report["findings"]:
        if finding["rule"] in RULES:
            yield {"path": finding["path"], "v": finding["value"], "line": finding["line"]}
