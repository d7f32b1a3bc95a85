"""Hashes merged the way Jekyll merges them: deeply, and a nil does not hide a value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def deep_merged(under: Mapping[Any, Any], over: Mapping[Any, Any]) -> dict[Any, Any]:
    """`Utils.deep_merge_hashes`: a new mapping; what is nested and not merged is shared."""
    merged = dict(under)
    for key, new in over.items():
        if key not in merged:
            merged[key] = new
            continue
        old = merged[key]
        if new is None:
            continue
        if isinstance(old, dict) and isinstance(new, dict):
            merged[key] = deep_merged(old, new)
        else:
            merged[key] = new
    return merged
