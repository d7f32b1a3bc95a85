"""`jt list-speakers`: the people of a site."""

from __future__ import annotations

from pathlib import Path

import click

from jekyll_tools.cli import CLEAN
from jekyll_tools.cli.site_option import source_option


@click.command("list-speakers")
@source_option
@click.option("--group", default="", help="Only the people of this group, in its order.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    help="For people, for programs, for a spreadsheet; default: table.",
)
def command(source: Path, group: str, form: str) -> int:
    """List the people of the site as their cards show them."""
    from jekyll_tools.cards.build import people_of
    from jekyll_tools.cards.from_site import content_of
    from jekyll_tools.cards.people import listing
    from jekyll_tools.cli.failure import UserError
    from jekyll_tools.cli.people.known import require_people
    from jekyll_tools.site import read_site

    site = read_site(source)
    content = content_of(site)
    require_people(site, content.config)
    people = people_of(content)
    if group and group not in people.groups:
        raise UserError(f"there is no group {group!r}; there are {', '.join(people.groups)}")
    shown = listing.chosen(people, group)
    write = {
        "table": listing.as_table,
        "json": listing.as_json,
        "csv": listing.as_csv,
    }[form]
    click.echo(write(shown), nl=False)
    return CLEAN
