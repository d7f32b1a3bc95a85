"""What is read line by line has the value that libyaml's events have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekyll_tools.scalars import safe_yaml
from jekyll_tools.site import yaml_values
from jekyll_tools.site.yaml_flat import flat
from jekyll_tools.site.yaml_values import Engine, load
from tests.site.test_yaml_values import typed

FRONT = """---
title: "A [B]: #c"
# said aside
date: 2024-05-06 10:00:00 +0200
draft: no
layout:
tags: [a b, 2, 10:30]
header:
  image: https://example.org/a:b#c   # no
years: {start: 2021, end: 2027}
bio: |
  One

    two: three
"""


def test_what_is_simple() -> None:
    text = FRONT.replace("   # no", "").replace(", 10:30", "")
    value = flat(text, safe_yaml)
    assert isinstance(value, dict)
    assert list(value) == ["title", "date", "draft", "layout", "tags", "header", "years", "bio"]
    assert value["title"] == "A [B]: #c"
    assert value["header"] == {"image": "https://example.org/a:b#c"}
    assert value["tags"] == ["a b", 2]
    assert value["bio"] == "One\n\n  two: three\n"
    people = "- name: Ada\n  links:\n  - /ada\n- name: 'Bob'\n"
    assert flat(people, safe_yaml) == [{"name": "Ada", "links": ["/ada"]}, {"name": "Bob"}]


@pytest.mark.parametrize(
    "text",
    [
        *("", "# c\n", "a", "a: b # c\n", "a: b: c\n", "a: 'it''s'\n", 'a: "\\n"\n', "a: b\n c\n"),
        *("a: 1\na: 2\n", "yes: 1\n", "a: &b c\n", "a: !!str 1\n", "a: >\n b\n", "a:\n b\n"),
        *("a: b\n  c: d\n", "a: |\n", "a: |\n b", "a: |2\n  b\n", " a: b\n", "a:\tb\n", "a: b\r\n"),
        *("a: b\n---\n", "a:\n  - b\n c: d\n", "- a\n  b: c\n", "- a: b\n c: d\n", "-\n  a: b\n"),
        *(
            "a: {b: c, b: d}\n",
            "a: |\n b\n  ",
            "a: [b, [c]]\n",
            "a: x\x85y\n",
            "a: x\u2028y\n",
            "a: \ufeff\n",
        ),
        "".join(f"{' ' * n}a:\n" for n in range(200)),
    ],
)
def test_what_is_left_to_libyaml(text: str) -> None:
    assert flat(text, safe_yaml) is None


LETTERS = "ab1:-#' \"[]{},|>&*!%@`?~.\\\t\u00e4\u2028\xa0"
VALUES = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                "b",
                "b c",
                "no",
                "12",
                "0o7",
                "010",
                "1_0.5",
                "10:30",
                "2024-05-06",
                "~",
                ".inf",
            ),
            *('"x: y"', "'#'", '"', "[a, b]", "[]", "[1, no ]", "{a: b}", "{a: 1, b: no}", "{}"),
            *(
                "http://a.b/c#d",
                "a #b",
                "a: b",
                "a:",
                "|",
                "|\n  x\n\n   y",
                "|\n x\ny",
                "*b",
                "&b",
            ),
            *(
                "2024-05-06 10:00:00",
                "2024-13-45",
                "1.",
                "null",
                "it's",
                "a\n  b",
                "<<",
                "=",
                "1e3",
            ),
        ]
    ),
    st.text(LETTERS, max_size=6),
)
KEYS = st.sampled_from(
    ["a", "b", "key", "e-mail", "a_1", "yes", "No", "null", "on", "a b", "1", "<<"]
)
LINES = st.one_of(
    st.tuples(st.sampled_from([0, 0, 0, 1, 2, 2, 4]), st.sampled_from(["", "", "- ", "-  "]), KEYS)
    .flatmap(lambda start: VALUES.map(lambda value: _line(start, value)))
    .map(str),
    VALUES.map(lambda value: f"  - {value}"),
    VALUES.map(lambda value: f"- {value}"),
    st.sampled_from(["", "  ", "# c", "  # c", "---", "...", "\t", "- ", "-", "x"]),
)


def _line(start: tuple[int, str, str], value: str) -> str:
    indent, dash, key = start
    return f"{' ' * indent}{dash}{key}:{' ' if value else ''}{value}"


@pytest.mark.parametrize("engine", ["safe_yaml", "psych"])
@given(st.lists(LINES, max_size=7), st.sampled_from(["", "\n", "\n\n", " "]))
def test_what_is_read_is_the_same(engine: Engine, lines: list[str], end: str) -> None:
    text = "\n".join(lines) + end
    found = load(text, engine)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_values, "flat", lambda text, meaning: None)
        right = load(text, engine)
    assert (typed(found.value), found.problems, found.failed) == (
        (typed(right.value), right.problems, right.failed)
    )
