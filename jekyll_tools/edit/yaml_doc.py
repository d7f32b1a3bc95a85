"""A YAML text while it is edited: its tree, its style, and the proof that an edit is right."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from jekyll_tools.edit.block_place import line_end, line_start
from jekyll_tools.edit.errors import EditError
from jekyll_tools.edit.key_path import Step
from jekyll_tools.edit.yaml_check import Change, check
from jekyll_tools.edit.yaml_nodes import Node, compose
from jekyll_tools.edit.yaml_style import newline_at, style_of
from jekyll_tools.edit.yaml_witness import witness
from jekyll_tools.edit.yaml_write import Writer
from jekyll_tools.text import Edit, Span, apply_edits

Edits = tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Doc:
    """A text whose part `within` is YAML; `root` is None when there is no document."""

    text: str
    within: Span
    root: Node | None
    writer: Writer


def read_doc(text: str, within: Span | None) -> Doc:
    """Read the YAML part of a text, all of it by default."""
    span = within or Span(0, len(text))
    root = compose(text, *span)
    return Doc(text, span, root, Writer(style_of(root)))


def with_or_without_literals(text: str, within: Span | None, make: Callable[[Doc], Edits]) -> Edits:
    """A block literal can be wrong where quotes are not: at the end of a text without line end."""
    doc = read_doc(text, within)
    try:
        return make(doc)
    except EditError:
        try:
            return make(replace(doc, writer=replace(doc.writer, literals=False)))
        except EditError:
            pass
        raise


def proved(doc: Doc, edits: list[Edit], change: Change) -> Edits:
    """The edits, once the text with them was read again and checked."""
    after = apply_edits(doc.text, edits)
    start, end = doc.within.start, doc.within.end + len(after) - len(doc.text)
    try:
        root = compose(after, start, end)
    except EditError as error:
        raise EditError(
            f"the edit would break the file: {error.what}", advice="edit it by hand"
        ) from error
    check(doc.root, root, change)
    if root is not None and change.kind != "remove":
        witness(after[start:end].removeprefix("\ufeff"), root, change.trail)
    return tuple(edits)


def start_document(doc: Doc, value: object) -> Edits:
    """The first value of a file, or of front matter, that has none yet."""
    text, at = doc.text, doc.within.end
    if not isinstance(value, dict | list) or not value:
        raise EditError("the file has no data yet", advice="name a key to set")
    rest = text[doc.root.end : at] if doc.root is not None else ""
    if re.search(r"^(?:---|\.\.\.)", rest, re.MULTILINE):
        raise EditError("the first document of the file is empty", advice="edit it by hand")
    newline = newline_at(text, at)
    lead = "" if at == 0 or text[at - 1] in "\r\n\ufeff" else newline
    lines = newline.join(doc.writer.block(value, 0))
    return proved(doc, [Edit(at, at, lead + lines + newline)], Change("replace", (), None, value))


def empty_front_matter(doc: Doc, root: Node) -> Edits:
    """Without its last key, front matter is just two fences."""
    start = line_start(doc.text, root.start)
    end = line_end(doc.text, root.end)
    newline = re.match(r"\r\n|\n|\r", doc.text[end : end + 2])
    edit = Edit(start, end + (newline.end() if newline else 0), "")
    after = apply_edits(doc.text, [edit])
    left = compose(after, doc.within.start, doc.within.end - (edit.end - edit.start))
    if left is not None and not left.empty:
        raise EditError("the edit would change other values", advice="edit it by hand")
    return (edit,)


def nest(steps: tuple[Step, ...], value: object) -> object:
    """The value inside of mappings that do not exist yet."""
    for step in reversed(steps):
        if not isinstance(step, str):
            raise EditError(f"there is no list for [{step}] yet", advice="append to make one")
        value = {step: value}
    return value


def squash(old: str, new: str) -> Edits:
    """The edits from one text to another, line by line and cut to what differs."""
    if old == new:
        return ()
    start = _common(old, new, lambda text, n: text[:n], min(len(old), len(new)))
    room = min(len(old), len(new)) - start
    end = _common(old, new, lambda text, n: text[len(text) - n :], room)
    before, after = old[start : len(old) - end], new[start : len(new) - end]
    if "\n" not in before or "\n" not in after:
        return (Edit(start, len(old) - end, after),)
    lines, others = before.splitlines(keepends=True), after.splitlines(keepends=True)
    edits: list[Edit] = []
    at = 0
    offsets = [start, *(start + (at := at + len(line)) for line in lines)]
    for tag, a, b, c, d in SequenceMatcher(None, lines, others).get_opcodes():
        if tag != "equal":
            edits += _cut(old, Edit(offsets[a], offsets[b], "".join(others[c:d])))
    return tuple(edits)


def _cut(text: str, edit: Edit) -> Edits:
    """The edit without the characters at its ends that stay."""
    was = text[edit.start : edit.end]
    room = min(len(was), len(edit.text))
    start = _common(was, edit.text, lambda part, n: part[:n], room)
    end = _common(was, edit.text, lambda part, n: part[len(part) - n :], room - start)
    stop = len(edit.text) - end
    return (Edit(edit.start + start, edit.end - end, edit.text[start:stop]),)


def _common(a: str, b: str, part: Callable[[str, int], str], limit: int) -> int:
    """The length of the common start (or end), by halves: characters are compared in C."""
    low, high = 0, limit
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if part(a, middle) == part(b, middle) else (low, middle - 1)
    return low
