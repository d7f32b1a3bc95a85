"""What is sorted in Python's order stands as it does in Ruby's."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekyll_tools.liquid.engine import Engine
from jekyll_tools.liquid.filters import sorting
from jekyll_tools.liquid.result import Expansion
from jekyll_tools.text import File, Traced
from tests.liquid.setting import Stub

_WORDS = ["", "a", "B", "b", "é", "10", "9", "-1", "2.5", "true", "\U0001f600", "\uffff"]
_OTHERS = [None, True, 3, -2, 2**70, 1.5, [1, "a"], ["a"], {}, {"a": 1}]
_DAYS = [date(2024, 1, 5), date(1999, 12, 31), datetime(2024, 1, 5, tzinfo=UTC)]
_VALUES = st.one_of(
    st.lists(st.sampled_from(_WORDS)),
    st.lists(st.integers(-3, 3)),
    st.lists(st.sampled_from(_DAYS[:2])),
    st.lists(st.sampled_from([*_WORDS, *_OTHERS, *_DAYS])),
)
_TEMPLATE = (
    "{% assign found = values | sort %}{% for x in found %}{{ x | jsonify }};{% endfor %}"
    "{% assign found = items | sort: 'v' %}{% for x in found %}{{ x.n }};{% endfor %}"
    "{% assign found = items | sort: 'v', 'last' %}{% for x in found %}{{ x.n }};{% endfor %}"
    "{% assign found = hash | sort %}{% for x in found %}{{ x | jsonify }};{% endfor %}"
)


def _expanded(values: list[object]) -> Expansion:
    items = [{"v": value, "n": n} for n, value in enumerate(values)]
    names = dict(zip(_WORDS, [*values, *_OTHERS, *_DAYS], strict=False))
    scope = {"values": values, "items": items, "hash": dict(reversed(names.items()))}
    return Engine().expand(Traced.of(File("a.md", _TEMPLATE)), scope, Stub())


@given(_VALUES)
def test_pythons_order_is_rubys_where_it_is_used(values: list[object]) -> None:
    found = _expanded(values)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sorting, "_are_plain", lambda _: False)
        slow = _expanded(values)
    assert found.text.text == slow.text.text
    assert [each.message for each in found.problems] == [each.message for each in slow.problems]
