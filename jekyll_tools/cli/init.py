"""`jt init`: put the hook, the workflow and the configuration into a site."""

from __future__ import annotations

import sys
from importlib.metadata import metadata
from pathlib import Path

import click

from jekyll_tools.cli import CLEAN, FINDINGS


@click.command("init")
@click.argument("site", type=click.Path(file_okay=False, path_type=Path), default=".")
@click.option("--new", is_flag=True, help="Start a minimal site with cards in an empty folder.")
@click.option("-y", "--yes", is_flag=True, help="Write without asking.")
@click.option("--dry-run", is_flag=True, help="Show the changes as a diff; write nothing.")
@click.option("--repository", metavar="URL", help="Where hook and workflow take jt from.")
@click.pass_context
def command(
    ctx: click.Context, site: Path, new: bool, yes: bool, dry_run: bool, repository: str | None
) -> int:
    """Put the pre-commit hook, the GitHub workflow and the configuration into SITE.

    Shows first what it would write, and asks; where nobody can answer it needs --yes and exits
    with 1 without it. What is there already is left alone. How the site keeps its people (one
    list, or a file each and lists of groups; the names of the fields) is found and written down.
    """
    from jekyll_tools.cli.changes import encoded, write_changes
    from jekyll_tools.cli.init_plan import plan_for_new, plan_for_site
    from jekyll_tools.edit.diff import unified_diff

    plan = (plan_for_new if new else plan_for_site)(site, repository or _home())
    if not plan.after:
        click.echo("nothing to do: hook, workflow and configuration are there")
        return CLEAN
    if dry_run or not yes:
        for name, text in plan.after.items():
            click.echo(unified_diff(plan.before.get(name), text, name), nl=False)
    if plan.found:
        click.echo(f"people found: {plan.found}")
    if dry_run:
        return CLEAN
    if not (yes or _agreed()):
        click.echo("nothing was written" + ("" if sys.stdin.isatty() else "; to write: --yes"))
        return FINDINGS
    plan.root.mkdir(parents=True, exist_ok=True)
    after = encoded(plan.after)
    write_changes(plan.root, after, lambda name: plan.before.get(name, ""))
    click.echo(f"wrote {', '.join(plan.after)}")
    if new:
        _build(ctx, site)
    return CLEAN


def _home() -> str:
    """The repository of this jt, as its package says."""
    for entry in metadata("jekyll-tools").get_all("Project-URL", []):
        label, _, url = entry.partition(", ")
        if label == "Repository":
            return str(url)
    raise click.UsageError(
        "this jt does not say where it comes from; --repository https://github.com/OWNER/NAME"
    )


def _agreed() -> bool:
    return sys.stdin.isatty() and click.confirm("Write this?", default=False)


def _build(ctx: click.Context, site: Path) -> None:
    from jekyll_tools.cli.build import command as build

    ctx.invoke(build, source=site)
