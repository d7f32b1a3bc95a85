"""What a lint run has to say, as every output format gets it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol

from jekyll_tools.lint.finding import Finding
from jekyll_tools.report.tally import Tally
from jekyll_tools.text import Lines


class Paint(Protocol):
    """Puts terminal colours around a text, or leaves it alone."""

    def __call__(self, text: str, *, fg: str | None = None, bold: bool | None = None) -> str: ...


def plain(text: str, *, fg: str | None = None, bold: bool | None = None) -> str:
    """No colours."""
    return text


class Outcome(NamedTuple):
    """Findings in order, the lines of a file, and how much stayed open.

    `pages` and `files` count what was asked for and looked at: pages, and where there is none,
    files. `open` says why a page could not be known in full, by its path; "" is the whole site.
    `quiet` leaves the summary out, `verbose` adds what is open to the formats for people.
    `counted`: how many findings there are where `findings` are not all of them.
    """

    findings: tuple[Finding, ...]
    lines: Callable[[str], Lines]
    pages: int
    files: int = 0
    open: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    paint: Paint = plain
    quiet: bool = False
    verbose: bool = False
    counted: Tally | None = None

    @property
    def tally(self) -> Tally:
        """How many findings there are."""
        return Tally.of(self.findings) if self.counted is None else self.counted

    @property
    def open_pages(self) -> int:
        """How many pages could not be known in full."""
        return sum(1 for path in self.open if path)

    @property
    def worst_first(self) -> list[Finding]:
        """Errors before warnings, and what more pages show before what fewer do."""
        return sorted(self.findings, key=lambda f: (f.severity != "error", -len(f.pages)))


def mark(finding: Finding) -> str:
    """` [*]` for what `--fix` repairs, ` [~]` for what only `--unsafe-fixes` does."""
    if finding.fix is None:
        return ""
    return " [*]" if finding.fix.safe else " [~]"


def sentence(finding: Finding) -> str:
    """What is wrong and what to do, for formats with one text."""
    return f"{finding.message}; {finding.help}" if finding.help else finding.message
