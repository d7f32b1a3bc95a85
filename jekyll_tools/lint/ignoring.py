"""Where a suppression comment can stand for each finding so that the built page stays the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import NamedTuple

from jekyll_tools.cards.generated import is_generated
from jekyll_tools.edit.front_matter import split
from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.registry import all_rules
from jekyll_tools.lint.view import SiteView
from jekyll_tools.site.section import SettingsError
from jekyll_tools.text import Edit, Position, Span

_YAML = (".yml", ".yaml")
_TEMPLATES = (".md", ".markdown", ".mkd", ".mkdn", ".mkdown", ".html", ".htm", ".xml")
_LIQUID = re.compile(
    r"\{%-?\s*(raw|comment)\b.*?%\}.*?\{%-?\s*end\1\s*-?%\}|\{%.*?%\}|\{\{.*?\}\}", re.S
)
# A line that begins a paragraph or a heading; whatever else it may begin is left to Liquid.
_PARAGRAPH = re.compile(r"#{1,6}[ \t]+\S|[^\W\d]|\[(?!\^)|!\[|[\"'“‘]")
_HTML = re.compile(r"\n?<!-- jt-ignore(?:-file)? [^>]*-->\n?|\n+")


class Kind(IntEnum):
    """What a comment is, from what one likes best to what one can fall back on."""

    OWN = 0  # a comment of the page's own language: HTML's on a line of its own, YAML's
    LIQUID = 1  # at the end of the line; Liquid leaves nothing of it
    NONE = 2


class Place(NamedTuple):
    """A line of a file that gets one comment for all its findings."""

    path: str
    line: int


def places(
    findings: Iterable[Finding], view: SiteView
) -> tuple[Mapping[Place, tuple[str, ...]], tuple[tuple[Finding, str], ...]]:
    """The lines with findings and their rules; and the findings whose files take no comment."""
    rules: dict[Place, dict[str, None]] = {}
    without = []
    for finding in findings:
        why = _impossible(finding, view)
        if why is None:
            place = Place(finding.path, finding.at.line)
            rules.setdefault(place, {})[finding.rule] = None
        else:
            without.append((finding, why))
    return {place: tuple(names) for place, names in rules.items()}, tuple(without)


def comment(view: SiteView, place: Place, words: str, kind: Kind) -> Edit | None:
    """The edit that writes `jt-ignore WORDS` for a line; None where no such comment can stand."""
    text, lines = view.read(place.path), view.lines(place.path)
    start, line = lines.offset(Position(place.line, 1)), lines.line(place.line)
    if kind is Kind.NONE:
        return None
    if place.path.lower().endswith(_YAML):
        return _in_yaml(text, Span(0, len(text)), start, line, words)
    parts = split(text)
    if parts is not None and start < parts.open.end:
        # The fence itself can have no comment: the file has one.
        return Edit(parts.open.end, parts.open.end, f"# jt-ignore-file {words}{_end(text)}")
    if parts is not None and start < parts.body:
        return _in_yaml(text, parts.yaml, start, line, words)
    body = parts.body if parts is not None else 0
    if kind is Kind.OWN and _begins_a_block(text, body, start, line, place.path):
        return Edit(start, start, f"<!-- jt-ignore {words} -->{_end(text)}")
    return _in_liquid(text, start, line, words)


def bare(html: str) -> str:
    """A page without suppression comments, for comparing; line ends that follow are one."""
    return _HTML.sub("\n", html)


def require_harmless(reason: str) -> None:
    """Raise `SettingsError` for a reason that a comment cannot hold."""
    if re.search(r"[\r\n<>]|--|\{%|%\}|\{\{|\}\}", reason):
        raise SettingsError("--add-ignores: a reason is one line without <, >, --, {% and {{")
    for word in reason.split():
        if word.strip(",:") in all_rules():
            raise SettingsError(f'--add-ignores: "{word}" in the reason would name a rule')


def _impossible(finding: Finding, view: SiteView) -> str | None:
    path = finding.path
    if finding.rule == "unused-suppression":
        return "take the comment away: --fix does"
    if not path.lower().endswith((*_YAML, *_TEMPLATES)):
        return "this kind of file has no comments; use `per-path` in _config.yml"
    text = view.read(path)
    if is_generated(text):
        return "`jt build` writes this file; correct the records, or use `per-path`"
    if any(p.path == path and p.kind == "not-utf8" for p in view.site.problems):
        return "the file is not UTF-8"
    return None


def _begins_a_block(text: str, body: int, start: int, line: str, path: str) -> bool:
    """Whether a paragraph or heading of a Markdown page begins with the line, at the margin."""
    if path.lower().endswith((".html", ".htm", ".xml")) or not _PARAGRAPH.match(line):
        return False
    before = text[body:start]
    for match in _LIQUID.finditer(text):
        if match.start() < start < match.end() and match[1] != "raw":
            return False
    return not before.strip() or before.replace("\r", "").endswith("\n\n")


def _in_liquid(text: str, start: int, line: str, words: str) -> Edit | None:
    """At the end of the line, or of the line above it when a tag holds both."""
    end = start + len(line.rstrip())
    for match in _LIQUID.finditer(text):
        if match.start() < end < match.end():
            if match[1] or text.count("\n", match.start(), start) > 1:
                return None
            end = match.start()
    dash = "-" if text[:end].endswith(("-%}", "-}}")) else ""
    return Edit(end, end, f"{{% comment %}}jt-ignore {words}{{% endcomment {dash}%}}")


def _in_yaml(text: str, span: Span, start: int, line: str, words: str) -> Edit:
    """At the end of the line, or on a line above it, whichever leaves the values as they are."""
    comment = f"# jt-ignore {words}"
    end = start + len(line.rstrip())
    indent = line[: len(line) - len(line.lstrip())]
    edits = [Edit(end, end, f" {comment}"), Edit(start, start, f"{indent}{comment}{_end(text)}")]
    first, last = span
    values = _values(text[first:last])
    for edit in edits:
        changed = text[: edit.start] + edit.text + text[edit.end :]
        if edit.end <= last and _values(changed[first : last + len(edit.text)]) == values:
            return edit
    return edits[-1]


def _values(text: str) -> object:
    import yaml

    try:
        return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except (yaml.YAMLError, ValueError, RecursionError):
        return None


def _end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
