"""What the rules of other pages and of the site may ask of a page: small, and without its text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from jekyll_tools.elements import Element
from jekyll_tools.kramdown import automatic_id

if TYPE_CHECKING:
    from jekyll_tools.lint.page_view import PageView

SCRIPTED = "a script that reads the fragment"


class Anchors(NamedTuple):
    """What a fragment can reach on a written page; `open` says why there may be more."""

    names: frozenset[str]
    open: tuple[str, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether every piece of the page was rendered here."""
        return not self.open


class PageFacts(NamedTuple):
    """The facts of one written page; they can be pickled, and outlive its rendering.

    `names` are the ids and names that a fragment can reach, `open` says why there may be more.
    `automatic` are the ids that kramdown made for headings; `replaced` pairs the automatic id
    that a heading would have with the id of its own. `shows` are the written files that are no
    pages and that the page refers to. `scripted`: a script of the page reads the fragment, which
    then need not be an id.
    """

    names: frozenset[str]
    open: tuple[str, ...] = ()
    automatic: tuple[str, ...] = ()
    replaced: tuple[tuple[str, str], ...] = ()
    shows: tuple[str, ...] = ()
    scripted: bool = False

    @property
    def anchors_open(self) -> tuple[str, ...]:
        """Why a fragment that is among no `names` may still do something."""
        return (*self.open, SCRIPTED) if self.scripted else self.open


def facts_of(page: PageView) -> PageFacts:
    """The facts of a page, which is rendered for it."""
    document = page.rendering.document
    headings = document.headings if document else ()
    options = page.all.renderer.options
    targets = (page.target(reference).dest for reference in page.references)
    return PageFacts(
        page.anchors,
        page.rendering.open_reasons,
        tuple(h.id for h in headings if h.id and h.how == "auto"),
        tuple(
            (automatic_id(h.text, options), h.id)
            for h in headings
            if h.id and h.how in ("explicit", "ial")
        ),
        tuple({dest: None for dest in targets if dest and not dest.endswith(".html")}),
        reads_fragment(page.html.text),
    )


def reads_fragment(html: str) -> bool:
    """Whether a script in an HTML text reads the fragment: `/browse.html#Trees` may be a search."""
    return "location.hash" in html


def anchor_names(found: list[Element]) -> set[str]:
    """The ids of elements, and the names of `<a name>`."""
    names = set()
    for element in found:
        for attribute in element.own:
            if attribute.name == "id" or (attribute.name == "name" and element.tag == "a"):
                names.add(attribute.value)
    return names
