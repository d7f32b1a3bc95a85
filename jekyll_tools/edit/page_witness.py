"""A second opinion on the edit of a page: python-frontmatter, another reader, splits it as well.

`page_edit` proves by Jekyll's rule that the fences stand where they stood. Python's tools read
pages by python-frontmatter's rule, to which `----` is a fence too. Only its split is asked: its
values are PyYAML's, which a merge of merges keeps busy for ever, and `yaml_witness` sees to those.
"""

from __future__ import annotations

from jekyll_tools.edit.errors import EditError


def witness(before: str, after: str) -> None:
    """Raise `EditError` when python-frontmatter finds other content in the page after an edit.

    Where it found no front matter before (Jekyll's may end with `...`) it cannot judge.
    """
    content = _content(before)
    if content is not None and _content(after) != content:
        raise EditError(
            "another reader of front matter would end it elsewhere", advice="edit it by hand"
        )


def _content(page: str) -> str | None:
    """What python-frontmatter takes for the content; None for a page without front matter."""
    from frontmatter.default_handlers import YAMLHandler

    handler = YAMLHandler()
    if not handler.detect(page):
        return None
    try:
        return handler.split(page)[1]
    except ValueError:
        return None
