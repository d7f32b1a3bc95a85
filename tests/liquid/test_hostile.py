"""Templates that want to cost time or memory: each ends, and says why."""

from __future__ import annotations

import time

import pytest

from jekyll_tools.liquid.limits import Limits
from tests.liquid.setting import Stub, expanded

_SMALL = Limits(5, 1_000_000, 10_000_000, iterations=100_000, pieces=150_000, items=100_000)
_GROW = "{% assign a = 'xxxxxxxx' %}"
_PUSH = "{% assign b = a | append: i %}{% assign l = l | push: b %}"
_PILE = "{% assign l = list %}{% for i in (1..1000) %}" + _PUSH + "{% endfor %}"
_NEST = "{% assign l = list %}" + "{% assign l = l | push: l %}" * 35


@pytest.mark.parametrize(
    ("template", "word"),
    [
        ("{{ (1..100000000) | join }}", "items"),
        ("{{ (1..100000000) | sort }}", "range"),
        ("{% for i in (1..100000000) %}{% endfor %}", "iterations"),
        ("{% tablerow i in (1..100000000) %}{% endtablerow %}", "iterations"),
        (_GROW + "{% assign a = a | append: a %}" * 40, "characters"),
        (_GROW + "{% capture a %}{{ a }}{{ a }}{% endcapture %}" * 40, "characters"),
        (_GROW + "{% assign a = a | replace: 'x', a %}" * 10, "characters"),
        (_GROW + "{% assign a = a | replace: '', a %}" * 10, "characters"),
        (_GROW + "{% assign a = a | append: a %}" * 12 + _PILE, "characters"),
        (_GROW + "{% capture a %}{{ a }}{{ a }}{% endcapture %}" * 12 + _PILE, "characters"),
        ("{% assign a = list %}" + "{% assign a = a | concat: a %}" * 40, "items"),
        ("{% assign a = 9 %}" + "{% assign a = a | times: a %}" * 40, "digits"),
        ("{% assign f = '%999d' %}" + "{% assign f = f | append: f %}" * 12 + "{{ 0 | date: f }}",
         "characters"),
        (_NEST + "{{ l }}", "others"),
        (_NEST + "{{ l | inspect }}", "others"),
        (_NEST + "{{ l | jsonify }}", "items"),
        (_NEST + "{{ l | uniq }}", "others"),
        (_NEST + "{{ l | reverse }}", "others"),
        ("{% include own.html %}", "includes"),
        ("{% include both.html %}", "includes"),
        ("{% for a in (1..1000) %}{% for b in (1..1000) %}x{% endfor %}{% endfor %}", "iterations"),
        ("{% for i in (1..90000) %}{{ i }}{{ i }}{{ i }}{% endfor %}", "pieces"),
        ("{% if yes %}" * 1000 + "{% endif %}" * 1000, "blocks"),
    ],
)  # fmt: skip
def test_a_limit_is_a_finding(template: str, word: str) -> None:
    host = Stub(own="{% include own.html %}", both="{% include both.html %}" * 2)
    problems = expanded(template, host=host, limits=_SMALL).problems
    assert [p for p in problems if p.kind in ("too-expensive", "error") and word in p.message]


def test_what_is_nested_too_deep_is_not_known_at_all() -> None:
    """Ruby refuses the whole template (`Liquid::StackLevelError`), in an include as well."""
    deep = "a" + "{% if yes %}" * 101 + "b" + "{% endif %}" * 101 + "c"
    page, included = expanded(deep), expanded("x{% include deep.html %}y", host=Stub(deep=deep))
    assert (page.text.text, included.text.text) == ("", "x")
    for expansion in (page, included):
        assert [problem.kind for problem in expansion.problems] == ["too-expensive"]
        assert expansion.open
    fits = expanded("{% if yes %}" * 100 + "b" + "{% endif %}" * 100)
    assert (fits.text.text, fits.problems) == ("b", ())


@pytest.mark.parametrize(
    "template",
    [
        "{{" * 500_000,
        "{{ a " * 200_000,
        "{%" * 500_000,
        "{% raw %}" * 8_000,
        "{% raw %}x{% endraw %}" * 8_000,
        "{% comment %}" * 8_000,
        "{% for x in list %}" * 8_000,
        "{% foo %}" * 8_000,
        "{% foo %}" * 2_000 + "{% endfoo %}" * 2_000,
        "{% endif %}" * 8_000,
        "{{ { }" * 20_000,
        "{{ " + "(" * 20_000 + " }}",
        "{{ a" + "[a" * 20_000 + " }}",
        "{{ a" + "|a" * 20_000 + " }}",
        "{{ a | b: " + "\"'" * 20_000 + " }}",
        "{{ a &" + " " * 500_000 + " b }}",
        "{{ " + "9" * 100_000 + " }}{{ '1e999999999' | plus: 1.5 }}{{ 1.5 | round: 99999999 }}",
        "{% if a & " + "and a " * 20_000 + " %}{% endif %}",
        "{% if a &" + " " * 300_000 + " b %}{% endif %}",
        "{% assign " + "a" * 100_000 + " %}{% assign " + "(" * 100_000 + " %}",
        "{% capture " + "(" * 100_000 + " %}{% endcapture %}",
        "{% for a in " + "'a'" * 50_000 + " %}{% endfor %}",
        "{% cycle " + "a," * 50_000 + " %}",
        "{% case a %}{% when " + "1 or " * 20_000 + " %}{% endcase %}",
        "{% include plain.html " + 'a="\\' * 50_000 + " %}",
        "{% include {{a|" * 10_000 + " %}",
        "{% include " + "{{ a b " * 30_000 + "}} %}",
        "{% highlight a" + " b=1" * 50_000 + " ! %}{% endhighlight %}",
        "{{ '" + "<script" * 50_000 + "' | strip_html | size }}",
        "{{ '" + "1 " * 50_000 + "' | date: '%Y' | size }}",
    ],
    ids=lambda template: template[:20],
)
def test_reading_is_linear(template: str) -> None:
    """Quadratic reading would take minutes here, and the deadline would say so."""
    problems = expanded(template, limits=Limits(seconds=8)).problems
    assert not [p for p in problems if "seconds" in p.message]


_SLOW = [
    "{% for a in (1..9000) %}{% for b in (1..900) %}{% assign x = b %}{% endfor %}{% endfor %}",
    "{% assign a = 'abcdefgh' %}" + "{% assign a = a | append: a %}" * 14
    + "{% assign b = a | replace: 'a', 'b' %}" * 3_000,
    "{% tablerow a in (1..4000000) %}{% cycle 'a', 'b' %}{% endtablerow %}",
]  # fmt: skip


@pytest.mark.parametrize("template", _SLOW, ids=lambda template: template[:12])
def test_time_is_a_limit(template: str) -> None:
    problems = expanded(template, limits=Limits(seconds=0.1)).problems
    assert [p.kind for p in problems if "more than 0.1 seconds" in p.message] == ["too-expensive"]


def test_the_usual_limit_is_five_seconds() -> None:
    assert Limits().seconds <= 5  # as ECOSYSTEM T10 asks


class _Busy(Stub):
    """A host for which all time is that of other pages."""

    @property
    def aside(self) -> float:  # type: ignore[override]
        return time.thread_time()


def test_the_time_of_pages_that_are_shown_is_their_own() -> None:
    limits = Limits(seconds=0.05, iterations=500_000)
    (problem,) = expanded(_SLOW[0], host=_Busy(), limits=limits).problems
    assert "iterations" in problem.message
