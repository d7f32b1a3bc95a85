"""Characters that no output may pass on: they drive terminals, or are none at all."""

from __future__ import annotations

import json
import re
import unicodedata

from jekyll_tools.patterns import late

_SURROGATE = late("[\ud800-\udfff]")


def printable(text: str) -> str:
    """The text without control characters, which could drive the reader's terminal."""
    if text.isprintable():
        return text
    return "".join("\ufffd" if _drives(c) else c for c in text)


def json_text(value: object, *, indent: int | None = 2) -> str:
    """A JSON document; half a surrogate pair (of a file name that is no UTF-8) is no character."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    return _SURROGATE.sub("\ufffd", text) + "\n"


def xml_text(text: str) -> str:
    """The text without the characters that XML 1.0 does not have."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def _drives(character: str) -> bool:
    # Line separators end a line for some readers; the bidirectional overrides reorder one.
    category = unicodedata.category(character)
    return (category in ("Cc", "Zl", "Zp", "Cs") and character != "\t") or (
        "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069"
    )
