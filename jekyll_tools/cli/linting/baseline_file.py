"""The baseline on the disk: read before a run, and made shorter after it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jekyll_tools.lint.baseline import NAME, read, written
from jekyll_tools.lint.fingerprint import Identity
from jekyll_tools.site.section import SettingsError

if TYPE_CHECKING:
    from jekyll_tools.cli.linting.run import Run

SHOWN = 10  # of the entries that are gone


def known_findings(root: Path) -> tuple[Identity, ...] | None:
    """The baseline of a site; None where there is none. Raises `SettingsError`."""
    text = _text(root)
    return read(text) if text else None


def write_baseline(root: Path, identities: Iterable[Identity]) -> None:
    """Write the baseline of a site; one without findings needs no file."""
    found = tuple(identities)
    before = _text(root)
    data = written(found).encode("utf-8", "backslashreplace") if found else None
    if data is not None or before:
        from jekyll_tools.cli.changes import write_changes

        write_changes(root, {NAME: data}, lambda _: before)


def settle(run: Run, *, quiet: bool) -> None:
    """After a run: say what the baseline hides, and take out of it what is gone.

    Runs about a change leave the file alone, for they may not see the work tree; so do those in
    CI, where nobody would keep it.
    """
    result = run.shown.baseline
    if result is None:
        return
    hidden = count(run.shown.hidden, "finding")
    if run.shown.hidden and not quiet:
        click.echo(f"jt: the baseline hides {hidden} (--no-baseline shows them)", err=True)
    if not result.gone:
        return
    kept = bool(run.start.typed or run.start.before is not None or os.environ.get("CI"))
    if not kept:
        write_baseline(run.root, result.left)
    if not quiet:
        tell_gone(result.gone, "; run `jt baseline`" if kept else f"; {NAME} is shorter by that")


def tell_gone(gone: tuple[Identity, ...], more: str = "") -> None:
    """Say on standard error which findings of the baseline are not there any more."""
    from jekyll_tools.characters import printable

    click.echo(f"jt: {count(len(gone), 'finding')} of the baseline gone{more}", err=True)
    for entry in gone[:SHOWN]:
        click.echo(printable(f"  gone: {entry.path}: {entry.rule}: {entry.message}"), err=True)
    if len(gone) > SHOWN:
        click.echo(f"  and {len(gone) - SHOWN} more", err=True)


def _text(root: Path) -> str:
    try:
        return (root / NAME).read_bytes().decode()
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise SettingsError(f"{NAME}: is not UTF-8; remove it and run `jt baseline`") from error


def count(number: int, noun: str) -> str:
    """`1 finding`, `2 findings`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
