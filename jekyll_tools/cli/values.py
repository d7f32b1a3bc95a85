"""`jt get`, `set`, `unset`, `append`: values of front matter and data files, by key path."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jekyll_tools.cli import CLEAN
from jekyll_tools.cli.failure import UserError

if TYPE_CHECKING:
    from jekyll_tools.edit.formats import Format
    from jekyll_tools.edit.key_path import KeyPath
    from jekyll_tools.text import Edit

    Change = Callable[[Format, str, KeyPath], tuple[Edit, ...]]

_FILES = click.argument("patterns", metavar="PATH...", nargs=-1, required=True)
_DRY_RUN = click.option("--dry-run", is_flag=True, help="Show the change as a diff; write nothing.")
_AS_JSON = click.option("--json", "as_json", is_flag=True, help="VALUE is JSON.")
_AS_TEXT = click.option(
    "--text", "as_text", is_flag=True, help="VALUE is text, also `3` or `true`."
)
_TYPE = click.option(
    "--type",
    "kind",
    type=click.Choice(["text", "int", "float", "bool", "null", "date", "json"]),
    help="What VALUE is; without it, what it looks like to JSON, else text.",
)


@click.command("get")
@click.argument("arguments", metavar="PATH... [KEY]", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print JSON: of several files an object.")
def get(arguments: tuple[str, ...], as_json: bool) -> int:
    """Print the value under KEY of a page's front matter or of a data file, as Jekyll reads it.

    KEY is written `title`, `authors[0]`, `[name="Song Han"].title`; without it all values are
    printed. PATH may be a pattern, as `_posts/*.md`. Of several files each value gets a line,
    after the file's name. A file without the key is passed over; exit 1 when no file has it.
    """
    from jekyll_tools.edit.formats import format_of

    patterns, key = _paths_and_key(arguments)
    files = _files(patterns)
    found: dict[str, object] = {}
    for file in files:
        text = _read(file)
        try:
            with _named(file):
                found[file.as_posix()] = format_of(file, text).get(text, _key(key))
        except KeyError:
            continue
    if as_json and len(files) > 1:
        click.echo(_json(found))
    else:
        for name, value in found.items():
            shown = value if isinstance(value, str) and not as_json else _json(value)
            click.echo(shown if len(files) == 1 else f"{name}: {shown}")
    return CLEAN if found else 1


@click.command("set")
@_FILES
@click.argument("key")
@click.argument("value")
@_AS_JSON
@_AS_TEXT
@_TYPE
@_DRY_RUN
def set_(patterns: tuple[str, ...], key: str, value: str, dry_run: bool, **how: Any) -> int:
    """Give KEY this VALUE in every file; nothing else in the files changes.

    A VALUE that is a JSON number, `true`, `false` or `null` is that; anything else is text, and
    is quoted where Jekyll would read something else (`no`, `10:30`, `2024-01-02`).
    """
    wanted = _value(value, **how)
    return _change(patterns, key, lambda f, text, path: f.set_value(text, path, wanted), dry_run)


@click.command("append")
@_FILES
@click.argument("key")
@click.argument("value")
@_AS_JSON
@_AS_TEXT
@_TYPE
@_DRY_RUN
def append(patterns: tuple[str, ...], key: str, value: str, dry_run: bool, **how: Any) -> int:
    """Add VALUE to the list under KEY; a KEY of `.` is the list that the file is."""
    wanted = _value(value, **how)
    return _change(patterns, key, lambda f, text, path: f.append(text, path, wanted), dry_run)


@click.command("unset")
@_FILES
@click.argument("key")
@_DRY_RUN
def unset(patterns: tuple[str, ...], key: str, dry_run: bool) -> int:
    """Take KEY away, with its line."""
    return _change(patterns, key, lambda f, text, path: f.unset(text, path), dry_run)


def _change(patterns: tuple[str, ...], key: str, change: Change, dry_run: bool) -> int:
    from jekyll_tools.cli.changes import show_diff, working_on, write_changes
    from jekyll_tools.edit.formats import format_of
    from jekyll_tools.text import apply_edits

    root = Path()
    changes: dict[str, bytes | None] = {}
    with working_on(root):
        texts = {file.as_posix(): _read(file) for file in _files(patterns)}
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


def _paths_and_key(arguments: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The last of several arguments is the key, unless it is a file: shells write out patterns."""
    *paths, last = arguments
    if not paths or Path(last).is_file():
        return arguments, ""
    return tuple(paths), last


def _files(patterns: tuple[str, ...]) -> list[Path]:
    """The files of all paths and patterns, each once."""
    return list(dict.fromkeys(file for pattern in patterns for file in _matching(pattern)))


def _matching(pattern: str) -> list[Path]:
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


def _value(value: str, as_json: bool, as_text: bool, kind: str | None) -> object:
    if sum((as_json, as_text, kind is not None)) > 1:
        raise UserError("say once what VALUE is: --json, --text or --type")
    kind = kind or ("json" if as_json else "text" if as_text else None)
    if kind is None:
        read = _parsed(value)
        # A word that JSON knows is that; a list or a mapping has to be asked for.
        return value if read is _NO_JSON or isinstance(read, (str, list, dict)) else read
    if kind == "json":
        read = _parsed(value)
        if read is _NO_JSON:
            raise UserError(f"{value}: is no JSON; a text needs double quotes")
        return read
    try:
        return _KINDS[kind](value)
    except (ValueError, KeyError):
        raise UserError(f"{value!r} is no {kind}") from None


_NO_JSON = object()
_KINDS: dict[str, Callable[[str], object]] = {
    "text": str,
    "int": int,
    "float": float,
    "bool": {"true": True, "false": False}.__getitem__,
    "null": {"null": None, "": None}.__getitem__,
    "date": date.fromisoformat,
}


def _parsed(value: str) -> object:
    try:
        return json.loads(value)
    except ValueError:
        return _NO_JSON


def _json(value: object) -> str:
    return json.dumps(_finite(value), ensure_ascii=False, default=_plain, allow_nan=False)


def _finite(value: object) -> object:
    """The value with text for the numbers that JSON does not have."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return str(value) if isinstance(value, float) and not isfinite(value) else value


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, (date, datetime)) else str(value)
