"""Every rule of `rules/`: the file's name is the rule's name, and nothing needs registering."""

from __future__ import annotations

from collections.abc import Mapping
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
