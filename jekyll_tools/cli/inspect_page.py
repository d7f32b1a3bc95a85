"""`jt inspect`: what a page will become, and where each of its references leads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from jekyll_tools.cli.completing import page_paths
from jekyll_tools.cli.site_option import site_at, source_option


@click.command("inspect")
@click.argument("pages", nargs=-1, shell_complete=page_paths)
@source_option
@click.option("--format", "shape", type=click.Choice(["text", "jsonl"]), default="text")
def command(pages: tuple[str, ...], source: Path, shape: str) -> int:
    """Show what PAGES (source paths or URLs; default: all) will become.

    URL, layout, ids, references with their origins and where each leads, what is open and why.
    A page that a plugin writes has no path but a generator.
    """
    from jekyll_tools.cli.inspected import entries, path_of
    from jekyll_tools.lint import settings_of

    site = site_at(source)
    view = settings_of(site).view(site)
    names = [(path_of(page) or "", page.page.url) for page in view.pages]
    wanted = [number for number, own in enumerate(names) if not pages or {*own} & {*pages}]
    for entry in entries(view, wanted):
        click.echo(json.dumps(entry, ensure_ascii=False) if shape == "jsonl" else _text(entry))
    from jekyll_tools.nearest import with_question

    found = [path for path, _ in names]
    missing = [page for page in pages if not any(page in own for own in names)]
    if missing:
        message = f"{missing[0]}: is no page that Jekyll writes"
        raise click.ClickException(with_question(message, missing[0], found))
    return 0


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
