"""Holds the expansion against tables that the real Liquid 4.0.4 and Jekyll 4.3.1 wrote.

`python -m tests.liquid.ruby LIB` writes them again, with the sources of Liquid 4.0.4 in LIB.
"""

from __future__ import annotations

import pytest

from jekyll_tools.text import File
from tests.liquid.ruby import NEWER, TABLES, rubys
from tests.liquid.setting import ENDS_A_BUILD, FOLDER, Stub, expanded
from tests.tables import Case, read_table

_CASES = [(path.stem, case) for path in TABLES for case in read_table(path)]
_HOST = Stub()


def _ours(template: str) -> str | None:
    expansion = expanded(template, host=_HOST)
    fatal = any(problem.kind in ENDS_A_BUILD for problem in expansion.problems)
    return None if fatal else expansion.text.text


@pytest.mark.parametrize(
    ("name", "case"), [pytest.param(n, c, id=f"{n}-{c.line}-{c.title}") for n, c in _CASES]
)
def test_expands_as_ruby(name: str, case: Case) -> None:
    expected = case.expected.removesuffix("\n")
    ours = _ours(case.input.removesuffix("\n"))
    assert ("!error" if ours is None else ours) == expected


@pytest.mark.parametrize(
    ("name", "case"), [pytest.param(n, c, id=f"{n}-{c.line}-{c.title}") for n, c in _CASES]
)
def test_every_run_has_its_origin(name: str, case: Case) -> None:
    """Verbatim runs stand where they say, and no run is without a source."""
    text = expanded(case.input.removesuffix("\n"), host=_HOST).text
    for start, end, source in text.runs(0, len(text.text)) if text.text else ():
        assert source is not None
        if source.verbatim:
            assert isinstance(source.text, File)
            assert source.text.text[source.start : source.end] == text.text[start:end]
        for origin in text.origins(start, end):
            assert origin.path == "page.md" or origin.path.startswith("_includes/")


def test_tables_are_many() -> None:
    assert len(_CASES) >= 380


@pytest.mark.jekyll
@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.relative_to(FOLDER).stem)
def test_tables_are_what_the_installed_liquid_says(path: object) -> None:
    cases = [case for name, case in _CASES if path == FOLDER / f"{name}.txt"]
    answers = rubys([case.input.removesuffix("\n") for case in cases])
    for case, answer in zip(cases, answers, strict=True):
        expected = case.expected.removesuffix("\n")
        same = ("!error" if answer is None else answer) == expected
        assert same is not case.title.endswith(NEWER), case.title
