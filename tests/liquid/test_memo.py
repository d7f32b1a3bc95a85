"""Which chains of filters are kept, and that what is kept is right."""

from __future__ import annotations

import pytest

from jekyll_tools.liquid.engine import Engine
from jekyll_tools.liquid.expressions import Filtered
from jekyll_tools.liquid.grammar import parse_filtered
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.strict import At
from jekyll_tools.text import File, Traced
from tests.liquid.setting import Stub


@pytest.mark.parametrize(
    ("markup", "kept"),
    [
        ("a | where_exp: 'p', 'p.x == 1 and p.y contains \"z\"'", True),
        ("a | where_exp: 'p', 'p.x > -1.5' | sort: 'x'", True),
        ("a | group_by_exp: 'p', \"p.date | date: '%Y'\"", True),
        ("a | find_exp: 'p', 'p != empty'", True),
        ("a | where_exp: 'p', 'p.x == q'", False),
        ("a | where_exp: 'p', 'p[x]'", False),
        ("a | where_exp: 'p', \"p['content'] == 'x'\"", False),
        ("a | where_exp: 'p', \"p.content contains 'x'\"", False),
        ("a | where_exp: 'p', 'p.x == blank'", False),
        ("a | where_exp: 'p', text", False),
        ("a | group_by_exp: 'p', \"p.date | plugin: '%Y'\"", False),
        ("a | where_exp: 'p'", False),
    ],
)
def test_an_expression_of_the_item_alone_is_kept(markup: str, kept: bool) -> None:
    filtered = parse_filtered(markup, At(File("page.md", markup), 0))
    assert (filtered.memo is not None) == kept


def test_what_is_kept_of_a_list_follows_the_list() -> None:
    template = (
        "{% for a in items %}{% assign n = a.day | date: '%j' | plus: 0 %}{{ n }},{% endfor %}"
    )
    text, own = Traced.of(File("page.md", template)), Engine()
    lists = [
        [{"day": f"2024-01-{1 + (i + first) % 31:02}"} for i in range(120)] for first in (0, 7)
    ]
    for _ in range(3):
        for first, items in zip((0, 7), lists, strict=True):
            expected = "".join(f"{1 + (i + first) % 31}," for i in range(120))
            assert own.expand(text, {"items": items}, Stub()).text.text == expected


def test_the_same_filters_are_kept_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[object] = []
    make = Filtered.made

    def counted(filtered: Filtered, run: Run, value: object) -> tuple[object, bool]:
        made.append(value)
        return make(filtered, run, value)

    monkeypatch.setattr(Filtered, "made", counted)
    places = ["date: '%j' | plus: 0", "date: '%j' | plus: 0.0", "date: '%Y' | plus: 0"]
    places += ["date: '%j' | plus: '0'", "date: '%j'", "replace: '0', '1'", "replace: '0', 'x'"]
    template = "".join("{{ day | " + place + " }} " for place in places)
    own, host = Engine(), Stub()
    for name in ("one.md", "two.md"):
        text = Traced.of(File(name, template))
        found = own.expand(text, {"day": "2024-02-05"}, host).text
        assert found.text == "36 36.0 2024 36 036 2124-12-15 2x24-x2-x5 "
        assert {origin.path for origin in found.origins(0, len(found.text))} == {name}
    assert len(made) == len(places)
