"""Entities, smart quotes and typographic symbols."""

from __future__ import annotations

from html.entities import name2codepoint

from jekyll_tools.kramdown.grammar import pattern

# kramdown 2.4 `utils/entities.rb`: HTML 4 with two pairs of brackets swapped, and two names more
_CODES = {
    **name2codepoint,
    "apos": 39,
    "vellip": 8942,
    "rceil": 8968,
    "lceil": 8969,
    "rang": 9001,
    "lang": 9002,
}
NAMES = {code: name for name, code in _CODES.items()}
# numbers that mean a character of Windows-1252
_WINDOWS = {
    code: ord(bytes([code]).decode("cp1252"))
    for code in (128, *range(130, 141), 142, *range(145, 157), 158, 159)
}

ENTITY_RE = pattern(r"&(?:(?P<name>[\w:][\w.:-]*);|\#(?P<number>\d+);|\#x(?P<hex>[0-9a-fA-F]+);)")


def code_point(name: str | None, number: str | None, digits: str | None) -> int | None:
    """The code point of a character reference; None where kramdown knows no such name."""
    if name is not None:
        return _CODES.get(name)
    code = int(number) if number and len(number) < 10 else int((digits or "0")[:9], 16)
    return _WINDOWS.get(code, code)


def character(code: int) -> str:
    """The character of a code point, empty where there is none."""
    return chr(code) if 0 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else ""


SYMBOL_RE = pattern(r"---|--|\.\.\.|\\<<|\\>>|<< | >>|<<|>>")
SYMBOLS = {
    "---": "mdash",
    "--": "ndash",
    "...": "hellip",
    "<< ": "laquo_space",
    " >>": "raquo_space",
    "<<": "laquo",
    ">>": "raquo",
}
# what a symbol puts into an automatic id of the GFM parser, and into the page
SYMBOL_CODES = {
    "mdash": (8212,),
    "ndash": (8211,),
    "hellip": (8230,),
    "laquo_space": (171, 160),
    "raquo_space": (160, 187),
    "laquo": (171,),
    "raquo": (187,),
}
SYMBOL_TEXT = {name: "".join(map(chr, codes)) for name, codes in SYMBOL_CODES.items()}
QUOTE_CODES = {"lsquo": 8216, "rsquo": 8217, "ldquo": 8220, "rdquo": 8221}
QUOTE_ORDER = ("lsquo", "rsquo", "ldquo", "rdquo")


def quote_code(chosen: str) -> int:
    """The code point that the option `smart_quotes` chooses by name or number."""
    return int(chosen) if chosen.isdigit() else _CODES.get(chosen, 39)


_PUNCT = r"""[!"#$%'()*+,\-./:;<=>?@\[\\\]^_`{|}~]"""
# kramdown 2.4 `parser/kramdown/smart_quotes.rb`: the first rule that matches decides
_QUOTES_RE = pattern(
    r"""(?P<l1>["'])(?=[_*]{1,2}\S)"""
    rf"""|(?P<r1>["'])(?={_PUNCT}(?!\.\.)(?u:\B))"""
    r"""|(?P<ls>\s?)"'(?=\w)|(?P<sl>\s?)'"(?=\w)|(?P<year>\s?)'(?=\d\ds)"""
    r"""|(?P<p2>\s)(?P<l2>["'])(?=\w)|(?P<p3>[^ \\\t\r\n\[{(-])(?P<r2>["'])"""
    r"""|(?P<r3>["'])(?=\s|s(?u:\b)|$)|(?P<one>(?s:.?))'|(?P<two>(?s:.?))\""""
)
_SIDES = {"l": ("lsquo", "ldquo"), "r": ("rsquo", "rdquo")}


def smart_quotes(text: str, start: int) -> tuple[int, tuple[str, ...], int]:
    """How the quotes at `start` curl: where the first stands, their names, where they end.

    A character may stand before the quote; there must be a quote at `start` or right after.
    """
    match = _QUOTES_RE.match(text, start)
    assert match is not None
    rule = match.lastgroup or ""
    end = match.end()
    if rule == "ls":
        return end - 2, ("ldquo", "lsquo"), end
    if rule == "sl":
        return end - 2, ("lsquo", "ldquo"), end
    if rule == "year":
        return end - 1, ("rsquo",), end
    if rule == "one":
        return end - 1, ("lsquo",), end
    if rule == "two":
        return end - 1, ("ldquo",), end
    return end - 1, (_SIDES[rule[0]][match[rule] == '"'],), end
