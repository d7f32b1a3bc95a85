"""Findings and fixes: data, no behaviour."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from jekyll_tools.text import Edit, Place, Position

TOP = Position(1, 1)


class Severity(StrEnum):
    """How bad it is: an error breaks the site for a visitor, a warning may."""

    ERROR = "error"
    WARNING = "warning"


class FileEdit(NamedTuple):
    """An edit in a file of the site; a file that is not there yet counts as empty."""

    path: str
    edit: Edit


class Fix(NamedTuple):
    """Edits that repair a finding, all or none.

    `safe`: the page that Jekyll builds stays the same but for the thing that is fixed.
    """

    title: str
    edits: tuple[FileEdit, ...]
    safe: bool


class Finding(NamedTuple):
    """Something that is wrong at `start:end` of the file `path`.

    `message` says what is wrong, `help` what to do, one sentence each. `value` is the value that
    is wrong (a URL, an attribute), as a browser reads it. `via` are the places that brought it to
    a page, the nearest first; `pages` are the pages that show it.
    The engine stamps what a rule does not say: `rule`, the two positions, and the `severity` of
    the rule unless it is said to be milder here.
    """

    path: str
    start: int
    end: int
    message: str
    help: str = ""
    value: str = ""
    fix: Fix | None = None
    via: tuple[Place, ...] = ()
    pages: tuple[str, ...] = ()
    rule: str = ""
    severity: Severity = Severity.ERROR
    at: Position = TOP
    until: Position = TOP
