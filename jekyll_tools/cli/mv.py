"""`jt mv`: move a file or folder of the site, and every reference to it."""

from __future__ import annotations

import sys
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
    from jekyll_tools.cli.paths import in_site, outside

    for path in (Path.cwd() / given, source.resolve() / given):
        if found := in_site(source, path, follow=False):
            return found
    raise outside(source, given)


def carry_out(source: Path, plan: Plan, *, dry_run: bool) -> int:
    """Write a plan, or show it; what is known of the moved files in the baseline goes along."""
    from jekyll_tools.characters import printable
    from jekyll_tools.cli.changes import show_diff, write_changes

    changes = {**plan.changes, **_baseline(source, plan)}
    edited = [path for path, data in sorted(changes.items()) if data is not None]
    edited = [path for path in edited if _is_edited(source, plan, path)]
    if dry_run:
        _show_moved(source, plan)
        new = {*plan.moved, *plan.moved.values()}
        show_diff(source, {path: changes[path] for path in sorted(changes.keys() - new)})
    else:
        before = {path: _text(source / path) for path in changes}
        write_changes(source, changes, before.__getitem__)
        for path in [path for path, data in changes.items() if data is None]:
            _remove_empty(source, path)
    for note in plan.notes:
        click.echo(printable(f"jt: {note}"), err=True)
    number = f"{plan.references} reference{'' if plan.references == 1 else 's'}"
    files = f" in {len(edited)} file{'' if len(edited) == 1 else 's'}:" if edited else ""
    click.echo(f"{'would edit' if dry_run else 'edited'} {number}{files}", err=dry_run)
    for path in edited:
        click.echo(printable(f"  {path}"), err=dry_run)
    return CLEAN


def _show_moved(source: Path, plan: Plan) -> None:
    """Print the moves as git shows them: both names, and the lines that are others."""
    from jekyll_tools.edit.diff import unified_diff

    for old, new in plan.moved.items():
        click.echo(_shown(f"rename from {old}\nrename to {new}\n"), nl=False)
        data = plan.changes[new]
        before = (source / old).read_bytes()
        if data is not None and data != before:
            shown = unified_diff(before.decode(), data.decode(), new)
            first, second, rest = shown.split("\n", 2)
            del first
            head = unified_diff("x", "", old).partition("\n")[0]
            click.echo(_shown(f"{head}\n{second}\n{rest}"), nl=False)


def _shown(text: str) -> str:
    """On a terminal control characters would act."""
    from jekyll_tools.characters import printable

    if not sys.stdout.isatty():
        return text
    return "\n".join(printable(line.rstrip("\r")) for line in text.split("\n"))


def _is_edited(source: Path, plan: Plan, path: str) -> bool:
    old = {new: old for old, new in plan.moved.items()}.get(path)
    return old is None or (source / old).read_bytes() != plan.changes[path]


def _baseline(source: Path, plan: Plan) -> dict[str, bytes | None]:
    """The baseline after the plan, where it is another."""
    from jekyll_tools.cli.linting.baseline_file import known_findings
    from jekyll_tools.lint.baseline import NAME, written
    from jekyll_tools.lint.carried import Pairs, carried, paired_lines
    from jekyll_tools.site.section import SettingsError

    def pairs(path: str) -> Pairs:
        data = plan.changes.get(plan.moved.get(path, path))
        try:
            return paired_lines(_text(source / path), data.decode()) if data else ()
        except UnicodeDecodeError:
            return ()

    try:
        known = known_findings(source) or ()
    except SettingsError:
        return {}  # `jt lint` says what is wrong with it
    found = carried(known, plan.moved, pairs, plan.base)
    if not found:
        return {}
    text = written(found.get(each, each) for each in known)
    return {NAME: text.encode("utf-8", "backslashreplace")}


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
