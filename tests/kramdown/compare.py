"""What two HTML texts are compared by: all of it but highlighting, or ids and links alone."""

from __future__ import annotations

import re

_BLOCK = re.compile(
    r'(<div class="highlight"><pre class="highlight"><code>)(.*?)(</code></pre>)', re.S
)
_SPAN = re.compile(r'(<code class="[^"]*highlighter-rouge[^"]*">)(.*?)(</code>)', re.S)
_TOKEN = re.compile(r"</?span[^>]*>")
_TAG = re.compile(r'<[a-zA-Z](?:[^<>"]|"[^"]*")*>')
_ATTRIBUTE = re.compile(r'\s(id|href|src|name|alt|title)="([^"]*)"')


def plain(html: str) -> str:
    """The HTML without the spans of the syntax highlighter."""
    for code in (_BLOCK, _SPAN):
        html = code.sub(lambda found: found[1] + _TOKEN.sub("", found[2]) + found[3], html)
    return html


def squeezed(html: str) -> str:
    """The HTML with white space that does not matter taken away."""
    return re.sub(r"(?<=>) | (?=<)", "", re.sub(r"\s+", " ", plain(html))).strip()


def facts(html: str) -> list[tuple[str, str]]:
    """Ids, names, destinations, image sources, titles and alternative texts, in order."""
    tags = (_ATTRIBUTE.finditer(tag) for tag in _TAG.findall(html))
    return [(attribute[1], attribute[2]) for tag in tags for attribute in tag]
