"""What rules said of a site as a whole, and what they asked of it, as a text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jekyll_tools.cache.answers import Answers
from jekyll_tools.cache.plain import from_plain, to_plain
from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.memory import Said
from jekyll_tools.lint.watched import EVERYTHING

MOST = 1000  # questions; a rule that has more would be asked faster than its questions


class SaidOfSite:
    """Rules with their findings, as they are kept; `settled` is what all of them depend on."""

    def __init__(self, text: str | None, settled: str) -> None:
        self._settled = settled
        self._rules: dict[str, Any] = {}
        self._kept = text
        try:
            value = json.loads(text or "")
            if value["settled"] == settled:
                self._rules = dict(value["rules"])
        except (KeyError, TypeError, ValueError, RecursionError):
            pass

    def standing(self, answers: Answers) -> Mapping[str, tuple[Finding, ...]]:
        """The findings of the rules all of whose questions have the answers that they had."""
        found = {}
        for name, value in self._rules.items():
            try:
                asked, findings = value
                if all(answers.of(kind, subject) == answer for kind, subject, answer in asked):
                    found[name] = from_plain(tuple[Finding, ...], findings)
            except (KeyError, TypeError, ValueError, RecursionError):
                continue
        return found

    def written(self, said: Mapping[str, Said], answers: Answers) -> str | None:
        """The text with what was said now; None if it is as it was."""
        for name, (findings, questions) in said.items():
            self._rules.pop(name, None)
            needed = answers.enough(questions)
            if len(needed) <= MOST and (EVERYTHING, "") not in questions:
                asked = [(*question, answers.of(*question)) for question in needed]
                self._rules[name] = asked, to_plain(findings)
        text = json.dumps({"settled": self._settled, "rules": self._rules}, sort_keys=True)
        return None if text == self._kept else text
