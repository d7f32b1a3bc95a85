"""The split of front matter against Jekyll's own expression."""

from __future__ import annotations

import json
import subprocess

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jekyll_tools.edit.front_matter import FrontMatter, has_header, split
from jekyll_tools.text import Span

# text, what Psych is given, where the content starts (all from Ruby 3.1)
CASES: list[tuple[str, str | None, int]] = [
    ("---\n---\n", "---\n", 8),
    ("---\n---", "---\n", 7),
    ("--- \n\n\na: 1\n--- \n\n\nbody\n", "--- \n\n\na: 1\n", 19),
    ("---\r\na\r\n---\r\nx", "---\r\na\r\n", 13),
    ("---\n a\n ---\n---x\n...\nb", "---\n a\n ---\n---x\n", 21),
    ("---\n\n\n", None, 0),
    ("---\n\n---", "---\n\n", 8),
    ("---\na: 1\n---\t\n\n  x", "---\na: 1\n", 15),
    ("---\u00a0\na\n---", None, 0),
    ("---\u2028a\n---", None, 0),
    ("---\ra\r---\r", None, 0),
    ("---\na\n---\r", "---\na\n", 10),
    ("---\na\n---\r\rb\n", None, 0),
    ("---\na\n---\n   ", "---\na\n", 13),
    ("---\na\n---\n   b", "---\na\n", 10),
    ("---\n\n  ---\n---\n", "---\n\n  ---\n", 15),
    ("\ufeff---\na: 1\n---\n", None, 0),
    ("\n---\na: 1\n---\n", None, 0),
    ("----\na: 1\n---\n", None, 0),
    ("", None, 0),
]


@pytest.mark.parametrize(("text", "yaml", "body"), CASES)
def test_split(text: str, yaml: str | None, body: int) -> None:
    found = split(text)
    assert (found and text[: found.yaml.end], found.body if found else 0) == (yaml, body)


def test_spans_follow_each_other() -> None:
    text = "--- \r\n\r\na: 1\r\n...\r\n\r\nbody"
    assert split(text) == FrontMatter(Span(0, 6), Span(6, 14), Span(14, 21))


def test_header_without_a_second_fence_is_a_page() -> None:
    assert has_header("---\ntext")
    assert not has_header("\ufeff---\n---\n")


PIECES = st.lists(
    st.sampled_from(
        ["---", "...", "\n", "\r\n", "\r", " ", "\t", "\f", "\v", "a: 1", "\u00a0", "\0"]
    ),
    max_size=14,
).map("".join)
RUBY = r"""
require "json"
re = %r!\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)!m
puts JSON.parse($stdin.read).map { |s| s =~ re ? [$1.size, $~.end(0)] : nil }.to_json
"""


@pytest.mark.jekyll
@settings(max_examples=5, deadline=None)
@given(st.lists(PIECES | PIECES.map("---\n".__add__), min_size=300, max_size=600))
def test_same_as_ruby(texts: list[str]) -> None:
    run = subprocess.run(
        ["ruby", "-e", RUBY], input=json.dumps(texts), capture_output=True, text=True, check=True
    )
    for text, expected in zip(texts, json.loads(run.stdout), strict=True):
        found = split(text)
        assert (found and [found.yaml.end, found.body]) == expected, text
