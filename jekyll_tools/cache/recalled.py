"""A page as an earlier run saw it; what the page is to others is read when somebody asks."""

from __future__ import annotations

from collections.abc import Callable

from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.look import Looked
from jekyll_tools.lint.page_facts import PageFacts
from jekyll_tools.render import Question


class Recalled(Looked):
    """A `Looked` whose facts are read late: of most pages nobody asks for them."""

    __slots__ = ("_facts", "_open", "_read")
    _facts: PageFacts | None
    _open: tuple[str, ...]
    _read: Callable[[], PageFacts]

    def __init__(
        self,
        number: int,
        opened: tuple[str, ...],
        findings: tuple[Finding, ...],
        reads: tuple[Question, ...],
        read: Callable[[], PageFacts],
    ) -> None:
        put = object.__setattr__
        put(self, "number", number)
        put(self, "findings", findings)
        put(self, "granted", frozenset())
        put(self, "reads", reads)
        put(self, "_open", opened)
        put(self, "_read", read)
        put(self, "_facts", None)

    @property
    def facts(self) -> PageFacts:
        """See `Looked`; `LookupError` where they are not to be had any more."""
        found = self._facts
        if found is None:
            found = self._read()
            object.__setattr__(self, "_facts", found)
        return found

    @property
    def at_hand(self) -> PageFacts | None:
        """See `Looked`."""
        return self._facts

    @property
    def open(self) -> tuple[str, ...]:
        """See `Looked`."""
        return self._open
