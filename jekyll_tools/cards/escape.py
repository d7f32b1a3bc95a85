"""Text and URLs of records, made safe for HTML that Liquid and kramdown will read again."""

from __future__ import annotations

import html
import re
import unicodedata

from jekyll_tools.patterns import late

# Jekyll runs Liquid over an include: braces must not reach it (`tests/cards/test_escape.py`).
_TEXT = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "'": "&#39;",
        "{": "&#123;",
        "}": "&#125;",
    }
)


class BadValueError(ValueError):
    """A value that must not be written into a page; says why."""


def text(value: str) -> str:
    """One line of text, for an element's content or a quoted attribute.

    White space runs become one space, as a browser would show them. Raises `BadValueError` for
    characters that HTML does not allow.
    """
    if bad := _FORBIDDEN.search(value):
        raise BadValueError(f"has the control character U+{ord(bad[0]):04X}")
    return _SPACE.sub(" ", value).strip(" ").translate(_TEXT)


def lines(value: str) -> str:
    """Text whose line ends are kept, as `<br>`."""
    rows = (text(row) for row in re.split(r"\r\n|\n|\r", value))
    return "<br>".join(row for row in rows if row)


def url(value: str) -> str:
    """A URL for a quoted attribute: http, https, mailto, tel, or relative to the page.

    Raises `BadValueError` for every other scheme, also a disguised one, and for a URL that leaves
    the site without saying so (`//host`). Characters that may not stand in a URL are encoded.
    """
    address = value.strip(" \t\r\n")
    reason = _refusal(address)
    if reason:
        raise BadValueError(reason)
    return _ENCODED.sub(_percent, address).translate(_TEXT)


# Not allowed in HTML: control characters other than white space, surrogates, non-characters.
_FORBIDDEN = late(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr((plane << 16) + 0xFFFE)}{chr((plane << 16) + 0xFFFF)}" for plane in range(17))
    + "]"
)
# What HTML collapses; a no-break space stays.
_SPACE = late(r"[ \t\n\f\r]+")
_ENCODED = late(r'[\s"<>\\^`{|}]')
_SCHEME = late(r"([a-z][a-z0-9+.\-]*):", re.IGNORECASE)
_ALLOWED = late(r"(?:https?://[^/?#\s]|mailto:[^\s]|tel:[+0-9(])", re.IGNORECASE)
_HOST = late(r"https?://(?:[^/?#]*@)?([^/?#]*)", re.IGNORECASE)
_IPV6 = late(r"\[[0-9a-f:.]+\](?::\d*)?", re.IGNORECASE)
_DANGEROUS = late(r"(?:javascript|vbscript|data|file|blob|about|livescript|mocha)\s*:")


def _refusal(address: str) -> str:
    for character in address:
        if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"):
            return f"has the invisible character U+{ord(character):04X}"
    if _DANGEROUS.match(_undisguised(address)):
        return "runs a script or carries data instead of naming a page"
    if "\\" in address:
        return "has a backslash"
    if address.startswith("//"):
        return "names another host without a scheme"
    scheme = _SCHEME.match(address)
    if scheme and not _ALLOWED.match(address):
        return f"has the scheme {scheme[1].lower()!r} in a form that is not allowed"
    host = _HOST.match(address)
    if host and ("[" in host[1] or "]" in host[1]) and not _IPV6.fullmatch(host[1]):
        return "has a bracket in its host"
    return ""


def _undisguised(address: str) -> str:
    """The address as the most lenient reader would take it."""
    for _ in range(3):
        address = html.unescape(address)
        address = re.sub(r"%([0-7][0-9a-fA-F])", lambda m: chr(int(m[1], 16)), address)
    plain = unicodedata.normalize("NFKC", address)
    return re.sub(r"[\s\x00-\x20\x7f-\x9f\u200b-\u200f\u2060\ufeff\\]+", "", plain).casefold()


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())
