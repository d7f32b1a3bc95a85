"""`jt baseline`: write the findings that there are to a list; later runs report only new ones."""

from __future__ import annotations

from pathlib import Path

import click

from jekyll_tools.cli import CLEAN
from jekyll_tools.cli.site_option import source_option


@click.command("baseline")
@source_option
@click.option("--prune", is_flag=True, help="Only take out what is gone; add nothing.")
def command(source: Path, prune: bool) -> int:
    """Write the findings that there are to .jt-baseline.json; `jt lint` reports only new ones.

    The file survives moved and edited lines and is made to be reviewed and committed. When a
    finding is gone, the next `jt lint` takes it out and says so. --no-baseline shows all.
    """
    from jekyll_tools.cli.linting.baseline_file import (
        count,
        known_findings,
        tell_gone,
        write_baseline,
    )
    from jekyll_tools.cli.linting.options import Asked, Scope
    from jekyll_tools.cli.linting.run import Run
    from jekyll_tools.lint.baseline import NAME
    from jekyll_tools.lint.fingerprint import difference, identities, without
    from jekyll_tools.site.section import SettingsError

    try:
        before = known_findings(source) or ()
    except SettingsError:
        if prune:
            raise
        before = ()  # what nobody can read is written anew
    run = Run.of(Asked((), source, scope=Scope(no_baseline=True)))
    now = identities(run.findings, run.view.lines)
    change = difference(before, now, run.view.site.disk.is_file)
    kept = without(before, change.gone) if prune else now
    write_baseline(source, kept)
    if change.gone:
        tell_gone(change.gone)
    files = len({identity.path for identity in kept})
    what = "no findings, so no file"
    if kept:
        what = f"{count(len(kept), 'finding')} in {count(files, 'file')}"
    added = 0 if prune else len(change.new)
    click.echo(f"{NAME}: {what} ({added} new, {len(change.gone)} gone)")
    return CLEAN
