"""The references of a site's pages to what moves, and of what moves to the rest, as edits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from jekyll_tools.lint.finding import FileEdit
from jekyll_tools.lint.page_view import PageView
from jekyll_tools.lint.view import SiteView
from jekyll_tools.moves.literal import Sources, literal_edit
from jekyll_tools.moves.shared import Wanted, shared_edits
from jekyll_tools.moves.spelling import Aim, from_top, path_in, respelt
from jekyll_tools.render import Leads, Reference, target_of
from jekyll_tools.site import Page


@dataclass(frozen=True)
class Sides:
    """The site before the move, and after it with all references as they were.

    `moved` leads from the path of each file that moves to its new path.
    """

    before: SiteView
    after: SiteView
    moved: Mapping[str, str]

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """The pages after the move by the path of their source, generated pages left out."""
        return {page.path: page for page in self.after.site.pages if page.file is not None}

    @cached_property
    def aims(self) -> Mapping[str, tuple[Aim, str]]:
        """For each written file what stands there, as a URL, and its source (before)."""
        return _aims(self.before)

    @cached_property
    def new_aims(self) -> Mapping[str, Aim]:
        """What is written after the move, by its source."""
        return {source: aim for aim, source in _aims(self.after).values()}

    @cached_property
    def changed(self) -> Mapping[str, tuple[Aim, Aim, str]]:
        """For each written file that goes elsewhere: as what it was, will be, and its source."""
        found = {}
        for dest, (aim, source) in self.aims.items():
            new = self.new_aims.get(self.moved.get(source, source))
            if source in self.moved and new is not None and new != aim:
                found[dest] = aim, new, source
        return found


def _aims(view: SiteView) -> Mapping[str, tuple[Aim, str]]:
    found = {}
    for page in view.site.pages:
        if page.written and page.file is not None:
            found[page.dest] = Aim(page.url, page.dest), page.path
    for file in view.site.static_files:
        if file.written:
            found[file.dest] = Aim(file.url, file.dest), file.path
    return found


def reference_edits(sides: Sides) -> Iterator[FileEdit]:
    """The edits of all literals that lead to another place after the move.

    What is put together from values that follow the move by themselves needs none. Raises
    `MoveError` where a text that several pages show cannot be right on all of them.
    """
    wanted: list[Wanted] = []
    values: set[str] = set()
    for page, after, moves in _pages(sides):
        for reference in page.references:
            edit = _edit(sides, page, after, reference, moves=moves)
            if edit is not None and path_in(_raw(page, reference)).absolute:
                yield edit
            elif edit is not None:
                wanted += _wanted(sides, page, after, reference, edit)
                values.add(_raw(page, reference))
    known = {(id(each.page), each.at) for each in wanted}
    for page, after, _ in _pages(sides) if values else ():
        for reference in page.references:
            if _raw(page, reference) in values and (id(page), reference.start) not in known:
                wanted += _wanted(sides, page, after, reference, None)
    yield from shared_edits(sides.before, wanted)


def _pages(sides: Sides) -> Iterator[tuple[PageView, Page, bool]]:
    """The pages with a source, what they are after the move, and whether they move."""
    for page in sides.before.pages:
        path = page.page.path
        after = sides.pages.get(sides.moved.get(path, path))
        if page.page.file is not None and after is not None:
            yield page, after, after.url != page.page.url or path in sides.moved


def _raw(page: PageView, reference: Reference) -> str:
    return page.html.text[reference.start : reference.end]


def _wanted(
    sides: Sides, page: PageView, after: Page, reference: Reference, edit: FileEdit | None
) -> Iterator[Wanted]:
    """A relative reference as it could be spelt; nothing where it leads nowhere."""
    target = page.target(reference)
    if target.leads is not Leads.PAGE or target.dest is None or target.dest not in sides.aims:
        return
    aim, source = sides.aims[target.dest]
    new = sides.changed.get(target.dest, (aim, aim, source))[1]
    path = path_in(_raw(page, reference))
    start, end = reference.start + path.start, reference.start + path.end
    base = sides.before.urls.baseurl
    text = from_top(path, target.path, aim, new, base)
    top = literal_edit(page, start, end, text, base, _sources(sides, page, source))
    place = edit or top
    if place is not None:
        at = (place.path, place.edit.start, place.edit.end)
        yield Wanted(page, reference.start, after, source, at, edit, top)


def _edit(
    sides: Sides, page: PageView, after: Page, reference: Reference, *, moves: bool
) -> FileEdit | None:
    target = page.target(reference)
    if target.leads is not Leads.PAGE or target.dest is None or target.dest not in sides.aims:
        return None
    if not moves and sides.aims[target.dest][1] not in sides.moved:
        return None
    aim, source = sides.aims[target.dest]
    new = sides.changed.get(target.dest, (aim, aim, source))[1]
    raw = _raw(page, reference)
    path = path_in(raw)
    now = target_of(reference.value, after.url, sides.after.site, sides.after.urls)
    if not path.text or now.dest == new.dest:
        return _source_link(sides, page, reference, source)
    base = sides.before.urls.baseurl
    here = Aim(after.url, after.dest).path
    text = respelt(path, target.path, aim, new, here, base)
    start = reference.start + path.start
    return literal_edit(
        page, start, reference.start + path.end, text, base, _sources(sides, page, source)
    )


def _source_link(
    sides: Sides, page: PageView, reference: Reference, source: str
) -> FileEdit | None:
    """A link to a source file whose URL stays as it is."""
    path = path_in(page.html.text[reference.start : reference.end])
    start, end = reference.start + path.start, reference.start + path.end
    if not path.text or page.edit(start, end, "x") is not None:
        return None
    base = sides.before.urls.baseurl
    return literal_edit(page, start, end, None, base, _sources(sides, page, source))


def _sources(sides: Sides, page: PageView, source: str) -> Sources:
    moved, here = sides.moved, page.page.path
    return Sources(source, moved.get(source, source), here, moved.get(here, here))
