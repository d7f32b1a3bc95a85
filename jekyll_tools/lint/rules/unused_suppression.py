"""A `jt-ignore` comment that suppresses nothing hides the next mistake on its line.

Comments for rules that did not run are left alone.

Bad:
    <!-- jt-ignore -->
    Hello.

Good:
    Hello.
"""

import re
from collections.abc import Iterator

from jekyll_tools.lint.rule import Edit, FileEdit, Finding, Fix, Severity, SiteView, rule
from jekyll_tools.lint.suppress import Suppression, suppressions
from jekyll_tools.site.code import without_code

_COMMENT = re.compile(r"\{%-?[ \t]*comment[ \t]*-?%\}(?=[ \t]*jt-ignore)")
_ENDS = {"<": "-->", "{": "%}", "#": ""}


@rule(severity=Severity.WARNING)
def unused_suppression(site: SiteView) -> Iterator[Finding]:
    """Every comment; the engine drops those that suppress something (`engine.py`)."""
    for path, comment in _comments(site):
        names = " ".join(sorted(comment.rules)) or "any rule"
        message = f"this comment suppresses nothing of {names}"
        fix = _fix(path, site.read(path), comment.start)
        yield Finding(path, comment.start, comment.end, message, "take it away", fix=fix)


def _fix(path: str, text: str, at: int) -> Fix | None:
    """Take the line of a comment away that has a line for itself."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at) + 1 or len(text)
    line = text[start:end].strip()
    if not line.startswith(("<!--", "{%", "#")) or not line.endswith(_ENDS[line[0]]):
        return None
    above, below = text[:start].splitlines(), text[end:].splitlines()
    html = path.endswith(".html") and not path.startswith("_includes/")
    apart = html or path.endswith((".yml", ".yaml"))
    if not apart:
        # In Markdown a comment may part two lists or two paragraphs.
        near = above[-1:] + below[:1]
        blank = [not each.strip() for each in near]
        apart = any(blank) if line[0] == "{" else all(blank) and _are_plain(above, below)
    return (
        Fix("take it away", (FileEdit(path, Edit(start, end, "")),), safe=True) if apart else None
    )


def _are_plain(above: list[str], below: list[str]) -> bool:
    """Whether the blocks above and below are paragraphs or headings, which stay apart."""
    last = next((line for line in reversed(above) if line.strip()), "a")
    first = next((line for line in below if line.strip()), "a")
    return all(line[0].isalpha() or line[0] in "#[!<" for line in (last, first))


def _shown(text: str) -> str:
    """The page without its code; a Liquid comment, which would go as well, opens as one of YAML."""
    return without_code(_COMMENT.sub(lambda match: "#".ljust(len(match[0])), text))


def _comments(site: SiteView) -> Iterator[tuple[str, Suppression]]:
    pages = [page.file for page in site.site.pages_with("jt-ignore") if page.file is not None]
    layouts = [layout.file for layout in site.site.layouts.values()]
    # a manual shows such comments as code
    texts = {file.path: _shown(file.text) for file in pages}
    texts |= {file.path: file.text for file in (*layouts, *site.site.includes.values())}
    data = (path for path in site.site.data_files if site.mentions(path, "jt-ignore"))
    texts |= {path: site.read(path) for path in data}
    for path, text in texts.items():
        for comment in suppressions(text, site.known_rules):
            code = text[comment.start - 1 : comment.start] == "`"
            if comment.rules <= site.selected and not code and site.site.disk.is_file(path):
                yield path, comment
