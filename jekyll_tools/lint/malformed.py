"""Values that were never meant as paths of the site: e-mail addresses, hosts, DOIs, prose."""

from __future__ import annotations

import re
from typing import NamedTuple

from jekyll_tools.patterns import late

# Domains that are no file name extensions: "setup.py" and "notes.md" are files.
_DOMAINS = (
    "ac|ai|app|au|at|be|biz|br|ca|ch|cn|co|com|cz|de|dev|dk|edu|es|eu|fi|fr|gov|gr|hu|ie|il|in|"
    "info|int|io|it|jp|kr|me|mil|mx|net|nl|no|nz|org|pt|ru|se|tv|tw|ua|uk|us|xyz|za"
)
_MAIL = late(r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:\?\S*)?", re.ASCII)
_DOI = late(r"(?:doi:[ ]?)?(10\.\d{4,9}/\S+)", re.I)
_HOST = late(
    rf"(?:www\.[\w-]+\.|(?!www\.)[\w-]+\.)(?:[\w-]+\.){{0,6}}(?:{_DOMAINS})(?::\d+)?(?:[/?#].*|$)",
    re.I | re.S,
)
_GLUED = late(r"(?:/+|[^\s/?#]{0,40}[^\s\w/?#][\s(<]{0,5})https?:/", re.I)
_ABSOLUTE = late(r"(?:https?:)?//", re.I)
_SCHEME = re.compile(r"(?!https?:)[htps]{2,12}:/", re.I)
_NO_COLON = late(r"https?//?[\w-]+\.", re.I)
_TWICE = re.compile(r"https?://(?:https?)(?::|/|$)", re.I)
_INSIDE = late(r"https?:/+[^/?#]+/+https?:/", re.I)
_AUTHORITY = re.compile(r"(?:https?:)?//([^/?#\\]*)", re.I)
_IPV6 = late(r"\[[0-9a-f:.]+\](?::\d*)?", re.I)
_BRACKETED = late(r"\(((?:/|#|https?://)[^()]*)\)?")
_FILE = late(r"\.[a-z0-9]{1,5}$", re.I)


class Malformed(NamedTuple):
    """What a value looks like; `right` is what was meant, `sure` when nothing else can be."""

    what: str
    right: str | None = None
    sure: bool = False


def malformed(value: str, *, inside: bool) -> Malformed | None:
    """What is wrong with the shape of a URL; None for a URL that may just be missing.

    `inside`: a browser takes the value for a path of this site, where nothing is. Only then
    can `x.org` be a mistake; a mistyped scheme is one anywhere.
    """
    value = value.strip()
    if "{{" in value or "{%" in value:
        return None
    if _SCHEME.match(value) or _TWICE.match(value):
        return Malformed("has a mistyped scheme")
    if _bracket_in_host(value):
        return Malformed("has a bracket in its host, so it leads nowhere")
    if not inside:
        return None
    return _certain(value) or _likely(value)


def _bracket_in_host(value: str) -> bool:
    """Whether no browser can follow a URL for a `[` or `]` that is not around an IPv6 address."""
    authority = _AUTHORITY.match(value)
    host = authority[1].rpartition("@")[2] if authority else ""
    return ("[" in host or "]" in host) and _IPV6.fullmatch(host) is None


def _certain(value: str) -> Malformed | None:
    if _MAIL.fullmatch(value):
        return Malformed("is an e-mail address without `mailto:`", f"mailto:{value}", True)
    if doi := _DOI.fullmatch(value):
        return Malformed("is a DOI, not a URL", f"https://doi.org/{doi[1]}", True)
    if bracketed := _BRACKETED.fullmatch(value):
        return Malformed("stands in brackets", bracketed[1])
    if _INSIDE.match(value):
        return Malformed("has another URL inside")
    return None


def _likely(value: str) -> Malformed | None:
    if _ABSOLUTE.match(value) or (value.startswith("/") and not value.startswith("/http")):
        return None
    if _NO_COLON.match(value):
        scheme, _, rest = value.partition("//")
        return Malformed("has no colon after its scheme", f"{scheme}://{rest}" if rest else None)
    if _HOST.match(value):
        return Malformed("is a host without `https://`", f"https://{value}")
    if _GLUED.match(value):
        return Malformed("has text before the URL")
    if len(value.split()) > 4 and not _FILE.search(value):
        return Malformed("is text, not a URL")
    return None
