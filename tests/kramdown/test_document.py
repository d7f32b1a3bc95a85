"""What a conversion says about its text, with the places."""

from __future__ import annotations

import pytest

from jekyll_tools.kramdown.document import Document
from jekyll_tools.text import Span
from tests.kramdown.conversion import convert


def document(text: str) -> Document:
    return convert(text).document


@pytest.mark.parametrize(
    ("text", "how", "name"),
    [
        ("# A *b*", "auto", "a-b"),
        ("# A {#x}", "explicit", "x"),
        ("# A\n{: #y}", "ial", "y"),
        ("# A {#x}\n{: #y}", "ial", "y"),
        ("{: #y}\n# A", "ial", "y"),
        ("# 🎉", "none", None),
        ('<div markdown="1">\n# Über\n</div>', "auto", "ber"),
    ],
)
def test_how_an_id_came(text: str, how: str, name: str | None) -> None:
    (heading,) = document(text).headings
    assert (heading.how, heading.id) == (how, name)


def test_heading_places() -> None:
    text = "text\n\n> ## A *b* {#x}\n"
    (heading,) = document(text).headings
    assert heading.level == 2
    assert heading.text == "A b"
    assert text[slice(*heading.span)] == "## A *b* {#x}\n"
    assert heading.id_span is not None
    assert text[slice(*heading.id_span)] == "x"


def test_attribute_lists_and_their_targets() -> None:
    text = 'para\n{: .a}\n\n*b*{: #c}\n\n* {: x="1"} d\n\nend\n\n{: .lost}\n\n{:toc}'
    found = document(text).attribute_lists
    assert [(text[slice(*use.span)], use.kind, use.target) for use in found] == [
        ("{: .a}", "block", "p"),
        ('{: x="1"}', "item", "li"),
        ("{: .lost}", "block", None),
        ("{:toc}", "block", None),
        ("{: #c}", "span", "em"),
    ]
    assert found[0].attributes == (("class", "a"),)
    assert found[3].refs == ("toc",)


def test_several_lists_of_one_block() -> None:
    found = document("{: .a}\n{: .b}\npara").attribute_lists
    assert [(use.target, use.attributes) for use in found] == [
        ("p", (("class", "a"),)),
        ("p", (("class", "b"),)),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("*a* {: .b}", "span-space"),
        ("a\n{: .b} c", "span-text"),
        ("a{: .b}", "span-text"),
        ("{: .b} a", "span-start"),
        ("# a {: .b}", "span-text"),
    ],
)
def test_lists_that_stay_text(text: str, reason: str) -> None:
    (found,) = document(text).ineffective
    assert text[slice(*found.span)] == "{: .b}"
    assert found.reason == reason


def test_html_that_looks_like_markdown() -> None:
    text = '<div>\n<p>a</p>\n**b** c\n</div>\n\n<div markdown="1">\n**d**\n</div>\n\n<p>e</p>'
    (block,) = document(text).html_blocks
    assert (block.tag, text[slice(*block.markdown_like)]) == ("div", "**b**")
    assert text[slice(*block.span)] == text[: text.index("</div>") + len("</div>\n")]


def test_code_is_not_taken_for_markdown() -> None:
    text = "<pre>\n**a**\n</pre>\n\n<script>\n**a**\n</script>\n\n<div><code>**a**</code></div>"
    assert document(text).html_blocks == ()


def test_tables() -> None:
    text = "a | b\n\n| a | b |\n|---|---|\n| c | d |\n"
    first, second = document(text).tables
    assert (first.accidental, first.columns, first.header) == (True, 2, False)
    assert text[slice(*first.span)] == "a | b\n"
    assert (second.accidental, second.columns, second.header) == (False, 2, True)


def test_references() -> None:
    text = "[a][x] [b][none] [c] [^1] [^2]\n\n[x]: u\n[y]: v\n[x]: w\n\n[^1]: n\n[^3]: n"
    found = document(text)
    assert [(use.name, use.footnote, text[slice(*use.span)]) for use in found.undefined] == [
        ("none", False, "[b][none]"),
        ("2", True, "[^2]"),
    ]


def test_code_and_math() -> None:
    text = "a `b` $$c$$\n\n    d\n"
    assert {text[slice(*span)] for span in document(text).code} == {"`b`", "$$c$$", "    d\n"}


def test_spans_are_pairs() -> None:
    assert document("    a").code == (Span(0, 5),)
