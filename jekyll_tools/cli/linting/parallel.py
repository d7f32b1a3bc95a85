"""Looks at the pages of a large site in several processes, which take their work from one queue.

Each process looks at pages and takes for granted what they ask of pages that it has not seen.
What goes from one process to another is small: facts about pages, and findings.
"""

from __future__ import annotations

import gc
import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from time import perf_counter

from jekyll_tools.cli.board import Board
from jekyll_tools.cli.linting.order import in_order
from jekyll_tools.cli.linting.progress import Progress
from jekyll_tools.cli.sharing import CAN_SHARE, ENOUGH, Queue, Worker, processors
from jekyll_tools.lint.look import Looked, look
from jekyll_tools.lint.memory import Memory
from jekyll_tools.lint.settings import Settings
from jekyll_tools.lint.view import SiteView, no_news

ENOUGH_SECONDS = 0.3  # where an earlier run has measured them

_BATCH = 64  # pages; packed, what is known of them takes a third of the memory
_TOLD = 200  # times all processes together tell each other what they know: it is slow

Work = list[tuple[Looked, float]]
"""Pages and how many seconds each took."""


def looked_at(
    view: SiteView,
    settings: Settings,
    numbers: Sequence[int],
    jobs: int | None,
    memory: Memory | None,
    measured: Mapping[int, float] | None = None,
) -> Work:
    """Look at pages, in several processes where that is worth it; how long each took, too.

    `measured` are the seconds that they took a moment ago.
    """
    if not gc.isenabled():  # then `look` collects at times, and what is alive now stays
        gc.freeze()
    times = dict(measured or {})
    if memory is not None:
        kept = {number: memory.seconds(view, number) for number in numbers if number not in times}
        times |= {number: seconds for number, seconds in kept.items() if seconds is not None}
    costs = {number: times.get(number) or _guess(view, number) for number in numbers}
    if jobs is None:
        known = any(number in times for number in numbers[:1])
        worth = sum(costs.values()) > ENOUGH_SECONDS if known else len(numbers) >= ENOUGH
        jobs = processors() if worth else 1
    order = in_order(view, numbers, costs)
    if jobs == 1 or len(order) < 2 or not CAN_SHARE:  # Windows
        with Progress(len(order)) as progress:
            return list(_work(view, settings, progress.each(order), memory))
    return _in_processes(view, settings, order, jobs, memory)


def _in_processes(
    view: SiteView, settings: Settings, numbers: Sequence[int], jobs: int, memory: Memory | None
) -> Work:
    queue, board = Queue.of(numbers), Board.new()
    view.renderer.prepare()
    view.news = lambda: chain.from_iterable(board.news())

    def announced(taken: Iterable[int]) -> Iterator[tuple[Looked, float]]:
        return _announced(board, _work(view, settings, taken, memory), len(numbers) // _TOLD + 1)

    started = [Worker.of(lambda: _shared(view, announced(queue.taken()))) for _ in range(jobs - 1)]
    try:
        with Progress(len(numbers)) as progress:
            work = list(announced(queue.taken(progress.at)))
        for worker in started:
            said = worker.receive()
            problems, seen, sizes = next(said)
            for batch in said:
                part = _received(view, batch)
                view.learn(each for each, _ in part)
                work += part
            view.site.learn(problems)
            view.site.disk.seen.learn(seen)
            view.site.disk.known.sizes.fresh |= sizes
        return work
    finally:
        queue.close()
        for worker in started:
            worker.end()
        view.news = no_news
        board.close()


def _received(view: SiteView, batch: bytes) -> Work:
    """Pages that another process looked at; what they ask is here once, whoever asks it."""
    same = view.renderer.reads.same
    work: Work = pickle.loads(batch)  # written by this program a moment ago
    return [
        (replace(each, reads=same(each.reads), facts=view.same(each)), seconds)
        for each, seconds in work
    ]


def _announced(
    board: Board, work: Iterator[tuple[Looked, float]], every: int
) -> Iterator[tuple[Looked, float]]:
    """Pages of which the other processes are told soon, so that they need not ask for them."""
    while some := list(islice(work, every)):
        board.write([(looked.number, looked.facts) for looked, _ in some])
        yield from some


def _work(
    view: SiteView, settings: Settings, numbers: Iterable[int], memory: Memory | None
) -> Iterator[tuple[Looked, float]]:
    for number in numbers:
        start = perf_counter()
        yield look(view, number, settings, kept=memory is not None), perf_counter() - start


def _guess(view: SiteView, number: int) -> float:
    """Seconds that a page will take, by its length."""
    body = view.pages[number].page.body
    return 0.001 + (body.end - body.start) * 1e-6


def _shared(view: SiteView, work: Iterator[tuple[Looked, float]]) -> Iterator[object]:
    """What the reading of this process changed, then the pages, in batches."""
    before = view.site.disk.seen.copy()
    view.renderer.reads.keeps = False  # what is packed needs no questions of before
    packed = []
    while batch := list(islice(work, _BATCH)):
        packed.append(pickle.dumps(batch, pickle.HIGHEST_PROTOCOL))
    # Reading an include for the first time can have added a problem of the site.
    disk = view.site.disk
    yield view.site.problems, disk.seen.since(before), disk.known.sizes.fresh
    yield from packed
