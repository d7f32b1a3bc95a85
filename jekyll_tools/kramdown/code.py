"""Code blocks and code spans, wrapped as the highlighter wraps them."""

from __future__ import annotations

import re

from jekyll_tools.kramdown.languages import LANGUAGES
from jekyll_tools.kramdown.nodes import Attributes, Element, Value
from jekyll_tools.kramdown.options import Options
from jekyll_tools.kramdown.writer import CODE_RE, Writer, escaped

_LANGUAGE_RE = re.compile(r"\blanguage-(\S+)")
_SPACES_RE = re.compile(r"(^[ \t]+)|([ \t]+$)|([ \t]+)", re.MULTILINE)


def block_code(out: Writer, element: Element, indent: int, options: Options) -> None:
    """A code block (`convert_codeblock`); rouge's spans are left out."""
    attributes = dict(element.attributes)
    before = attributes.get("class")
    language = _language(attributes)
    if before is not None and language:
        rest = Value(_LANGUAGE_RE.sub("", before.text, count=1).strip(), before.start, before.end)
        if rest.text:
            attributes["class"] = rest
        else:
            del attributes["class"]
    pad, place = " " * indent, (element.start, element.end)
    if _highlights(element.extra or language, options):
        _mark(attributes, language or options.default_lang, before)
        wrap = '><div class="highlight"><pre class="highlight"><code>'
        out.tag(f"{pad}<div", attributes, wrap, element)
        out.text(element, CODE_RE)
        out.write(f"</code></pre></div>{pad}</div>\n", *place)
        return
    out.tag(f"{pad}<pre", attributes, "><code", element)
    name = Value(f"language-{language}", before.start, before.end) if language and before else None
    out.tag("", {"class": name} if name else {}, ">", element)
    mark = len(out.pieces)
    if before is not None and re.search(r"\bshow-whitespaces\b", before.text):
        out.write(_visible(escaped(element.text(), CODE_RE).removesuffix("\n")), *place)
    else:
        out.text(element, CODE_RE)
        out.chomp(mark)
    out.write("\n</code></pre>\n", *place)


def span_code(out: Writer, element: Element, options: Options) -> None:
    """A code span (`convert_codespan`)."""
    attributes = dict(element.attributes)
    language = _language(attributes)
    if _highlights(language, options):
        _mark(attributes, language or options.default_lang, attributes.get("class"))
    out.tag("<code", attributes, ">", element)
    out.text(element, CODE_RE)
    out.write("</code>", element.start, element.end)


def _language(attributes: Attributes) -> str:
    found = _LANGUAGE_RE.search(attributes["class"].text) if "class" in attributes else None
    return found[1] if found else ""


def _highlights(language: str, options: Options) -> bool:
    """Whether rouge 3.30 has a lexer for the language."""
    if options.syntax_highlighter != "rouge":
        return False
    name = (language or options.default_lang or "").partition("?")[0]
    if not name:
        return options.guess_lang
    plain = name in ("plaintext", "text")
    return name in LANGUAGES and (options.guess_lang or not plain)


def _mark(attributes: Attributes, language: str | None, before: Value | None) -> None:
    classes = attributes["class"].text if "class" in attributes else ""
    classes = f"{classes} highlighter-rouge".lstrip()
    if language:
        if _LANGUAGE_RE.search(classes):
            classes = _LANGUAGE_RE.sub(f"language-{language}".replace("\\", r"\\"), classes, 1)
        else:
            classes = f"language-{language} {classes}"
    place = (before.start, before.end) if before else (-1, -1)
    attributes["class"] = Value(classes, *place)


def _visible(text: str) -> str:
    def mark(match: re.Match[str]) -> str:
        suffix = "-l" if match[1] else "-r" if match[2] else ""
        spans = {
            "\t": f'<span class="ws-tab{suffix}">\t</span>',
            " ": f'<span class="ws-space{suffix}">&#8901;</span>',
        }
        return "".join(spans[char] for char in match[0])

    return _SPACES_RE.sub(mark, text)
