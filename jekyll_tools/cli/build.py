"""`jt build`: write the includes that the records ask for."""

from __future__ import annotations

from pathlib import Path

import click

from jekyll_tools.cli import CLEAN, FINDINGS
from jekyll_tools.cli.site_option import site_at, source_option


@click.command("build")
@source_option
@click.option("--check", is_flag=True, help="Write nothing; exit 1 and show what is stale.")
def command(source: Path, check: bool) -> int:
    """Write the card, agenda and organizer includes from the records in _data.

    An include that is up to date is not touched.
    """
    from jekyll_tools.cards.from_site import stale_includes
    from jekyll_tools.cli.changes import show_diff, working_on, write_changes
    from jekyll_tools.exchange.jsonld import stale_event

    with working_on(source):
        site = site_at(source)
        stale: dict[str, bytes | None] = {
            path: text.encode() if text else None
            for path, text in (stale_includes(site) | stale_event(site)).items()
        }
        if not check:
            write_changes(source, stale, site.read)
    if check:
        show_diff(source, stale)
        if stale:
            click.echo(f"{_count(len(stale))} stale; run `jt build`.", err=True)
        return FINDINGS if stale else CLEAN
    for path, data in stale.items():
        click.echo(f"{path}: {'removed' if data is None else 'written'}")
    if not stale:
        click.echo("Every include is up to date.")
    return CLEAN


def _count(number: int) -> str:
    return "1 include is" if number == 1 else f"{number} includes are"
