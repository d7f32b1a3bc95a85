"""The code base itself: what Python 3.11 gets wrong is not used."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import jekyll_tools

# Python before 3.11.5 matches `(?:…)*+` wrongly (python/cpython#106052); `(?>(?:…)*)` is right.
POSSESSIVE_GROUP = re.compile(r"(?<![\\(])\)(?:[*+?]|\{\d*,?\d*\})\+")


def test_no_pattern_has_a_possessive_group() -> None:
    found = [
        f"{module.name}.{name}"
        for module in pkgutil.walk_packages(jekyll_tools.__path__, "jekyll_tools.")
        if not module.name.endswith("__main__")
        for name, value in vars(import_module(module.name)).items()
        if POSSESSIVE_GROUP.search(_pattern(value))
    ]
    assert found == []


def _pattern(value: object) -> str:
    """The text of a pattern; a `late` one is compiled to tell it, so all of them can be."""
    text = getattr(value, "pattern", "")
    return text if isinstance(text, str) else ""
