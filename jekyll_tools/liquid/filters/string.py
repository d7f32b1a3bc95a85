"""Liquid 4's filters on strings (`standardfilters.rb`)."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from itertools import islice
from urllib.parse import quote_plus, unquote_plus

from jekyll_tools.liquid.numbers import strict_integer
from jekyll_tools.liquid.run import Run
from jekyll_tools.liquid.tokens import SPACE
from jekyll_tools.liquid.trace import Text
from jekyll_tools.liquid.values import RubyError, to_s, truthy
from jekyll_tools.patterns import late

_WORDS = late(r"[^\0\t\n\v\f\r ]+")
_ESCAPE_ONCE = late(r"""["><']|&(?!(?:[a-zA-Z]+|#\d+);)""")
_ENTITIES = {"&": "&amp;", ">": "&gt;", "<": "&lt;", '"': "&quot;", "'": "&#39;"}
_NEWLINES = late(r"\r?\n")


def append(run: Run, value: object, more: object) -> str:
    """`append`: both sides keep their origins."""
    return Text.joined(to_s(value), to_s(more))


def prepend(run: Run, value: object, more: object) -> str:
    """`prepend`: both sides keep their origins."""
    return Text.joined(to_s(more), to_s(value))


def downcase(run: Run, value: object) -> str:
    """`downcase`."""
    return to_s(value).lower()


def upcase(run: Run, value: object) -> str:
    """`upcase`."""
    return to_s(value).upper()


def capitalize(run: Run, value: object) -> str:
    """`capitalize`: the first letter up and all others down."""
    return to_s(value).capitalize()


def escape(run: Run, value: object) -> str | None:
    """`escape`."""
    if value is None:
        return None
    text = to_s(value)
    escaped = html.escape(text).replace("&#x27;", "&#39;")
    return text if escaped == text else escaped


def escape_once(run: Run, value: object) -> str:
    """`escape_once`."""
    return _ESCAPE_ONCE.sub(lambda found: _ENTITIES[found.group()], to_s(value))


def url_encode(run: Run, value: object) -> str | None:
    """`url_encode`: Ruby's CGI.escape, which leaves `-._~` alone."""
    return None if value is None else quote_plus(to_s(value))


def url_decode(run: Run, value: object) -> str | None:
    """`url_decode`."""
    if value is None:
        return None
    try:
        return unquote_plus(to_s(value), errors="strict")
    except UnicodeDecodeError:
        raise RubyError("invalid byte sequence in UTF-8") from None


def slice_(run: Run, value: object, offset: object, length: object = None) -> object:
    """`slice`: of an array or of the characters of a string."""
    start = strict_integer(offset)
    count = 1 if not truthy(length) else strict_integer(length)
    values: list[object] | str = value if isinstance(value, list) else to_s(value)
    nothing: list[object] | str = [] if isinstance(value, list) else ""
    if start < 0:
        start += len(values)
    if start < 0 or start > len(values) or count < 0:
        return nothing
    return values[start : start + count]


def truncate(run: Run, value: object, length: object = 50, ending: object = "...") -> object:
    """`truncate`: the ending counts."""
    if value is None:
        return None
    text, end = to_s(value), to_s(ending)
    most = strict_integer(length)
    if len(text) <= most:
        return text
    return text[: max(most - len(end), 0)] + end


def truncatewords(run: Run, value: object, words: object = 15, ending: object = "...") -> object:
    """`truncatewords`: the ending comes even after exactly so many words."""
    if value is None:
        return None
    # Liquid 4 compares with one word less than it keeps.
    most = max(strict_integer(words), 1)
    found = [each.group() for each in islice(_WORDS.finditer(to_s(value)), most)]
    return " ".join(found) + to_s(ending) if len(found) == most else value


def split(run: Run, value: object, pattern: object) -> list[object]:
    """`split` as Ruby does it: a space is white space, "" is every character."""
    text, by = to_s(value), to_s(pattern)
    if by == " ":
        parts = _WORDS.findall(text)
    elif not by:
        parts = list(text)
    else:
        parts = text.split(by)
    while parts and not parts[-1]:
        parts.pop()
    if type(value) is Text:
        return [Text.derived(part, value) for part in parts]
    return list(parts)


def strip(run: Run, value: object) -> str:
    """`strip`."""
    return _stripped(value, str.strip)


def lstrip(run: Run, value: object) -> str:
    """`lstrip`."""
    return _stripped(value, str.lstrip)


def rstrip(run: Run, value: object) -> str:
    """`rstrip`."""
    return _stripped(value, str.rstrip)


def strip_html(run: Run, value: object) -> str:
    """`strip_html`: scripts, comments and styles with what is in them, then every tag."""
    return _without_tags(_without_blocks(to_s(value)))


def strip_newlines(run: Run, value: object) -> str:
    """`strip_newlines`."""
    return _NEWLINES.sub("", to_s(value))


def newline_to_br(run: Run, value: object) -> str:
    """`newline_to_br`."""
    return to_s(value).replace("\n", "<br />\n")


def replace(run: Run, value: object, old: object, new: object = "") -> str:
    """`replace`."""
    return _replaced(run, to_s(value), to_s(old), to_s(new), -1)


def replace_first(run: Run, value: object, old: object, new: object = "") -> str:
    """`replace_first`."""
    return _replaced(run, to_s(value), to_s(old), to_s(new), 1)


def remove(run: Run, value: object, old: object) -> str:
    """`remove`."""
    return _replaced(run, to_s(value), to_s(old), "", -1)


def remove_first(run: Run, value: object, old: object) -> str:
    """`remove_first`."""
    return _replaced(run, to_s(value), to_s(old), "", 1)


def _stripped(value: object, way: Callable[[str, str], str]) -> str:
    text = to_s(value)
    stripped = way(text, SPACE)
    return text if len(stripped) == len(text) else stripped


def _replaced(run: Run, text: str, old: str, new: str, count: int) -> str:
    # Ruby's gsub knows \0, \1 and \\ in the replacement, even when the pattern is a string.
    if "\\" in new:
        new = re.sub(r"\\(?:([0&])|([1-9`'])|(\\)|k<\w+>)", lambda m: _reference(m, old), new)
    growth = len(new) - len(old)
    if growth > 0:
        times = text.count(old) if count < 0 else 1
        run.meter.length(len(text) + times * growth)
    return text.replace(old, new, count)


def _reference(found: re.Match[str], old: str) -> str:
    if found.group(1):
        return old
    return "\\" if found.group(3) else ""


def _without_blocks(text: str) -> str:
    """Cut out scripts, comments and styles, from the left, whichever starts first."""
    kinds = {"<script": "</script>", "<!--": "-->", "<style": "</style>"}
    kept, place = [], 0
    pattern = re.compile("<script|<!--|<style")
    while found := pattern.search(text, place):
        end = text.find(kinds[found.group()], found.end())
        if end < 0:
            # This kind is never closed again: look only for the others.
            del kinds[found.group()]
            if not kinds:
                break
            pattern = re.compile("|".join(kinds))
            continue
        kept.append(text[place : found.start()])
        place = end + len(kinds[found.group()])
    return "".join(kept) + text[place:]


def _without_tags(text: str) -> str:
    last = text.rfind(">")
    return re.sub(r"<[^>]*>", "", text[: last + 1]) + text[last + 1 :]


FILTERS: dict[str, Callable[..., object]] = {
    "append": append,
    "capitalize": capitalize,
    "downcase": downcase,
    "escape": escape,
    "escape_once": escape_once,
    "h": escape,
    "lstrip": lstrip,
    "newline_to_br": newline_to_br,
    "prepend": prepend,
    "remove": remove,
    "remove_first": remove_first,
    "replace": replace,
    "replace_first": replace_first,
    "rstrip": rstrip,
    "slice": slice_,
    "split": split,
    "strip": strip,
    "strip_html": strip_html,
    "strip_newlines": strip_newlines,
    "truncate": truncate,
    "truncatewords": truncatewords,
    "upcase": upcase,
    "url_decode": url_decode,
    "url_encode": url_encode,
}
