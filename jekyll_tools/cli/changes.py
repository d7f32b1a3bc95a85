"""A set of changed files: shown as a diff, or written, all or none."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import click

from jekyll_tools.edit.diff import unified_diff
from jekyll_tools.edit.write import locked, write_files


@contextmanager
def working_on(root: Path) -> Iterator[None]:
    """Keep every other jt from writing to the site between our reading and our writing."""
    with locked(root) as recovery:
        if recovery is not None:
            click.echo(f"jt: {recovery}", err=True)
        yield


def encoded(texts: Mapping[str, str | None]) -> dict[str, bytes | None]:
    """Texts as what is written; None, for a file that goes, stays None."""
    return {path: None if text is None else text.encode() for path, text in texts.items()}


def show_diff(root: Path, changes: Mapping[str, bytes | None]) -> None:
    """Print what the changes would do; a path without bytes is removed."""
    for path, data in changes.items():
        before = _bytes(root / path)
        try:
            difference = unified_diff(_text(before), _text(data), path)
            # On a terminal control characters would act; `patch` needs them as they are.
            click.echo(_harmless(difference) if sys.stdout.isatty() else difference, nl=False)
        except UnicodeDecodeError:
            verb = "removed" if data is None else "written" if before is None else "replaced"
            click.echo(
                f"{path}: would be {verb} ({len(before or b'' if data is None else data)} bytes)"
            )


def _harmless(text: str) -> str:
    from jekyll_tools.characters import printable

    return "\n".join(printable(line.rstrip("\r")) for line in text.split("\n"))


def write_changes(
    root: Path, changes: Mapping[str, bytes | None], read: Callable[[str], str]
) -> None:
    """Write the changes, all of them or none.

    `read` gives the text of a path that its change was made from. A file that is another by now
    (an editor saved in between) stops it all with an `EditError`.
    """
    top = root.resolve()
    before = {top / path: _before(top / path, read(path)) for path in changes}
    written = write_files({top / path: data for path, data in changes.items()}, before, top)
    for path in written.unlinked:
        click.echo(f"jt: {path}: had a second name (a hard link), which keeps the old content")


def write_both(
    root: Path,
    texts: Mapping[str, bytes | None],
    read: Callable[[str], str],
    files: Mapping[str, bytes | None],
    before: Mapping[str, bytes],
) -> None:
    """Write changed texts as `write_changes` does, and along with them files that are no text.

    `before` has the bytes of the files that existed when they were read.
    """
    top = root.resolve()
    expected = {top / path: _before(top / path, read(path)) for path in texts}
    expected |= {top / path: data for path, data in before.items()}
    write_files({top / path: data for path, data in {**texts, **files}.items()}, expected, top)


def _before(path: Path, text: str) -> bytes | None:
    """The bytes that a file had when it was read as `text`."""
    now = _bytes(path)
    # A picture, or text that is not UTF-8, has no text to compare.
    return now if now is None or not text or "\ufffd" in text else text.encode()


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode()
