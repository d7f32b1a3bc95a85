"""Jekyll's other filters (`filters.rb`): Markdown, slugs, escaping, words, JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from urllib.parse import quote_plus

from jekyll_tools.liquid.filters.string import _WORDS
from jekyll_tools.liquid.numbers import to_i
from jekyll_tools.liquid.recorded import traced
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.tokens import SPACE
from jekyll_tools.liquid.trace import Text
from jekyll_tools.liquid.values import RubyError, inspect, joined, ruby_class, string, to_s
from jekyll_tools.patterns import late

_SPACES = late(r"\s+", re.ASCII)
_SLUG: dict[str, tuple[re.Pattern[str], str]] = {
    "raw": (_SPACES, ""),
    "default": (late(r"[^a-zA-Z0-9]+"), ""),
    "latin": (late(r"[^a-zA-Z0-9]+"), ""),
    "pretty": (late(r"[^a-zA-Z0-9._~!$&'()+,;=@]+"), "._~!$&'()+,;=@"),
    "ascii": (late(r"[^a-zA-Z0-9]+"), ""),
}
_CJK = (
    "\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u309f"
    "\u30a1-\u30fa\u30fd-\u30ff\u3131-\u318e\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7af\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003134f"
)
_LATIN = {
    "Æ": "AE", "æ": "ae", "Đ": "D", "đ": "d", "Ð": "D", "ð": "d", "Ħ": "H", "ħ": "h", "ı": "i",
    "Ĳ": "IJ", "ĳ": "ij", "ĸ": "k", "Ł": "L", "ł": "l", "ŉ": "'n", "Ŋ": "NG", "ŋ": "ng", "Ø": "O",
    "ø": "o", "Œ": "OE", "œ": "oe", "ß": "ss", "Þ": "Th", "þ": "th", "Ŧ": "T", "ŧ": "t", "×": "x",
    "Ŀ": "L", "ŀ": "l",
}  # fmt: skip


def markdownify(run: Run, value: object) -> object:
    """`markdownify`: the HTML keeps the origins of the Markdown."""
    made = run.host.markdownify(traced(to_s(value), run.host, run.asking()))
    run.meter.length(len(made.text))
    return Text.at(made.text, made)


def slugify(run: Run, value: object, mode: object = None) -> object:
    """`slugify` in the modes raw, default, pretty, ascii and latin; others only change case."""
    if value is None:
        return None
    text = string(value, "slugify")
    name = "default" if mode is None else to_s(mode)
    if name not in _SLUG:
        return text.lower()
    if name == "latin":
        text = "".join(map(_latin, text))
    pattern, kept = _SLUG[name]
    if text.isascii() or name in ("raw", "ascii"):
        slug = pattern.sub("-", text)
    else:
        slug = re.sub("\0+", "-", "".join(c if _letter(c, kept) else "\0" for c in text))
    return slug.removeprefix("-").removesuffix("-").lower()


def xml_escape(run: Run, value: object) -> str:
    """`xml_escape`."""
    text = to_s(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;").replace("'", "&apos;")


def cgi_escape(run: Run, value: object) -> str:
    """`cgi_escape`."""
    return quote_plus(string(value, "cgi_escape"))


def normalize_whitespace(run: Run, value: object) -> str:
    """`normalize_whitespace`."""
    return _SPACES.sub(" ", to_s(value)).strip(SPACE)


def number_of_words(run: Run, value: object, mode: object = None) -> int:
    """`number_of_words`, with the modes cjk and auto."""
    text = string(value, "number_of_words")
    if mode in ("cjk", "auto"):
        letters = len(re.findall(f"[{_CJK}]", text))
        if letters or mode == "cjk":
            return letters + len(re.findall(f"[^{_CJK}\\s]+", text))
    return len(_WORDS.findall(text))


def array_to_sentence_string(run: Run, value: object, connector: object = "and") -> str:
    """`array_to_sentence_string`: with an Oxford comma."""
    if not isinstance(value, list | str) or (isinstance(value, str) and len(value) > 2):
        raise RubyError(f"array_to_sentence_string: a {ruby_class(value)} cannot be joined")
    words = [*value]
    if len(words) < 2:
        return "".join(map(to_s, words))
    if len(words) == 2:
        return f"{to_s(words[0])} {to_s(connector)} {to_s(words[1])}"
    return f"{joined(words[:-1], ', ')}, {to_s(connector)} {to_s(words[-1])}"


def jsonify(run: Run, value: object) -> str:
    """`jsonify`."""
    parts: list[str] = []
    _json(run, value, parts, 0)
    return "".join(parts)


def to_integer(run: Run, value: object) -> int:
    """`to_integer`."""
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, int | float | str | datetime):
        return to_i(value)
    raise RubyError(f"to_integer: a {ruby_class(value)} is no number")


def inspect_(run: Run, value: object) -> str:
    """`inspect`: Ruby's way to show a value, escaped."""
    return xml_escape(run, inspect(value))


def plugged(name: str) -> Callable[..., object]:
    """A converter that only the host can have; without it the value stays, and is open."""

    def convert(run: Run, value: object) -> object:
        plugin = run.host.filter(name)
        if plugin is not None:
            return plugin(value)
        run.unknown(f"the filter '{name}'", run.asking())
        return to_s(value)

    return convert


def _letter(character: str, kept: str) -> bool:
    return (
        character in kept
        or unicodedata.category(character)[0] in "ML"
        or (unicodedata.category(character) == "Nd")
    )


def _latin(character: str) -> str:
    if character.isascii():
        return character
    if character in _LATIN:
        return _LATIN[character]
    base = unicodedata.normalize("NFD", character)[0]
    return base if base.isascii() and ord(character) < 0x180 else "?"


def _json(run: Run, value: object, parts: list[str], depth: int) -> None:
    if depth > 100:
        raise RubyError("jsonify: nesting of 101 is too deep")
    if len(parts) % 1000 == 0:
        run.meter.step()
        run.meter.items(len(parts))
    if value is None:
        parts.append("null")
    elif isinstance(value, bool | int):
        parts.append(to_s(value))
    elif isinstance(value, float):
        if value != value or value in (float("inf"), float("-inf")):
            raise RubyError(f"jsonify: {to_s(value)} not allowed in JSON")
        parts.append(to_s(value))
    elif isinstance(value, list):
        parts.append("[")
        for i, each in enumerate(value):
            parts.append("," if i else "")
            _json(run, each, parts, depth + 1)
        parts.append("]")
    elif isinstance(value, Mapping):
        parts.append("{")
        for i, (key, each) in enumerate(value.items()):
            parts.append(f"{',' if i else ''}{_quoted(key)}:")
            _json(run, each, parts, depth + 1)
        parts.append("}")
    else:
        parts.append(_quoted(value))


def _quoted(value: object) -> str:
    return json.dumps(to_s(value), ensure_ascii=False)


FILTERS: dict[str, Callable[..., object]] = {
    "array_to_sentence_string": array_to_sentence_string,
    "cgi_escape": cgi_escape,
    "inspect": inspect_,
    "jsonify": jsonify,
    "markdownify": markdownify,
    "normalize_whitespace": normalize_whitespace,
    "number_of_words": number_of_words,
    "sassify": plugged("sassify"),
    "scssify": plugged("scssify"),
    "slugify": slugify,
    "smartify": plugged("smartify"),
    "to_integer": to_integer,
    "xml_escape": xml_escape,
}
