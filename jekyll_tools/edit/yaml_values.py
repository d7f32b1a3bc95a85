"""What the readers make of a plain YAML scalar: Psych 4, SafeYAML 1.0.5, YAML 1.2."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

from jekyll_tools.edit.yaml_nodes import Node

Value = object
Reader = Callable[[str], Value]

# Psych 4.0 `scalar_scanner.rb`, in its order.
_WORDY = re.compile(r"[^0-9.:\-]?(?:[^\W\d]|[\s!@#$%^&*(){}<>|/\\~;=])+")
_TIME = re.compile(
    r"(-?[0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[Tt]|[ \t]+)([0-9]{1,2}):([0-9]{2}):([0-9]{2})"
    r"(?:\.([0-9]*))?(?:[ \t]*(Z|[-+][0-9]{1,2}:?(?:[0-9]{2})?))?\Z"
)
_DATE = re.compile(r"[0-9]{4}-(?:1[012]|0[0-9]|[0-9])-(?:[12][0-9]|3[01]|0[0-9]|[0-9])\Z")
_CLOCK = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9]){1,2}(\.[0-9_]*)?\Z")
_FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_,]*)?\.[0-9]*(?:[eE][-+][0-9]+)?\Z")
_INTEGER = re.compile(
    r"[-+]?0b[01_,]+\Z|[-+]?0[0-7_,]+\Z|[-+]?(?:0|[1-9](?:[0-9]|,[0-9]|_[0-9])*)\Z"
    r"|[-+]?0x[0-9a-fA-F_,]+\Z"
)
_INFINITE = {".inf": math.inf, "+.inf": math.inf, "-.inf": -math.inf, ".nan": math.nan}
_BOOLEANS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}


def psych(raw: str) -> Value:
    """The value that Psych 4.0 (Jekyll 4 on Debian) gives a plain scalar.

    What makes Psych fail is given as text: a symbol (`:x`) and numbers such as `0b_`.
    """
    if not raw:
        return None
    if "\n" in raw or _WORDY.match(raw):
        return raw if len(raw) > 5 else _word(raw)
    if time := _TIME.match(raw):
        return _time(time) or raw
    if _DATE.match(raw):
        try:
            return date(*map(int, raw.split("-")))
        except ValueError:
            return raw
    if raw.lower() in _INFINITE:
        return _INFINITE[raw.lower()]
    if raw[0] == ":":
        return raw
    if clock := _CLOCK.match(raw):
        return _psych_clock(raw, bool(clock[1]))
    try:
        if _FLOAT.match(raw):
            return raw if raw in (".", "+.", "-.") else float(re.sub("[,_]", "", raw))
        if _INTEGER.match(raw):
            return _integer(re.sub("[,_]", "", raw))
    except ValueError:
        return raw
    return raw


_SAFE_FLOAT = re.compile(r"[-+]?(?:[0-9][0-9_]*)?\.[0-9_]+(?:[eE][-+][0-9]+)?\Z")
_SAFE_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z|0[0-7]+\Z|0x[0-9a-fA-F]+\Z|0b[01]+\Z")
_SAFE_HEX = re.compile(r"[-+]?0x[0-9a-fA-F]+\Z")
_SAFE_CLOCK = re.compile(r"[-+]?[0-9]+(?::[0-5]?[0-9])+\Z")
_SAFE_REAL_CLOCK = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*\Z")
_SAFE_TIME = re.compile(_TIME.pattern.replace(r":?(?:[0-9]{2})?))?\Z", r"(?::?[0-9]{2})?))?\Z"))


def safe_yaml(raw: str) -> Value:
    """The value that SafeYAML 1.0.5 (GitHub Pages) gives a plain scalar."""
    digits = re.sub("[,_]", "", raw)
    if _SAFE_INTEGER.match(digits) or _SAFE_HEX.match(digits):
        return _integer(digits)
    if _SAFE_CLOCK.match(digits):
        return _safe_clock(digits)
    if _SAFE_FLOAT.match(raw):
        try:
            return float(raw.replace("_", ""))
        except ValueError:
            return raw
    if raw.lower() in _INFINITE and not raw.startswith("+"):
        return _INFINITE[raw.lower()]
    if _SAFE_REAL_CLOCK.match(raw):
        return _safe_clock(raw)
    if raw.lower() in ("", "~", "null"):
        return None
    if raw.lower() in _BOOLEANS:
        return _BOOLEANS[raw.lower()]
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", raw):
        try:
            return date.fromisoformat(raw)
        except ValueError:
            return raw
    if time := _SAFE_TIME.match(raw):
        return _time(time) or raw
    return raw


def yaml12(raw: str) -> Value:
    """The value of the YAML 1.2 core schema, as editors and most other tools read it."""
    if raw in ("", "~", "null", "Null", "NULL"):
        return None
    if raw in ("true", "True", "TRUE", "false", "False", "FALSE"):
        return raw.lower() == "true"
    if re.match(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z", raw):
        return int(raw, 0) if raw[:2] in ("0o", "0x") else int(raw)
    if re.match(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z", raw):
        return float(raw)
    if re.match(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z", raw):
        return _INFINITE[raw.lower()]
    return raw


def construct(node: Node, read: Reader = safe_yaml) -> Value:
    """The value of a node and all below it as plain Python, as upstream Jekyll builds it.

    The last of two equal keys counts, `<<` merges in place, values of one anchor are one object.
    """
    return _construct(node, read, {})


def same(a: Value, b: Value) -> bool:
    """Equal in value and in type: 1, 1.0 and true are three values; NaN is itself."""
    if type(a) is not type(b):
        return False
    if isinstance(a, dict) and isinstance(b, dict):
        return list(a) == list(b) and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    return a == b or (a != a and b != b)


_TEXT_TAGS = frozenset(("tag:yaml.org,2002:str", "!str", "!"))


def _construct(node: Node, read: Reader, done: dict[int, Value]) -> Value:
    if node.kind == "alias" and node.target is not None:
        node = node.target
    if id(node) in done:
        return done[id(node)]
    value: Value
    if node.kind == "list":
        value = [_construct(item, read, done) for item in node.items]
    elif node.kind == "mapping":
        value = _mapping(node, read, done)
    elif node.tag in _TEXT_TAGS or (node.style and node.tag is None):
        value = node.value
    else:
        # With another tag Psych takes even a quoted text for what its characters say.
        value = read(node.value)
        if node.tag == "tag:yaml.org,2002:float" and type(value) is int:
            value = float(value)
    done[id(node)] = value
    return value


def _mapping(node: Node, read: Reader, done: dict[int, Value]) -> dict[Value, Value]:
    found: dict[Value, Value] = {}
    for key_node, item in zip(node.keys, node.items, strict=True):
        value = _construct(item, read, done)
        # Psych looks at the characters only: a quoted "<<" merges as well.
        if key_node.value == "<<" and isinstance(value, dict):
            found.update(value)
        elif (
            key_node.value == "<<"
            and isinstance(value, list)
            and all(isinstance(part, dict) for part in value)
        ):
            for part in reversed(value):
                found.update({k: v for k, v in part.items()})  # noqa: C416
        else:
            key = _construct(key_node, read, done)
            found[repr(key) if isinstance(key, list | dict) else key] = value
    return found


def _word(raw: str) -> Value:
    lower = raw.lower()
    if raw == "~" or lower == "null":
        return None
    return _BOOLEANS.get(lower, raw)


def _time(found: re.Match[str]) -> datetime | None:
    *numbers, fraction, zone = found.groups()
    try:
        year, month, day, hour, minute, second = map(int, numbers)
        micro = int((fraction or "")[:6].ljust(6, "0"))
        time = datetime(year, month, day, hour, minute, second, micro)
        if zone is None:
            return time
        if zone == "Z":
            return time.replace(tzinfo=UTC)
        sign = -1 if zone[0] == "-" else 1
        digits = zone[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        offset = sign * timedelta(hours=int(hours), minutes=int(minutes))
        return time.replace(tzinfo=timezone(offset))
    except (ValueError, OverflowError):
        return None


def _psych_clock(raw: str, real: bool) -> Value:
    parts = raw.split(":")
    if real:
        return sum(
            float(part.rstrip("_") or 0) * 60.0 ** abs(i - 2) for i, part in enumerate(parts)
        )
    return sum(int(part.replace("_", "")) * 60 ** abs(i - 2) for i, part in enumerate(parts))


def _safe_clock(raw: str) -> float:
    whole, _, fraction = raw.partition(".")
    total = 0.0
    for part in whole.split(":"):
        total = total * 60 + float(part)
    total += float(f"0.{fraction}") if fraction else 0.0
    return -total if raw[0] == "-" else total


def _integer(digits: str) -> int:
    sign, body = (digits[0], digits[1:]) if digits[0] in "+-" else ("", digits)
    if len(body) > 1 and body[0] == "0" and body[1].isdigit():
        body = "0o" + body[1:]
    value = int(body, 0)
    return -value if sign == "-" else value
