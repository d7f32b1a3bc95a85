"""What libyaml has against a text, where, and what its writer most likely has to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jekyll_tools.patterns import late

if TYPE_CHECKING:
    from yaml import MarkedYAMLError

_QUOTED = "while scanning a quoted scalar"
_SAID = {
    "found character that cannot start any token": 'a value that starts with "{}" needs quotes',
    "found a tab character that violates indentation": "indent with spaces, not with a tab",
    "found character '\\t(TAB)' that cannot start any token": "indent with spaces, not with a tab",
    "could not find expected ':'": "is it `key: value`, and indented as the keys above?",
    "did not find expected ',' or ']'": "is a comma, a quote or the closing bracket missing?",
    "did not find expected ',' or '}'": "is a comma, a quote or the closing brace missing?",
    "did not find expected node content": "is a value or the closing bracket missing?",
    "did not find expected '-' indicator": "start it with `- `, or indent it as part of the item",
}
_KEY = late(r"(?:- +)*(?P<key>[^\s:][^:]*): +(?P<value>[^\s\"'|>&*!{\[#].*)")
_AFTER_QUOTE = late(r"""[^"']*:[ \t]+(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*\Z""")


def fault(error: MarkedYAMLError) -> tuple[str, int | None]:
    """What is wrong, in libyaml's words, and where; a quote that never ends: where it starts."""
    place = error.problem_mark or error.context_mark
    if error.context == _QUOTED and error.context_mark and "end of stream" in (error.problem or ""):
        place = error.context_mark
    what = " ".join(part for part in (error.problem, error.context) if part) or "not YAML"
    return what, place.index if place else None


def advice(text: str, at: int, what: str) -> str:
    """What to do about a fault at a place of a text; "" where nobody can tell."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)].strip("\r")
    before = line[: at - start]
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return "indent with spaces, not with a tab"
    if what.startswith("mapping values are not allowed"):
        pair = _KEY.match(before.strip())
        if pair is None:
            return "indent the keys of one mapping alike"
        return "a value with `: ` in it needs quotes: " + _quoted(pair["key"], line)
    if what.startswith("did not find expected key"):
        if _AFTER_QUOTE.match(before):
            return "nothing may follow a closing quote: put quotes of the other kind around all"
        return "indent the keys of one mapping alike"
    if what.startswith("found unexpected end of stream") and _QUOTED in what:
        return "the quote that opens here is never closed"
    known = next((_SAID[said] for said in _SAID if what.startswith(said)), "")
    return known.format(text[at : at + 1])


def _quoted(key: str, line: str) -> str:
    value = line.strip().partition(f"{key}: ")[2].strip()
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'{key}: "{escaped}"'
