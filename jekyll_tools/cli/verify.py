"""`jt verify`: what jt says of a site against what the real Jekyll builds."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import click

from jekyll_tools.cli import CLEAN, FINDINGS
from jekyll_tools.cli.failure import UserError
from jekyll_tools.cli.site_option import site_at

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("verify")
@click.argument("site", type=_FOLDER, default=".")
@click.option("--built", type=_FOLDER, help="Compare with this existing build, as _site.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--timeout", default=600.0, metavar="SECONDS", help="For the build; 600.")
def command(site: Path, built: Path | None, form: str, timeout: float) -> int:
    """Build SITE with the Jekyll of this machine and compare, page by page, with what jt sees.

    URLs, ids, links and image sources, and for every reference whether it leads somewhere. The
    site's own files stay as they are; its Ruby plugins run, as in every build. Exits 0 when all
    is equal, 1 when something differs, 2 when there is no Jekyll or it fails.

    Debian's Jekyll reads YAML with Psych and has Liquid 5, upstream's has SafeYAML and Liquid 4;
    jt follows upstream, so a difference can be Debian's: `bundle install` the site's own gems.
    """
    from dataclasses import replace

    from jekyll_tools.cli.inspected import inspected
    from jekyll_tools.verify import Seconds, VerifyError, build, compare, read_built
    from jekyll_tools.verify.jekyll import GITHUB_PAGES
    from jekyll_tools.verify.output import as_json, as_text

    read = site_at(site)
    start = perf_counter()
    try:
        if built is not None:
            theirs = read_built(built, read.settings.text("url"), read.settings.text("baseurl"))
        else:
            plugins = GITHUB_PAGES if read.profile.pages else ()
            theirs = build(site, plugins=plugins, seconds=timeout)
    except VerifyError as error:
        raise UserError(str(error)) from error
    between = perf_counter()
    ours = list(inspected(site, full=True))
    seconds = Seconds(perf_counter() - between, None if built else between - start)
    theirs = replace(theirs, folders_first=not read.profile.pages)
    agreement = compare(ours, theirs)
    click.echo((as_json if form == "json" else as_text)(agreement, seconds), nl=False)
    return CLEAN if agreement.agrees else FINDINGS
