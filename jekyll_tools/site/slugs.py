"""Slugs and titles made from names: Jekyll's `slugify` and `titleize_slug`."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from jekyll_tools.patterns import late
from jekyll_tools.site.alphabetic import alphabetic_marks

_KEPT = {"pretty": frozenset("._~!$&'()+,;=@")}
_ASCII = {
    "default": late(r"[^A-Za-z0-9]+"),
    "pretty": late(r"[^A-Za-z0-9._~!$&'()+,;=@]+"),
    "raw": late(r"[ \t\r\n\f\v]+"),
    "ascii": late(r"[^A-Za-z0-9]+"),
}
_EDGES = late(r"^-|-$", re.MULTILINE)


def slugify(text: str, mode: str = "default", *, cased: bool = False, new: bool = True) -> str:
    """`Jekyll::Utils.slugify` (`utils.rb`); an unknown mode only lowers the case.

    Jekyll 4 keeps combining marks, Jekyll 3 (`new` is false) only those that are part of a
    script's letters.
    """
    if mode not in _ASCII:
        return text if cased else lowered(text)
    if text.isascii() or mode in {"raw", "ascii"}:
        slug = _ASCII[mode].sub("-", text)
    else:
        slug = _hyphenated(text, _KEPT.get(mode, frozenset()), new)
    slug = _EDGES.sub("", slug)
    return slug if cased else lowered(slug)


_marks = cache(alphabetic_marks)


def lowered(text: str) -> str:
    """Ruby's `downcase`: every letter by itself, so that a last sigma is not special."""
    return text.lower() if text.isascii() else "".join(c.lower() for c in text)


def titleized(slug: str) -> str:
    """`Utils.titleize_slug`: `my-first--post` → `My First  Post`."""
    return " ".join(part.capitalize() for part in slug.rstrip("-").split("-"))


def _hyphenated(text: str, kept: frozenset[str], new: bool) -> str:
    out: list[str] = []
    if not new:
        kept |= _marks()
    letters = "LM" if new else "L"
    for char in text:
        category = unicodedata.category(char)
        if category[0] in letters or category == "Nd" or char in kept:
            out.append(char)
        elif not out or out[-1] != "\0":
            out.append("\0")
    return "".join(out).replace("\0", "-")
