"""`jt doctor`: what a site is, and what Jekyll does with it without a word."""

from __future__ import annotations

from pathlib import Path

import click

from jekyll_tools.cli import CLEAN, FINDINGS


@click.command("doctor")
@click.argument("site", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option("-v", "--verbose", is_flag=True, help="Leave nothing out.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto")
def command(site: Path, verbose: bool, form: str, color: str) -> int:
    """Examine SITE on one screen, for someone who has just taken it over.

    What kind of site it is, what cannot be known without building it, what GitHub Pages would
    not run, settings that do nothing, files that are published perhaps by mistake, content that
    is not, the largest files, what Jekyll takes without a word, and what to do next.

    Reads, and writes nothing. Exits 0 when there is nothing to put right, else 1.
    """
    from jekyll_tools.cli.colour import paint
    from jekyll_tools.cli.linting.options import Asked, Scope
    from jekyll_tools.cli.linting.run import Run
    from jekyll_tools.doctor import diagnose
    from jekyll_tools.doctor.text import as_json, as_text

    run = Run.of(Asked((), site, scope=Scope(no_baseline=True)))
    diagnosis = diagnose(run.view, run.findings, run.linted.open_pages)
    if form == "json":
        click.echo(as_json(diagnosis), nl=False)
    else:
        click.echo(as_text(diagnosis, paint(color), everything=verbose), nl=False, color=True)
    return CLEAN if diagnosis.healthy else FINDINGS
