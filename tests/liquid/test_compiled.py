"""Holds compiled loops and kept results against the parts that they stand for."""

from __future__ import annotations

import copy
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jekyll_tools.liquid import engine, memo
from jekyll_tools.liquid.compiled.code import Code, UnfitError
from jekyll_tools.liquid.compiled.frames import Frame, Value
from jekyll_tools.liquid.compiled.idle import Idle
from jekyll_tools.liquid.engine import Engine
from jekyll_tools.liquid.limits import Limits
from jekyll_tools.liquid.result import Expansion
from jekyll_tools.liquid.run import Run
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


_DAYS = [{"on": f"2024-01-{1 + i * 7 % 31:02}", "name": f"n{i}"} for i in range(40)]
_SCOPE = {
    **DATA,
    "names": ["n3", "n17", "x"],
    "more": ["n2"],
    "odd": ["n3", 5],
    "days": _DAYS,
    "site": {"data": {"skip": {f"n{i}": i % 3 == 1 or i > 36 for i in range(40)}}},
    "late": [*_DAYS, {"on": "99.5", "name": "n37"}],
    "mixed": [*_DAYS, "text", None, {}, {"on": "soon"}, *_DAYS],
}


def _expansions(template: str, times: int) -> list[Expansion]:
    own, text = Engine(Limits(seconds=20, iterations=20_000)), File("page.md", template)
    whole = Traced.of(text)
    return [own.expand(whole, _SCOPE, _HOST) for _ in range(times)]


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


_DAY = "{% assign d = a.on | date: '%j' | plus: 0 %}"
_NUMBER = "{% capture n %}no. {{ forloop.index }}{% endcapture %}"
_SEARCH = (
    "{% for n in names %}{% if a.name contains n %}{% assign found = true %}{% endif %}{% endfor %}"
)
_FIND = "{% assign found = false %}" + _SEARCH
_SHOW = "{% if found %}{{ a.name }}{% endif %}"
_EARLY = "{% if site.data.skip[a.name] %}{% continue %}{% endif %}"
_TABLEROW = "{% tablerow x in (1..3) %}{% continue %}{% endtablerow %}"
_BETWEEN = "{% unless d >= low and d < 21 %}{% continue %}{% endunless %}"


@pytest.mark.parametrize(
    "body",
    [
        _DAY + _NUMBER + _BETWEEN + "{{ a.name }} {{ n }}",
        " \n" + _DAY + "  " + _BETWEEN + " {{ a.name }}\n",
        "{% assign b = a %} " + _DAY.replace("a.on", "b.on") + "\n" + _BETWEEN + "{{ b.name }}",
        _DAY + " {% if d == low or d == 17 %}{{ a.name }}{% endif %}  \n",
        _DAY + " {% unless d != low or d <> 17 %}{{ a.name }}{% endunless %} ",
        " " + _EARLY + "\n" + _DAY + _BETWEEN + "{{ a.name }} ",
        _EARLY + " \n" + _DAY + " " + _BETWEEN + "{{ a.name }} ",
        " " + _EARLY + _DAY + _BETWEEN + "{{ a.name }} {{ last }}{% assign last = d %}",
        " " + _EARLY.replace("if", "unless") + " " + _DAY + _BETWEEN + "{{ a.name }} ",
        " " + _EARLY.replace("[a.name]", "") + "\n" + _DAY + _BETWEEN + "{{ a.name }} ",
        " " + _EARLY.replace("skip[a.name]", "skip.n3") + "\n" + _DAY + _BETWEEN + "{{ d }} ",
        _NUMBER + _EARLY + "\n" + _DAY + " {% if d > low %}{{ n }}{{ d }}{% endif %} ",
        _EARLY + "\n" + _DAY + " {% if d > low %}{{ d }}{% assign site = a %}{% endif %} ",
        _EARLY + "\n" + _DAY + " {% if d > low %}{{ d }}{% assign low = d %}{% endif %} ",
        _EARLY + "\n" + _DAY + " {% if d > 25 %}{{ d }}{% break %}{% endif %} ",
        _EARLY.replace("continue", "break") + "\n" + _DAY + _BETWEEN + "{{ a.name }} ",
        _EARLY + " " + _FIND + "{% if found %}{{ a.name }}{% endif %} ",
        "{% assign site = a %}" + _EARLY + "\n" + _DAY + _BETWEEN + "{{ a.name }} ",
        _DAY + " " + _EARLY + "\n" + _BETWEEN + "{{ a.name }} ",
        _DAY + " {% if low <= d and 21 > d %}{{ a.name }}{% endif %} ",
        _DAY + " {% if d > 3 and d > low and d <= 21 and d < 30 %}{{ a.name }}{% endif %} ",
        _DAY + " {% unless low > d or 21 <= d %}{{ a.name }}{% endunless %} ",
        _DAY + " {% unless d < low or d > 21 or a.name == 'n3' %}{{ a.name }}{% endunless %} ",
        _DAY + " {% if 17 == d %}{{ a.name }}{% endif %} ",
        _DAY + " {% unless low != d %}{{ a.name }}{% endunless %} ",
        _DAY + " {% if d > 40 %}{{ a.name }}{% endif %} ",
        _DAY + _DAY.replace("d =", "e =") + " {% if d > low and e < 21 %}{{ a.name }}{% endif %} ",
        _DAY + _FIND + " {% if found and d > low %}{{ a.name }}{% endif %} ",
        _DAY + _FIND + " {% if d > low and found %}{{ a.name }}{% endif %} ",
        _DAY + _FIND + " {% if d > low or found %}{{ a.name }}{% endif %} ",
        _DAY + _FIND + " {% unless found or d < low %}{{ a.name }}{% endunless %} ",
        _FIND + _FIND.replace("found", "other") + " {% if found and other %}{{ d }}{% endif %} ",
        _FIND + _FIND.replace("found", "other").replace("names", "more")
        + " {% unless found %}{% continue %}{% endunless %}{% if other %}{{ a.name }}{% endif %} ",
        _DAY + "\n{% if d < low or d > 21 %} {% continue %}{% endif %} {{ a.name }}",
        _DAY + "\n{% if d < low and a.name contains 'n' %}{% continue %}{% endif %} {{ a.name }}",
        _DAY + "{% if d > low and a.name contains '3' %}{{ a.name }}{% endif %} ",
        _DAY + " {% if d > low %}{{ d }}{% assign low = d %}{% endif %} ",
        _DAY + " {% if d > low %}{{ d }}{% assign low = 0 %}{% endif %} ",
        _DAY + "{% if d > 25 %}{{ d }}{% endif %} ",
        "{% assign last = last | plus: 1 %} " + _DAY + _BETWEEN + "x",
        "{% assign last = a.on | append: last %} " + _DAY + _BETWEEN + "x",
        "{% assign a = 5 %}" + _DAY + _BETWEEN + "x",
        _DAY + " {% if d > low %}{{ d }}{% assign low = 'x' %}{% endif %} ",
        _DAY + " {% if d > 25 %}{{ d }}{% break %}{% endif %} ",
        _DAY + " {% if d > 25 %}" + _TABLEROW + "{% endif %} ",
        _DAY + " {% if d > nothing %}{{ d }}{% endif %} ",
        _DAY + " {% if d > 25 %}{{ d }}{% else %}-{% endif %} ",
        _DAY + " {% if d > 25 %}{{ d }}{% endif %} {% assign last = d %}",
        _DAY + " {{ last }} {% if d > 20 %}{% assign last = d %}{% endif %} ",
        "{% assign a = forloop %}" + _DAY + _BETWEEN + "x",
        "{{ n }}" + _NUMBER + _DAY + _BETWEEN + "x",
        "x" + _DAY + _BETWEEN + "y",
        _DAY + " {% if d > low %}{% cycle 'x', 'y' %}{% endif %} ",
        " " + _FIND + "\n{% if found %}{{ a.name }} {{ n }}{% endif %} \n",
        "{% assign b = a %}" + _FIND.replace("a.name", "b.name") + "{% if found %}x{% endif %} ",
        _NUMBER + _FIND + " {% unless found %}{% continue %}{% endunless %}{{ a.name }} ",
        _FIND + " {% if found %}{{ a.name }}{% assign names = more %}{% endif %}",
        _FIND + " {% if found %}{{ a.name }}{% assign names = 5 %}{% endif %}",
        _FIND + " {% if found %}{% assign names = more %}{% endif %} {{ names }}",
        _SEARCH + " " + _SHOW,
        _FIND.replace("= false", "= true") + " " + _SHOW,
        _FIND.replace("= true", "= nil") + " " + _SHOW,
        _FIND + _SEARCH.replace("names", "more") + " " + _SHOW,
        _FIND + "{% assign found = false %} {% if found %}{{ a.name }}{% endif %}",
        _FIND.replace("{% endif %}", "{% endif %}-") + " " + _SHOW,
        _FIND.replace("{% endif %}", "{% assign last = n %}{% endif %}") + _SHOW + " ",
        _FIND.replace("true %}", "true %}{% assign last = n %}") + _SHOW + " ",
        _FIND.replace("contains n", "contains n or n == 'x'") + " " + _SHOW,
        _FIND.replace("contains", "!=") + " " + _SHOW,
        _FIND.replace("a.name", "a['name']") + " " + _SHOW,
        _FIND.replace("a.name", "a.size") + " " + _SHOW,
        _FIND.replace("in names", "in odd") + " " + _SHOW,
        _FIND.replace("in names", "in names reversed limit:1") + _SHOW + " ",
        _DAY + _FIND + " {% if found and d > low %}{{ a.name }}{% endif %}",
        _DAY + _FIND + " {% if d > 25 or found %}{{ a.name }}{% endif %}",
        _DAY + _FIND + " {% unless d > 25 or found %}{{ a.name }}{% endunless %}",
        _FIND + " {% if low > 3 and found %}{{ a.name }}{% endif %} ",
        " {% if low > 3 %}{{ a.name }}{% assign low = 2 %}{% endif %} ",
        _NUMBER + "{% capture n %}{{ forloop.index }}.{% endcapture %}{{ n }}",
        "{% assign n = a %}" + _NUMBER + "{{ n }}",
        _DAY + " {% if a.name < 5 and d > low %}{{ a.name }}{% endif %} ",
        _DAY + " {% if a.name > 5 or d < low %}{% continue %}{% endif %}{{ a.name }}",
        _DAY + " {% unless d == 3 or d < 'x' %}{% continue %}{% endunless %}{{ a.name }}",
        _DAY + " {% if d > low and d < 'x' %}{{ a.name }}{% endif %} ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("items", ["days", "days limit:9 offset:3", "days reversed", "mixed"])
def test_idle_turns_are_left_out(body: str, items: str, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = "{% assign low = 5 %}x{% for a in " + items + " %}" + body + "{% endfor %}"
    loop += "{{ d }}, {{ n }}, {{ last }}, {{ b.name }}, {{ a }}, {{ forloop.index }}, {{ found }}"
    for turn in ("turn", "d", "found"):  # one that hides what the loop sets
        with monkeypatch.context() as patch:
            _check("{% for " + turn + " in (1..4) %}" + loop + "{% endfor %}", patch)


def test_a_last_turn_that_leaves_early_sets_what_it_has(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = "{% for a in late %}" + _DAY + " " + _EARLY + "\n" + _BETWEEN + "x{% endfor %}{{ d }}"
    _check("{% assign low = 5 %}{% for turn in (1..4) %}" + loop + "{% endfor %}", monkeypatch)


def test_what_is_bound_around_hides_what_a_loop_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = "{% for a in days %}{% assign b = a %}{{ b.name }}{{ b }}{% endfor %}"
    left = "{% capture w %}" + loop + "{% break %}{% endcapture %}{{ w }}"  # which is called
    for outer in ("b", "turn"):
        with monkeypatch.context() as patch:
            _check("{% for " + outer + " in (1..4) %}" + left + "{% endfor %}{{ b }}", patch)


@pytest.mark.parametrize(("early", "inside"), [(False, ""), (True, ""), (True, "\n\n")])
def test_idle_turns_leave_white_space(
    early: bool, inside: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    leave_out = Idle._leave_out

    def counted(idle: Idle, run: Run, early: Sequence[bool]) -> None:
        seen.append(len(early))
        leave_out(idle, run, early)

    monkeypatch.setattr(memo, "SHORT", 0)
    monkeypatch.setattr(loops, "LONG", 0)
    monkeypatch.setattr(Idle, "_leave_out", counted)
    turn = _DAY + "\n" + _BETWEEN + "{{ a.name }} "
    leaving = _EARLY.replace("{% continue", inside + "{% continue")
    turn = "\n" + leaving + turn if early else turn
    loop = "{% for turn in (1..3) %}{% for a in days %}" + turn + "{% endfor %}{% endfor %}"
    loop = "{% assign low = 15 %}" + loop
    (expansion,) = _expansions(loop, 1)
    turns = [1 + i * 7 % 31 for i in range(40)]
    shown = [
        15 <= day < 21 and not (early and (i % 3 == 1 or i > 36)) for i, day in enumerate(turns)
    ]
    text = ""
    for i, is_shown in enumerate(shown):
        leaves = early and (i % 3 == 1 or i > 36)
        text += "\n" * (early + (not leaves)) + inside * leaves + f"n{i} " * is_shown
    assert expansion.text.text == text * 3
    # The last turn is always run, and the last that does not leave early.
    run = sum(shown) + 1 + early
    assert sum(seen) == 2 * (len(turns) - run)


def test_idle_turns_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loops, "LONG", 0)
    loop = "{% for a in days %}" + _FIND + _SHOW + "{% endfor %}"
    for turns, enough in ((120, True), (126, False)):  # 1 + 40 + 40 * 3 each
        template = "{% for turn in (1.." + str(turns) + ") %}" + loop + "{% endfor %}"
        problems = [problem.kind for problem in _expansions(template, 1)[0].problems]
        assert problems == ([] if enough else ["too-expensive"])


def test_nothing_stays_of_what_is_not_fit() -> None:
    code, kept = Code({}), memo.Memo((), lambda _: True, True)

    def state() -> dict[str, object]:
        known = {"known": code.known.copy(), "names": None, "_count": None}
        return copy.deepcopy({**vars(code), **known})

    def write() -> None:
        code.line("gone")
        code.spend(2)
        code.known.put("name", Value("gone"))
        with (
            code.within(Frame()),
            code.writing("gone"),
            code.under("if gone:"),
            code.known.loop(None, ()),
            code.looping(),
            code.within(Frame("x", "x1")),
        ):
            code.held("gone")
            code.column(kept, "key")
            assert code.sink("name", lambda: None)
            code.spend(3)
            raise UnfitError

    with code.looping():
        code.line("stays")
        code.held("stays")
        code.spend(1)
        before = state()
        assert not code.attempt(write)
        assert state() == before
