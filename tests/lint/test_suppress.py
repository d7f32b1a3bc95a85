"""Suppression comments cover the line of a finding, the line below them, or the file."""

import pytest

from jekyll_tools.lint.suppress import suppressions

KNOWN = ("image-alt", "anchor-missing")


@pytest.mark.parametrize(
    ("text", "rule", "line", "covered"),
    [
        ("<!-- jt-ignore image-alt decoration -->\n<img>", "image-alt", 2, True),
        ("<!-- jt-ignore image-alt -->\n<img>", "anchor-missing", 2, False),
        ("<img> <!-- jt-ignore -->", "image-alt", 1, True),
        ("a\n<img> <!-- jt-ignore -->", "image-alt", 1, False),
        ("{% comment %}jt-ignore image-alt{% endcomment %}\n<img>", "image-alt", 2, True),
        ("- photo: x # jt-ignore image-alt, anchor-missing: soon", "anchor-missing", 1, True),
        ("# jt-ignore-file image-alt\n\n\n\nx", "image-alt", 5, True),
        ("jt-ignore image-alt", "image-alt", 1, False),
        ("<!-- jt-ignored -->", "image-alt", 1, False),
    ],
)
def test_covers(text: str, rule: str, line: int, covered: bool) -> None:
    assert any(s.covers(rule, line) for s in suppressions(text, KNOWN)) is covered
