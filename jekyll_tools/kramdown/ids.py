"""Automatic heading ids: the GFM parser's way and kramdown's classic way."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from jekyll_tools.kramdown.grammar import pattern
from jekyll_tools.kramdown.nodes import Element
from jekyll_tools.kramdown.options import Options
from jekyll_tools.kramdown.typography import QUOTE_CODES, SYMBOL_TEXT, character

_LEADING = pattern(r"^[^a-zA-Z]+")
_NOT_PLAIN = re.compile(r"[^a-zA-Z0-9 -]")
_NOT_WORD = re.compile(r"[^A-Za-z0-9_\- \t]")


class Ids:
    """Hands out ids; each way counts its duplicates on its own."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._gfm: dict[str, int] = {}
        self._classic: dict[str, int] = {}

    def gfm(self, text: str) -> str:
        """kramdown-parser-gfm 1.1 `generate_gfm_header_id`."""
        # letter by letter: no rule for the sigma at the end of a word
        plain = text.isascii()
        name = _NOT_WORD.sub("", text.lower()) if plain else "".join(map(_in_id, text))
        name = name.replace(" ", "-").replace("\t", "-")
        count = self._gfm[name] = self._gfm.get(name, -1) + 1
        return self._prefix + (f"{name}-{count}" if count else name)

    def classic(self, text: str) -> str:
        """kramdown 2.4 `converter/base.rb`, `generate_id`."""
        name = basic_id(text) or "section"
        count = self._classic[name] = self._classic.get(name, -1) + 1
        return self._prefix + (f"{name}-{count}" if count else name)


def automatic_id(text: str, options: Options) -> str:
    """The id that a heading with this text gets when no other has it and it has none itself."""
    ids = Ids(options.auto_id_prefix)
    return ids.gfm(text) if options.gfm else ids.classic(text)


def basic_id(text: str) -> str:
    """A text as an id, possibly empty: ASCII letters, digits, hyphens, from the first letter on."""
    return _NOT_PLAIN.sub("", _LEADING.sub("", text)).replace(" ", "-").lower()


def heading_text(element: Element, everything: bool) -> str:
    """What an id is made of: the text inside, and with `everything` also code, math, symbols."""
    parts: list[str] = []
    stack = [element]
    while stack:
        node = stack.pop()
        if node.kind == "text" or (everything and node.kind in ("codespan", "math")):
            parts.append(node.text())
        elif everything and node.kind == "entity":
            parts.append(character(node.level))
        elif everything and node.kind == "smart_quote":
            parts.append(chr(QUOTE_CODES[node.value]))
        elif everything and node.kind == "symbol":
            parts.append(SYMBOL_TEXT[node.value])
        else:
            stack += reversed(node.children)
    return "".join(parts)


@lru_cache(maxsize=4096)
def _in_id(char: str) -> str:
    return "".join(filter(_word, char.lower()))


def _word(char: str) -> bool:
    # \p{Word} of Ruby: with marks, without digits like ² and ½
    kind = unicodedata.category(char)
    return kind[0] in "LM" or kind in ("Nd", "Nl", "Pc") or char in "- \t"
