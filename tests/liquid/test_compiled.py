"""Holds compiled loops and kept results against the parts that they stand for."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jekyll_tools.liquid import engine, memo
from jekyll_tools.liquid.engine import Engine
from jekyll_tools.liquid.limits import Limits
from jekyll_tools.liquid.result import Expansion
from jekyll_tools.liquid.tags import loops
from jekyll_tools.text import File, Traced
from tests.liquid.drawn import Drawing
from tests.liquid.ruby import TABLES
from tests.liquid.setting import DATA, Stub
from tests.tables import Case, read_table

_CASES = [case for path in TABLES for case in read_table(path)]
_HOST = Stub()


def _facts(expansion: Expansion) -> tuple[object, ...]:
    text = expansion.text
    origins = [text.origins(start, start + 1) for start in range(0, len(text.text), 7)]
    problems = [
        (each.kind, each.message, each.source.start, each.source.end, each.subject)
        for each in expansion.problems
    ]
    return text.text, origins, problems, [each.reason for each in expansion.open]


def _expansions(template: str, times: int) -> list[Expansion]:
    own, text = Engine(Limits(seconds=20, iterations=20_000)), File("page.md", template)
    whole = Traced.of(text)
    return [own.expand(whole, DATA, _HOST) for _ in range(times)]


def _check(template: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = _facts(_expansions(template, 1)[0])
    monkeypatch.setattr(loops, "LONG", 0)
    monkeypatch.setattr(engine, "OFTEN", 0)
    monkeypatch.setattr(memo, "SHORT", 0)
    for expansion in _expansions(template, 4):
        assert _facts(expansion) == plain


@pytest.mark.parametrize("case", _CASES, ids=lambda case: f"{case.line}-{case.title}")
def test_compiled_is_as_interpreted(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    template = case.input.removesuffix("\n")
    with monkeypatch.context() as patch:
        _check(template, patch)
    _check("{% for outer in (1..2) %}" + template + "{% endfor %}", monkeypatch)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers())
def test_compiled_drawn_templates_are_as_interpreted(
    monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    drawn = Drawing(seed).template()
    with monkeypatch.context() as patch:
        _check("{% for turn in (1..3) %}" + drawn + "{% endfor %}", patch)
