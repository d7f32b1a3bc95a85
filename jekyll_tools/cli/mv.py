"""`jt mv`: move a file or folder of the site, and every reference to it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from jekyll_tools.cli import CLEAN
from jekyll_tools.cli.site_option import source_option

if TYPE_CHECKING:
    from jekyll_tools.moves import Plan


@click.command("mv")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new")
@source_option
@click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")
def command(source: Path, old: Path, new: str, dry_run: bool) -> int:
    """Move a page, an image, another file or a folder, and let every reference follow.

    Links in Markdown and HTML, front matter, data and includes, `{% link %}`, `{% post_url %}` and
    `{% include %}` are edited, and links on a page that moves. With jekyll-redirect-from a page
    that leaves its URL gets a `redirect_from`. When a reference cannot follow, nothing is written.
    """
    from jekyll_tools.cli.changes import working_on
    from jekyll_tools.moves import plan_move

    with working_on(source):
        # A slash at the end says that the folder is to be made.
        target = Path(new, old.name) if new.endswith("/") else Path(new)
        plan = plan_move(source, inside(source, old), inside(source, target))
        return carry_out(source, plan, dry_run=dry_run)


def inside(source: Path, given: Path) -> str:
    """A path from the site's root; given from the working folder, else from the site's root."""
    from jekyll_tools.moves import MoveError

    top = source.resolve()
    for path in (Path.cwd() / given, top / given):
        # What is a link itself is not followed.
        full = path.parent.resolve() / path.name if path.name not in ("", "..") else path.resolve()
        if full.is_relative_to(top) and full != top:
            return full.relative_to(top).as_posix()
    raise MoveError(f"{given}: is not in the site at {source}; name the site with --source")


def carry_out(source: Path, plan: Plan, *, dry_run: bool) -> int:
    """Write a plan, or show it."""
    from jekyll_tools.characters import printable
    from jekyll_tools.cli.changes import show_diff, write_changes

    if dry_run:
        show_diff(source, plan.changes)
    else:
        before = {path: _text(source / path) for path in plan.changes}
        write_changes(source, plan.changes, before.__getitem__)
        for path in [path for path, data in plan.changes.items() if data is None]:
            _remove_empty(source, path)
    for note in plan.notes:
        click.echo(printable(f"jt: {note}"), err=True)
    number = f"{plan.references} reference{'' if plan.references == 1 else 's'}"
    click.echo(f"{'would edit' if dry_run else 'edited'} {number}", err=dry_run)
    return CLEAN


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def _remove_empty(source: Path, path: str) -> None:
    folder = (source / path).parent
    while folder != source:
        if folder.exists():  # another file that moved was perhaps the last one in it
            if any(folder.iterdir()):
                return
            folder.rmdir()
        folder = folder.parent
