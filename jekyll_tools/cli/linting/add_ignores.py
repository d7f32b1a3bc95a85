"""`jt lint --add-ignores REASON`: a suppression comment for each finding that there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

import click

from jekyll_tools.cli.changes import encoded, show_diff
from jekyll_tools.cli.linting.baseline_file import count
from jekyll_tools.lint.ignoring import Kind, Place, bare, comment, places, require_harmless
from jekyll_tools.lint.view import SiteView
from jekyll_tools.site import read_site
from jekyll_tools.text import Edit, apply_edits

if TYPE_CHECKING:
    from jekyll_tools.cli.linting.run import Run

CHANGED = "no comment can stand here without changing the page; use `per-path` in _config.yml"


def add_ignores(run: Run, reason: str, *, only_show: bool) -> None:
    """Write the comments, or show them; the findings of the run are those that are left."""
    require_harmless(reason)
    lines, without = places(run.findings, run.view)
    words = {place: _words(rules, reason) for place, rules in lines.items()}
    work = _Work(run, words)
    texts = work.texts(work.safe())
    run.look_again(texts)
    run.fixed = dict(texts)
    if only_show:
        show_diff(run.root, encoded(texts))
    else:
        run.write(texts)
    for finding, why in without:
        click.echo(f"jt: {finding.path}:{finding.at.line}: {finding.rule}: {why}", err=True)
    for place in work.bare:
        click.echo(f"jt: {place.path}:{place.line}: {CHANGED}", err=True)
    number = count(len(words) - len(work.bare), "comment")
    click.echo(f"jt: {number} in {count(len(texts), 'file')}", err=True)


def _words(rules: Sequence[str], reason: str) -> str:
    return " ".join(part for part in (", ".join(rules), reason) if part)


class _Written(NamedTuple):
    path: str
    dest: str


class _Work:
    """Looks for comments that leave every page as it is.

    Pages are rendered with and without the comments. Where more than comments is different,
    halving finds the comment behind it, which then becomes another kind of comment, or none.
    """

    def __init__(self, run: Run, words: Mapping[Place, str]) -> None:
        self.run = run
        self.view = run.view
        self.words = words
        self.kinds = dict.fromkeys(words, Kind.OWN)
        self.before = _pages(run.view)

    @property
    def bare(self) -> list[Place]:
        """The lines that no comment can stand for."""
        return [place for place in self.words if self._edit(place) is None]

    def safe(self) -> list[Place]:
        """All lines, each with a kind of comment that changes nothing."""
        found = list(self.words)
        while bad := self._bad(found):
            for place in bad:
                self.kinds[place] = Kind(self.kinds[place] + 1)
        return found

    def _bad(self, some: list[Place]) -> list[Place]:
        if not any(self._edit(place) for place in some) or self._is_clean(some):
            return []
        middle = len(some) // 2
        if middle == 0:
            return some
        return self._bad(some[:middle]) + self._bad(some[middle:]) or some

    def _is_clean(self, some: list[Place]) -> bool:
        overlay = {**self.run.start.overlay, **self.texts(some)}
        view = self.run.settings.view(read_site(self.run.root, overlay=overlay))
        return _pages(view) == self.before

    def _edit(self, place: Place) -> Edit | None:
        return comment(self.view, place, self.words[place], self.kinds[place])

    def texts(self, some: list[Place]) -> dict[str, str]:
        """The files with the comments for some lines."""
        edits: dict[str, list[Edit]] = {}
        for place in some:
            edit = self._edit(place)
            if edit is not None:
                edits.setdefault(place.path, []).append(edit)
        return {path: apply_edits(self.view.read(path), each) for path, each in edits.items()}


def _pages(view: SiteView) -> dict[_Written, bytes]:
    """A digest of every page, comments left out."""
    return {
        _Written(page.page.path, page.page.dest): blake2b(
            bare(page.rendering.full.text).encode("utf-8", "replace")
        ).digest()
        for page in view.pages
    }
