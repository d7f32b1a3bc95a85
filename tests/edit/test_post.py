"""python-frontmatter with our handler: nothing that was not changed is touched."""

from __future__ import annotations

import frontmatter
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.post import PageHandler, loads

PAGE = "---  \r\nb: 'x'   # why\r\na: [1,  2]\r\ncontent: c\r\n2019: y\r\n...\r\n\r\n body \r\n\r\n"


def test_unchanged() -> None:
    assert frontmatter.dumps(loads(PAGE)) == PAGE
    assert frontmatter.dumps(frontmatter.loads(PAGE, handler=PageHandler(PAGE))) == PAGE


def test_all_keys_are_there() -> None:
    assert loads(PAGE).metadata == {"b": "x", "a": [1, 2], "content": "c", 2019: "y"}
    assert loads(PAGE).content == "body"
    post = frontmatter.loads(PAGE, handler=PageHandler(PAGE))
    assert post.metadata == {"b": "x", "a": [1, 2]}


def test_changes_are_edits() -> None:
    post = loads(PAGE)
    post["b"] = "no"
    post["a"].append(3)  # type: ignore[attr-defined]
    post["new"] = True
    del post["content"]
    post.content = "other\nbody"
    assert frontmatter.dumps(post) == (
        "---  \r\nb: 'no'   # why\r\na: [1,  2,  3]\r\n2019: y\r\nnew: true\r\n...\r\n\r\n"
        " other\nbody \r\n\r\n"
    )


def test_page_without_front_matter() -> None:
    assert frontmatter.dumps(loads("text \n")) == "text \n"
    post = loads("text \n")
    post["a"] = 1
    with pytest.raises(EditError, match="no front matter"):
        frontmatter.dumps(post)
    empty = loads("---\n---\n")
    empty["a"] = 1
    empty.content = "body"
    assert frontmatter.dumps(empty) == "---\na: 1\n---\nbody"


def test_unreadable() -> None:
    with pytest.raises(EditError, match=r"2:5: YAML: mapping values are not allowed"):
        loads("---\na: b: c\n---\n")
    assert frontmatter.dumps(loads("---\njust text\n---\n")) == "---\njust text\n---\n"


@given(st.text("ab:- \n\r\t.'#[]{}\u00a0", max_size=40).map("---\n{}\n---\n".format) | st.text())
def test_any_page(text: str) -> None:
    try:
        post = loads(text)
    except EditError:
        return
    assert frontmatter.dumps(post) == text
