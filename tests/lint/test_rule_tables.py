"""Edge cases of rules: a table for each rule in `rules/`, `title . site . path:line: message`."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from jekyll_tools.lint.example import examples
from jekyll_tools.lint.registry import all_rules
from tests.lint.test_rules import findings, write
from tests.tables import Case, read_table

CASES = [
    pytest.param(path.stem, case, id=f"{path.stem}-{case.line}-{case.title}")
    for path in sorted(Path(__file__).with_name("rules").glob("*.txt"))
    for case in read_table(path)
]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_finds_what_the_table_says(name: str, case: Case, tmp_path: Path) -> None:
    (example,) = examples("Bad:\n" + indent(case.input, "    "))
    found = findings(write(example, tmp_path), all_rules()[name])
    assert "".join(f"{f.path}:{f.at.line}: {f.message}\n" for f in found) == case.expected
