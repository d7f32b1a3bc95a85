"""File names as Ruby takes them apart: extensions, globs and the paths of URLs."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote_to_bytes

from jekyll_tools.patterns import late

_TRAILING_DOTS = late(r"\.+\Z")
_SLASHES = re.compile(r"/{2,}")
_PLAIN = late(r"[a-zA-Z0-9./-]*\Z")


def extension(name: str) -> str:
    """`File.extname`: the last dot and what follows; leading dots are part of the name."""
    base = name.rpartition("/")[2]
    dot = base.lstrip(".").rfind(".")
    return "" if dot < 1 else base[len(base) - len(base.lstrip(".")) + dot :]


def without_extension(name: str) -> str:
    """`File.basename(name, ".*")`: the last folder-less part up to its last dot."""
    base = name.rpartition("/")[2]
    dot = base.rfind(".")
    return base[:dot] if dot > 0 else base


def without_trailing_dots(name: str) -> str:
    """`x.` → `x`, as Jekyll 4 does to the names of pages and static files."""
    return _TRAILING_DOTS.sub("", name) if name.endswith(".") else name


def escaped(path: str) -> str:
    """`Jekyll::URL.escape_path`: percent-encoded but for what RFC 3986 allows, and `?`."""
    return path if _PLAIN.match(path) else quote(path, safe="!$&'()*+,;=:@/?~")


def unescaped(path: str) -> str:
    """`Jekyll::URL.unescape_path`: percent-decoded; bytes that are no UTF-8 are replaced."""
    if "%" not in path:
        return path
    return unquote_to_bytes(path).decode("utf-8", "replace")


def squeezed(path: str) -> str:
    """Runs of slashes as one, as `URL#sanitize_url` and `File.join` leave them."""
    return _SLASHES.sub("/", path) if "//" in path else path


def clamped(path: str) -> str:
    """`Jekyll.sanitized_path` below any folder, without the first slash: `../a/./b` → `a/b`."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in {"", "."}:
            parts.append(part)
    return "/".join(parts)


def has_glob(pattern: str) -> bool:
    """Whether `File.fnmatch` would read any character of the pattern specially."""
    return any(mark in pattern for mark in "*?[\\")


@lru_cache(maxsize=1024)
def glob(pattern: str) -> re.Pattern[str]:
    """`File.fnmatch` without flags: `*` and `?` match slashes, there are no braces.

    Stars become atomic groups, so that matching takes no exponential time.
    """
    pieces = [_piece(piece) for piece in re.split(r"\*+", pattern)]
    if len(pieces) == 1:
        return re.compile(pieces[0] + r"\Z", re.DOTALL)
    middle = "".join(f"(?>.*?{piece})" for piece in pieces[1:-1] if piece)
    return re.compile(f"{pieces[0]}{middle}.*{pieces[-1]}\\Z", re.DOTALL)


_SPECIAL = late(r"\\(.)|\[([!^]?)([^\]]+)\]|(\?)|(.)", re.DOTALL)


def _piece(text: str) -> str:
    out: list[str] = []
    for quoted, negated, chars, any_one, plain in _SPECIAL.findall(text):
        if any_one:
            out.append(".")
        elif chars:
            inner = re.sub(r"([\\\[&~|^])", r"\\\1", chars)
            out.append(f"[{'^' if negated else ''}{inner}]")
        else:
            out.append(re.escape(quoted or plain))
    return "".join(out)
