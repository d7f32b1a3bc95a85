"""The site and its pages as rules see them: what is written, and where each piece comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cached_property

from jekyll_tools.elements import Attribute, Element, elements
from jekyll_tools.lint.finding import FileEdit, Finding, Fix
from jekyll_tools.render import (
    Leads,
    Reference,
    Renderer,
    Rendering,
    Target,
    Urls,
    is_html,
    references,
    target_of,
)
from jekyll_tools.site import ImageSize, Page, Site
from jekyll_tools.text import Edit, File, Lines, Origin, Place, Traced

LONGEST_TAG = 20_000  # code points of a tag that a fix will look at


@dataclass(frozen=True, slots=True)
class Anchors:
    """What a fragment can reach on a written page; `open` says why there may be more."""

    names: frozenset[str]
    open: tuple[str, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether every piece of the page was rendered here."""
        return not self.open


@dataclass(frozen=True, slots=True)
class SourceTag:
    """A tag as it stands in the file `path`; the element's offsets count in `text`, the file's."""

    path: str
    text: str
    element: Element


class SiteView:
    """The whole site; pages are rendered when a rule asks for them, and once.

    `own_hosts` are hosts of the site besides those that its files name; `elsewhere` are globs of
    paths on these hosts that another pipeline publishes.
    """

    def __init__(
        self, site: Site, own_hosts: tuple[str, ...] = (), elsewhere: tuple[str, ...] = ()
    ) -> None:
        self.site = site
        self.elsewhere = elsewhere
        self.urls = Urls(site, own_hosts)
        self.renderer = Renderer(site, self.urls)
        self._anchors: dict[str, Anchors] = {}
        self._views: dict[int, PageView] = {}
        self._lines: dict[str, Lines] = {}

    @cached_property
    def pages(self) -> tuple[PageView, ...]:
        """The pages that Jekyll writes as HTML, in its order."""
        return tuple(self.page(page) for page in self.site.pages if page.written and is_html(page))

    def page(self, page: Page) -> PageView:
        """The view of a page."""
        view = self._views.get(id(page))
        if view is None:
            view = self._views[id(page)] = PageView(self, page)
        return view

    def anchors(self, dest: str) -> Anchors | None:
        """What fragments reach in a written file; None where the file is no HTML."""
        if dest not in self._anchors:
            found = self._read_anchors(dest)
            if found is None:
                return None
            self._anchors[dest] = found
        return self._anchors[dest]

    def _read_anchors(self, dest: str) -> Anchors | None:
        # Several sources may write one file; the last one wins on the disk, but a link to any of
        # their ids is a conflict's fault and not the link's.
        outputs = self.site.outputs.get(dest, ())
        if not dest.endswith((".html", ".htm", ".xhtml")) or not outputs:
            return None
        names: set[str] = set()
        reasons: list[str] = []
        for output in outputs:
            if isinstance(output, Page):
                view = self.page(output)
                names |= view.anchors
                reasons += view.rendering.open_reasons
            else:
                names |= anchor_names(elements(self.site.read(output.path)))
        return Anchors(frozenset(names), tuple(dict.fromkeys(reasons)))

    def may_exist(self, target: Target) -> bool:
        """Whether something that is not known here may be written at a missing path.

        Paths that are declared as another pipeline's are such, and so is every path when a
        plugin of the site's own may write pages.
        """
        declared = any(fnmatchcase(target.path, glob) for glob in self.elsewhere)
        return declared or self.plugins_may_write

    @property
    def plugins_may_write(self) -> bool:
        """Whether a plugin that is not known here may add or move pages."""
        return any(part.kind in ("plugin", "ruby") for part in self.site.open)

    @property
    def theme_is_open(self) -> bool:
        """Whether the site has a theme that is not on the disk."""
        return any(part.kind == "theme" for part in self.site.open)

    @cached_property
    def _by_lower_case(self) -> Mapping[str, str]:
        return {dest.lower(): dest for dest in self.site.outputs}

    def other_case(self, path: str) -> str | None:
        """The path of a written file that differs from `path` in upper and lower case only."""
        found = self._by_lower_case.get(path.lower().lstrip("/"))
        return None if found is None else "/" + found

    @cached_property
    def _by_folder(self) -> Mapping[str, list[str]]:
        folders: dict[str, list[str]] = {}
        for dest in self.site.outputs:
            folder, _, name = ("/" + dest).rpartition("/")
            folders.setdefault(folder, []).append(name)
        return folders

    def names_in(self, folder: str) -> list[str]:
        """The names of the written files in a folder."""
        return self._by_folder.get(folder, [])

    def place(self, container: object, key: object) -> Place | None:
        """Where the value of `container[key]` stands in its file."""
        source = self.site.place_of(container, key)
        if source is None or not isinstance(source.text, File):
            return None
        return Place(source.text.path, source.start, source.end)

    def read(self, path: str) -> str:
        """The text of a file of the site; "" when it is not there."""
        return self.site.read(path)

    def lines(self, path: str) -> Lines:
        """The lines of a file of the site."""
        if path not in self._lines:
            self._lines[path] = Lines(self.read(path))
        return self._lines[path]


class PageView:
    """One page: its HTML as Jekyll writes it, with the way back to the sources."""

    def __init__(self, site: SiteView, page: Page) -> None:
        self.all = site
        self.site = site.site
        self.page = page

    @cached_property
    def rendering(self) -> Rendering:
        """The page as Jekyll renders it."""
        return self.all.renderer.rendering(self.page)

    @property
    def html(self) -> Traced:
        """The HTML that Jekyll writes, layouts included."""
        return self.rendering.full

    @cached_property
    def elements(self) -> list[Element]:
        """The start tags of the HTML, in order."""
        return elements(self.html.text)

    @cached_property
    def anchors(self) -> frozenset[str]:
        """The ids and names that a fragment can reach."""
        return frozenset(anchor_names(self.elements))

    @cached_property
    def references(self) -> list[Reference]:
        """Every URL in the HTML, in order."""
        return references(self.elements)

    def target(self, reference: Reference) -> Target:
        """Where a reference on this page leads."""
        return target_of(reference.value, self.page.url, self.site, self.all.urls)

    def status(self, reference: Reference) -> str:
        """Where a reference leads, in a word: ok, broken, broken-anchor, open, external …"""
        target = self.target(reference)
        if target.leads is Leads.MISSING:
            return "open" if self.all.may_exist(target) else "broken"
        if target.leads is not Leads.PAGE or target.dest is None:
            return target.leads.value
        anchors = self.all.anchors(target.dest) if target.fragment else None
        if anchors is None or target.fragment in anchors.names:
            return "ok"
        return "broken-anchor" if anchors.closed else "open"

    def origin(self, start: int, end: int) -> Origin | None:
        """The place in the files that is to blame for `start:end` of the HTML.

        Of several, a value from data or front matter is named before the template around it:
        that is where the mistake is made. None: nothing in the site's files wrote it.
        """
        origins = self.html.origins(start, end)
        if not origins:
            return None
        return max(origins, key=lambda o: (_is_data(o.path), len(o.via), o.end - o.start))

    def edit(self, start: int, end: int, text: str) -> FileEdit | None:
        """The edit of a file that puts `text` at `start:end` of the HTML.

        None where these characters do not stand in one file, letter by letter.
        """
        origins = self.html.origins(start, end)
        if len(origins) != 1 or not origins[0].verbatim:
            return None
        place = origins[0]
        if self.all.read(place.path)[place.start : place.end] != self.html.text[start:end]:
            return None
        return FileEdit(place.path, Edit(place.start, place.end, text))

    def source_tag(self, where: Element | Attribute) -> SourceTag | None:
        """The tag in a source file that wrote a tag (or an attribute) of the HTML.

        None where it was not written as an HTML tag, letter by letter, in one file.
        """
        start, end = where.start, where.end
        if isinstance(where, Attribute):
            start, end = where.value_start, where.value_end
        origins = [o for o in self.html.origins(start, end) if o.verbatim]
        if not origins:
            return None
        place = origins[0]
        text = self.all.read(place.path)
        found = text.rfind("<", 0, place.start + 1)
        if found < 0:
            return None
        for element in elements(text[found : place.end + LONGEST_TAG])[:1]:
            if element.start == 0 and found + element.end >= place.end:
                return SourceTag(place.path, text, _shifted(element, found))
        return None

    def edit_at(self, source: SourceTag, start: int, end: int, text: str) -> FileEdit:
        """The edit of a source file at `start:end`."""
        return FileEdit(source.path, Edit(start, end, text))

    def image_size(self, reference: Reference) -> ImageSize | None:
        """The size in pixels of the image that a reference shows; None when it is not known."""
        target = self.target(reference)
        if target.dest is None:
            return None
        for output in self.site.outputs.get(target.dest, ()):
            if not isinstance(output, Page):
                return self.site.image_size(output.path)
        return None

    @cached_property
    def card_names(self) -> Mapping[int, str]:
        """Where the photo's tag of a card starts in the HTML → the name on the card."""
        from jekyll_tools.cards.handwritten import photo_names

        return photo_names(self.html.text)

    def finding(
        self,
        where: Element | Attribute | Reference | tuple[int, int],
        message: str,
        help: str = "",  # noqa: A002 the field of a finding has this name
        *,
        fix: Fix | None = None,
        value: str = "",
    ) -> Iterator[Finding]:
        """A finding at the origin of a piece of the HTML; nothing where a theme wrote it."""
        start, end = where if isinstance(where, tuple) else (where.start, where.end)
        origin = self.origin(start, end)
        if origin is not None and self.site.disk.is_file(origin.path):
            yield Finding(
                origin.path,
                origin.start,
                origin.end,
                message,
                help,
                value,
                fix,
                origin.via,
                (self.page.path,),
            )


def anchor_names(found: list[Element]) -> set[str]:
    """The ids of elements, and the names of `<a name>`."""
    names = set()
    for element in found:
        for attribute in element.attributes:
            if attribute.name == "id" or (attribute.name == "name" and element.tag == "a"):
                names.add(attribute.value)
    return names


def _shifted(element: Element, by: int) -> Element:
    attributes = tuple(
        replace(
            a,
            start=a.start + by,
            end=a.end + by,
            value_start=a.value_start + by,
            value_end=a.value_end + by,
        )
        for a in element.attributes
    )
    return replace(element, attributes=attributes, start=element.start + by, end=element.end + by)


def _is_data(path: str) -> bool:
    return path.startswith("_data/") or "/_data/" in path
