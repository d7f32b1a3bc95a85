"""Liquid in a value or in a file without front matter is not run: visitors see `{{ site.title }}`.

Jekyll runs Liquid in pages with front matter, in layouts and in includes. It does not run it in a
value that comes from data or front matter, nor in a file that it only copies.

Bad:
    Hello.

    == notes.markdown ==
    <p>{{ site.title }}</p>
    == _config.yml ==
    title: Notes

Good:
    Hello.

    == notes.markdown ==
    ---
    ---
    <p>{{ site.title }}</p>
    == _config.yml ==
    title: Notes
"""

import re
from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, PageView, Severity, SiteView, rule
from jekyll_tools.patterns import late
from jekyll_tools.site.code import without_code

_LIQUID = re.compile(
    r"\{\{-?\s*(?:site|page|include|content)\b[^{}\n]*\}\}"
    r"|\{%-?\s*(?:include|include_relative|assign|capture|for|if|unless|link|post_url)\b"
)
_RAW = late(
    r"<(?:pre|code|script|template|textarea)\b.*?</(?:pre|code|script|template|textarea)>",
    re.S | re.I,
)
_SPAN = late(r"(?<!`)(`{1,2})(?!`)[^`\n]+\1(?!`)")


@rule(severity=Severity.WARNING)
def liquid_leaked(page: PageView) -> Iterator[Finding]:
    text = page.html.text
    for match in _leaks(text):
        origin = page.origin(match.span())
        value = origin and (page.is_value(origin) and not _in_code(text, match.start()))
        if value:
            message = f'"{match[0]}" stands in a value, where Liquid does not run'
            yield from page.finding(match.span(), message, "write out what it stands for")


def _leaks(text: str) -> Iterator[re.Match[str]]:
    """What `finditer` finds, which looks at each character of a page: most are white space."""
    at = text.find("{")
    while at >= 0:
        match = _LIQUID.match(text, at)
        if match:
            yield match
        at = text.find("{", match.end() if match else at + 1)


def liquid_leaked_on_site(site: SiteView) -> Iterator[Finding]:
    """The files that Jekyll only copies."""
    for file in site.site.static_files:
        if file.extname in (".md", ".markdown", ".html") and file.written and not file.theme:
            text = without_code(site.read(file.path))
            match = _LIQUID.search(_without_spans(text) if file.extname != ".html" else text)
            if match:
                message = f'"{match[0]}" is published as it stands: the file has no front matter'
                advice = (
                    "give it front matter, or move it to _includes/ or a folder with an underscore"
                )
                yield Finding(
                    file.path, *match.span(), message, advice, match[0], pages=(file.path,)
                )


def _without_spans(text: str) -> str:
    """Markdown with blanks for what stands in a code span of one line; every offset stays."""
    return _SPAN.sub(lambda match: " " * len(match[0]), text)


def _in_code(text: str, at: int) -> bool:
    return any(match.start() <= at < match.end() for match in _RAW.finditer(text))
