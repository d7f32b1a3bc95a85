"""What libyaml refuses, and what a writer is told to do."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jekyll_tools.text import Lines
from jekyll_tools.yaml_faults import advice, fault
from tests.tables import Case, table

TABLE = Path(__file__).with_name("yaml_faults.txt")


def refused(text: str) -> tuple[str, int | None]:
    try:
        list(yaml.parse(text, yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        return fault(error, text)
    pytest.fail("libyaml takes it")


@table(TABLE)
def test_advice(case: Case) -> None:
    what, at = refused(case.input)
    assert at is not None
    line, column = Lines(case.input).position(at)
    said = f"{line}:{column}: {advice(case.input, at, what)}"
    assert said.rstrip() + "\n" == case.expected, what


@given(
    st.text("ab:\"'-[]{}&* \t\n#%@"),
    st.integers(0, 40),
    st.sampled_from(
        ["mapping values are not allowed", "did not find expected key", "found unexpected", ""]
    ),
)
def test_there_is_no_text_that_is_not_taken(text: str, at: int, what: str) -> None:
    assert "\n" not in advice(text, min(at, len(text)), what)
