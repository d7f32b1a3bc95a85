"""`jt import`: make records and includes of the cards that a page has by hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jekyll_tools.cli import CLEAN
from jekyll_tools.cli.site_option import source_option

if TYPE_CHECKING:
    from jekyll_tools.cards.import_ import Import
    from jekyll_tools.cards.merge import Prefer
    from jekyll_tools.site import Site


@click.command("import")
@click.argument("page", type=click.Path(path_type=Path))
@source_option
@click.option(
    "--prefer",
    type=click.Choice(["first", "last", "each"]),
    help="Whose word counts where cards of one person differ; each: every group keeps its own.",
)
@click.option("--dry-run", is_flag=True, help="Show the changes as a diff; write nothing.")
def command(page: Path, source: Path, prefer: Prefer | None, dry_run: bool) -> int:
    """Turn the hand-written cards of PAGE into records in _data and includes.

    Every block of cards becomes one include; the rest of the page stays as it is, byte by byte.
    One person in two groups becomes one record. Where the cards of a person contradict each
    other nothing is written until --prefer says whose word counts.
    """
    from jekyll_tools.cards.from_site import includes_after
    from jekyll_tools.cli.changes import show_diff, working_on, write_changes
    from jekyll_tools.site import read_site

    with working_on(source):
        site = read_site(source)
        plan = _planned(site, source, page, prefer)
        changes: dict[str, bytes | None] = {p: text.encode() for p, text in plan.changes.items()}
        if changes:
            changes |= includes_after(source, plan.changes)
        if not dry_run:
            write_changes(source, changes, site.read)
    if dry_run:
        show_diff(source, changes)
    for problem in (*plan.left, *plan.notes):
        click.echo(f"{problem}", err=True)
    verb = "would become" if dry_run else "became"
    if plan.cards:
        made = f"{plan.people} new records and the includes {', '.join(plan.groups)}"
        click.echo(f"{plan.cards} cards {verb} {made}.")
    else:
        click.echo(f"{page}: has no hand-written cards that a record can hold.")
    return CLEAN


def _planned(site: Site, source: Path, page: Path, prefer: Prefer | None) -> Import:
    from jekyll_tools.cards.build import people_of
    from jekyll_tools.cards.from_site import content_of
    from jekyll_tools.cards.import_ import plan_import
    from jekyll_tools.cli.paths import path_in_site
    from jekyll_tools.text import File

    path = path_in_site(source, page, site)
    content = content_of(site)
    kept = [name for name in (content.config.people, "_config.yml") if site.disk.is_file(name)]
    texts = {name: site.read(name) for name in kept}
    return plan_import(
        File(path, site.read(path)), people_of(content), texts, content.config, prefer
    )
