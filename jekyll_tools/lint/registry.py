"""Every rule of `rules/`: the file's name is the rule's name, and nothing needs registering."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from jekyll_tools.lint import rules
from jekyll_tools.lint.rule import Rule, rule_of_module


@cache
def all_rules() -> Mapping[str, Rule]:
    """All rules by name, in alphabetical order."""
    names = sorted(module.name for module in iter_modules(rules.__path__))
    found = (rule_of_module(import_module(f"{rules.__name__}.{name}")) for name in names)
    return {rule.name: rule for rule in found}


def suggestion(word: str, known: object) -> str:
    """`; did you mean "x"?`, or nothing where no known name is near."""
    names = [str(name) for name in known] if isinstance(known, (list, tuple, dict, set)) else []
    near = get_close_matches(word, names, 1, cutoff=0.6)
    return f'; did you mean "{near[0]}"?' if near else ""
