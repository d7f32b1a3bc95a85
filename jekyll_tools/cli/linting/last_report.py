"""The report of the last `jt lint`, which is given again when nothing has changed since."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from jekyll_tools.cli.linting.options import Asked, Speed

if TYPE_CHECKING:
    from jekyll_tools.cache.kept_report import KeptReport
    from jekyll_tools.cache.whole import Kept
    from jekyll_tools.cli.linting.run import Run

BASELINE = ".jt-baseline.json"
_SURROUNDINGS = (
    *("CI_PROJECT_DIR", "FORCE_COLOR", "GITHUB_STEP_SUMMARY"),
    *("GITHUB_WORKSPACE", "NO_COLOR", "TERM"),
)


def kept(what: Asked) -> Kept | None:
    """Where the report of such a run is kept; None for runs that do more than report."""
    scope, output = what.scope, what.output
    more = (
        what.fixing.wanted
        or scope.staged
        or scope.since is not None
        or scope.stdin_filename is not None
        or output.output_file is not None
        or output.output_format == "github"
        or output.verbose
        or output.statistics
        or what.fixing.add_ignores is not None
        or any(not path.is_file() for path in what.paths)
    )
    if what.speed.no_cache or more:
        return None
    from jekyll_tools.cache.whole import Kept

    around = [os.environ.get(name) for name in _SURROUNDINGS]
    how = (os.getcwd(), sys.stdout.isatty(), around)  # noqa: PTH109 hot
    asked = replace(what, speed=Speed(), source=what.source.resolve())
    return Kept.of(what.source, (asked, how), what.speed.cache_dir)


def keep(place: Kept, run: Run, report: KeptReport) -> None:
    """Keep the report of a run, when all that it is made of is kept."""
    if run.memory is not None and not run.memory.wait(run.view):
        return
    from jekyll_tools.cache.moment import Moment
    from jekyll_tools.seen import kind_of

    seen = run.view.site.disk.seen
    for path in (run.root.resolve() / BASELINE, *(path.absolute() for path in run.what.paths)):
        seen.kind(str(path), kind_of(str(path)))
    # A baseline grows shorter by itself, and what it hides is said elsewhere.
    if run.start.known is None:
        at = int(run.view.site.now.timestamp())
        name = "" if run.memory is None else run.memory.run
        place.keep(report, seen, Moment(at, seen.until, run.linted.clock, name), run.last)
