"""Lints the pages of a large site in several processes.

Each process looks at its share of the pages and takes for granted what they ask of pages that it
has not seen. Where that was wrong, a page is looked at again once everything is known. What goes
from one process to another is small: facts about pages, and findings.
"""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from jekyll_tools.lint.engine import site_findings, summed_up
from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.look import look, look_again
from jekyll_tools.lint.settings import Settings
from jekyll_tools.lint.view import SiteView

ENOUGH = 48  # pages; starting a process costs as much as rendering some of them


@dataclass(frozen=True, slots=True)
class Linted:
    """The findings of a site, and the pages that are not fully known with the reasons."""

    findings: tuple[Finding, ...]
    open_pages: Mapping[str, tuple[str, ...]]


def lint_site(
    view: SiteView, settings: Settings, only: frozenset[str] | None, jobs: int | None = None
) -> Linted:
    """Lint a site, in as many processes as it is worth or as `jobs` says."""
    if jobs is None:
        jobs = _processors() if len(view.pages) >= ENOUGH else 1
    numbers = range(len(view.pages))
    workers = [_started(view, settings, numbers[n::jobs]) for n in range(1, jobs)]
    looked = [look(view, number, settings) for number in numbers[0::jobs]]
    for theirs, problems in [worker.receive() for worker in workers]:
        looked += theirs
        view.site.learn(problems)
    for worker in workers:
        worker.end()
    looked.sort(key=lambda each: each.number)
    found = [finding for page in look_again(view, looked, settings) for finding in page.findings]
    opened = {view.pages[each.number].page.path: each.facts.open for each in looked}
    findings = summed_up([*found, *site_findings(view, settings)], view, only)
    return Linted(findings, {path: reasons for path, reasons in opened.items() if reasons})


def _processors() -> int:
    return min(len(os.sched_getaffinity(0)), 8) if hasattr(os, "sched_getaffinity") else 1


@dataclass(frozen=True, slots=True)
class _Worker:
    process: int
    reading: BinaryIO
    writing: BinaryIO

    def send(self, value: object) -> None:
        pickle.dump(value, self.writing, pickle.HIGHEST_PROTOCOL)
        self.writing.flush()

    def receive(self) -> Any:
        # What comes through the pipe was written by this program a moment ago.
        value = pickle.load(self.reading)
        if isinstance(value, BaseException):
            raise value
        return value

    def end(self) -> None:
        self.reading.close()
        self.writing.close()
        os.waitpid(self.process, 0)


def _started(view: SiteView, settings: Settings, numbers: Iterable[int]) -> _Worker:
    """A process that works on its share of the pages; it inherits the site as it was read."""
    here_in, there_out = os.pipe()
    there_in, here_out = os.pipe()
    gc.freeze()  # the collector would touch, and so copy, every page of memory
    process = os.fork()
    if process:
        os.close(there_in)
        os.close(there_out)
        return _Worker(process, os.fdopen(here_in, "rb"), os.fdopen(here_out, "wb"))
    os.close(here_in)
    os.close(here_out)
    parent = _Worker(0, os.fdopen(there_in, "rb"), os.fdopen(there_out, "wb"))
    try:
        looked = [look(view, number, settings) for number in numbers]
        # Reading an include for the first time can have added a problem of the site.
        parent.send((looked, view.site.problems))
    except BaseException as error:  # whatever it is, the first process says it
        parent.send(error)
    finally:
        os._exit(0)
