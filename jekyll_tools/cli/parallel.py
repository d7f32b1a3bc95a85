"""Lints the pages of a large site in several processes.

Each process renders its share of the pages and tells the others which anchors they have; then it
runs the rules over its share. What goes from one process to another is small: names of anchors,
and findings.
"""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from jekyll_tools.lint.engine import page_findings, site_findings, summed_up
from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.settings import Settings
from jekyll_tools.lint.view import Anchors, SiteView
from jekyll_tools.site import Problem

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
    workers = [_started(view, settings, number, jobs) for number in range(1, jobs)]
    anchors, opened, _ = _facts(view, 0, jobs)
    for known, reasons, problems in [worker.receive() for worker in workers]:
        anchors |= known
        opened |= reasons
        view.site.learn(problems)
    view.learn(anchors)
    for worker in workers:
        worker.send(anchors)
    found = [*page_findings(view.pages[0::jobs], settings), *site_findings(view, settings)]
    for worker in workers:
        found += worker.receive()
        worker.end()
    order = [page.page.path for page in view.pages if page.page.path in opened]
    return Linted(summed_up(found, view, only), {path: opened[path] for path in order})


def _processors() -> int:
    return min(len(os.sched_getaffinity(0)), 8) if hasattr(os, "sched_getaffinity") else 1


_Facts = tuple[dict[str, Anchors], dict[str, tuple[str, ...]], tuple[Problem, ...]]


def _facts(view: SiteView, number: int, jobs: int) -> _Facts:
    """What every jobs-th page has: anchors by the written file, open reasons by the source.

    And the problems of the site: reading an include for the first time can add one.
    """
    anchors: dict[str, Anchors] = {}
    opened: dict[str, tuple[str, ...]] = {}
    for page in view.pages[number::jobs]:
        found = view.anchors(page.page.dest)
        if found is not None:
            anchors[page.page.dest] = found
        if page.rendering.open_reasons:
            opened[page.page.path] = page.rendering.open_reasons
    return anchors, opened, view.site.problems


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


def _started(view: SiteView, settings: Settings, number: int, jobs: int) -> _Worker:
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
        parent.send(_facts(view, number, jobs))
        view.learn(parent.receive())
        parent.send(list(page_findings(view.pages[number::jobs], settings)))
    except BaseException as error:  # whatever it is, the first process says it
        parent.send(error)
    finally:
        os._exit(0)
