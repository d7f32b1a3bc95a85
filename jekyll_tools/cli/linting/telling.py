"""What a run says as it is kept: of files with the findings of before what was said then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from jekyll_tools.cache.told import OfFile, Told
from jekyll_tools.report import Outcome, report
from jekyll_tools.report.by_file import BETWEEN, end, texts
from jekyll_tools.report.tally import Tally

if TYPE_CHECKING:
    from jekyll_tools.cli.linting.run import Run


def told(run: Run, outcome: Outcome, output_format: str, prefix: str) -> Told:
    """All that the run says; `prefix` leads to the site as paths are told."""
    if output_format not in BETWEEN:
        return Told.whole(report(output_format, outcome))
    files = (
        OfFile(path, text, Tally.of(findings))
        for path, text, findings in texts(output_format, outcome)
    )
    if run.files is None or run.before is None:
        said = Told.of(files, BETWEEN[output_format])
    else:
        now: dict[str, OfFile | None] = {prefix + path: None for path in run.files}
        said = run.before.revised(now | {each.path: each for each in files})
    last = end(replace(outcome, counted=tally_of(said, run)))
    return replace(said, end=last, marks=run.marks)


def tally_of(said: Told, run: Run) -> Tally:
    """How many findings a run tells of; it need not know all of them."""
    if run.files is None:
        return Tally.of(run.findings)
    return Tally.sum(part.counts for part in said.parts)
