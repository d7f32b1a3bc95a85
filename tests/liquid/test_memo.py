"""Which chains of filters are kept, and that what is kept is right."""

from __future__ import annotations

import pytest

from jekyll_tools.liquid.engine import Engine
from jekyll_tools.liquid.grammar import parse_filtered
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
