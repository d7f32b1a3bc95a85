"""Texts that are made to hurt: no exception, no endless nesting, and time that grows linearly."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.kramdown.conversion import convert
from tests.kramdown.drawn import drawn_text
from tests.kramdown.hostile import PATTERNS, SHAPES

SIZE = 50_000
SECONDS = 5.0  # of processor time, on a machine that is busy with other tests


@pytest.mark.parametrize("pattern", PATTERNS)
def test_repeated(pattern: str) -> None:
    convert(pattern * (3_000 // len(pattern)))


@pytest.mark.parametrize("shape", SHAPES)
def test_shaped(shape: str) -> None:
    convert(SHAPES[shape](3_000))


@pytest.mark.long
@pytest.mark.parametrize("pattern", PATTERNS)
def test_repeated_long(pattern: str) -> None:
    _quick(pattern * (SIZE // len(pattern)))


@pytest.mark.long
@pytest.mark.parametrize("shape", SHAPES)
def test_shaped_long(shape: str) -> None:
    _quick(SHAPES[shape](SIZE))


def _quick(text: str) -> None:
    start = time.process_time()
    convert(text)
    assert time.process_time() - start < SECONDS


@given(st.text())
def test_any_text(text: str) -> None:
    assert convert(text).document is not None


@given(st.text(alphabet="[](){}<>*_`~|:#!^-=+.\"'\\$&/ \n\tab1"))
def test_any_markup(text: str) -> None:
    assert convert(text).document is not None


@given(st.integers(0, 2**32))
def test_any_drawn_text(seed: int) -> None:
    assert convert(drawn_text(seed)).document is not None


@given(st.integers(0, 2**32), st.sampled_from(["\r\n", "\r"]))
def test_line_ends_do_not_matter(seed: int, end: str) -> None:
    text = drawn_text(seed)
    assert convert(text.replace("\n", end)).html.text == convert(text).html.text
