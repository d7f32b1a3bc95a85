"""A value as one YAML scalar that Psych, SafeYAML and YAML 1.2 readers read back the same."""

from __future__ import annotations

import math
import re
from datetime import date, datetime

from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.yaml_values import psych, safe_yaml, yaml12

# Anything made of these only may be a number, a clock or a date to some reader.
_NUMERIC = re.compile(r"[-+.]?[0-9][0-9a-fA-FxXoOtTzZ_,.:+\- ]*\Z|[-+]?\.[0-9a-zA-Z_]*\Z|\.\.\.")
_WORDS = frozenset(
    ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "nil", "none", "~", "=", "<<"]
)
_FIRST = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=~<+]")
_INNER = re.compile(r":(?:[ \t]|\Z)|[ \t]#|[\t\n]")
_FLOW = re.compile(r"[,\[\]{}:?]")
# What libyaml refuses in a file, or reads as a line end, or people cannot see.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


def scalar(value: object, quote: str = "", *, flow: bool = False, fallback: str = '"') -> str:
    """The value as a scalar on one line.

    `quote` is the wished style of a string (`'`, `"`, or "" for plain where that is safe),
    `fallback` the quotes to use when plain is not. Raises `EditError` for a value that YAML has
    no scalar for.
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case int():
            return str(int(value))
        case float():
            return _float(value)
        case datetime():
            return _time(value)
        case date():
            return value.isoformat()
        case str():
            return _string(value, quote, flow, fallback)
        case _:
            raise EditError(f"cannot write a {type(value).__name__} as YAML")


def plain_is_safe(text: str, *, flow: bool = False) -> bool:
    """Whether every reader takes the characters, unquoted, for this very string."""
    if not text or text != text.strip() or _FIRST.match(text) or _INNER.search(text):
        return False
    if _HIDDEN.search(text) or _NUMERIC.match(text) or text.lower() in _WORDS:
        return False
    if text.startswith("---") or (flow and _FLOW.search(text)):
        return False
    return psych(text) == text == safe_yaml(text) and yaml12(text) == text


def literal_lines(text: str) -> tuple[str, list[str]] | None:
    """The header and the lines of a block literal (`|`), or None when only quotes can hold it."""
    lines = text.split("\n")
    header = "|" if lines[-1] == "" else "|-"
    if lines[-1] == "":
        lines.pop()
    ends_blank = not lines or not lines[-1].strip()
    if len(text.split("\n")) == 1 or ends_blank or not lines[0].strip() or lines[0][0] in " \t":
        return None
    if _HIDDEN.search(text) or any(line and not line.strip() for line in lines):
        return None
    return header, lines


def _string(text: str, quote: str, flow: bool, fallback: str) -> str:
    if _SURROGATE.search(text):
        raise EditError("a lone surrogate is not a character", advice="give valid Unicode")
    if quote not in ("'", '"'):
        if plain_is_safe(text, flow=flow):
            return text
        quote = fallback
    if quote == "'" and not _HIDDEN.search(text) and not re.search(r"[\t\n]", text):
        return "'" + text.replace("'", "''") + "'"
    body = re.sub(r'[\\"\n\t\r\0]', lambda m: _ESCAPES[m[0]], text)
    return '"' + _HIDDEN.sub(_escape, body) + '"'


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}"


def _float(value: float) -> str:
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    text = repr(value)
    mantissa, e, exponent = text.partition("e")
    # Psych and SafeYAML want a point and a signed exponent.
    return mantissa + ("" if "." in mantissa else ".0") + e + exponent


def _time(value: datetime) -> str:
    text = value.strftime("%Y-%m-%d %H:%M:%S").rjust(19, "0")
    if value.microsecond:
        text += f".{value.microsecond:06d}"
    return text + (f" {value.strftime('%z')}" if value.tzinfo else "")
