"""Patterns that are compiled late."""

from __future__ import annotations

import re

import pytest

from jekyll_tools.patterns import late


def test_is_the_pattern_that_was_given() -> None:
    word = late(r"b(\w)", re.IGNORECASE)
    match = word.search("a Bc")
    assert match is not None
    assert match.span() == (2, 4)
    assert match[1] == "c"
    assert word.sub(r"\1", "Bc bd") == "c d"
    assert word.pattern == r"b(\w)"
    assert word.flags & re.IGNORECASE


def test_takes_bytes() -> None:
    assert late(rb"\d+").findall(b"1 22") == [b"1", b"22"]


def test_is_compiled_when_it_is_asked_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    really = re.compile

    def told(pattern: str, flags: int) -> re.Pattern[str]:
        compiled.append(pattern)
        return really(pattern, flags)

    monkeypatch.setattr(re, "compile", told)
    pattern = late("late, once")
    assert compiled == []
    for _ in range(3):
        assert pattern.match("late, once")
    assert compiled == ["late, once"]
