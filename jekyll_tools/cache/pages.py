"""What an earlier run found on a page, as long as all that the page asked has the same answer."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cached_property

from jekyll_tools.cache import given, sizes
from jekyll_tools.cache.affected import affected
from jekyll_tools.cache.answers import BY_OUTPUTS, LATER, Answers
from jekyll_tools.cache.chunks import Chunks
from jekyll_tools.cache.group import Aside, Group
from jekyll_tools.cache.index import Index
from jekyll_tools.cache.keeping import INDEX, PATCH, Keeping, keys_of
from jekyll_tools.cache.quotes import Quotes
from jekyll_tools.cache.recalled import Recalled
from jekyll_tools.cache.said_of_site import SaidOfSite
from jekyll_tools.cache.whole import Before, Kept
from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.look import Looked
from jekyll_tools.lint.memory import ForgottenError, Said
from jekyll_tools.lint.settings import Settings
from jekyll_tools.lint.view import SiteView
from jekyll_tools.render import CLOCK, Question, page_key
from jekyll_tools.seen import Seen
from jekyll_tools.site import Known, Page
from jekyll_tools.site.known_sizes import KnownSizes
from jekyll_tools.text import Lines

_RULES = "rules"
IN_CHUNK = 100  # pages, which are read and written together
MANY = 48  # pages; to keep fewer takes no longer than to start a process


class Pages:
    """The memory of a site's pages (`lint.memory.Memory`) in the user's cache."""

    def __init__(
        self, kept: Kept, before: Before, *, lazy: bool = False, aside: Aside | None = None
    ) -> None:
        """`lazy`: where only texts changed, findings are read when somebody asks for them.

        `aside`: the first time many pages are kept while the run goes on, which has to `wait`.
        """
        self._group = Group(kept.store, kept.group, aside)
        self._before = before
        self._index = Index()
        self._chunks = Chunks(kept.store, kept.group, self._index)
        self._known: dict[int, Looked] = {}
        self._answers: Answers | None = None
        self._said: SaidOfSite | None = None
        self._quotes: Quotes | None = None
        self._lazy = lazy
        self._apart: frozenset[str] = frozenset()  # files: see `given`
        self._edited: frozenset[str] | None = None

    @property
    def edited(self) -> frozenset[str] | None:
        """See `Memory`."""
        return self._edited

    @property
    def run(self) -> str:
        """See `Memory`."""
        return self._index.run

    @cached_property
    def known(self) -> Known:
        """See `Memory`."""
        difference, store, name = self._before.difference, self._group.store, self._group.name
        found = KnownSizes(lambda: sizes.read(store.get(name, sizes.NAME)))
        if difference is None:
            return Known(keeps=True, sizes=found)
        texts = dict(self._group.get_all(given.NAMES))
        known, self._apart = given.known_of(texts, difference.seen, found)
        return known

    def recall(self, view: SiteView, settings: Settings) -> Mapping[int, Looked]:
        """See `Memory`."""
        texts = dict(self._group.get_all((INDEX, PATCH)))
        answers = self._answers = Answers(view)
        self._edited = None
        try:
            self._index = Index.read(texts.get(INDEX, ""), texts.get(PATCH))
            if self._index.settled != answers.settled(settings):
                self._index, self._known = Index(), {}
                return {}
            changed = frozenset(self._renewed(answers))
        except (ArithmeticError, LookupError, TypeError, ValueError, RecursionError):
            self._index, self._known, self._edited = Index(), {}, None
            return {}
        self._chunks = Chunks(self._group.store, self._group.name, self._index)
        self._known = dict(self._recalled(view, changed))
        self._chunks.let_go()
        return self._known

    def _recalled(self, view: SiteView, changed: frozenset[int]) -> Iterator[tuple[int, Looked]]:
        clock = self._index.questions.get(CLOCK, -1)
        lazy = self._lazy and self._edited is not None
        if not lazy:
            self._chunks.read_findings()
        for key, number in keys_of(view):
            page = self._index.pages.get(key)
            if page is None or not changed.isdisjoint(page.questions):
                continue
            # All that is asked is in the index; this one the run itself has to know.
            reads = (CLOCK,) if clock >= 0 and clock in page.questions else ()
            recalled = Recalled(number, key, page, reads, self._chunks)
            with suppress(ForgottenError):
                if not lazy:
                    _ = recalled.findings
                yield number, recalled

    def _renewed(self, answers: Answers) -> Iterator[int]:
        """The questions that have another answer now, but for those about looks of pages."""
        index = self._index
        questions: Iterable[tuple[Question, int]] | None = None
        if index.run and index.run == self._before.run:
            found = affected(index, answers, self._before.difference)
            if found is not None:
                self._edited, questions = found
        if questions is None:
            settled = (*LATER, *BY_OUTPUTS) if index.outputs == answers.outputs else LATER
            questions = [each for each in index.questions.items() if each[0][0] not in settled]
        else:
            answers.outputs = index.outputs  # they are the same: see `affected`
        for (kind, subject), number in questions:
            old = index.answers[number]
            other = index.answer(number, answers.of(kind, subject))
            if other and not answers.is_still(kind, subject, old):
                yield number

    def findings(self, view: SiteView, number: int) -> tuple[Finding, ...]:
        """See `Memory`."""
        try:
            return self._chunks.findings(page_key(view.pages[number].page))
        except LookupError as error:
            raise ForgottenError(number) from error

    def outdated(self, view: SiteView, fresh: Iterable[int]) -> Iterable[int]:
        """See `Memory`."""
        if self._edited is not None:  # whatever else may be asked is what it was
            fresh = [
                number for number in fresh if not self._is_still(view.pages[number].page, view)
            ]
            if not fresh:
                return []
        answers = Answers(view)
        dests = {view.pages[number].page.dest for number in fresh}
        changed = set()
        for (kind, subject), number in self._index.questions.items():
            if kind in LATER:
                dest = subject.partition("#")[0] if kind == "fragment" else subject
                outputs = view.site.outputs.get(dest, ())
                # What is no page has been looked at by nobody.
                asked = dest in dests or any(not isinstance(each, Page) for each in outputs)
                asked = asked or not outputs
                if asked and self._index.answer(number, answers.of(kind, subject)):
                    changed.add(number)
        if not changed:
            return []
        keys = dict(keys_of(view))
        return [
            number
            for key, number in keys.items()
            if number in self._known and not changed.isdisjoint(self._index.pages[key].questions)
        ]

    def _is_still(self, page: Page, view: SiteView) -> bool:
        """Whether a page is to others what it was."""
        try:
            return self._chunks.facts(page_key(page)) == view.facts(page)
        except LookupError:
            return False

    def seconds(self, view: SiteView, number: int) -> float | None:
        """See `Memory`."""
        found = self._index.pages.get(page_key(view.pages[number].page))
        return None if found is None else found.seconds

    def keep(
        self,
        view: SiteView,
        settings: Settings,
        looked: Sequence[Looked],
        seconds: Mapping[int, float],
    ) -> None:
        """See `Memory`."""
        if view.site.disk.seen.unstable or view.site.disk.overlay:
            return
        answers = self._answers or Answers(view)
        old, chunks = self._index, self._chunks
        index, afresh = self._next(answers, settings, len(view.pages))
        keeping = Keeping(self._group, old, index, chunks, self._known, self._apart, afresh)

        def put() -> Seen:
            before = view.site.disk.seen.copy()
            keeping.put(view, answers, looked, seconds)
            return view.site.disk.seen.since(before)

        # What else is in the index is read again, if anybody asks.
        self._index = Index(index.run, chunks=index.chunks)
        self._group.keep(put, much=len(looked) >= MANY and not self._known, afresh=afresh)
        self._known = {}

    def _next(self, answers: Answers, settings: Settings, pages: int) -> tuple[Index, bool]:
        """The index of this run, and whether all is written afresh."""
        before, now = self._index, str(time.time_ns())
        if self._edited is not None:  # the pages are the same
            before.run = now
            return before, False
        index = Index(now, answers.settled(settings), answers.outputs)
        # The answers that are known are those of now: see `recall` and `outdated`.
        index.questions, index.answers = before.questions, before.answers
        index.chunks = before.chunks
        if not index.chunks <= 1 + pages // IN_CHUNK <= 4 * index.chunks:
            index.chunks = 1 + pages // IN_CHUNK
        return index, index.chunks != before.chunks

    def lines(self, view: SiteView, path: str) -> Lines:
        """See `Memory`."""
        if self._quotes is None:
            self._quotes = Quotes(self._group, self._index.chunks)
        return self._quotes.lines(view, path)

    def keep_lines(self, view: SiteView) -> None:
        """See `Memory`."""
        if self._quotes is not None:
            self._group.put(self._quotes.written(view))

    def said(self, view: SiteView, settings: Settings) -> Mapping[str, tuple[Finding, ...]]:
        """See `Memory`."""
        answers = self._answers = self._answers or Answers(view)
        self._said = SaidOfSite(self._group.get(_RULES), answers.settled(settings))
        return self._said.standing(answers)

    def keep_said(self, view: SiteView, said: Mapping[str, Said]) -> None:
        """See `Memory`."""
        disk, answers = view.site.disk, self._answers
        if self._said is None or answers is None or disk.overlay or disk.seen.unstable:
            return
        if (text := self._said.written(said, answers)) is not None:
            self._group.put({_RULES: text})

    def wait(self, view: SiteView) -> bool:
        """See `Memory`."""
        return self._group.wait(view.site.disk.seen)
