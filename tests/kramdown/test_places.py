"""Where the pieces of the HTML come from."""

from __future__ import annotations

import re

import pytest

from jekyll_tools.text import Lines
from tests.kramdown.conversion import convert


def places(text: str, what: str) -> list[tuple[int, int, bool]]:
    """Line, column and verbatim of each group 1 of a pattern in the HTML."""
    html, lines = convert(text).html, Lines(text)
    found = []
    for match in re.finditer(what, html.text):
        for origin in html.origins(*match.span(1)):
            assert origin.path == "page.md"
            position = lines.position(origin.start)
            found.append((position.line, position.column, origin.verbatim))
    return found


HREF = 'href="([^"]*)"'


@pytest.mark.parametrize(
    ("text", "what", "line", "column"),
    [
        ('[a](/u "T")', HREF, 1, 5),
        ('[a](/u "T")', 'title="([^"]*)"', 1, 9),
        ("\n> * a\n>   [b](/u)", HREF, 3, 9),
        ("1. a\n\n\t[b](/u)", HREF, 3, 6),
        ("* a\n  * b\n    [c](</u v>)", HREF, 3, 10),
        ("a | [b](/u) |\n\n", HREF, 1, 9),
        ("x | y \\| [b](/u)", HREF, 1, 14),
        ("a\r\n\r\n[b](/u)\r\n", HREF, 3, 5),
        ("[b][x]\n\n> [x]: /u", HREF, 3, 8),
        ("![a b](/i)", 'alt="([^"]*)"', 1, 3),
        ("![a b](/i)", 'src="([^"]*)"', 1, 8),
        ("<a@b.c>", HREF, 1, 2),
        ("para\n{: #me}", 'id="([^"]*)"', 2, 5),
        ("# H {#me}", 'id="([^"]*)"', 1, 7),
        ("x <a\n  href='/u'>y</a>", HREF, 2, 9),
        ("<div>\n<a href='/u'>y</a></div>", HREF, 2, 10),
        ('<div markdown="1">\n* [a](/u)\n</div>', HREF, 2, 7),
        ("a[^1]\n\n[^1]: n\n\n    [b](/u)", 'href="(/[^"]*)"', 5, 9),
        ("term\n: [b](/u)", HREF, 2, 7),
        ("a \\* b *c*", "(c)<", 1, 9),
    ],
)
def test_place(text: str, what: str, line: int, column: int) -> None:
    [(found_line, found_column, _)] = places(text, what)
    assert (found_line, found_column) == (line, column)


def test_an_automatic_id_comes_from_the_text_of_its_heading() -> None:
    assert places("x\n\n## A *b*\n", 'id="([^"]*)"') == [(3, 4, False)]


def test_a_copied_destination_is_verbatim_up_to_what_is_escaped() -> None:
    found = places("[a](?x=1&y=2)", HREF)
    assert found == [(1, 5, True), (1, 9, False), (1, 10, True)]


def test_a_tag_that_was_made_up_has_the_place_of_its_element() -> None:
    assert places("x\n\n*a*", "(<em>)") == [(3, 1, False)]
