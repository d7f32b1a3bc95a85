"""A page as an earlier run saw it; what the page is to others is read when somebody asks."""

from __future__ import annotations

from jekyll_tools.cache.chunks import Chunks
from jekyll_tools.cache.index import Asked
from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.look import Looked
from jekyll_tools.lint.memory import ForgottenError
from jekyll_tools.lint.page_facts import PageFacts
from jekyll_tools.render import Question


class Recalled(Looked):
    """A `Looked` whose findings and facts are read late: of most pages nobody asks for them."""

    __slots__ = ("_facts", "_findings", "_key", "_page", "_read")
    _facts: PageFacts | None
    _findings: tuple[Finding, ...] | None
    _key: str
    _page: Asked
    _read: Chunks

    def __init__(
        self, number: int, key: str, page: Asked, reads: tuple[Question, ...], read: Chunks
    ) -> None:
        put = object.__setattr__
        put(self, "number", number)
        put(self, "granted", frozenset())
        put(self, "reads", reads)
        put(self, "_key", key)
        put(self, "_page", page)
        put(self, "_read", read)
        put(self, "_facts", None)
        put(self, "_findings", None)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """See `Looked`; `ForgottenError` where they are not to be had any more."""
        found = self._findings
        if found is None:
            try:
                found = self._read.findings(self._key)
            except LookupError as error:
                raise ForgottenError(self._key) from error
            object.__setattr__(self, "_findings", found)
        return found

    @property
    def facts(self) -> PageFacts:
        """See `Looked`; `LookupError` where they are not to be had any more."""
        found = self._facts
        if found is None:
            found = self._read.facts(self._key)
            object.__setattr__(self, "_facts", found)
        return found

    @property
    def at_hand(self) -> PageFacts | None:
        """See `Looked`."""
        return self._facts

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """See `Looked`."""
        return self._page.elsewhere

    @property
    def open(self) -> tuple[str, ...]:
        """See `Looked`."""
        return self._page.open
