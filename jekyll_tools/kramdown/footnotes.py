"""Footnote markers and the list of footnotes at the end of the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jekyll_tools.kramdown.nodes import Element, Value, made
from jekyll_tools.kramdown.writer import TEXT_RE, escaped

if TYPE_CHECKING:
    from jekyll_tools.kramdown.page import Page


@dataclass(slots=True)
class Note:
    """A footnote that the text refers to, `repeats` times after the first."""

    name: str
    content: Element
    number: int
    repeats: int = 0


@dataclass(slots=True)
class Footnotes:
    """The footnotes in the order in which they are first referred to."""

    first: int
    notes: dict[str, Note] = field(default_factory=dict)
    order: list[Note] = field(default_factory=list)
    place: int | None = None  # number of the piece of the page that they replace


def marker(page: Page, element: Element) -> None:
    """Write the number that refers to a footnote."""
    notes = page.footnotes.notes
    name = page.options.footnote_prefix + element.extra
    repeat = ""
    if note := notes.get(name):
        note.repeats += 1
        repeat = f":{note.repeats}"
    else:
        assert element.target is not None
        note = notes[name] = Note(name, element.target, page.footnotes.first + len(notes))
        page.footnotes.order.append(note)
    start, end = element.start, element.end
    page.out.write('<sup id="', start, end)
    page.out.write(f"fnref:{name}{repeat}", start, end)
    page.out.write('" role="doc-noteref"><a href="', start, end)
    page.out.write(f"#fn:{name}", start, end)
    page.out.write(f'" class="footnote" rel="footnote">{note.number}</a></sup>', start, end)


def write(page: Page) -> None:
    """Write the list of footnotes, which may refer to others in turn."""
    lists = Element("ol")
    if page.footnotes.first != 1:
        lists.attributes["start"] = Value(str(page.footnotes.first))
    order = page.footnotes.order
    for index, note in enumerate(order):  # which grows on the way
        if index == 0:
            page.out.write('<div class="footnotes" role="doc-endnotes">\n')
            page.out.tag("  <ol", lists.attributes, ">\n", lists)
            page.stack.append(lists)
        _note(page, note)
    if order:
        page.stack.pop()
        page.out.write("  </ol>\n</div>\n")


def _note(page: Page, note: Note) -> None:
    item = Element("li", note.content.start, note.content.end)
    item.attributes["id"] = Value(f"fn:{note.name}", item.start, item.end)
    item.attributes["role"] = Value("doc-endnote")
    item.children = list(note.content.children)
    last = _last(item, page.options.footnote_backlink_inline)
    parent = last or Element("p", item.start, item.end)
    if last is None:
        item.children.append(parent)
    kept = parent.children
    parent.children = [*kept, *_backlinks(page, note, last is not None)]
    page.convert(item, 4)
    parent.children = kept


def _last(item: Element, inline: bool) -> Element | None:
    # the paragraph or heading that ends the note, perhaps a nested one
    if not item.children or not (item.children[-1].kind == "p" or inline):
        return None
    parent = item
    while parent.children and parent.children[-1].kind not in ("p", "header"):
        parent = parent.children[-1]
    return parent.children[-1] if parent.children else None


def _backlinks(page: Page, note: Note, space: bool) -> list[Element]:
    if not page.options.footnote_backlink:
        return []
    text = escaped(page.options.footnote_backlink, TEXT_RE)
    found = []
    for repeat in range(note.repeats + 1):
        name = f"{note.name}:{repeat}" if repeat else note.name
        label = f"{text}<sup>{repeat + 1}</sup>" if repeat else text
        before = page.entity(160) if space or repeat else ""
        link = f'<a href="#fnref:{name}" class="reversefootnote" role="doc-backlink">{label}</a>'
        found.append(made("raw", before + link, note.content.start, note.content.end))
    return found
