"""One page as the rules see it: its HTML, and the way back from there to the sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from jekyll_tools.cards.generated import is_generated
from jekyll_tools.cards.handwritten import photo_names
from jekyll_tools.elements import Attribute, Element, elements, tags
from jekyll_tools.lint.finding import FileEdit, Finding, Fix, Severity
from jekyll_tools.lint.page_facts import anchor_names
from jekyll_tools.lint.records import edit_of_record, record_places
from jekyll_tools.lint.rewritten import Passage, Stages, is_blurred
from jekyll_tools.lint.source_tag import SourceTag, tag_around
from jekyll_tools.render import (
    Leads,
    Reference,
    Rendering,
    Target,
    always_there,
    references,
)
from jekyll_tools.site import ImageSize, Page
from jekyll_tools.text import Edit, Origin, Place, Traced

if TYPE_CHECKING:
    from jekyll_tools.lint.view import SiteView

T = TypeVar("T")


class PageView:
    """One page: its HTML but for some white space, with the way back to the sources."""

    def __init__(self, site: SiteView, page: Page) -> None:
        self.all = site
        self.site = site.site
        self.page = page
        self._lead = site.targets.of
        self._targets: dict[str, Target] = {}
        self._once: dict[Any, tuple[Any, ...]] = {}
        self._passages: dict[tuple[int, int], Passage | None] = {}

    @cached_property
    def rendering(self) -> Rendering:
        """The page as Jekyll renders it."""
        return self.all.renderer.rendering(self.page)

    @property
    def html(self) -> Traced:
        """The HTML that is looked at, layouts included: see `Rendering.shown`."""
        return self.rendering.shown

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

    @cached_property
    def live_references(self) -> list[Reference]:
        """The URLs that count as they stand: in a `<template>` a script fills them in first."""
        if not any(element.tag == "template" for element in self.elements):
            return self.references
        inside, depth = set(), 0
        for tag in tags(self.html.text):
            if tag.tag == "template":
                depth = max(depth + (-1 if tag.closing else 1), 0)
            elif depth:
                inside.add(tag.start)
        return [each for each in self.references if each.element.start not in inside]

    @cached_property
    def led(self) -> list[tuple[Reference, Target]]:
        """The live references, each with where it leads."""
        return [(each, self._target(each.value)) for each in self.live_references]

    def once(self, find: Callable[[PageView], Iterable[T]]) -> tuple[T, ...]:
        """What a function finds on this page: the rules of a family share it."""
        if find not in self._once:
            self._once[find] = tuple(find(self))
        return self._once[find]

    def target(self, reference: Reference) -> Target:
        """Where a reference on this page leads."""
        return self._target(reference.value)

    def _target(self, value: str) -> Target:
        found = self._targets.get(value)
        if found is None:
            found = self._targets[value] = self._lead(value, self.page.url, self.site)
        return found

    def status(self, reference: Reference) -> str:
        """Where a reference leads, in a word: ok, broken, broken-anchor, open, external …"""
        return self.status_of(reference.value)

    def status_of(self, value: str) -> str:
        """The status of a reference by its value, for which the page is not rendered."""
        target = self._target(value)
        if target.leads is Leads.MISSING:
            return "open" if self.all.may_exist(target) else "broken"
        if target.leads is not Leads.PAGE or target.dest is None:
            return target.leads.value
        fragment = target.fragment or ""
        anchors = self.all.anchors(target.dest, fragment) if fragment else None
        if anchors is None or fragment in anchors.names or always_there(fragment):
            return "ok"
        return "broken-anchor" if anchors.closed else "open"

    def origin(self, where: Element | Attribute | Reference | tuple[int, int]) -> Origin | None:
        """The place in the files that is to blame for a piece of the HTML.

        Of several, a value from data or front matter is named before the template around it:
        that is where the mistake is made. None: nothing in the site's files wrote it.
        """
        if isinstance(where, Element):
            # A tag is written piece by piece, values among them: what wrote its `<` wrote it.
            place = self._passage(where.start, where.end)
            if place is None:
                return None
            head = max(place.head(), key=self._tag_blame, default=None)
            return next((each for each in place.origins if head and _holds(each, head)), head)
        if isinstance(where, Attribute):
            where = where.value_start, where.value_end
        elif isinstance(where, Reference):
            where = where.start, where.end
        place = self._passage(*where)
        return max(place.origins, key=self._blame, default=None) if place else None

    def _passage(self, start: int, end: int) -> Passage | None:
        span = start, end
        if span not in self._passages:  # a rule asks for it, and again for its finding
            self._passages[span] = self._stages.passage(start, end)
        return self._passages[span]

    @cached_property
    def _stages(self) -> Stages:
        return Stages(self.html, self.rendering.stages)

    def is_value(self, origin: Origin) -> bool:
        """Whether a place holds a value: see `is_value_at`."""
        return self.is_value_at(origin.path, origin.end)

    def is_value_at(self, path: str, at: int) -> bool:
        """Whether a place is in a data file, or in the front matter of a page or layout."""
        if self.site.is_data(path):
            return True
        return self.all.is_front_matter(path, at)

    def edit(self, start: int, end: int, text: str) -> FileEdit | None:
        """The edit of a file that puts `text` at `start:end` of the HTML.

        None where these characters do not stand in one file, letter by letter.
        """
        if is_blurred(self.html, start, end):
            return None
        place = self._literal(self.html.origins(start, end), self.html.text[start:end])
        if place is None:
            return None
        source = self.all.read(place.path)
        if is_generated(source):
            # What `jt build` wrote is changed in the records, or the next build undoes it.
            return edit_of_record(self.all, source, self.html.text, start, end, text)
        return FileEdit(place.path, Edit(place.start, place.end, text))

    def is_verbatim(self, start: int, end: int) -> bool:
        """Whether `start:end` of the HTML stands in one file, letter by letter."""
        place = self._passage(start, end)
        return bool(place and self._literal(place.origins, self.html.text[start:end]))

    def _literal(self, origins: list[Origin], text: str) -> Origin | None:
        if len(origins) != 1 or not origins[0].verbatim:
            return None
        place = origins[0]
        return place if self.all.read(place.path)[place.start : place.end] == text else None

    def source_tag(self, where: Element | Attribute) -> SourceTag | None:
        """The tag in a source file that wrote a tag (or an attribute) of the HTML.

        None where it was not written as an HTML tag, letter by letter, in one file.
        """
        start, end = where.start, where.end
        if isinstance(where, Attribute):
            start, end = where.value_start, where.value_end
        if is_blurred(self.html, start, end):
            return None
        origins = [o for o in self.html.origins(start, end) if o.verbatim]
        if not origins:
            return None
        place = origins[0]
        return tag_around(place.path, self.all.read(place.path), place.start, place.end)

    def is_literal(self, attribute: Attribute) -> bool:
        """Whether an attribute stands as it is in a tag of a source file."""
        source = self.source_tag(attribute)
        found = source.element.get(attribute.name) if source else None
        return found is not None and found.value == attribute.value

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
        return photo_names(self.html.text)

    def finding(
        self,
        where: Element | Attribute | Reference | tuple[int, int],
        message: str,
        help: str = "",  # noqa: A002 the field of a finding has this name
        *,
        fix: Fix | None = None,
        value: str = "",
        severity: Severity = Severity.ERROR,
    ) -> Iterator[Finding]:
        """A finding at the origin of a piece of the HTML; nothing where a theme wrote it.

        `severity` makes one finding of a rule milder than the rule is.
        """
        origin = None if self.all.plugins_may_rewrite else self.origin(where)
        if origin is not None and self.site.disk.is_file(origin.path):
            place, via = Place(origin.path, origin.start, origin.end), origin.via
            if isinstance(where, Reference):
                record = self._record(origin, where.value)
                place, via = (record, (place, *via)) if record else (place, via)
            pages = (self.page.path,)
            start, end = place.start, place.end
            said = message, help, value, fix, via, pages
            yield Finding(place.path, start, end, *said, severity=severity)

    def _record(self, origin: Origin, value: str) -> Place | None:
        """The value of a record that a generated include shows."""
        if not origin.path.startswith("_includes/"):
            return None
        text = self.all.read(origin.path)
        return (
            next(iter(record_places(self.all, text, value)), None) if is_generated(text) else None
        )

    def _tag_blame(self, origin: Origin) -> tuple[bool, int, int]:
        """How likely an origin is the template that wrote a tag."""
        return not self.is_value(origin), len(origin.via), origin.end - origin.start

    def _blame(self, origin: Origin) -> tuple[bool, bool, int, bool, int]:
        """How likely an origin is to blame: settings last, data first, values before templates."""
        return (
            origin.path != "_config.yml",
            self.site.is_data(origin.path),
            len(origin.via),
            origin.verbatim,
            origin.end - origin.start,
        )


def _holds(piece: Origin, head: Origin) -> bool:
    return piece.path == head.path and piece.start <= head.start < piece.end
