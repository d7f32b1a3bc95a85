"""`jt rename-anchor`: an id gets another name, and every link to it follows."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from pathlib import Path
from urllib.parse import quote

from jekyll_tools.elements import Element
from jekyll_tools.kramdown import Heading
from jekyll_tools.lint.finding import FileEdit
from jekyll_tools.lint.page_facts import anchor_names
from jekyll_tools.lint.page_view import PageView
from jekyll_tools.lint.view import SiteView
from jekyll_tools.moves.literal import Sources, literal_edit
from jekyll_tools.moves.plan import MoveError, Plan, edited, open_notes, prove, view_of, with_later
from jekyll_tools.moves.styles_and_scripts import follow
from jekyll_tools.render import Leads
from jekyll_tools.text import Edit

# kramdown 2.4 `parser/kramdown/header.rb`: what `{#id}` after a heading takes.
_ID = re.compile(r"[A-Za-z][\w:-]*")
# Attributes whose value is the id of an element of the same page.
_NAMING = ("for", "aria-controls", "aria-describedby", "aria-labelledby", "list", "form")
# Those of Bootstrap, whose value is a selector.
_SELECTING = ("data-target", "data-bs-target", "data-parent", "data-bs-parent")


def plan_rename(root: Path, path: str, old: str, new: str) -> Plan:
    """Plan that the element `old` on the page of a source file is called `new`.

    Raises `MoveError` where something cannot follow. Nothing is written.
    """
    if not _ID.fullmatch(new):
        raise MoveError(
            f"{new}: is no id that kramdown takes: a letter, then letters, digits, : - _"
        )
    now = view_of(root)
    before = with_later(root, now)
    page = next((p for p in before.pages if p.page.path == path and p.page.file), None)
    if page is None:
        raise MoveError(f"{path}: is no page of this site")
    if new in page.anchors:
        raise MoveError(f'{path}: has an element "{new}" already')
    named = _named(page, old, new)
    renamed = view_of(root, edited(before, named), later=before is not now)
    concerned = [
        page
        for page, after in zip(before.pages, renamed.pages, strict=True)
        if old in page.anchors and old not in after.anchors and new in after.anchors
    ]
    edits, notes = follow(before, concerned, old, new)
    edits |= {*named, *_links(before, {page.page.dest for page in concerned}, old, new)}
    texts = edited(before, edits)
    prove(now, view_of(root, texts), {})
    changes = {path: text.encode() for path, text in texts.items()}
    return Plan(changes, len(edits) - len(named), (*notes, *open_notes(before)))


def _named(page: PageView, old: str, new: str) -> set[FileEdit]:
    """The edits that give the element its new id; it may be shown twice, from one place."""
    path = page.page.path
    found = [e for e in page.elements if old in anchor_names([e])]
    if not found:
        raise MoveError(f'{path}: has no element with the id "{old}"')
    edits = [_own_names(page, element, old, new) for element in found]
    if any(each != edits[0] for each in edits) or (len(found) > 1 and not edits[0]):
        places = [page.origin(element) for element in found]
        lines = {(o.path, page.all.lines(o.path).position(o.start).line) for o in places if o}
        where = ", ".join(f"{path}:{line}" for path, line in sorted(lines))
        message = f'{path}: has {len(found)} elements with the id "{old}" ({where})'
        raise MoveError(f"{message}; give all but one of them another first")
    if edits[0]:
        return edits[0]
    edit = _heading(page, old, new)
    if edit is not None:
        return {edit}
    attribute = next(a for a in found[0].attributes if a.name in ("id", "name") and a.value == old)
    origin = page.origin(attribute) or page.origin(found[0])
    if origin is None:
        raise MoveError(f'{path}: nothing in the files of the site says the id "{old}"')
    at = page.all.lines(origin.path).position(origin.start)
    raise MoveError(f'{origin.path}:{at.line}:{at.column}: the id "{old}" is made here of a value')


def _own_names(page: PageView, element: Element, old: str, new: str) -> set[FileEdit]:
    """The edits of an element's id, and of the `name` that says the same; none where a value is."""
    found = set()
    for attribute in element.attributes:
        if attribute.value == old and attribute.name in ("id", "name"):
            if attribute.name == "name" and element.tag != "a":
                continue
            edit = page.edit(attribute.value_start, attribute.value_end, new)
            if edit is None or page.is_value_at(edit.path, edit.edit.end):
                return set()
            found.add(edit)
    return found


def _heading(page: PageView, old: str, new: str) -> FileEdit | None:
    """`{#new}` after a Markdown heading that got its id from its text."""
    document = page.rendering.document
    for heading in document.headings if document else ():
        if heading.id == old and heading.how == "auto":
            return _with_id(page, heading, new)
    return None


def _with_id(page: PageView, heading: Heading, new: str) -> FileEdit | None:
    expanded = page.rendering.expanded
    line = expanded.text[heading.span.start : heading.span.end].split("\n", 1)[0].rstrip()
    start = heading.span.start
    origins = expanded.origins(start + len(line) - 1, start + len(line))
    if len(origins) != 1 or not origins[0].verbatim:
        return None
    place = origins[0]
    return FileEdit(place.path, Edit(place.end, place.end, f" {{#{new}}}"))


def _links(before: SiteView, lost: Container[str], old: str, new: str) -> Iterator[FileEdit]:
    """The edits of what leads to the element, on all pages; `lost` are the pages it is on."""
    for page in before.pages:
        base = before.urls.baseurl
        own = Sources("", "", page.page.path, page.page.path)
        for reference in page.references:
            target = page.target(reference)
            if target.leads is Leads.PAGE and target.fragment == old and target.dest in lost:
                text = page.html.text[reference.start : reference.end]
                start = reference.start + text.index("#") + 1
                fragment = quote(new, safe=":")
                edit = literal_edit(page, start, reference.end, fragment, base, own)
                edit = edit or _whole(page, reference.start, reference.end, old, new)
                if edit is not None:
                    yield edit
        if page.page.dest in lost:
            yield from _naming(page, old, new)


def _whole(page: PageView, start: int, end: int, old: str, new: str) -> FileEdit | None:
    """A URL that went through a filter, or was made of the link to a source file."""
    for origin in page.html.origins(start, end):
        text = page.all.read(origin.path)
        at = text.find(f"#{old}", origin.start, origin.end)
        if at < 0 and text.startswith(f"#{old}", origin.end):
            at = origin.end
        if at >= 0 and not re.match(r"[\w-]", text[at + 1 + len(old) :][:1]):
            return FileEdit(origin.path, Edit(at + 1, at + 1 + len(old), new))
    return None


def _naming(page: PageView, old: str, new: str) -> Iterator[FileEdit]:
    for element in page.elements:
        for attribute in element.attributes:
            selects = attribute.name in _SELECTING and attribute.value == f"#{old}"
            if selects or (attribute.name in _NAMING and attribute.value == old):
                edit = page.edit(attribute.value_start + selects, attribute.value_end, new)
                if edit is not None:
                    yield edit
