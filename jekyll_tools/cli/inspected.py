"""What each page will become, page by page: looked at in several processes, and let go."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jekyll_tools.cli.sharing import ENOUGH, shared_out

if TYPE_CHECKING:
    from jekyll_tools.lint.look import Looked
    from jekyll_tools.lint.page_view import PageView
    from jekyll_tools.lint.view import SiteView
    from jekyll_tools.text import Traced

Entry = dict[str, Any]


class _Made(NamedTuple):
    """A page's entry, pickled: as objects, those of a large site take ten times the memory."""

    entry: bytes
    looked: Looked


def inspected(source: Path, *, full: bool = False, **overrides: Any) -> Iterator[Entry]:
    """One dictionary for each page or document that Jekyll writes, as `--format jsonl` has it.

    `full` adds `full_ids`, `full_refs` and `full_open`: those of the page with its layouts.
    `overrides` are arguments of `read_site`.
    """
    from jekyll_tools.lint import settings_of
    from jekyll_tools.site import read_site

    site = read_site(source, **overrides)
    view = settings_of(site).view(site)
    yield from entries(view, range(len(view.pages)), full=full)


def entries(view: SiteView, numbers: Sequence[int], *, full: bool = False) -> Iterator[Entry]:
    """The entries of these of `view.pages`, in order."""
    from jekyll_tools.lint.look import outdated

    jobs = 1 if len(numbers) < ENOUGH else None
    view.renderer.prepare()
    # What takes longest comes first, or one process would be left with it at the end.
    order = sorted(numbers, key=lambda number: _length(view.pages[number]), reverse=True)
    parts = shared_out(order, lambda taken: _made(view, taken, full), jobs)
    made = {each.looked.number: each for part in parts for each in part}
    again = set(outdated(view, [each.looked for each in made.values()]))
    for number in numbers:
        # What was written here by this program a moment ago.
        entry = pickle.loads(made.pop(number).entry)
        if number in again:
            _settle(view.pages[number], entry)
        yield entry


def _length(view: PageView) -> int:
    body = view.page.body
    return body.end - body.start


def path_of(view: PageView) -> str | None:
    """A page's source; one that a plugin writes has none."""
    return None if view.page.kind == "generated" else view.page.path


def _made(view: SiteView, numbers: Iterable[int], full: bool) -> list[_Made]:
    """Entries in which fragments of pages that nobody has looked at are taken to be there."""
    from jekyll_tools.lint.look import Looked, sweep

    made = []
    for number in numbers:
        with view.looking_at(number) as page:
            entry = pickle.dumps(_entry(page, full), pickle.HIGHEST_PROTOCOL)
            facts = view.facts(page.page)
            made.append(_Made(entry, Looked(number, facts, (), view.granted.done())))
        sweep()
    return made


def _settle(page: PageView, entry: Entry) -> None:
    """Look up again what was taken for granted, now that all pages are known."""
    for ref in (*entry["refs"], *entry.get("full_refs", ())):
        if ref["status"] == "ok" and "#" in ref["v"]:
            ref["status"] = page.status_of(ref["v"])


def _entry(view: PageView, full: bool) -> Entry:
    rendering = view.rendering
    ids, refs = _facts(view, rendering.content)
    entry = {
        "path": path_of(view),
        "generator": view.page.generator,
        "url": view.page.url,
        "layout": view.page.layout,
        "open": list(rendering.content_open_reasons),
        "ids": ids,
        "refs": refs,
    }
    if full:
        entry["full_ids"], entry["full_refs"] = _facts(view, view.html)
        entry["full_open"] = [*rendering.open_reasons, *_layout_of_a_plugin(view)]
    return entry


def _layout_of_a_plugin(view: PageView) -> Iterator[str]:
    """Why the page around a redirection is not known: jekyll-redirect-from brings its own."""
    of_plugin = view.page.generator == "jekyll-redirect-from" and view.page.layout == "redirect"
    if of_plugin and "redirect" not in view.site.layouts:
        yield "the layout of jekyll-redirect-from"


def _facts(view: PageView, html: Traced) -> tuple[list[str], list[dict[str, Any]]]:
    """The ids of an HTML text, and its references: what, where from, where to."""
    from jekyll_tools.elements import elements
    from jekyll_tools.render import references

    found = view.elements if html is view.html else elements(html.text)
    ids = [element.value("id") for element in found if element.get("id") is not None]
    refs = [
        {
            "tag": reference.tag,
            "attr": reference.attr,
            "v": reference.value,
            "origin": _origin(view, html, reference.start, reference.end),
            "status": view.status(reference),
        }
        for reference in references(found)
    ]
    return ids, refs


def _origin(view: PageView, html: Traced, start: int, end: int) -> str | None:
    origins = html.origins(start, end)
    if not origins:
        return None
    place = origins[-1]
    line, column = view.all.lines(place.path).position(place.start)
    return f"{place.path}:{line}:{column}"
