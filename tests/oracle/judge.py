"""Findings of `jt lint --output-format json` as the input of truth.py's `judge`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

# The rules that say of a reference that it leads nowhere on its own site.
RULES = frozenset(
    (
        "anchor-missing",
        "auto-id-replaced",
        "button-anchor",
        "cross-page-anchor",
        "image-missing",
        "link-missing",
        "link-unpublished",
        "malformed-url",
        "markdown-link-not-rewritten",
        "own-domain-link",
        "path-case",
    )
)
_WEB = re.compile(r"(?:https?:)?//([^/?#]*)", re.I)
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)


def judged(report: Mapping[str, Any], own_hosts: Collection[str]) -> Iterator[dict[str, Any]]:
    """One line for every page that shows a reference which a finding calls broken, and its source.

    What a finding says of a URL on another host or with another scheme is no claim about a build,
    and of what only a layout shows the records of content say nothing.
    """
    for finding in report["findings"]:
        if _is_of_layout(finding):
            continue
        if finding["rule"] in RULES and _is_internal(finding["value"].strip(), own_hosts):
            # A record says the URL in part only, so judge() would not know it there.
            source = [] if finding["path"].startswith("_data/") else [finding["path"]]
            for path in dict.fromkeys([*finding["pages"], *source]):
                yield {"path": path, "v": finding["value"], "line": finding["line"]}


def _is_of_layout(finding: Mapping[str, Any]) -> bool:
    """Whether a layout shows the reference, itself or through what it includes."""
    paths = (finding["path"], *(place["path"] for place in finding["via"]))
    return any(path.startswith("_layouts/") for path in paths)


def _is_internal(value: str, own_hosts: Collection[str]) -> bool:
    if web := _WEB.match(value):
        return web[1].lower() in own_hosts
    return not _SCHEME.match(value)
