"""A reference that leads to another place now, spelt as it was spelt before."""

from __future__ import annotations

import re
from posixpath import dirname, relpath
from typing import NamedTuple
from urllib.parse import quote, unquote

_PARTS = re.compile(r"(\s*(?:(?:https?:)?//[^/?#]*)?)((?:[^?#&]+|&(?:#\w+;)?)*)", re.I)


class Aim(NamedTuple):
    """What a reference leads to: its URL (without baseurl) and the file that is written."""

    url: str
    dest: str

    @property
    def path(self) -> str:
        """The URL's path, decoded. Jekyll escapes the URLs of pages, and not those of files."""
        plain = f"/{self.dest}"
        return plain if self.url == plain else unquote(self.url)


class Path(NamedTuple):
    """The path in a reference: at `start:end` of its text; `absolute` from the top of the host."""

    start: int
    end: int
    text: str
    absolute: bool


def path_in(value: str) -> Path:
    """Where the path stands in a URL; an empty one means the page itself."""
    match = _PARTS.match(value)
    assert match is not None
    text = match[2].rstrip()
    start = match.start(2)
    return Path(start, start + len(text), text, text.startswith("/") or bool(match[1].strip()))


def respelt(path: Path, resolved: str, old: Aim, new: Aim, here: str, base: str) -> str:
    """The path that leads to `new` as `path` led to `old`.

    `resolved` is the decoded path inside the site that it named, `here` that of the page that
    it will stand on, `base` the baseurl. With `.html` or without, with a slash at the end or
    without: as before.
    """
    aim = _same_form(resolved, old, new)
    if path.absolute:
        return _quoted((base if _has_base(path.text, base) else "") + aim, path.text)
    folder = dirname(here) or "/"
    found = relpath(aim, folder)
    if aim.endswith("/"):
        found = "./" if found == "." else f"{found}/"
    colon = ":" in found.partition("/")[0]  # it would end a scheme
    if colon or (path.text.startswith("./") and not found.startswith(".")):
        found = f"./{found}"
    return _quoted(found, path.text)


def from_top(path: Path, resolved: str, old: Aim, new: Aim, base: str) -> str:
    """The path from the top of the host that leads to `new` as `path` led to `old`."""
    return _quoted(base + _same_form(resolved, old, new), path.text)


def _has_base(path: str, base: str) -> bool:
    return bool(base) and (path == base or path.startswith(f"{base}/"))


def _same_form(resolved: str, old: Aim, new: Aim) -> str:
    for a, b in zip(_forms(old), _forms(new), strict=True):
        if a == resolved and b is not None:
            return b
    return new.path


def _forms(aim: Aim) -> tuple[str | None, ...]:
    dest = f"/{aim.dest}"
    folder = dest.removesuffix("index.html") if dest.endswith("/index.html") else None
    return (
        aim.path,
        dest,
        folder,
        folder.rstrip("/") or None if folder else None,
        dest.removesuffix(".html") if dest.endswith(".html") and not folder else None,
    )


def _quoted(path: str, before: str) -> str:
    """Percent-encoded; letters beyond ASCII stay as they are where nothing was encoded before."""
    safe = "/:@!$&'()*+,;=~"
    if "%" in before:
        return quote(path, safe=safe)
    return "".join(c if ord(c) > 127 else quote(c, safe=safe) for c in path)
