"""`jt lint`: report what is broken on the site, and fix what can be fixed."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jekyll_tools.cli import CLEAN, FINDINGS
from jekyll_tools.cli.linting.options import Asked
from jekyll_tools.cli.option_group import GroupedCommand, asked
from jekyll_tools.cli.site_option import source_option

if TYPE_CHECKING:
    from jekyll_tools.cli.linting.run import Run
    from jekyll_tools.lint.finding import Finding


@click.command("lint", cls=GroupedCommand)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@source_option
@asked(Asked)
def command(what: Asked) -> int:
    """Report what is broken on a Jekyll site, at its source line.

    With PATHS only the findings in these files and folders, in the context of their whole site.
    `-` reads one file from standard input; see --stdin-filename.
    """
    from jekyll_tools.cli.linting.said import keep, kept

    place = kept(what)
    before = place.before() if place else None
    if before is not None and before.said is not None:
        click.echo(before.said.text, nl=False, color=True)
        return before.said.code
    from jekyll_tools.cli.linting.baseline_file import settle
    from jekyll_tools.cli.linting.report import check, publish
    from jekyll_tools.cli.linting.run import Run

    fixing, output = what.fixing, what.output
    check(output)
    if what.rules.show_settings:
        from jekyll_tools.cli.linting.settings import show_settings

        show_settings(what)
        return CLEAN
    with _alone(what):
        run = Run.of(what, before)
        if fixing.add_ignores is not None:
            return _ignored(run, fixing.add_ignores, what)
        changed = run.fix(unsafe=fixing.unsafe_fixes) if fixing.wanted else {}
        if not fixing.diff and run.start.typed is None:
            run.write(changed)
    if run.start.typed is not None and fixing.wanted:
        return _typed_back(run, run.start.typed, what)
    if fixing.diff:
        from jekyll_tools.cli.changes import encoded, show_diff

        show_diff(what.source, encoded(changed))
        return FINDINGS if changed and not output.exit_zero else CLEAN
    if changed and not output.quiet:
        number = f"{run.repaired} finding{'' if run.repaired == 1 else 's'}"
        click.echo(f"jt: fixed {number} in {', '.join(changed)}", err=True)
    publish(run, output)
    settle(run, quiet=output.quiet)
    code = _exit_code(run.findings, bool(changed), what)
    if place is not None:
        keep(place, run, code)
    return code


def _alone(what: Asked) -> AbstractContextManager[None]:
    """No other jt writes to the site while a run reads it and writes."""
    fixing = what.fixing
    if fixing.diff or not (fixing.wanted or fixing.add_ignores is not None):
        return nullcontext()
    from jekyll_tools.cli.changes import working_on

    return working_on(what.source)


def _ignored(run: Run, reason: str, what: Asked) -> int:
    from jekyll_tools.cli.linting.add_ignores import add_ignores
    from jekyll_tools.cli.linting.report import publish

    if what.fixing.fix or what.fixing.unsafe_fixes or run.start.typed is not None:
        raise click.UsageError("--add-ignores goes with neither --fix nor `-`")
    add_ignores(run, reason, only_show=what.fixing.diff)
    if not what.fixing.diff:
        publish(run, what.output)
    return _exit_code(run.findings, False, what)


def _typed_back(run: Run, path: str, what: Asked) -> int:
    """The text of an editor goes back fixed, or as a diff; what is left to say goes beside it."""
    from jekyll_tools.cli.linting.report import publish
    from jekyll_tools.edit.diff import unified_diff

    out = sys.stdout.buffer
    place = run.start.overlay[path]
    before = place.read_bytes() if isinstance(place, Path) else b""
    after = run.fixed[path].encode() if path in run.fixed else before
    if what.fixing.diff:
        if after != before:
            out.write(unified_diff(before.decode(), after.decode(), path).encode())
        return FINDINGS if after != before and not what.output.exit_zero else CLEAN
    out.write(after)
    publish(run, what.output, err=True)
    return _exit_code(run.findings, after != before, what)


def _exit_code(findings: Iterable[Finding], fixed: bool, what: Asked) -> int:
    levels = ("error",) if what.output.fail_on == "error" else ("error", "warning")
    failed = any(finding.severity in levels for finding in findings)
    if fixed and what.fixing.exit_non_zero_on_fix:
        failed = True
    return FINDINGS if failed and not what.output.exit_zero else CLEAN
