"""Of which files a run has other findings than the run before, where only texts of pages changed.

What is found in a file is joined, suppressed and sorted without a look at any other file. So only
of files of which a page or a rule says something else now all findings have to be known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.look import Looked
from jekyll_tools.lint.memory import Memory
from jekyll_tools.lint.view import SiteView
from jekyll_tools.seen import digest_of


def differing(view: SiteView, memory: Memory, fresh: Iterable[Looked]) -> frozenset[str] | None:
    """The files of which the pages that were looked at say something else, and all changed ones.

    None where more than texts of pages may be others. To be asked before `memory.keep`.
    """
    if memory.edited is None:
        return None
    found = set(memory.edited)
    for each in fresh:
        old, new = _by_file(memory.findings(view, each.number)), _by_file(each.findings)
        found |= _others(old, new)
    return frozenset(found)


def marks(findings: Iterable[Finding]) -> dict[str, str]:
    """A digest for each file of what is said of it."""
    return {
        path: digest_of(repr(some).encode("utf-8", "surrogatepass"))
        for path, some in _by_file(findings).items()
    }


def with_marks(
    files: frozenset[str], before: Mapping[str, str], now: Mapping[str, str]
) -> frozenset[str]:
    """Files, and those that rules about the whole site say something else of."""
    return files | _others(before, now)


def findings_in(files: frozenset[str], view: SiteView, looked: Iterable[Looked]) -> list[Finding]:
    """What pages say of some files."""
    found: list[Finding] = []
    for each in looked:
        if view.pages[each.number].page.path in files or not files.isdisjoint(each.elsewhere):
            found += [finding for finding in each.findings if finding.path in files]
    return found


def _by_file(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.path, []).append(finding)
    return found


def _others(old: Mapping[str, object], new: Mapping[str, object]) -> set[str]:
    return {path for path in old.keys() | new.keys() if old.get(path) != new.get(path)}
