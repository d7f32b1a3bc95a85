"""One page as it is linted: rendered, looked at by the rules, and let go.

What stays is small: facts that other pages ask for, findings, and what the page took for granted
of others. It depends on nothing but the page's sources and these answers.
"""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.page_facts import PageFacts
from jekyll_tools.lint.settings import Settings
from jekyll_tools.lint.stamp import placed, stamped
from jekyll_tools.lint.view import SiteView
from jekyll_tools.render import CLOCK, Question, always_there, as_a_whole

_MANY_OBJECTS = 400_000


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of looking at the page that is `number` in `SiteView.pages`.

    `granted` are the fragments of written files (file, fragment) that were taken to be there,
    `reads` everything that was asked of the rest of the site.
    """

    number: int
    facts: PageFacts
    findings: tuple[Finding, ...]
    granted: frozenset[tuple[str, str]]
    reads: tuple[Question, ...] = ()

    @property
    def at_hand(self) -> PageFacts | None:
        """The facts, unless they would have to be read."""
        return self.facts

    @property
    def open(self) -> tuple[str, ...]:
        """Why there may be more on the page than is known."""
        return self.facts.open

    @property
    def elsewhere(self) -> tuple[str, ...]:
        """The files that the findings are in; its own may be left out."""
        return tuple({finding.path: None for finding in self.findings})

    def stands(self, view: SiteView) -> bool:
        """Whether all that was taken for granted is so, now that the other pages are known."""
        return all(_holds(view, dest, fragment) for dest, fragment in self.granted)


def look(view: SiteView, number: int, settings: Settings, *, kept: bool = True) -> Looked:
    """Render a page, run the rules that see one page, and let the rendering go.

    Of what nobody keeps for another run, nobody has to know what it asked, but for the time.
    """
    with view.looking_at(number) as page:
        found: list[Finding] = []
        for rule in settings.rules:
            if rule.scope == "page":
                options = settings.options.get(rule.name, {})
                found += stamped(rule, settings, rule.function(page, **options))
        facts = view.facts(page.page)
        asked = as_a_whole(page.page, view.renderer.reads.asked)
        reads = tuple(asked if kept else asked & {CLOCK})
        looked = Looked(number, facts, placed(found, view), view.granted.done(), reads)
    sweep()
    return looked


def look_again(view: SiteView, looked: list[Looked], settings: Settings) -> Iterator[Looked]:
    """All pages once more as they are when everything is known of the others."""
    again = set(outdated(view, looked))
    for each in looked:
        yield look(view, each.number, settings) if each.number in again else each


def outdated(view: SiteView, looked: Collection[Looked]) -> list[int]:
    """The pages that took for granted what is not so, now that everything is known of all."""
    view.learn(looked)
    view.granted.forget()
    return [each.number for each in looked if not each.stands(view)]


def sweep() -> None:
    """Collect cycles, where that is put off, once they may be many.

    Between two pages nearly all that is alive was alive the last time, and is set aside.
    """
    if gc.get_count()[0] > _MANY_OBJECTS:
        gc.collect()
        gc.freeze()


def _holds(view: SiteView, dest: str, fragment: str) -> bool:
    anchors = view.anchors(dest)
    if anchors is None or not anchors.closed or fragment in anchors.names:
        return True
    return always_there(fragment)
