"""What a run may know from an earlier one; where that is kept is not the linter's business."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.look import Looked
from jekyll_tools.lint.settings import Settings
from jekyll_tools.lint.view import SiteView
from jekyll_tools.render import Question
from jekyll_tools.site import Known
from jekyll_tools.text import Lines

Said = tuple[tuple[Finding, ...], frozenset[Question]]
"""What a rule says of a site, and what it asked of it."""


class ForgottenError(Exception):
    """What a run counted on has gone: another one has just kept its own."""


class Memory(Protocol):
    """Pages as an earlier run saw them."""

    @property
    def known(self) -> Known:
        """What files gave to the site, as long as they are the same."""

    @property
    def run(self) -> str:
        """The name of the run that kept what is known now."""

    @property
    def edited(self) -> frozenset[str] | None:
        """The files, all of them pages, whose text alone is another than in the last run.

        None where more has changed, or may have. Known after `recall`.
        """

    def findings(self, view: SiteView, number: int) -> tuple[Finding, ...]:
        """What the last run found on a page; raises `ForgottenError`."""

    def recall(self, view: SiteView, settings: Settings) -> Mapping[int, Looked]:
        """The pages that would come out the same now, but for what they ask of other pages."""

    def outdated(self, view: SiteView, fresh: Iterable[int]) -> Iterable[int]:
        """Of these pages those that ask something of the `fresh` ones that is not so any more."""

    def seconds(self, view: SiteView, number: int) -> float | None:
        """How long it took to look at a page."""

    def keep(
        self,
        view: SiteView,
        settings: Settings,
        looked: Sequence[Looked],
        seconds: Mapping[int, float],
    ) -> None:
        """Keep what is known of all pages now; it may go on while other things are done."""

    def wait(self, view: SiteView) -> bool:
        """Wait until that is done; whether it could be, and the result of the run may be kept."""

    def lines(self, view: SiteView, path: str) -> Lines:
        """The lines of a file, of which those that were quoted before are known."""

    def keep_lines(self, view: SiteView) -> None:
        """Keep the lines that were quoted now."""

    def said(self, view: SiteView, settings: Settings) -> Mapping[str, tuple[Finding, ...]]:
        """What rules would say of the site as a whole, by their names, as far as it is certain."""

    def keep_said(self, view: SiteView, said: Mapping[str, Said]) -> None:
        """Keep what rules said that had to be asked."""
