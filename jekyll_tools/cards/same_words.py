"""Whether two pieces of HTML say the same: the same words, leading to the same places."""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter

from jekyll_tools.elements import elements
from jekyll_tools.kramdown import to_html
from jekyll_tools.text import File, Traced

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INLINE = re.compile(r"</?(?:a|b|em|font|i|small|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")


def said(text: str) -> Counter[str]:
    """The words of a piece of HTML, and its links and images, however it is set."""
    plain = _TAG.sub(" ", _INLINE.sub("", _COMMENT.sub("", text)))
    folded = unicodedata.normalize("NFKC", html.unescape(plain)).casefold()
    words = Counter(re.findall(r"\w+", folded))
    for element in elements(text):
        for name in ("href", "src"):
            if (attribute := element.get(name)) is not None:
                words[f"{name} {attribute.value.strip()}"] += 1
    return words


def said_by_markdown(source: str) -> Counter[str]:
    """The same for Markdown, as kramdown would build it."""
    return said(to_html(Traced.of(File("", source))).html.text)
