"""What a run shows of its findings: of which files, since which change, beside which baseline."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from jekyll_tools.cli.failure import UserError
from jekyll_tools.cli.linting.baseline_file import known_findings
from jekyll_tools.cli.linting.options import Asked
from jekyll_tools.cli.paths import in_site, outside
from jekyll_tools.lint import Finding, SiteView
from jekyll_tools.lint.baseline import Compared, compared
from jekyll_tools.lint.fingerprint import Identity, difference, identities
from jekyll_tools.site import Overlay

STDIN = Path("-")


class Shown(NamedTuple):
    """The findings that a run shows; how many the baseline hides, and what became of it."""

    findings: tuple[Finding, ...]
    hidden: int = 0
    baseline: Compared | None = None


class Start(NamedTuple):
    """What a run begins with.

    `overlay` is what is read in the place of files. `typed` is the path of the file that came
    through standard input. `before` are the findings before a change, `known` those of the
    baseline; None where they do not count. `unchanged`: the change leaves the site as it was, so
    that nothing is to be found. `carried`: what some of `before` are recognised by now.
    """

    overlay: Overlay = MappingProxyType({})
    typed: str | None = None
    before: tuple[Identity, ...] | None = None
    known: tuple[Identity, ...] | None = None
    unchanged: bool = False
    carried: Mapping[Identity, Identity] = MappingProxyType({})

    @classmethod
    def of(cls, what: Asked) -> Start:
        """Read what the options name; raises the errors of the packages, for users."""
        scope = what.scope
        known = None if scope.no_baseline else known_findings(what.source)
        if STDIN in what.paths:
            return _typed(what, known)
        if scope.stdin_filename is not None:
            raise UserError("--stdin-filename goes with `-`, which reads standard input")
        if scope.since is None and not scope.staged:
            return cls(known=known)
        from jekyll_tools.cli.linting.earlier import earlier

        change = earlier(what)
        if change is None:
            return cls(known=known)
        unchanged = change.before is None
        return cls(change.overlay, None, change.before, known, unchanged, change.carried)

    def _caused(
        self, before: Iterable[Identity], now: tuple[Identity, ...], is_file: Callable[[str], bool]
    ) -> set[int]:
        """The indexes of what nothing of before is the same as, as it was or as it was moved."""
        first = difference(before, now, is_file)
        left = [self.carried[each] for each in first.gone if each in self.carried]
        again = difference(left, [now[i] for i in first.new], is_file)
        return {first.new[i] for i in again.new}

    def shown(
        self,
        findings: Iterable[Finding],
        view: SiteView,
        only: frozenset[str] | None,
        rules: frozenset[str],
    ) -> Shown:
        """Of the findings those in the files `only` that nobody knew before.

        `rules` are the rules that ran. Where a change counts, the findings are all of the site.
        """
        found = tuple(findings)
        wanted = [i for i, finding in enumerate(found) if only is None or finding.path in only]
        if self.before is None and self.known is None:
            return Shown(tuple(found[i] for i in wanted))
        now = identities(found, view.lines)
        if self.before is not None:
            caused = self._caused(self.before, now, view.site.disk.is_file)
            wanted = [i for i in wanted if i in caused]
        if self.known is None:
            return Shown(tuple(found[i] for i in wanted))

        def looked_at(entry: Identity) -> bool:
            return entry.rule in rules and (only is None or entry.path in only)

        result = compared(self.known, now, view.site.disk.is_file, looked_at)
        new = set(result.new)
        fresh = tuple(found[i] for i in wanted if i in new)
        return Shown(fresh, len(wanted) - len(fresh), result)


def _typed(what: Asked, known: tuple[Identity, ...] | None) -> Start:
    """The run over one file as an editor has it."""
    name = what.scope.stdin_filename
    if name is None or len(what.paths) > 1:
        raise UserError("`-` is the only file then, and needs --stdin-filename PATH")
    if what.scope.since is not None or what.scope.staged:
        raise UserError("--since and --staged do not go with `-`")
    path = in_site(what.source, name, follow=False)
    if not path:
        raise outside(what.source, name)
    from jekyll_tools.cli.scratch import scratch

    place = scratch() / f"typed{name.suffix}"
    place.write_bytes(sys.stdin.buffer.read())
    return Start({path: place}, path, None, known)
