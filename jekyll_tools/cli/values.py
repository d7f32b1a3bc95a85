"""`jt get`, `set`, `unset`, `append`: values of front matter and data files, by key path."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from jekyll_tools.cli import CLEAN
from jekyll_tools.cli.failure import UserError

if TYPE_CHECKING:
    from jekyll_tools.edit.formats import Format
    from jekyll_tools.edit.key_path import KeyPath
    from jekyll_tools.text import Edit

    Change = Callable[[Format, str, KeyPath], tuple[Edit, ...]]

_FILES = click.argument("pattern", metavar="PATH")
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Show the change as a diff; write nothing.")
_AS_JSON = click.option("--json", "as_json", is_flag=True, help="VALUE is JSON.")
_AS_TEXT = click.option(
    "--text", "as_text", is_flag=True, help="VALUE is text, also `3` or `true`."
)


@click.command("get")
@_FILES
@click.argument("key", default="")
@click.option("--json", "as_json", is_flag=True, help="Print JSON, also for a text.")
def get(pattern: str, key: str, as_json: bool) -> int:
    """Print the value under KEY of a page's front matter or of a data file, as Jekyll reads it.

    KEY is written `title`, `authors[0]`, `[name="Song Han"].title`; without it all values are
    printed. PATH may be a pattern, as `_posts/*.md`: then one line a file, after its name. A
    file without the key is passed over; exit 1 when no file has it.
    """
    from jekyll_tools.edit.formats import format_of

    files = _files(pattern)
    found = 0
    for file in files:
        text = _read(file)
        try:
            with _named(file):
                value = format_of(file, text).get(text, _key(key))
        except KeyError:
            continue
        found += 1
        shown = value if isinstance(value, str) and not as_json else _json(value)
        click.echo(shown if len(files) == 1 else f"{file}: {shown}")
    return CLEAN if found else 1


@click.command("set")
@_FILES
@click.argument("key")
@click.argument("value")
@_AS_JSON
@_AS_TEXT
@_DRY_RUN
def set_(pattern: str, key: str, value: str, as_json: bool, as_text: bool, dry_run: bool) -> int:
    """Give KEY this VALUE; nothing else in the file changes.

    A VALUE that is a JSON number, `true`, `false` or `null` is that; anything else is text, and
    is quoted where Jekyll would read something else (`no`, `10:30`, `2024-01-02`).
    """
    wanted = _value(value, as_json, as_text)
    return _change(pattern, key, lambda f, text, path: f.set_value(text, path, wanted), dry_run)


@click.command("append")
@_FILES
@click.argument("key")
@click.argument("value")
@_AS_JSON
@_AS_TEXT
@_DRY_RUN
def append(pattern: str, key: str, value: str, as_json: bool, as_text: bool, dry_run: bool) -> int:
    """Add VALUE to the list under KEY; a KEY of `.` is the list that the file is."""
    wanted = _value(value, as_json, as_text)
    return _change(pattern, key, lambda f, text, path: f.append(text, path, wanted), dry_run)


@click.command("unset")
@_FILES
@click.argument("key")
@_DRY_RUN
def unset(pattern: str, key: str, dry_run: bool) -> int:
    """Take KEY away, with its line."""
    return _change(pattern, key, lambda f, text, path: f.unset(text, path), dry_run)


def _change(pattern: str, key: str, change: Change, dry_run: bool) -> int:
    from jekyll_tools.cli.changes import show_diff, working_on, write_changes
    from jekyll_tools.edit.formats import format_of
    from jekyll_tools.text import apply_edits

    root = Path()
    changes: dict[str, bytes | None] = {}
    with working_on(root):
        texts = {file.as_posix(): _read(file) for file in _files(pattern)}
        for name, text in texts.items():
            with _named(Path(name)):
                edits = change(format_of(name, text), text, _key(key))
            if edits:
                changes[name] = apply_edits(text, edits).encode()
        if not dry_run:
            write_changes(root, changes, texts.__getitem__)
    if dry_run:
        show_diff(root, changes)
    else:
        click.echo(
            "".join(f"{name}: changed\n" for name in changes) or "nothing to change\n", nl=False
        )
    return CLEAN


def _files(pattern: str) -> list[Path]:
    if Path(pattern).is_file():
        return [Path(pattern)]
    found = (
        []
        if Path(pattern).is_absolute()
        else sorted(p for p in Path().glob(pattern) if p.is_file())
    )
    if not found:
        raise UserError(f"{pattern}: no such file")
    return found


def _read(file: Path) -> str:
    from jekyll_tools.edit.read import read_text

    return read_text(file)


def _key(key: str) -> KeyPath:
    from jekyll_tools.edit.key_path import KeyPath

    return KeyPath.parse("" if key == "." else key)


@contextmanager
def _named(file: Path) -> Iterator[None]:
    """An `EditError` inside says which file it is about."""
    from jekyll_tools.edit.errors import EditError

    try:
        yield
    except EditError as error:
        raise error.at(str(file)) from None


def _value(value: str, as_json: bool, as_text: bool) -> object:
    if as_text:
        return value
    try:
        read = json.loads(value)
    except ValueError as error:
        if as_json:
            raise UserError(f"{value}: is no JSON ({error}); a text needs double quotes") from None
        return value
    # A word that JSON knows is that; a list or a mapping has to be asked for.
    return read if as_json or not isinstance(read, (str, list, dict)) else value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)
