"""What libyaml has against a text, where, and what its writer most likely has to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

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
# What libyaml says at the line after one where a space is missing.
_LATE_NOTICED = (
    "could not find expected ':'",
    "mapping values are not allowed",
    "did not find expected '-'",
)
_CONFLICT = late(r"^<{7}(?: [^\r\n]*)?\r?$", re.MULTILINE)
_CONFLICT_ENDS = late(r"^>{7}(?: |\r?$)", re.MULTILINE)
_NO_SPACE = late(r"""[ \t]*(?:- +)*(?P<key>[A-Za-z_][\w-]*):(?![\s:/"'\\]|[^\n]*:(?:\s|\Z))""")
_NO_SPACE_AFTER_DASH = late(r"[ \t]*-(?P<key>[A-Za-z_][\w-]*:(?:[ \t]|$))", re.MULTILINE)


class Slip(NamedTuple):
    """What a writer forgot, and where: libyaml notices some slips lines later, or not at all."""

    message: str
    start: int


def fault(error: MarkedYAMLError, text: str) -> tuple[str, int | None]:
    """What is wrong in a text, and where: a slip that is known, else in libyaml's words.

    Of a quote that never ends it is where it starts.
    """
    place = error.problem_mark or error.context_mark
    if error.context == _QUOTED and error.context_mark and "end of stream" in (error.problem or ""):
        place = error.context_mark
    what = " ".join(part for part in (error.problem, error.context) if part) or "not YAML"
    at = place.index if place else None
    slip = None if at is None else _behind(text, at, what)
    return slip or (what, at)


def slip_at(text: str, start: int) -> Slip | None:
    """The space that is missing in the line that starts at a place of a text."""
    if key := _NO_SPACE.match(text, start):
        return Slip(f"a space is missing after `{key['key']}:`", key.end("key") + 1)
    if dash := _NO_SPACE_AFTER_DASH.match(text, start):
        return Slip("a space is missing after the dash", dash.start("key"))
    return None


def conflict_in(text: str) -> Slip | None:
    """Where git says that two sides changed the same lines, and nobody chose."""
    begins = _CONFLICT.search(text)
    if begins is None or _CONFLICT_ENDS.search(text, begins.end()) is None:
        return None
    return Slip(f"a merge conflict is not resolved: `{begins[0].strip()[:40]}`", begins.start())


def _behind(text: str, at: int, what: str) -> Slip | None:
    conflict = conflict_in(text)
    if conflict is not None and conflict.start <= at:
        return conflict
    start = text.rfind("\n", 0, at) + 1
    if not what.startswith(_LATE_NOTICED) or _KEY.match(text[start:at].strip()):
        return None
    before = text.rfind("\n", 0, len(text[:start].rstrip())) + 1
    return slip_at(text, start) or slip_at(text, before)


def advice(text: str, at: int, what: str) -> str:
    """What to do about a fault at a place of a text; "" where nobody can tell."""
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)].strip("\r")
    before = line[: at - start]
    if what.startswith("a merge conflict"):
        return "keep one of the two sides, and take the lines of `<`, `=` and `>` away"
    if what.startswith("a space is missing"):
        rest = text[at : len(text) if end < 0 else end].strip()
        return f"write `{before.strip()} {rest}`"
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
