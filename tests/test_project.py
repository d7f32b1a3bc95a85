"""The code base itself: what it does not use, and what the manual says of it."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from pathlib import Path

import jekyll_tools

ROOT = Path(__file__).resolve().parent.parent
_IMPORTED = re.compile(r"^\s*(?:from|import) jekyll_tools\.(\w+)", re.MULTILINE)

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


def test_the_manual_lists_a_package_below_all_that_it_imports() -> None:
    page = (ROOT / "_pages/architecture.md").read_text("utf-8")
    rows = re.findall(r"^\| `(\w+)(?:\.py|/)` \|", page, re.MULTILINE)
    above: set[str] = set()
    for name in rows:
        above.add(name)
        files = [ROOT / f"jekyll_tools/{name}.py", *(ROOT / "jekyll_tools" / name).rglob("*.py")]
        for file in files:
            text = file.read_text("utf-8") if file.is_file() else ""
            assert above.issuperset(_IMPORTED.findall(text)), file


def _pattern(value: object) -> str:
    """The text of a pattern; a `late` one is compiled to tell it, so all of them can be."""
    text = getattr(value, "pattern", "")
    return str(text) if isinstance(text, (str, bytes)) else ""
