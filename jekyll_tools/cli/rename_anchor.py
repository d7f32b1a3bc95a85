"""`jt rename-anchor`: give an element of a page another id, and let every link follow."""

from __future__ import annotations

from pathlib import Path

import click

from jekyll_tools.cli.site_option import source_option


@click.command("rename-anchor")
@click.argument("where", metavar="PAGE#OLD")
@click.argument("new")
@source_option
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
def command(source: Path, where: str, new: str, dry_run: bool) -> int:
    """Rename the id OLD on PAGE (a source file), and every link that leads there.

    A heading whose id comes from its text gets one of its own: `## Heading {#new}`.
    """
    from jekyll_tools.cli.changes import working_on
    from jekyll_tools.cli.mv import carry_out, inside
    from jekyll_tools.moves import plan_rename

    page, _, old = where.partition("#")
    if not page or not old:
        raise click.UsageError(f"{where}: write it as PAGE#OLD, as venue.md#rooms")
    with working_on(source):
        plan = plan_rename(source, inside(source, Path(page)), old, new.removeprefix("#"))
        return carry_out(source, plan, dry_run=dry_run)
