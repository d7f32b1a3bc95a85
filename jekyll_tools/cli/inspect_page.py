"""`jt inspect`: what a page will become, and where each of its references leads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jekyll_tools.cli.completing import page_paths
from jekyll_tools.cli.sharing import ENOUGH, shared_out
from jekyll_tools.cli.site_option import source_option

if TYPE_CHECKING:
    from jekyll_tools.lint.page_view import PageView
    from jekyll_tools.text import Traced


@click.command("inspect")
@click.argument("pages", nargs=-1, shell_complete=page_paths)
@source_option
@click.option("--format", "shape", type=click.Choice(["text", "jsonl"]), default="text")
def command(pages: tuple[str, ...], source: Path, shape: str) -> int:
    """Show what PAGES (source paths; default: all) will become.

    URL, layout, ids, references with their origins and where each leads, what is open and why.
    A page that a plugin writes has no path but a generator.
    """
    from jekyll_tools.lint import settings_of
    from jekyll_tools.site import read_site

    site = read_site(source)
    view = settings_of(site).view(site)
    found = {_path(page) or "": None for page in view.pages}
    wanted = [page for page in view.pages if not pages or _path(page) in pages]
    for entry in _entries(wanted, full=False):
        click.echo(json.dumps(entry, ensure_ascii=False) if shape == "jsonl" else _text(entry))
    from jekyll_tools.nearest import with_question

    missing = [page for page in pages if page not in found]
    if missing:
        message = f"{missing[0]}: is no page that Jekyll writes"
        raise click.ClickException(with_question(message, missing[0], found))
    return 0


def inspected(source: Path, *, full: bool = False, **overrides: Any) -> Iterator[dict[str, Any]]:
    """One dictionary for each page or document that Jekyll writes, as `--format jsonl` has it.

    `full` adds `full_ids` and `full_refs`: those of the page with its layouts. `overrides` are
    arguments of `read_site`.
    """
    from jekyll_tools.lint import settings_of
    from jekyll_tools.site import read_site

    site = read_site(source, **overrides)
    view = settings_of(site).view(site)
    yield from _entries(view.pages, full=full)


def _entries(pages: Sequence[PageView], *, full: bool) -> Iterator[dict[str, Any]]:
    """The entries of pages in their order; of many pages, made by several processes."""
    if len(pages) < ENOUGH:
        yield from (_entry(page, full) for page in pages)
        return
    pages[0].all.renderer.prepare()
    # What takes longest comes first, or one process would be left with it at the end.
    order = sorted(range(len(pages)), key=lambda n: pages[n].page.body[0] - pages[n].page.body[1])
    parts = shared_out(order, lambda taken: {n: _entry(pages[n], full) for n in taken})
    made = {number: entry for part in parts for number, entry in part.items()}
    yield from (made[number] for number in range(len(pages)))


def _entry(view: PageView, full: bool) -> dict[str, Any]:
    rendering = view.rendering
    ids, refs = _facts(view, rendering.content)
    entry = {
        "path": _path(view),
        "generator": view.page.generator,
        "url": view.page.url,
        "layout": view.page.layout,
        "open": list(rendering.content_open_reasons),
        "ids": ids,
        "refs": refs,
    }
    if full:
        entry["full_ids"], entry["full_refs"] = _facts(view, view.html)
    return entry


def _path(view: PageView) -> str | None:
    """A page's source; one that a plugin writes has none."""
    return None if view.page.kind == "generated" else view.page.path


def _facts(view: PageView, html: Traced) -> tuple[list[str], list[dict[str, Any]]]:
    """The ids of an HTML text, and its references: what, where from, where to."""
    from jekyll_tools.elements import elements
    from jekyll_tools.render import references

    found = elements(html.text)
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


def _text(entry: dict[str, Any]) -> str:
    from jekyll_tools.characters import printable

    name = entry["path"] or f"({entry['generator']})"
    rows = [f"{name} → {entry['url']} (layout: {entry['layout'] or 'none'})"]
    rows += [f"  open: {reason}" for reason in entry["open"]]
    if entry["ids"]:
        rows.append("  ids: " + " ".join(entry["ids"]))
    rows += [
        f"  {r['status']:<15} <{r['tag']} {r['attr']}> {r['v']}  ({r['origin']})"
        for r in entry["refs"]
    ]
    return "\n".join(map(printable, rows))
