"""What a page asked of the rest of the site while it was made: questions, by kind and subject.

A result may be used again as long as every question has the answer that it had. What is asked is
noted where it is answered; what could not be noted one by one is a question for a whole kind of
things, such as `("data", "")`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from jekyll_tools.site import Page

Question = tuple[str, str]
CLOCK: Question = ("clock", "")
_OF_FILES = ("front", "text", "there")  # kinds of questions that "page" answers for its own file
_MOST_KNOWN = 10_000  # questions; where a run keeps nothing, this is all that keeps them


class Reads:
    """Notes questions for whatever is being made; what is made inside of it asks for it, too.

    `keeps`: somebody keeps all questions, so that each must be there only once.
    """

    def __init__(self) -> None:
        self.keeps = False
        self._open: list[set[Question]] = []
        self._made: dict[tuple[str, int], frozenset[Question]] = {}
        self._known: dict[Question, Question] = {}  # many pages ask the same

    def add(self, kind: str, subject: str = "") -> None:
        """Note a question."""
        if self._open:
            question = kind, subject
            self._open[-1].add(self._known.setdefault(question, question))

    @contextmanager
    def of(self, kind: str, page: Page) -> Iterator[set[Question]]:
        """Note what is asked while something of a page is made."""
        asked: set[Question] = set()
        self._open.append(asked)
        try:
            yield asked
        finally:
            self._open.pop()
            if not self.keeps and len(self._known) > _MOST_KNOWN:
                self._known.clear()
            self._made[kind, id(page)] = frozenset(asked)
            if self._open:
                self._open[-1] |= asked

    @contextmanager
    def aside(self) -> Iterator[set[Question]]:
        """Make something that is not part of what is being made, as facts for later questions."""
        asked: set[Question] = set()
        self._open.append(asked)
        try:
            yield asked
        finally:
            self._open.pop()

    @property
    def asked(self) -> frozenset[Question]:
        """What has been asked so far for what is being made."""
        return frozenset(self._open[-1]) if self._open else frozenset()

    def again(self, kind: str, page: Page) -> None:
        """Something that was made before is used: what it asked is asked once more."""
        if self._open:
            self._open[-1] |= self._made.get((kind, id(page)), frozenset())

    def same(self, questions: Iterable[Question]) -> tuple[Question, ...]:
        """Questions that another process noted, as those that are known here."""
        known = self._known.setdefault
        return tuple([known(question, question) for question in questions])

    def forget(self) -> None:
        """Nobody keeps questions any longer."""
        self.keeps = False
        self._known.clear()

    def let_go(self, kind: str, page: Page) -> None:
        """Forget what something asked that is not kept itself."""
        self._made.pop((kind, id(page)), None)


def page_key(page: Page) -> str:
    """What tells a page from all others, in this run and the next."""
    return f"{page.path}\n{page.dest}"


def as_a_whole(page: Page, asked: frozenset[Question]) -> frozenset[Question]:
    """What was asked for a page: of the page itself one question, which answers what its file is.

    Each of ten thousand pages would else ask for its own text, and whether that is there.
    """
    about_file = () if page.file is None else [(kind, page.file.path) for kind in _OF_FILES]
    return asked.difference(about_file) | {("page", page_key(page))}
