"""Front matter counts only when `---` is the very first thing in the file and a second one follows.

After a blank line or a byte order mark Jekyll copies the file as it stands: the front matter is
published, the Markdown is not converted. Without the second `---` all of it is text, and without
the first one as well: such a document is missing from its collection.

Bad:
    == page.md ==
    ---
    title: Talks
    Hello.

Good:
    == page.md ==
    ---
    title: Talks
    ---
    Hello.
"""

import re
from collections.abc import Iterator

from jekyll_tools.edit.front_matter import has_header, split
from jekyll_tools.lint.rule import Edit, FileEdit, Finding, Fix, SiteView, rule
from jekyll_tools.patterns import late

_LATE = late(r"\ufeff?\s*(?=---[ \t]*\r?\n[\w-]+:.*\r?\n(?:.*\n){0,200}?---\s*$)", re.M)
_UNCLOSED = late(r"---[ \t]*\r?\n[ \t]*[\w-]+:(?:[ \t]|\r?\n)")
_KEY = r"[A-Za-z_][\w-]*:(?:[ \t].*)?\r?\n"
# Two keys at least: of "Title: x" and a line of dashes Markdown makes a heading.
_UNOPENED = late(
    rf"{_KEY}{_KEY}(?>(?:{_KEY}|[ \t]+\S.*\r?\n|- .*\r?\n){{0,200}})---[ \t]*\r?$", re.M
)


@rule()
def front_matter_unrecognised(site: SiteView) -> Iterator[Finding]:
    texts = [
        file for file in site.site.static_files if file.extname in (".md", ".markdown", ".html")
    ]
    pages = [page for page in site.site.pages if page.file is not None and page.generator is None]
    for file in texts:
        yield from _check(file.path, site.read(file.path))
    for page in pages:
        if not page.own and page.file is not None:
            yield from _check(page.path, page.file.text)


def _check(path: str, text: str) -> Iterator[Finding]:
    late = _LATE.match(text)
    if not has_header(text) and late and late.end():
        what = "a byte order mark" if text.startswith("\ufeff") else "white space"
        edit = FileEdit(path, Edit(0, late.end(), ""))
        message = f"Jekyll sees no front matter here: {what} stands before it"
        fix = Fix("take it away", (edit,), safe=False)
        yield Finding(
            path, 0, late.end(), message, "start the file with `---`", fix=fix, pages=(path,)
        )
    elif _UNCLOSED.match(text) and split(text) is None:
        message = "the front matter has no end; all of it is published as text"
        yield Finding(path, 0, 3, message, "close it with a second `---`", pages=(path,))
    elif _UNOPENED.match(text):
        fix = Fix("write it", (FileEdit(path, Edit(0, 0, "---\n")),), safe=False)
        message = "Jekyll sees no front matter here: the `---` before it is missing"
        yield Finding(path, 0, 0, message, "start the file with `---`", fix=fix, pages=(path,))
