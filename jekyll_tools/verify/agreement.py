"""How far two accounts of one site agree: data, and the figures that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from jekyll_tools.verify.html import Ref


class Share(NamedTuple):
    """How many of all things that either side has are the same on both."""

    same: int
    all: int

    def plus(self, other: Share) -> Share:
        """The share of two groups together."""
        return Share(self.same + other.same, self.all + other.all)

    @property
    def percent(self) -> float:
        """0 to 100; of nothing, everything agrees."""
        return 100 * self.same / self.all if self.all else 100.0


class Seconds(NamedTuple):
    """How long either side took, by the clock on the wall; no `theirs` for an existing build."""

    ours: float
    theirs: float | None = None


@dataclass(frozen=True, slots=True)
class WrongUrl:
    """A page that Jekyll offers at another URL than ours."""

    path: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a page has on one side only: ids, links or images, or "full ids" … with the layout."""

    path: str
    kind: str
    missing: tuple[str, ...]
    extra: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A reference that one side calls broken and the other does not."""

    path: str
    ref: Ref
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Agreement:
    """The result of a comparison.

    `pages` were found on both sides, `open_pages` of them are open in ours: of those only the
    URL is compared; of `open_layouts` more the layout is open. `made_up` are URLs of pages that
    plugins made and ours does not list.
    `broken_right` counts the references that both sides call broken; `left_open` are broken, and
    ours says that it cannot know.
    """

    pages: int
    open_pages: int
    open_layouts: int
    wrong_urls: tuple[WrongUrl, ...]
    missing_pages: tuple[str, ...]
    extra_pages: tuple[str, ...]
    made_up: tuple[str, ...]
    shares: dict[str, Share]
    differences: tuple[Difference, ...]
    broken_right: int
    false_alarms: tuple[Judged, ...]
    missed: tuple[Judged, ...]
    left_open: tuple[Judged, ...]

    @property
    def agrees(self) -> bool:
        """Whether nothing contradicts the other side; what is open contradicts nothing."""
        return not (
            self.wrong_urls
            or self.missing_pages
            or self.extra_pages
            or self.differences
            or self.false_alarms
            or self.missed
        )

    @property
    def precision(self) -> float:
        """The part of what ours calls broken that is broken, 0 to 1."""
        return _part(self.broken_right, len(self.false_alarms))

    @property
    def recall(self) -> float:
        """The part of what is broken that ours calls broken, 0 to 1."""
        return _part(self.broken_right, len(self.missed) + len(self.left_open))


def _part(right: int, wrong: int) -> float:
    return right / (right + wrong) if right + wrong else 1.0
