"""Key paths: how a person names one value in a data file, as `[name="Song Han"].title`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from jekyll_tools.edit.errors import EditError


@dataclass(frozen=True, slots=True)
class Match:
    """The item of a list whose value of `key` is `value`: `[name="Song Han"]`."""

    key: str
    value: str


# A key of a mapping, a place in a list (-1 is the last), or an item found by a value.
Step = str | int | Match

_DOUBLE = r'"(?:[^"\\]|\\.)*"'
_SINGLE = r"'(?:[^']|'')*'"
_BARE = r"""[^.\[\]"'=\s](?:[^.\[\]"'=]*[^.\[\]"'=\s])?"""
_NAME = rf"(?:{_DOUBLE}|{_SINGLE}|{_BARE})"
_VALUE = rf"""(?:{_DOUBLE}|{_SINGLE}|[^\]"'\s](?:[^\]]*[^\]\s])?)"""
_STEP = re.compile(
    rf"""(?P<dot>\.)?(?P<key>{_NAME})
       | \[\s*(?P<index>-?\d{{1,9}})\s*\]
       | \[\s*(?P<name>{_NAME})\s*=\s*(?P<value>{_VALUE})\s*\]
       | \[\s*(?P<quoted>{_DOUBLE}|{_SINGLE})\s*\]""",
    re.VERBOSE | re.DOTALL,
)
_PLAIN = re.compile(rf"{_BARE}\Z")


@dataclass(frozen=True, slots=True)
class KeyPath:
    """The steps from the top of a file to a value; no steps mean the whole file."""

    steps: tuple[Step, ...] = ()

    @classmethod
    def of(cls, *steps: Step) -> KeyPath:
        """A path from steps, for code that knows them."""
        return cls(steps)

    @classmethod
    def parse(cls, text: str) -> KeyPath:
        """Read `a.b`, `authors[0]`, `[3].title`, `[name="Song Han"]."odd.key"`.

        A key is written bare unless it has one of `. [ ] " ' =` or white space at an end; then
        it stands in double quotes (JSON) or single quotes (doubled inside). Raises `EditError`.
        """
        steps: list[Step] = []
        at = 0
        while at < len(text):
            found = _STEP.match(text, at)
            if found is None or (found["key"] and bool(found["dot"]) != bool(steps)):
                raise EditError(
                    f"cannot read the key path {text!r} from character {at + 1}",
                    advice='write it as: title, authors[0], a.b, [name="Song Han"].title',
                )
            steps.append(_step(found))
            at = found.end()
        return cls(tuple(steps))

    def __truediv__(self, step: Step) -> KeyPath:
        return KeyPath((*self.steps, step))

    def __str__(self) -> str:
        parts: list[str] = []
        for step in self.steps:
            match step:
                case int():
                    parts.append(f"[{step}]")
                case Match():
                    parts.append(
                        f"[{_name(step.key)}={json.dumps(step.value, ensure_ascii=False)}]"
                    )
                case str():
                    parts.append(("." if parts else "") + _name(step))
        return "".join(parts)


def _step(found: re.Match[str]) -> Step:
    if found["key"] is not None:
        return _unquote(found["key"])
    if found["index"] is not None:
        return int(found["index"])
    if found["quoted"] is not None:
        return _unquote(found["quoted"])
    return Match(_unquote(found["name"]), _unquote(found["value"]))


def _unquote(text: str) -> str:
    if text.startswith("'"):
        return text[1:-1].replace("''", "'")
    if not text.startswith('"'):
        return text
    try:
        return str(json.loads(text, strict=False))
    except ValueError as error:
        raise EditError(
            f"cannot read the quoted key {text}", advice="quote it as JSON does"
        ) from error


def _name(key: str) -> str:
    return key if _PLAIN.match(key) else json.dumps(key, ensure_ascii=False)
