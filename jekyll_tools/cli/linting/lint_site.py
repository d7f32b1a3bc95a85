"""Lints a site: recalls what is known of its pages, looks at the others, and sums all up.

What pages ask of others that nobody has looked at yet is taken for granted. Where that was wrong,
a page is looked at again once everything is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from jekyll_tools.cli.linting.parallel import looked_at
from jekyll_tools.lint.concerned import concerned
from jekyll_tools.lint.differing import differing, findings_in, marks, with_marks
from jekyll_tools.lint.engine import site_findings, summed_up
from jekyll_tools.lint.linted import Linted
from jekyll_tools.lint.look import Looked, outdated
from jekyll_tools.lint.memory import Memory
from jekyll_tools.lint.settings import Settings
from jekyll_tools.lint.view import SiteView
from jekyll_tools.render import CLOCK


def lint_site(
    view: SiteView,
    settings: Settings,
    only: frozenset[str] | None,
    jobs: int | None = None,
    memory: Memory | None = None,
    before: Mapping[str, str] | None = None,
) -> Linted:
    """Lint a site, in as many processes as it is worth or as `jobs` says.

    What `memory` knows of pages that nothing has changed for is taken over. `before` are the marks
    of the run that the memory is of: then only those files are summed up whose findings differ.
    """
    looked, files = _pages(view, settings, only, jobs, memory)
    opened = {view.pages[each.number].page.path: each.open for each in looked}
    opened = {path: reasons for path, reasons in opened.items() if reasons}
    clock = any(CLOCK in each.reads for each in looked)
    if before is None or files is None:
        found = [finding for each in looked for finding in each.findings]
        del looked  # it takes more memory than all that follows
        ofsite = list(site_findings(view, settings, only, memory))
        summed = summed_up(chain(found, ofsite), view, only)
        view.forget()  # what is said of the findings takes as much memory
        return Linted(summed, opened, clock, marks(ofsite))
    ofsite = list(site_findings(view, settings, only, memory))
    now = marks(ofsite)
    files = with_marks(files, before, now)
    found = findings_in(files, view, looked)
    summed = summed_up(chain(found, (each for each in ofsite if each.path in files)), view, only)
    return Linted(summed, opened, clock, now, files)


def _pages(
    view: SiteView,
    settings: Settings,
    only: frozenset[str] | None,
    jobs: int | None,
    memory: Memory | None,
) -> tuple[list[Looked], frozenset[str] | None]:
    """All pages that are asked for, as they are when everything is known; memory keeps them.

    Then the files of which they say something else than in the last run; None: any.
    """
    view.renderer.reads.keeps = memory is not None
    known = {} if memory is None else dict(memory.recall(view, settings))
    view.learn(known.values())
    # A memory is about all pages, so that they are known in the next run.
    numbers = concerned(view, only) if memory is None else range(len(view.pages))
    new = [number for number in numbers if number not in known]
    work = looked_at(view, settings, new, jobs, memory)
    view.learn(each for each, _ in work)
    if memory is not None and known:
        old = list(memory.outdated(view, new))
        work += looked_at(view, settings, old, jobs, memory)
    seconds = {each.number: took for each, took in work}
    # What was looked at now counts for more than what was known.
    pages = known | {each.number: each for each, _ in work}
    looked = _looked_at_again(view, settings, pages, jobs, memory, seconds)
    files = None
    if memory is not None:
        view.renderer.reads.forget()
        fresh = [each for each in looked if known.get(each.number) is not each]
        files = differing(view, memory, fresh)
        memory.keep(view, settings, looked, seconds)
    return looked, files


def _looked_at_again(
    view: SiteView,
    settings: Settings,
    pages: dict[int, Looked],
    jobs: int | None,
    memory: Memory | None,
    seconds: Mapping[int, float],
) -> list[Looked]:
    """All pages in their order, as they are when everything is known of the others."""
    again = outdated(view, pages.values())
    if again:
        work = looked_at(view, settings, again, jobs, memory, seconds)
        pages |= {each.number: each for each, _ in work}
    return [pages[number] for number in sorted(pages)]
