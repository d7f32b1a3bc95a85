"""Tables of texts and their HTML, which is what the real kramdown writes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.kramdown.compare import plain
from tests.kramdown.conversion import convert
from tests.kramdown.ruby import Kramdown, kramdown
from tests.tables import Case, read_table

FILES = sorted(Path(__file__).parent.glob("*.txt"))
CASES = [
    pytest.param(case, id=f"{path.stem}:{case.line}") for path in FILES for case in read_table(path)
]


@pytest.fixture(scope="module")
def real() -> Iterator[Kramdown]:
    with kramdown() as process:
        yield process


@pytest.mark.parametrize("case", CASES)
def test_case(case: Case) -> None:
    assert _lines(convert(case.input).html.text) == case.expected


@pytest.mark.jekyll
@pytest.mark.parametrize("case", CASES)
def test_the_real_kramdown_agrees(case: Case, real: Kramdown) -> None:
    html = real.html(case.input)
    assert html is not None
    assert _lines(plain(html)) == case.expected


def _lines(html: str) -> str:
    return html if html.endswith("\n") else html + "\n"
