"""Jekyll's filters on URLs (`url_filters.rb`), with addressable's normal form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from urllib.parse import quote, unquote_to_bytes

from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.trace import Text
from jekyll_tools.liquid.values import RubyError, string, to_s
from jekyll_tools.patterns import late

_URL = re.compile(r"^(?:([^:/?#]+):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?", re.DOTALL)
_PLAIN = re.compile(r"(?:/|(?:/[\w~-][\w.~-]*)+/?)?(?:#[\w.~-]+)?", re.ASCII)
_SCHEME = late(r"[a-z][a-z0-9.+-]*", re.ASCII | re.IGNORECASE)
_INDEX = late(r"/index\.html?$", re.MULTILINE)
_SEGMENT = "!$&'()*+,;=:@"
_RESERVED = ":/?#[]@!$&'()*+,;="
_PORTS = {"http": "80", "https": "443", "ftp": "21"}


def relative_url(run: Run, value: object) -> object:
    """`relative_url`: the baseurl and the path; an absolute URL stays."""
    if value is None:
        return None
    path = _address(value)
    if is_absolute(path):
        return path
    return _relative(run, path)


def absolute_url(run: Run, value: object) -> object:
    """`absolute_url`: the site's url, the baseurl and the path; an absolute URL stays."""
    if value is None:
        return None
    path = _address(value)
    if is_absolute(path):
        return path
    site = to_s(run.host.config.get("url"))
    relative = _relative(run, path)
    if not site:
        return relative
    url = site + relative
    made = normalized(url)
    return Text.joined(site, relative) if made == url else made


def strip_index(run: Run, value: object) -> object:
    """`strip_index`: without `index.html` at the end."""
    if value is None or not to_s(value):
        return None
    return _INDEX.sub("/", string(value, "strip_index"), count=1)


def uri_escape(run: Run, value: object) -> object:
    """`uri_escape`: percent-encode what no URI may have."""
    return None if value is None else component(string(value, "uri_escape"), _RESERVED)


def component(text: str, safe: str) -> str:
    """A part of a URI in normal form: decoded, NFKC, and percent-encoded again."""
    raw = unquote_to_bytes(text)
    try:
        return quote(unicodedata.normalize("NFKC", raw.decode()), safe=safe)
    except UnicodeDecodeError:
        return quote(raw, safe=safe)


def is_absolute(url: str) -> bool:
    """Has the URL a scheme? Raises `RubyError` for what addressable refuses to read."""
    scheme, authority, path, *_ = _parts(url)
    if scheme is None:
        return False
    if not _SCHEME.fullmatch(scheme):
        raise RubyError(f"Invalid scheme format: '{scheme}'")
    if scheme.lower() in ("http", "https", "ftp") and not authority and not path:
        raise RubyError(f"Absolute URI missing hierarchical segment: '{url}'")
    return True


def normalized(url: str) -> str:
    """addressable's `URI.parse(url).normalize.to_s`."""
    if _PLAIN.fullmatch(url):
        return url
    scheme, authority, path, query, fragment = _parts(url)
    made = ""
    if scheme is not None:
        scheme = scheme.strip().lower()
        made = f"{scheme}:"
    if authority is not None:
        made += "//" + _authority(authority, scheme)
    path = "/".join(component(segment, _SEGMENT) for segment in path.strip().split("/"))
    made += _without_dots(path) or ("/" if scheme in _PORTS else "")
    if query:
        pairs = (component_of_query(pair) for pair in query.split("&"))
        made += "?" + "&".join(pairs)
    if fragment:
        made += "#" + component(fragment, _SEGMENT + "/?")
    return made


def component_of_query(text: str) -> str:
    """A part of a query between `&`: an encoded plus stays encoded."""
    parts = re.split("%2[Bb]", text)
    return "%2B".join(component(part, "!$'()*+,=:@/?") for part in parts)


def _address(value: object) -> str:
    """What a drop has as its URL (a hash has none), or the text."""
    if isinstance(value, Mapping) and type(value) is not dict and "url" in value:
        return to_s(value["url"])
    return to_s(value)


def _relative(run: Run, path: str) -> str:
    base = to_s(run.host.config.get("baseurl")).removesuffix("/")
    base = _slashed(base)
    before = base if not path or path.startswith("/") else base + "/"
    url = before + path
    made = normalized(url)
    return Text.joined(before, path) if made == url else made


def _slashed(text: str) -> str:
    return text if not text or text.startswith("/") else "/" + text


def _parts(url: str) -> tuple[str | None, str | None, str, str | None, str | None]:
    found = _URL.match(url)
    assert found
    scheme, authority, path, query, fragment = found.groups()
    return scheme, authority, path, query, fragment


def _authority(authority: str, scheme: str | None) -> str:
    user, at, host = authority.rpartition("@")
    host, colon, port = host.partition(":") if "[" not in host else (host, "", "")
    try:
        host = host.strip().lower()
        host = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        host = quote(host)
    host = host[:-1] if len(host) > 1 and host.endswith(".") and host[-2] != "." else host
    shown = f"{colon}{port}" if port and port != _PORTS.get(scheme or "") else ""
    return f"{user}{at}{host}{shown}"


def _without_dots(path: str) -> str:
    if "/." not in path and not path.startswith("."):
        return path
    kept: list[str] = []
    segments = path.split("/")
    for i, segment in enumerate(segments):
        last = i == len(segments) - 1
        if segment == "..":
            if len(kept) > 1 or (kept and kept[0]):
                kept.pop()
        elif segment != ".":
            kept.append(segment)
            continue
        if last:
            kept.append("")
    return "/".join(kept)


FILTERS: dict[str, Callable[..., object]] = {
    "absolute_url": absolute_url,
    "relative_url": relative_url,
    "strip_index": strip_index,
    "uri_escape": uri_escape,
}
