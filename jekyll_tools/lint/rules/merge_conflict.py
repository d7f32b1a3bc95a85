"""A merge conflict that nobody resolved is published with both sides, and with git's marks.

What stands in code (a page may be about git) is left alone. In front matter and in YAML it is what
cannot be read there, and said by their rules.

Bad:
    <<<<<<< HEAD
    The talk is on Monday.
    =======
    The talk is on Tuesday.
    >>>>>>> programme

Good:
    The talk is on Tuesday.
"""

from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, PageView, SiteView, rule
from jekyll_tools.site.code import without_code
from jekyll_tools.yaml_faults import advice, conflict_in

_MARK = "<<<<<<<"


@rule()
def merge_conflict(page: PageView) -> Iterator[Finding]:
    file = page.page.file
    if file is not None and _MARK in file.text:
        yield from _found(page.page.path, file.text)


def merge_conflict_on_site(site: SiteView) -> Iterator[Finding]:
    """What makes pages: layouts, includes, tables."""
    files = [*site.site.includes.values(), *(each.file for each in site.site.layouts.values())]
    for file in files:
        if _MARK in file.text:
            yield from _found(file.path, file.text)
    for path in site.site.data_files:
        if path.endswith((".csv", ".tsv")):
            yield from _found(path, site.read(path))


def _found(path: str, text: str) -> Iterator[Finding]:
    conflict = conflict_in(without_code(text)) if _MARK in text else None
    if conflict is not None:
        start = conflict.start
        if text.rfind("<pre", 0, start) <= text.rfind("</pre", 0, start):
            help_ = advice(text, start, conflict.message)
            end = start + len(_MARK)
            yield Finding(path, start, end, conflict.message, help_, pages=(path,))
