"""`jt record-schemas`: JSON Schemas of the records, for editors and the rule data-schema."""

from __future__ import annotations

from pathlib import Path

import click

from jekyll_tools.cli import CLEAN, FINDINGS
from jekyll_tools.cli.site_option import site_at, source_option


@click.command("record-schemas")
@source_option
@click.option("--each-person", is_flag=True, help="Where people have files: the line in each, too.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 and show what is stale.")
@click.option("--dry-run", is_flag=True, help="Show the changes as a diff; write nothing.")
def command(source: Path, each_person: bool, check: bool, dry_run: bool) -> int:
    """Write JSON Schemas of the site's records into .jt/schemas, with the site's own fields.

    The data files get a first line that tells editors with the YAML language server (VS Code,
    Neovim …) where they are: completion and errors while typing. From then on `jt build` keeps
    the schemas fresh.
    """
    from jekyll_tools.cards.config import config_of
    from jekyll_tools.cards.people.modeline import schemas_of_files, with_modeline
    from jekyll_tools.cards.people.record_schemas import record_schemas
    from jekyll_tools.cli.changes import show_diff, working_on, write_changes

    with working_on(source):
        site = site_at(source)
        wanted = record_schemas(config_of(site))
        for path, schema in schemas_of_files(site, each_person=each_person).items():
            wanted[path] = with_modeline(site.read(path), path, schema)
        changes: dict[str, bytes | None] = {
            path: text.encode() for path, text in wanted.items() if text != site.read(path)
        }
        if not (check or dry_run):
            write_changes(source, changes, site.read)
    if check or dry_run:
        show_diff(source, changes)
        return FINDINGS if check and changes else CLEAN
    click.echo(
        "".join(f"{path}: written\n" for path in changes) or "Everything is fresh.\n", nl=False
    )
    return CLEAN
