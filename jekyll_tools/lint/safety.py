"""Whether an edit changes the one reference that it is made for, on every page that shows it."""

from __future__ import annotations

from urllib.parse import quote

from jekyll_tools.lint.finding import FileEdit
from jekyll_tools.lint.page_view import PageView
from jekyll_tools.patterns import late
from jekyll_tools.render import Reference

# What stands before a URL that is nothing but a URL: `](`, `href="`, `[name]: ` or `<`.
_URL_BEGINS = late(
    r"""(?:\]\([ \t]*<?|\b(?:href|src|srcset|poster|data|action|cite)\s*=\s*\\?["']?)"""
    r"""[^\s"'()<>]*$"""
)
_BLOCKS = late(r"\{%-?\s*(raw|endraw|comment|endcomment)\b")
_UNSAFE = late(r"""[\x00-\x20\x7f"'<>()\[\]{}|\\^`#?]|%(?![0-9A-Fa-f]{2})""")
_LOOK_BACK = 2_000  # code points before a place that can say what it is


def is_only_reference(page: PageView, edit: FileEdit) -> bool:
    """Whether the text at an edit can be nothing but a part of a URL.

    A value of a data file, of front matter, of `assign` or of an include's argument may be shown
    elsewhere too, as text or as another URL; a link within such a value is one wherever it is.
    """
    text, at = page.all.read(edit.path), edit.edit.start
    before = text[max(0, at - _LOOK_BACK) : at]
    if page.is_value_at(edit.path, at) or _is_in_tag(before):
        return _URL_BEGINS.search(before.rpartition("\n")[2]) is not None
    return True


def leads_alike(page: PageView, edit: FileEdit, reference: Reference) -> bool:
    """Whether a reference leads to the same place from every page that shows it."""
    value = reference.value.strip()
    return edit.path == page.page.path or value.startswith("/") or "//" in value[:9]


def quoted(path: str) -> str:
    """A path or fragment as people write it: letters of all alphabets as they are.

    What would end the URL in Markdown or HTML, or mean something else in it, is escaped.
    """
    return _UNSAFE.sub(lambda match: quote(match[0]), path)


def is_in_liquid(text: str, at: int) -> bool:
    """Whether a place is in a tag, an output or a raw block, where no output can be put."""
    opened = max(text.rfind("{{", 0, at), text.rfind("{%", 0, at))
    closed = max(text.rfind("}}", 0, at), text.rfind("%}", 0, at))
    blocks = _BLOCKS.findall(text, 0, at)
    return opened > closed or (bool(blocks) and blocks[-1] in ("raw", "comment"))


def _is_in_tag(before: str) -> bool:
    """Whether a place is in a Liquid tag, whose values are for use elsewhere."""
    return before.rfind("{%") > max(before.rfind("%}"), before.rfind("{{"))
