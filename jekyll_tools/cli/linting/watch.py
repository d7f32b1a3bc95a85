"""`jt lint --watch`: lint, and lint again whenever something on the site changes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import warnings
from collections import Counter
from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import NoReturn

import click
from watchdog.events import (
    EVENT_TYPE_CREATED,
    EVENT_TYPE_DELETED,
    EVENT_TYPE_MODIFIED,
    EVENT_TYPE_MOVED,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from jekyll_tools.cli import CLEAN, FINDINGS
from jekyll_tools.cli.failure import UserError
from jekyll_tools.cli.linting.options import Asked

_CHANGES = (EVENT_TYPE_CREATED, EVENT_TYPE_DELETED, EVENT_TYPE_MODIFIED, EVENT_TYPE_MOVED)
_MADE = frozenset((".git", ".jekyll-cache", ".sass-cache", "_site", "node_modules"))
"""Folders that Jekyll and others write into, and Jekyll does not read."""

_MOST_NEWS = 5  # lines; all are in the report above

_PAUSE = 0.1  # seconds of silence after which an editor, or `git switch`, has written all


def watch(what: Asked) -> NoReturn:
    """Lint a site until Ctrl-C; `UserError` where the system cannot watch so many folders.

    Each run is a process of its own with the arguments of this one, so that nothing adds up.
    """
    if any(str(path) == "-" for path in what.paths):
        raise click.UsageError("--watch does not go with `-`: standard input comes once")
    arguments = [each for each in sys.argv[1:] if each != "--watch"]
    root, file = what.source.resolve(), what.output.output_file
    cache = what.speed.cache_dir or os.environ.get("JT_CACHE_DIR")
    own = [Path(path).resolve() for path in (file, cache) if path]
    changes = _Changes(root, own)
    # It warns of folders that are made while it begins to watch the one around them.
    warnings.filterwarnings("ignore", category=RuntimeWarning, module="watchdog")
    observer = Observer()
    observer.schedule(changes, str(root), recursive=True)
    try:
        observer.start()
    except OSError as error:
        raise UserError(f"{what.source}: cannot be watched ({error.strerror})") from error
    before = None
    try:
        while True:
            changes.happened.clear()
            found = _run(arguments)
            if what.fixing.wanted:  # what jt has just written needs no second look
                changes.wait(_PAUSE)
            if not what.output.quiet:
                now = datetime.now().strftime("%H:%M:%S")
                news = "" if before is None or found is None else _news(before, found)
                click.echo(f"jt: {now}: {news}waiting for changes; Ctrl-C ends it", err=True)
            before = before if found is None else found
            changes.wait()
            click.clear()
    finally:
        observer.stop()
        observer.join()


def _run(arguments: list[str]) -> Counter[str] | None:
    """Lint, show the report, and count its findings by what is said, at whatever line.

    None where the site could not be linted: nothing is known of its findings.
    """
    coloured = sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
    environment = {"FORCE_COLOR": "1"} if coloured else {}
    run = subprocess.run(
        [sys.executable, "-m", "jekyll_tools", *arguments],
        check=False,
        stdout=subprocess.PIPE,
        env=environment | os.environ,
    )
    sys.stdout.buffer.write(run.stdout)
    sys.stdout.flush()
    if run.returncode not in (CLEAN, FINDINGS):
        return None
    text = click.unstyle(run.stdout.decode("utf-8", "replace"))
    heads = (re.match(r"(?!\d+ \| )(\S.*?):\d+:\d+: (.+)", line) for line in text.splitlines())
    return Counter(f"{head[1]}: {head[2]}" for head in heads if head)


def _news(before: Counter[str], now: Counter[str]) -> str:
    """`2 new, 1 gone; `, after the new ones where they stand among others."""
    new, gone = now - before, before - now
    if not new and not gone:
        return "nothing new, nothing gone; " if now else ""
    if len(new) < len(now):
        for said in [*new.elements()][:_MOST_NEWS]:
            click.echo(f"new: {said}", err=True)
    return f"{new.total() or 'nothing'} new, {gone.total() or 'nothing'} gone; "


class _Changes(FileSystemEventHandler):
    """Notes that something changed that Jekyll may read."""

    def __init__(self, root: Path, own: Collection[Path]) -> None:
        self.happened = Event()
        self._root = root
        self._own = own

    def wait(self, seconds: float | None = None) -> None:
        """Until something has changed, for as long as that, and nothing does any more."""
        self.happened.wait(seconds)
        while self.happened.is_set():
            self.happened.clear()
            self.happened.wait(_PAUSE)

    def on_any_event(self, event: FileSystemEvent) -> None:
        """See `FileSystemEventHandler`: it is also called when somebody only reads."""
        listed = event.is_directory and event.event_type == EVENT_TYPE_MODIFIED
        if event.event_type in _CHANGES and not listed:  # what a folder has now is an event, too
            paths = (Path(str(path)) for path in (event.src_path, event.dest_path) if path)
            if any(map(self._counts, paths)):
                self.happened.set()

    def _counts(self, path: Path) -> bool:
        if any(map(path.is_relative_to, self._own)) or not path.is_relative_to(self._root):
            return False
        return _MADE.isdisjoint(path.relative_to(self._root).parts)
