"""What python-frontmatter is asked about an edit of a page, and what it cannot know."""

from __future__ import annotations

import pytest

from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.page_witness import witness

PAGE = "---\na: 1\n---\nbody\n---\n"


def test_content_that_stays_is_no_matter() -> None:
    witness(PAGE, PAGE.replace("1", "[2, 3]"))


@pytest.mark.parametrize(
    "after", ["---\na: |\n----\n---\nbody\n---\n", "a: 1\n---\nbody\n---\n", "---\na: 1\nbody\n"]
)
def test_a_fence_of_another_reader_is_refused(after: str) -> None:
    with pytest.raises(EditError, match="another reader"):
        witness(PAGE, after)


@pytest.mark.parametrize("before", ["---\na: 1\n...\nbody\n", "body\n"])
def test_what_it_does_not_read_it_does_not_judge(before: str) -> None:
    witness(before, "---\na: 1\n---\nother\n")
