"""One run of the linter over a site: read, lint, fix to a fixpoint, write."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from jekyll_tools.cli.failure import UserError
from jekyll_tools.cli.linting.lint_site import lint_site
from jekyll_tools.cli.linting.memory import memory_of
from jekyll_tools.cli.linting.options import Asked
from jekyll_tools.cli.linting.scope import Shown, Start
from jekyll_tools.cli.paths import in_site, outside
from jekyll_tools.cli.site_option import site_at
from jekyll_tools.lint import Finding, SiteView, apply_fixes, settings_of
from jekyll_tools.lint.linted import Linted
from jekyll_tools.lint.memory import ForgottenError, Memory
from jekyll_tools.lint.settings import Settings
from jekyll_tools.site import Site, read_site
from jekyll_tools.text import Lines

if TYPE_CHECKING:
    from jekyll_tools.cache.kept_report import KeptReport
    from jekyll_tools.cache.whole import Before

ROUNDS = 10  # of fixing; a fix that its own result triggers again would never end


@dataclass
class Run:
    """A site, its findings, and the fixes that were made in memory so far.

    `read` gives the texts of the files as they were before any fix.
    """

    what: Asked
    settings: Settings
    only: frozenset[str] | None
    read: Callable[[str], str]
    view: SiteView
    start: Start
    linted: Linted
    shown: Shown
    fixed: dict[str, str] = field(default_factory=dict)
    repaired: int = 0  # findings
    memory: Memory | None = None
    last: KeptReport | None = None  # of the run before, where this one knows part of the findings

    @classmethod
    def of(cls, what: Asked, before: Before | None = None) -> Run:
        """Read and lint the site; raises the errors of the packages, for users.

        `before` is what is known of the last run that was asked the same.
        """
        try:
            return cls._of(what, before)
        except ForgottenError:
            return cls._of(what, None)

    @classmethod
    def _of(cls, what: Asked, before: Before | None) -> Run:
        root, rules = what.source, what.rules
        start = Start.of(what)
        last = _last_report(what, start, before)
        memory = memory_of(what, before, lazy=last is not None)
        known = None if memory is None else memory.known
        site = site_at(root, overlay=start.overlay, known=known)
        settings = settings_of(site, rules.select, rules.ignore, rules.extend_select)
        view = settings.view(site)
        only = frozenset((start.typed,)) if start.typed else _only(root, what.paths, site)
        if start.unchanged:
            return cls(what, settings, only, view.read, view, start, Linted((), {}), Shown(()))
        within = only if start.before is None else None
        marks = None if last is None else last.marks
        linted = lint_site(view, settings, within, what.speed.jobs, memory, marks)
        shown = start.shown(linted.findings, view, only, settings.names)
        last = None if linted.files is None else last
        run = cls(what, settings, only, view.read, view, start, linted, shown)
        run.memory, run.last = memory, last
        return run

    @property
    def root(self) -> Path:
        """The folder of the site."""
        return self.what.source

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown."""
        return self.shown.findings

    def lines(self, path: str) -> Lines:
        """The lines of a file of the site."""
        if self.memory is None or self.view.site.disk.overlay or self.linted.files is not None:
            return self.view.lines(path)
        return self.memory.lines(self.view, path)

    def fix(self, *, unsafe: bool) -> Mapping[str, str]:
        """Fix in memory until nothing is left to fix; path → new text. Findings are those after."""
        for _ in range(ROUNDS):
            fixed = apply_fixes(self._fixable(), self.view.read, unsafe=unsafe)
            if not fixed.files:
                break
            self.fixed.update(fixed.files)
            self.repaired += len(fixed.findings)
            self.look_again(self.fixed)
        return self.fixed

    def look_again(self, texts: Mapping[str, str]) -> None:
        """Lint the site with other texts of some files."""
        site = read_site(self.root, overlay={**self.start.overlay, **texts})
        self.view = self.settings.view(site)
        only = self.only if self.start.before is None else None
        jobs = self.what.speed.jobs
        self.linted = lint_site(self.view, self.settings, only, jobs, self.memory)
        found = self.linted.findings
        self.shown = self.start.shown(found, self.view, self.only, self.settings.names)

    def _fixable(self) -> list[Finding]:
        """The findings whose files can be written back byte by byte."""
        typed = self.start.typed  # an editor writes its own file, and we no other
        broken = {p.path for p in self.view.site.problems if p.kind == "not-utf8"}
        return [
            finding
            for finding in self.findings
            if finding.fix
            and not any(part.path in broken for part in finding.fix.edits)
            and (typed is None or all(part.path == typed for part in finding.fix.edits))
        ]

    def require_staged(self, paths: Iterable[str]) -> None:
        """Refuse files of which the index has another text than the disk; `UserError`."""
        for path in paths:
            if (self.root / path).read_bytes() != self.read(path).encode():
                raise UserError(
                    f"{path}: has changes that are not staged, which no fix can be made of; "
                    "add or stash them"
                )

    def write(self, changed: Mapping[str, str]) -> None:
        """Write the changed files, all or none."""
        if not changed:
            return
        from jekyll_tools.cli.changes import encoded, write_changes

        changes = encoded(changed)
        write_changes(self.root, changes, self.read)

    @property
    def site_reasons(self) -> list[str]:
        """What decides about the whole site and is not known."""
        return [part.message for part in self.view.site.open]


def _last_report(what: Asked, start: Start, before: Before | None) -> KeptReport | None:
    """The report of the last run, if much of it may be said again."""
    if before is None or before.difference is None or before.difference.elsewhere:
        return None
    if what.paths or start != Start():
        return None
    report = before.report()
    return None if report is None or report.marks is None else report


def _only(root: Path, paths: tuple[Path, ...], site: Site) -> frozenset[str] | None:
    """The paths of the site that were named; None for all."""
    if not paths:
        return None
    found: set[str] = set()
    for path in paths:
        if not path.exists():
            raise UserError(f"{path}: no such file or folder")
        relative = in_site(root, path)
        if relative is None:
            raise outside(root, path)
        if path.is_dir():
            folder, prefix = path.resolve(), f"{relative}/" if relative else ""
            files = (p for p in folder.rglob("*") if p.is_file())
            found |= {prefix + p.relative_to(folder).as_posix() for p in files}
            found |= {page.path for page in site.pages if page.path.startswith(prefix)}
        else:
            found.add(relative)
    return frozenset(found)
