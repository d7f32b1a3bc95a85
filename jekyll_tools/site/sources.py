"""A text file with front matter, taken apart."""

from __future__ import annotations

from typing import Any, NamedTuple

from jekyll_tools.edit.front_matter import split
from jekyll_tools.site.context import Context
from jekyll_tools.site.disk import Disk
from jekyll_tools.site.yaml_values import Loaded, load
from jekyll_tools.text import File, Span


class SourceText(NamedTuple):
    """A file, the values of its front matter, and where its content stands.

    `value` is what Ruby's YAML reader gave: a mapping, or what a person wrote instead of one.
    `failed`: Jekyll had to give up on the front matter, and goes on without it.
    `clean`: the file is UTF-8.
    """

    file: File
    body: Span
    value: Any = None
    failed: bool = False
    clean: bool = True


def read_source(context: Context, path: str, disk: Disk | None = None) -> SourceText | None:
    """Read a file; what is wrong with it becomes problems. None when it cannot be read."""
    where = disk or context.disk
    if known := where.given(path):
        return SourceText(*known)
    problems = len(context.problems)
    source = _read(context, path, where)
    if source is not None and len(context.problems) == problems and not source.failed:
        where.gave(path, source.file.text, source.body, source.value)
    return source


def _read(context: Context, path: str, disk: Disk) -> SourceText | None:
    file, clean = disk.text(path)
    if file is None:
        return None
    text = file.text
    end = len(text)
    start = 1 if text.startswith("\ufeff") else 0
    if not clean:
        return SourceText(file, Span(start, end), failed=True, clean=False)
    parts = split(text[1:] if start else text)
    if parts is None:
        return SourceText(file, Span(start, end))
    fences = Span(parts.open.start + start, parts.close.start + start)
    loaded = _loaded(context, file, fences)
    return SourceText(file, Span(parts.body + start, end), loaded.value, loaded.failed)


def _loaded(context: Context, file: File, span: Span) -> Loaded:
    config = context.config
    loaded = load(file.text[span.start : span.end], config.profile.engine, config.zone)
    strict = config.values.get("strict_front_matter") is True
    for problem in loaded.problems:
        offset = problem.offset + span.start
        fatal = strict and loaded.failed
        context.tell(problem.kind, file.path, problem.message, offset, fatal=fatal)
    return loaded
