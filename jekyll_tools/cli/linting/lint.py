"""`jt lint`: report what is broken on the site, and fix what can be fixed."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jekyll_tools.cli import CLEAN, FINDINGS
from jekyll_tools.cli.linting.options import Asked
from jekyll_tools.cli.option_group import GroupedCommand, asked
from jekyll_tools.cli.site_option import source_option

if TYPE_CHECKING:
    from jekyll_tools.cache.whole import Before, Kept
    from jekyll_tools.cli.linting.run import Run
    from jekyll_tools.report.tally import Tally


@click.command("lint", cls=GroupedCommand)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@source_option
@asked(Asked)
def command(what: Asked) -> int:
    """Report what is broken on a Jekyll site, at its source line.

    With PATHS only the findings in these files and folders of the site, in the context of all of
    it; a site elsewhere is named with --source. `-` reads one file from standard input; see
    --stdin-filename.
    """
    if what.output.watch:
        from jekyll_tools.cli.linting.watch import watch

        watch(what)
    from jekyll_tools.cli.linting.last_report import kept

    place = kept(what)
    before = place.before() if place else None
    if before is not None and before.standing is not None:
        for text in before.standing.texts():
            click.echo(text, nl=False, color=True)
        return before.standing.code
    return _linted(what, place, before)


def _linted(what: Asked, place: Kept | None, before: Before | None) -> int:
    """Lint the site, fix what is to be fixed, and say what is left; the exit code."""
    from jekyll_tools.cli.linting.baseline_file import settle
    from jekyll_tools.cli.linting.report import check, publish
    from jekyll_tools.cli.linting.run import Run
    from jekyll_tools.report.tally import Tally

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
        if what.scope.staged:
            run.require_staged(changed)
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
    if place is not None:
        return _said_and_kept(run, place, what)
    publish(run, output)
    settle(run, quiet=output.quiet)
    return _exit_code(Tally.of(run.findings), bool(changed), what)


def _said_and_kept(run: Run, place: Kept, what: Asked) -> int:
    """What a run found is said, and kept to be said again."""
    from jekyll_tools.cli.linting.baseline_file import settle
    from jekyll_tools.cli.linting.last_report import keep
    from jekyll_tools.cli.linting.report import publish_kept, tally_of

    said = publish_kept(run, what.output)
    settle(run, quiet=what.output.quiet)
    code = _exit_code(tally_of(said, run), False, what)
    keep(place, run, said._replace(code=code))
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
    from jekyll_tools.report.tally import Tally

    if what.fixing.fix or what.fixing.unsafe_fixes or run.start.typed is not None:
        raise click.UsageError("--add-ignores goes with neither --fix nor `-`")
    add_ignores(run, reason, only_show=what.fixing.diff)
    if not what.fixing.diff:
        publish(run, what.output)
    return _exit_code(Tally.of(run.findings), False, what)


def _typed_back(run: Run, path: str, what: Asked) -> int:
    """The text of an editor goes back fixed, or as a diff; what is left to say goes beside it."""
    from jekyll_tools.cli.linting.report import publish
    from jekyll_tools.edit.diff import unified_diff
    from jekyll_tools.report.tally import Tally

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
    return _exit_code(Tally.of(run.findings), after != before, what)


def _exit_code(tally: Tally, fixed: bool, what: Asked) -> int:
    failed = tally.errors > 0 or (tally.warnings > 0 and what.output.fail_on != "error")
    if fixed and what.fixing.exit_non_zero_on_fix:
        failed = True
    return FINDINGS if failed and not what.output.exit_zero else CLEAN
