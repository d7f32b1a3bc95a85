"""prose.py: what is read from Markdown or HTML is written as HTML that says the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekyll_tools.cards import prose
from jekyll_tools.cards.escape import BadValueError
from jekyll_tools.cards.same_words import said


@pytest.mark.parametrize(
    ("value", "html"),
    [
        ("", ""),
        ("One & <b>\ntwo", "<p>One &amp; &lt;b&gt;<br>two</p>"),
        ("One\n\n\ntwo", "<p>One</p>\n<p>two</p>"),
        ("A:\n* x\n- [y](z?&)", '<p>A:</p>\n<ul><li>x</li><li><a href="z?&amp;">y</a></li></ul>'),
        (r"\[a](b) \* {{ x }}", "<p>[a](b) * &#123;&#123; x &#125;&#125;</p>"),
        ("see [a](/A_(b)), ok", '<p>see <a href="/A_(b)">a</a>, ok</p>'),
    ],
)  # fmt: skip
def test_prose_as_html(value: str, html: str) -> None:
    assert prose.to_html(value) == html


@pytest.mark.parametrize("value", ["[a](javascript:x)", "a\x00"])
def test_what_must_not_be_in_a_page(value: str) -> None:
    with pytest.raises(BadValueError):
        prose.to_html(value)


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("*all of\nit*", "all of it"),
        ("a **b** c {:.x}", "a b c"),
        ("a  \nb<br>c\nd", "a\nb\nc d"),
        ("<https://a.example>", "[https://a.example](https://a.example)"),
        ("* a\n    * b\n  more", "* a\n* b more"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("*a.\\\\\n\\\\\nb.*", "a.\n\nb."),
        ("a\\\\\n\\\\\nb", "a\n\nb"),
        (r"p.m\. \* \_x\_", r"p.m. \* _x_"),
        ("&amp; `x`", "& x"),
        ("![x](y)", None),
        ("1. a", None),
        ("{{ x }}", None),
        ("[a][b]", None),
        ('[a](b "c")', None),
        ("<img src=x>", None),
        ("# a", None),
    ],
)
def test_markdown(source: str, value: str | None) -> None:
    assert prose.from_markdown(source) == value


@pytest.mark.parametrize(
    ("source", "value"),
    [
        ("<em>A\n\nb<br><br>c</em>", "A b\n\nc"),
        ("<ul><li>a</li> <li>b</li></ul>", "* a\n* b"),
        ("10<sup>5</sup> x<sub>2</sub>", "10⁵ x₂"),
        ("x<sup>th</sup>", None),
        ('<a href="b">c</a> &lt;d&gt;', "[c](b) <d>"),
        ("[a](b)", r"\[a](b)"),
        ("<img src=x>", None),
        ("<a>x</a>", None),
        ("a<!-- b -->", None),
        (r"\[ x \]", r"\\[ x \]"),
    ],
)
def test_html(source: str, value: str | None) -> None:
    assert prose.from_html(source) == value


PIECES = (
    *("a", "b c", " ", "\n", "&amp;", "\\", "[x](y)", "[", "](", "*", "* ", "-", "{", "1. "),
    *("<em>", "</em>", "<br>", "<p>", "</p>", "<li>", "</li>", "<sup>2</sup>"),
    *('<a href="q">', "</a>"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_html_that_is_read_is_written_with_the_same_words(source: str) -> None:
    value = prose.from_html(source)
    if value is not None:
        assert said(prose.to_html(value)) == said(source)
