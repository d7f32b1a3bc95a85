"""A generated include: its header, and whether somebody has edited it by hand."""

from __future__ import annotations

from hashlib import sha256

from jekyll_tools.patterns import late

_HEADER = late(r"<!-- Made by `jt build` from [^>]*\(([0-9a-f]{12})\)\. -->\n")


def include(body: str, made_from: str) -> str:
    """The text of an include: a header that says what it is made from, and the HTML.

    The header holds a digest of the HTML, so that a later reader can tell an include that
    is older than its records from one that was edited.
    """
    # Two hyphens would end or break an HTML comment.
    source = made_from.replace("--", "-").replace(">", "")
    return (
        f"<!-- Made by `jt build` from {source}; edit that instead ({_digest(body)}). -->\n{body}"
    )


def is_generated(text: str) -> bool:
    """Whether a file claims to be made by `jt build`."""
    return _HEADER.match(text.replace("\r\n", "\n")) is not None


def is_edited(text: str) -> bool:
    """Whether the HTML of a generated include is not what `jt build` wrote."""
    text = text.replace("\r\n", "\n")
    header = _HEADER.match(text)
    return header is None or header[1] != _digest(text[header.end() :])


def _digest(body: str) -> str:
    return sha256(body.encode()).hexdigest()[:12]
