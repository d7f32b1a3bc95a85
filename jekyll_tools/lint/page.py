"""The page of a rule: its docstring and its facts, as `jt rule NAME` and the manual show it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jekyll_tools.lint.example import examples
from jekyll_tools.lint.rule import Rule


def rule_page(rule: Rule) -> str:
    """The page of a rule in Markdown, headed by its name."""
    facts = [f"severity: {rule.severity}", "on by default" if rule.default else "opt-in"]
    facts += [f"option `{name}`: {value!r} by default" for name, value in rule.options.items()]
    prose = re.split(r"^(?:Bad|Good)[^\n]*:$", rule.doc, flags=re.M)[0].strip()
    parts = [f"# {rule.name}", prose, f"*{'; '.join(facts)}*"]
    for example in examples(rule.doc):
        parts += [f"## {example.title}", f"```\n{example.text}\n```"]
    return "\n\n".join(parts)


def rule_table(rules: Iterable[Rule]) -> str:
    """One line for each rule: name, severity, summary."""
    rows = [(r.name, r.severity.value if r.default else "opt-in", r.summary) for r in rules]
    width = max((len(name) for name, _, _ in rows), default=0)
    return "\n".join(f"{name:<{width}}  {level:<7}  {summary}" for name, level, summary in rows)
