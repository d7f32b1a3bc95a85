"""`jt lint`: report what is broken on the site, and fix what can be fixed."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jekyll_tools.cli import CLEAN, FINDINGS
from jekyll_tools.cli.site_option import source_option

if TYPE_CHECKING:
    from jekyll_tools.cli.lint_run import Run

FORMATS = ("full", "concise", "json", "github")


@click.command("lint")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@source_option
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules (ALL: every one).")
@click.option("--extend-select", multiple=True, metavar="RULES", help="These rules as well.")
@click.option("--ignore", multiple=True, metavar="RULES", help="All rules but these.")
@click.option("--fix", "fix", is_flag=True, help="Fix what can be fixed safely.")
@click.option("--unsafe-fixes", is_flag=True, help="Also fix what changes more than the defect.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; write nothing.")
@click.option(
    "--output-format",
    type=click.Choice(FORMATS),
    default="full",
    show_default=True,
    envvar="JT_OUTPUT_FORMAT",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even when there are findings.")
@click.option(
    "-v", "--verbose", is_flag=True, help="Also say which pages are not fully known, and why."
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colours; auto: on a terminal, unless NO_COLOR is set.",
)
def command(
    paths: tuple[Path, ...],
    source: Path,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    output_format: str,
    exit_zero: bool,
    verbose: bool,
    color: str,
) -> int:
    """Report what is broken on a Jekyll site, at its source line.

    With PATHS only the findings in these files and folders, in the context of their whole site.
    """
    from jekyll_tools.cli.changes import show_diff, working_on
    from jekyll_tools.cli.colour import paint
    from jekyll_tools.cli.lint_run import Run

    fixing = fix or unsafe_fixes or diff
    with working_on(source) if fixing and not diff else nullcontext():
        run = Run.of(source, paths, select=select, extend=extend_select, ignore=ignore)
        changed = run.fix(unsafe=unsafe_fixes) if fixing else {}
        if not diff:
            run.write(changed)
    if diff:
        show_diff(source, {path: text.encode() for path, text in changed.items()})
        return FINDINGS if changed and not exit_zero else CLEAN
    click.echo(run.report(output_format, paint(color)), nl=False, color=True)
    if verbose:
        _say_what_is_open(run)
    return FINDINGS if run.findings and not exit_zero else CLEAN


def _say_what_is_open(run: Run) -> None:
    for reason in run.site_reasons:
        click.echo(f"open: {reason}")
    for path, reasons in run.open_pages.items():
        for reason in reasons:
            click.echo(f"open: {path}: {reason}")
