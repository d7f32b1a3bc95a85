"""The difference of two texts in unified format, for people and for `patch`."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_CONTEXT = 3


def unified_diff(old: str | None, new: str | None, path: str) -> str:
    """What `diff -u` and `git apply` understand; "" when nothing differs.

    None is a file that does not exist. A line ends with its \\n, so the \\r of a CRLF line is part
    of it; a last line without line end is marked as `diff` does.
    """
    if old == new:
        return ""
    before, after = _LINE.findall(old or ""), _LINE.findall(new or "")
    out = [
        "--- /dev/null\n" if old is None else f"--- {_name('a', path)}\n",
        "+++ /dev/null\n" if new is None else f"+++ {_name('b', path)}\n",
    ]
    for group in _groups(before, after):
        first, last = group[0], group[-1]
        ranges = _range("-", first[1], last[2]), _range("+", first[3], last[4])
        out.append(f"@@ {ranges[0]} {ranges[1]} @@\n")
        for tag, a, b, c, d in group:
            if tag == "equal":
                out += (_line(" ", line) for line in before[a:b])
                continue
            out += (_line("-", line) for line in before[a:b])
            out += (_line("+", line) for line in after[c:d])
    return "".join(out)


_Opcode = tuple[str, int, int, int, int]


def _groups(before: list[str], after: list[str]) -> list[list[_Opcode]]:
    """Hunks; the common start and end are cut off first, so that a large file costs little."""
    start, limit = 0, min(len(before), len(after))
    while start < limit and before[start] == after[start]:
        start += 1
    end = 0
    while end < limit - start and before[-1 - end] == after[-1 - end]:
        end += 1
    low, high = max(start - _CONTEXT, 0), max(end - _CONTEXT, 0)
    matcher = SequenceMatcher(
        None, before[low : len(before) - high], after[low : len(after) - high]
    )
    return [
        [(tag, a + low, b + low, c + low, d + low) for tag, a, b, c, d in group]
        for group in matcher.get_grouped_opcodes(_CONTEXT)
    ]


def _range(sign: str, start: int, stop: int) -> str:
    length = stop - start
    if length == 1:
        return f"{sign}{start + 1}"
    return f"{sign}{start + 1 if length else start},{length}"


def _line(sign: str, line: str) -> str:
    return sign + line if line.endswith("\n") else f"{sign}{line}\n\\ No newline at end of file\n"


def _name(side: str, path: str) -> str:
    """A path as git writes it; one with odd characters in quotes."""
    if re.search(r'[\x00-\x1f"\\\x7f]', path):
        body = re.sub(r'["\\]', r"\\\g<0>", path)
        body = re.sub(r"[\x00-\x1f\x7f]", lambda m: f"\\{ord(m[0]):03o}", body)
        return f'"{side}/{body}"'
    return f"{side}/{path}" + ("\t" if " " in path else "")
