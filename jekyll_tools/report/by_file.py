"""Reports for people, file by file: a later run makes only the texts again that are others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from itertools import groupby

from jekyll_tools.lint.finding import Finding
from jekyll_tools.report.outcome import Outcome
from jekyll_tools.report.summary import closing

BETWEEN = {"full": "\n", "concise": ""}
"""The formats that are made file by file, and what stands between two files."""


def texts(name: str, outcome: Outcome) -> Iterator[tuple[str, str, list[Finding]]]:
    """The files in the order of their findings, with what is said of each, and its findings."""
    module = import_module(f"jekyll_tools.report.{name}")
    for path, found in groupby(outcome.findings, lambda finding: finding.path):
        findings = list(found)
        yield path, module.of_file(findings, outcome), findings


def end(outcome: Outcome) -> str:
    """What is said after the last file."""
    return "".join(f"{line}\n" for line in closing(outcome))


def joined(name: str, pieces: Iterable[str], last: str) -> str:
    """The report of texts of files, or of several files, and an end."""
    return BETWEEN[name].join([*pieces, last] if last else pieces)


def report(name: str, outcome: Outcome) -> str:
    """All of it at once."""
    return joined(name, (text for _, text, _ in texts(name, outcome)), end(outcome))
