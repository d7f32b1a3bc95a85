"""`jt lint`: report what is broken on the site, and fix what can be fixed."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jekyll_tools.cli import CLEAN, FINDINGS
from jekyll_tools.cli.lint_options import Asked
from jekyll_tools.cli.option_group import GroupedCommand, asked
from jekyll_tools.cli.site_option import source_option

if TYPE_CHECKING:
    from jekyll_tools.cli.lint_run import Run


@click.command("lint", cls=GroupedCommand)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@source_option
@asked(Asked)
def command(what: Asked) -> int:
    """Report what is broken on a Jekyll site, at its source line.

    With PATHS only the findings in these files and folders, in the context of their whole site.
    """
    from jekyll_tools.cli.changes import show_diff, working_on
    from jekyll_tools.cli.colour import paint
    from jekyll_tools.cli.lint_run import Run

    fixing, output = what.fixing, what.output
    with working_on(what.source) if fixing.wanted and not fixing.diff else nullcontext():
        run = Run.of(what)
        changed = run.fix(unsafe=fixing.unsafe_fixes) if fixing.wanted else {}
        if not fixing.diff:
            run.write(changed)
    if fixing.diff:
        show_diff(what.source, {path: text.encode() for path, text in changed.items()})
        return FINDINGS if changed and not output.exit_zero else CLEAN
    click.echo(run.report(output.output_format, paint(output.color)), nl=False, color=True)
    if output.verbose:
        _say_what_is_open(run)
    return FINDINGS if run.findings and not output.exit_zero else CLEAN


def _say_what_is_open(run: Run) -> None:
    for reason in run.site_reasons:
        click.echo(f"open: {reason}")
    for path, reasons in run.open_pages.items():
        for reason in reasons:
            click.echo(f"open: {path}: {reason}")
