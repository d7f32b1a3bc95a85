"""Reads tables of cases: `title . input . expected .`, the dots alone on their lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

import pytest


class Case(NamedTuple):
    """One case of a table; `line` is where its title stands in the file."""

    title: str
    input: str
    expected: str
    line: int


def read_table(path: Path) -> list[Case]:
    """The cases of a table file; parts keep their line ends, an empty part is empty.

    Raises `ValueError` where a case is incomplete or has no title.
    """
    cases: list[Case] = []
    parts: list[str] = [""]
    begins = 1
    for number, line in enumerate(path.read_text("utf-8").splitlines(keepends=True), 1):
        if line.rstrip("\n") != ".":
            if len(parts) == 1 and not parts[0].strip():
                begins = number
            parts[-1] += line
            continue
        parts.append("")
        if len(parts) == 4:
            title, given, expected, _ = parts
            if not title.strip():
                raise ValueError(f"{path}:{begins}: a case without a title")
            cases.append(Case(title.strip(), given, expected, begins))
            parts = [""]
    if len(parts) > 1 or parts[0].strip():
        raise ValueError(f"{path}:{begins}: a case without its end")
    return cases


def table(path: Path) -> Any:
    """A decorator that runs a test once for every case of a table, as its argument `case`."""
    cases = [pytest.param(case, id=f"{case.line}-{case.title}") for case in read_table(path)]
    return pytest.mark.parametrize("case", cases)
