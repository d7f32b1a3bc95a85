"""A `jt-ignore` comment that suppresses nothing hides the next mistake on its line.

Comments for rules that did not run are left alone.

Bad:
    <!-- jt-ignore -->
    Hello.

Good:
    Hello.
"""

from collections.abc import Iterator

from jekyll_tools.cards.handwritten import without_code
from jekyll_tools.lint.rule import Edit, FileEdit, Finding, Fix, Severity, SiteView, rule
from jekyll_tools.lint.suppress import Suppression, suppressions


@rule(severity=Severity.WARNING)
def unused_suppression(site: SiteView) -> Iterator[Finding]:
    """Every comment; the engine drops those that suppress something (`engine.py`)."""
    for path, text, comment in _comments(site):
        end = text.find("\n", comment.start)
        line = text[comment.start : end if end >= 0 else len(text)]
        names = " ".join(sorted(comment.rules)) or "any rule"
        message = f"this comment suppresses nothing of {names}"
        start = text.rfind("\n", 0, comment.start) + 1
        alone = not text[start : comment.start].strip() and line.rstrip().endswith(("-->", "%}"))
        edit = FileEdit(path, Edit(start, end + 1, ""))
        fix = Fix("take it away", (edit,), safe=True) if alone and end >= 0 else None
        yield Finding(path, comment.start, comment.end, message, "take it away", fix=fix)


def _comments(site: SiteView) -> Iterator[tuple[str, str, Suppression]]:
    pages = [page.file for page in site.site.pages if page.file is not None]
    layouts = [layout.file for layout in site.site.layouts.values()]
    # a manual shows such comments as code
    texts = {file.path: without_code(file.text) for file in pages if "jt-ignore" in file.text}
    texts |= {file.path: file.text for file in (*layouts, *site.site.includes.values())}
    texts |= {path: site.read(path) for path in site.site.data_files}
    for path, text in texts.items():
        for comment in suppressions(text, site.known_rules):
            code = text[comment.start - 1 : comment.start] == "`"
            if comment.rules <= site.selected and not code and site.site.disk.is_file(path):
                yield path, text, comment
