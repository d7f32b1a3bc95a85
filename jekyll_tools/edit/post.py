"""python-frontmatter on Jekyll's terms: what is loaded and not changed is dumped byte for byte."""

from __future__ import annotations

import re

import frontmatter
from frontmatter.default_handlers import BaseHandler

from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.front_matter import split
from jekyll_tools.edit.key_path import KeyPath
from jekyll_tools.edit.yaml_doc import Edits
from jekyll_tools.edit.yaml_edit import get, unset
from jekyll_tools.edit.yaml_update import update
from jekyll_tools.edit.yaml_values import same
from jekyll_tools.text import Span, apply_edits

# `Post(content, handler, **metadata)` fails on these; `loads` below hands them over all the same.
_RESERVED = frozenset(("self", "content", "handler"))


class PageHandler(BaseHandler):
    """A handler for the one page that it is made with.

    `frontmatter.dumps(frontmatter.loads(text, handler=PageHandler(text)))` is `text`: the package
    strips the text and its line ends before a handler sees it, so the handler keeps the original.
    Keys that were set, changed or deleted in the post are edited in place, the rest stays.
    """

    def __init__(self, text: str) -> None:
        # The boundary is there for the base class only: Jekyll's rule is in `split`.
        super().__init__(re.compile("---"), "---", "---")
        self.page = text
        self.reserved = _RESERVED
        found = split(text)
        self.body = found.body if found else 0
        self.yaml = Span(0, found.yaml.end if found else 0)

    def detect(self, text: str) -> bool:
        """Whether the page has front matter by Jekyll's rule."""
        return self.body > 0

    def split(self, text: str) -> tuple[str, str]:
        """The front matter with its first fence, and the content as Jekyll takes it."""
        return self.page[: self.yaml.end], self.page[self.body :]

    def load(self, fm: str) -> dict[str, object]:
        """The values as Jekyll reads them, without the keys that `Post()` cannot be given."""
        return {str(key): value for key, value in self._given().items()}

    def values(self) -> dict[object, object]:
        """All values; a front matter that is no mapping has none for Jekyll either."""
        values = get(self.page, KeyPath(), within=self.yaml) if self.body else None
        return values if isinstance(values, dict) else {}

    def format(self, post: frontmatter.Post, **_: object) -> str:
        """The page with the changes of the post."""
        text, yaml = self.page, self.yaml
        old = self._given()
        if post.metadata and not self.body:
            raise EditError("the page has no front matter", advice="put two lines of `---` first")
        for key, value in post.metadata.items():
            if key not in old or not same(old[key], value):
                edits = update(text, KeyPath.of(str(key)), value, within=yaml)
                text, yaml = _applied(text, yaml, edits)
        for gone in old:
            if gone not in post.metadata:
                edits = unset(text, KeyPath.of(str(gone)), within=yaml)
                text, yaml = _applied(text, yaml, edits)
        head = self.body + len(text) - len(self.page)
        return text[:head] + self._content(post.content)

    def _given(self) -> dict[object, object]:
        """The values that the post was made with."""
        return {
            key: value
            for key, value in self.values().items()
            if not self.reserved or (isinstance(key, str) and key not in self.reserved)
        }

    def _content(self, content: str) -> str:
        body = self.page[self.body :]
        core = body.strip()
        if content == core:
            return body
        if not core:
            return body + content
        start = body.index(core)
        return body[:start] + content + body[start + len(core) :]


def loads(text: str) -> frontmatter.Post:
    """A page as a post of python-frontmatter, with every key; `frontmatter.dumps` writes it back.

    Raises `EditError` when the front matter cannot be read.
    """
    handler = PageHandler(text)
    post = frontmatter.loads(text, handler=handler)
    handler.reserved = frozenset()
    post.metadata = handler.values()  # type: ignore[assignment]
    return post


def _applied(text: str, yaml: Span, edits: Edits) -> tuple[str, Span]:
    after = apply_edits(text, edits)
    return after, Span(yaml.start, yaml.end + len(after) - len(text))
