"""A little text of a record: paragraphs, lists and links, written as HTML and read from pages."""

from __future__ import annotations

import html
import re
from itertools import groupby

from jekyll_tools.cards import escape

_LINK = r"\[(?P<text>[^\[\]\n]*)\]\((?P<url>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)"
_INLINE = re.compile(rf"\\(?P<literal>[\\\[*-])|{_LINK}")
_ITEM = re.compile(r"[ \t]*[*+-][ \t]+")


def to_html(value: str) -> str:
    """Paragraphs (a blank line between), lines, lists (`* item`) and links (`[text](url)`).

    Everything else is text as it stands; a backslash takes the meaning from `[`, `*`, `-`. Raises
    `BadValueError` as `escape.text` and `escape.url` do. No line of it is empty.
    """
    paragraphs = re.split(r"\n(?:[ \t]*\n)+", re.sub(r"\r\n?", "\n", value.strip()))
    blocks = []
    for paragraph in paragraphs if value.strip() else ():
        for is_list, lines in groupby(paragraph.split("\n"), lambda line: bool(_ITEM.match(line))):
            if is_list:
                items = (f"<li>{inline(_ITEM.sub('', line, count=1))}</li>" for line in lines)
                blocks.append(f"<ul>{''.join(items)}</ul>")
            else:
                blocks.append(f"<p>{'<br>'.join(inline(line) for line in lines)}</p>")
    return "\n".join(blocks)


def inline(line: str) -> str:
    """One line with its links."""
    parts, position = [], 0
    for found in _INLINE.finditer(line):
        parts.append(_text(line[position : found.start()]))
        if found["literal"]:
            parts.append(found["literal"])
        else:
            parts.append(f'<a href="{escape.url(found["url"])}">{_text(found["text"])}</a>')
        position = found.end()
    return "".join([*parts, _text(line[position:])]).strip()


def links(line: str) -> list[tuple[str, str]]:
    """The text and URL of each link of a line."""
    return [(m["text"], m["url"]) for m in re.finditer(_LINK, line)]


def without_links(line: str) -> str:
    """A line in which each link is a NUL."""
    return re.sub(_LINK, "\0", line)


_SUPERSCRIPT = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPT = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^<>]*)>")
_BREAKS = {"br": "\n", "p": "\n\n", "div": "\n\n", "ul": "\n\n", "ol": "\n\n", "li": "\n* "}
_PLAIN = frozenset(("em", "i", "b", "strong", "span", "small", "u", "font", "center"))
_RAISED = re.compile(r"<(sup|sub)>([^<>]{1,10})</\1>", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)


def from_html(source: str) -> str | None:
    """What a piece of HTML says, as prose; None when it has more than text, breaks and links."""
    if "{{" in source or "{%" in source or "<!--" in source:
        return None
    source = " ".join(_RAISED.sub(_raised, source).split())
    parts, position, url, opened = [], 0, "", 0
    for tag in _TAG.finditer(source):
        parts.append(_literal(source[position : tag.start()]))
        position = tag.end()
        name = tag["name"].lower()
        if name == "a":
            found = _HREF.search(tag["rest"])
            if bool(tag["end"]) != bool(url):
                return None
            if tag["end"] and re.search(r"[\[\]\n]", "".join(parts[opened:])):
                return None  # no link of prose can have this text
            parts.append(f"]({url})" if tag["end"] else "[")
            opened = len(parts)
            url = html.unescape(found[1] or found[2] or "").strip() if found else ""
            if not tag["end"] and (not url or re.search(r"[\s()]", url)):
                return None
        elif name in _BREAKS:
            parts.append(" " if name == "li" and tag["end"] else _BREAKS[name])
        elif name not in _PLAIN:
            return None
    if url or "<" in re.sub(r"<(?=[\s\d=])", "", source[position:]):
        return None
    return _tidy("".join([*parts, _literal(source[position:])]))


_IAL = re.compile(r"\{:[^{}]*\}")
_EMPHASIS = re.compile(r"(?<![\w*\\])(\*{1,3}|_{1,3})(?=\S)([^*]*?[^\s*])\1(?![\w*])")
_NO_PROSE = re.compile(r"!\[|\]\[|\{\{|\{%|<!--|\$\$|^[ \t]*(?:#|>|\||\d+[.)][ \t])", re.MULTILINE)
_TITLED = re.compile(r"\[[^\[\]\n]*\]\([^()]*[ \"][^()]*\)")


def from_markdown(source: str) -> str | None:
    """What a paragraph or list of Markdown says, as prose; None when it is something else."""
    source = _IAL.sub("", source).replace("\r", "")
    if _NO_PROSE.search(source):
        return None
    source = re.sub(r"<((?:https?|mailto):[^<>\s]+)>", r"[\1](\1)", source)
    source = re.sub(r"<br[ \t]*/?>[ \t]*\n?|\\\\[ \t]*(?:\n|\Z)", "  \n", source)
    lines: list[str] = []
    for line in source.strip().split("\n"):
        # A line break in Markdown is a space, unless the line asks for more.
        broken = bool(lines) and (not lines[-1].strip() or lines[-1].endswith("  "))
        if not lines or _ITEM.match(line) or broken or not line.strip():
            lines.append(line if line.strip() else "")
        else:
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
    while (plain := _EMPHASIS.sub(r"\2", text := "\n".join(lines))) != text:
        lines = plain.split("\n")
    if re.search(r"</?(?!(?:em|i|b|strong|span|small|u)\b)[a-zA-Z!][^<>]*>", plain):
        return None
    plain = _ESCAPED.sub(r"\1", re.sub(r"</?[a-zA-Z][^<>]*>|(?<!\\)`", "", plain))
    plain = html.unescape(plain)
    return None if _TITLED.search(plain) else _tidy(_ITEMS.sub(r"\1* ", plain))


# kramdown's escapes but those that mean the same in prose.
_ESCAPED = re.compile(r"""\\([.+_`(){}\]#!<>:|"'$])""")
_ITEMS = re.compile(r"(^|\n)[ \t]*[*+-][ \t]+")


def _tidy(text: str) -> str:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
    return re.sub(r"\n\n(?=\* )", "\n", joined).strip() if "\n* " in joined else joined.strip()


def _raised(match: re.Match[str]) -> str:
    table = _SUPERSCRIPT if match[1].lower() == "sup" else _SUBSCRIPT
    after = match[2].translate(table)
    kept = any(a == b for a, b in zip(match[2], after, strict=True))
    return match[0] if kept else after


def _literal(text: str) -> str:
    """Text that `inline` would take for more, made harmless."""
    text = re.sub(r"\\(?=[\\\[*-])", r"\\\\", html.unescape(text))
    return re.sub(r"\[(?=[^\[\]\n]*\]\()", r"\\[", text)


def _text(part: str) -> str:
    if not part.strip():
        return " " if part else ""
    lead, tail = (" " if s else "" for s in (part[0].isspace(), part[-1].isspace()))
    return f"{lead}{escape.text(part)}{tail}"
