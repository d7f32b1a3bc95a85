"""The report of a lint run: what is said, in which format, and where it goes."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jekyll_tools.characters import printable
from jekyll_tools.cli.colour import paint
from jekyll_tools.cli.linting.options import Output
from jekyll_tools.lint.finding import Finding
from jekyll_tools.report import FOR_PEOPLE, Outcome, report
from jekyll_tools.report.by_file import BETWEEN, end, texts
from jekyll_tools.report.tally import Tally

if TYPE_CHECKING:
    from jekyll_tools.cache.kept_report import KeptReport
    from jekyll_tools.cli.linting.run import Run

# What reads these formats knows files by their path from the top of the repository.
FROM_THE_TOP = ("github", "gitlab", "sarif")
TOPS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def check(output: Output) -> None:
    """Refuse what cannot be done before anything else is done; `click.UsageError`."""
    if output.statistics and output.output_format not in ("full", "concise", "json"):
        raise click.UsageError(f"--statistics has no --output-format {output.output_format}")
    file = output.output_file
    if file is not None and not file.absolute().parent.is_dir():
        raise click.UsageError(f"--output-file {file}: there is no folder {file.parent}")


def publish_kept(run: Run, output: Output) -> KeptReport:
    """Say on standard output what a run found, and give it back as it is to be kept."""
    said = _kept_report(run, output)
    _keep_lines(run)
    for text in said.texts():
        click.echo(text, nl=False, color=True)
    return said


def publish(run: Run, output: Output, *, err: bool = False) -> None:
    """Say what a run found, on standard output (with `err` standard error) or in a file."""
    outcome = _outcome(run, output)
    text = _text(outcome, output)
    _keep_lines(run)
    if output.output_file in (None, Path("-")):
        click.echo(text, nl=False, color=True, err=err)
    else:
        output.output_file.write_text(text, "utf-8", errors="backslashreplace")
        if not output.quiet:
            from jekyll_tools.report.summary import summary

            click.echo(f"{summary(outcome)} Written to {output.output_file}.", err=err)
    if output.output_format == "github":
        _summarise(outcome)
    if output.verbose and (output.output_format not in FOR_PEOPLE or output.output_file):
        for path, reasons in outcome.open.items():
            for reason in reasons:
                click.echo(f"open: {printable(f'{path}: {reason}' if path else reason)}", err=True)


def tally_of(report: KeptReport, run: Run) -> Tally:
    """How many findings a report tells of; its run need not know all of them."""
    if run.linted.files is None:
        return Tally.of(run.findings)
    return Tally.sum(part.counts for part in report.parts)


def _kept_report(run: Run, output: Output) -> KeptReport:
    """The report; of files with the findings of the last run it has what was said then."""
    from jekyll_tools.cache.kept_report import FileReport, KeptReport

    outcome, name = _outcome(run, output), output.output_format
    if name not in BETWEEN:
        return KeptReport.whole(report(name, outcome))
    files = (
        FileReport(path, text, Tally.of(findings)) for path, text, findings in texts(name, outcome)
    )
    if run.linted.files is None or run.last is None:
        found = KeptReport.of(files, BETWEEN[name])
    else:
        prefix = _prefix(run.root, output)
        now: dict[str, FileReport | None] = {prefix + path: None for path in run.linted.files}
        found = run.last.revised(now | {each.path: each for each in files})
    last = end(outcome._replace(counted=tally_of(found, run)))
    return found._replace(end=last, marks=run.linted.marks)


def _keep_lines(run: Run) -> None:
    if run.memory is not None and run.linted.files is None:
        run.memory.keep_lines(run.view)


def _text(outcome: Outcome, output: Output) -> str:
    if not output.statistics:
        return report(output.output_format, outcome)
    from jekyll_tools.report.statistics import statistics, statistics_json

    return (statistics_json if output.output_format == "json" else statistics)(outcome)


def _summarise(outcome: Outcome) -> None:
    """What GitHub shows of a step is little; the rest goes into the job's summary."""
    from jekyll_tools.report.github import SUMMARY_LIMIT, step_summary

    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(step_summary(outcome, SUMMARY_LIMIT - file.tell()))


def _outcome(run: Run, output: Output) -> Outcome:
    """The outcome with its paths from the working folder, as one types them."""
    prefix = _prefix(run.root, output)
    only, view = run.only, run.view
    pages = sum(only is None or page.page.path in only for page in view.pages)
    opened = {
        prefix + path: reasons
        for path, reasons in run.linted.open_pages.items()
        if only is None or path in only
    }
    return Outcome(
        tuple(_from(prefix, finding) for finding in run.findings),
        lambda path: run.lines(path.removeprefix(prefix)),
        pages,
        0 if pages or only is None else len(only),
        ({"": tuple(run.site_reasons)} if run.site_reasons else {}) | opened,
        paint(output.color, to_a_file=output.output_file is not None),
        output.quiet,
        output.verbose,
    )


def _prefix(root: Path, output: Output) -> str:
    """What leads from the working folder, or from the top of the repository, to the site."""
    here = Path.cwd()
    tops = [Path(top) for name in TOPS if (top := os.environ.get(name))]
    if output.output_format in FROM_THE_TOP:
        site = root.resolve()
        here = next((top for top in tops if site.is_relative_to(top.resolve())), here)
    relative = Path(os.path.relpath(root.resolve(), here.resolve())).as_posix()
    return "" if relative == "." else f"{relative}/"


def _from(prefix: str, finding: Finding) -> Finding:
    """The finding with its paths as they are from another folder."""
    if not prefix:
        return finding
    fix = finding.fix and finding.fix._replace(
        edits=tuple(part._replace(path=prefix + part.path) for part in finding.fix.edits)
    )
    return finding._replace(
        path=prefix + finding.path,
        fix=fix,
        via=tuple(place._replace(path=prefix + place.path) for place in finding.via),
        pages=tuple(prefix + page for page in finding.pages),
    )
