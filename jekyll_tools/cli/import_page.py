"""`jt import`: make records and includes of what a page has by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jekyll_tools.cli import CLEAN
from jekyll_tools.cli.site_option import source_option

if TYPE_CHECKING:
    from jekyll_tools.cards.importing.page import PageImport
    from jekyll_tools.cards.people.merge import Prefer


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
    """Turn hand-written cards, agenda and organizers of PAGE into records in _data and includes.

    Every block of cards, agenda and list of organizers becomes one include; the rest of the page
    stays as it is, byte by byte, and so does what no record can hold. One person in two groups
    becomes one record. Where the cards of a person contradict each other nothing is written
    until --prefer says whose word counts.
    """
    from jekyll_tools.cards.from_site import includes_after
    from jekyll_tools.cards.importing.page import plan_page
    from jekyll_tools.cli.changes import encoded, show_diff, working_on, write_changes
    from jekyll_tools.cli.paths import path_in_site
    from jekyll_tools.site import read_site

    with working_on(source):
        site = read_site(source)
        plan = plan_page(site, path_in_site(source, page, site), prefer)
        changes = encoded(plan.changes)
        if changes:
            changes |= includes_after(source, plan.changes)
        if not dry_run:
            write_changes(source, changes, site.read)
    if dry_run:
        show_diff(source, changes)
    for problem in (*plan.left, *plan.notes):
        click.echo(f"{problem}", err=True)
    for line in _told(plan, "would become" if dry_run else "became"):
        click.echo(line)
    if not changes:
        click.echo(f"{page}: has nothing hand-written that a record can hold.")
    return CLEAN


def _told(plan: PageImport, verb: str) -> Iterator[str]:
    cards = plan.cards
    if cards.cards:
        made = f"{cards.people} new records and the includes {', '.join(cards.groups)}"
        yield f"{cards.cards} cards {verb} {made}."
    for piece in plan.pieces:
        what = "sessions" if piece.kind == "agenda" else "organizers"
        stays = f"; {len(piece.left)} pieces of text stay on the page" if piece.left else ""
        yield f"{piece.placed} {what} {verb} {piece.path}{stays}."
