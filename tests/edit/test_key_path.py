"""Key paths are read as people write them and written as they are read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.key_path import KeyPath, Match


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("", ()),
        ("title", ("title",)),
        ("a.b", ("a", "b")),
        ("e-mail", ("e-mail",)),
        ("first name.x", ("first name", "x")),
        ("2019.title", ("2019", "title")),
        ("authors[0]", ("authors", 0)),
        ("[3].title", (3, "title")),
        ("[-1][2]", (-1, 2)),
        ('[name="Song Han"].title', (Match("name", "Song Han"), "title")),
        ("[name=Song Han]", (Match("name", "Song Han"),)),
        ("[id=7].x", (Match("id", "7"), "x")),
        ("[url=https://a.b/?c=d]", (Match("url", "https://a.b/?c=d"),)),
        ("['e-mail'='a]b']", (Match("e-mail", "a]b"),)),
        ('"a.b".c', ("a.b", "c")),
        ("'it''s'", ("it's",)),
        ('a["b.c"]', ("a", "b.c")),
        ('"\\u00e9\\n"', ("é\n",)),
    ],
)
def test_parse(text: str, steps: tuple[object, ...]) -> None:
    path = KeyPath.parse(text)
    assert path.steps == steps
    assert KeyPath.parse(str(path)) == path


@pytest.mark.parametrize(
    "text", ["a.", ".a", "a..b", "a[", "a[]", "[x=]", "a]", 'a"b"', "[0]a", '"\\x"', "a b ", "a=b"]
)
def test_refused(text: str) -> None:
    with pytest.raises(EditError, match="cannot read the"):
        KeyPath.parse(text)


WORDS = st.text(max_size=6)
STEPS = st.lists(WORDS | st.integers(-(10**6), 10**6) | st.builds(Match, WORDS, WORDS), max_size=5)


@given(STEPS)
def test_printed_and_read(steps: list[str | int | Match]) -> None:
    path = KeyPath.of(*steps)
    assert KeyPath.parse(str(path)) == path


@given(st.text("ab.[]\"'= \\0-", max_size=20))
def test_read_and_printed(text: str) -> None:
    try:
        path = KeyPath.parse(text)
    except EditError:
        return
    assert KeyPath.parse(str(path)) == path
