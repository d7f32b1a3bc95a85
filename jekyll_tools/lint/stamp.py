"""Findings as rules say them, completed: by whom, how bad, at which line, on which pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jekyll_tools.lint.finding import TOP, Finding, Fix, Severity
from jekyll_tools.lint.rule import Rule
from jekyll_tools.lint.settings import Settings
from jekyll_tools.lint.view import SiteView
from jekyll_tools.text import Lines

_Key = tuple[str, str, int, int, str]


def stamped(rule: Rule, settings: Settings, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of a rule with its name and severity, without those that are switched off.

    A rule may call one finding a warning; what the site says of the rule wins.
    """
    for finding in findings:
        if not settings.ignored(rule.name, finding.path):
            milder = finding.severity is Severity.WARNING and rule.name not in settings.severities
            severity = finding.severity if milder else settings.severity(rule)
            yield finding._replace(rule=rule.name, severity=severity)


def joined(findings: Iterable[Finding], view: SiteView) -> Iterator[Finding]:
    """Each defect once, with the pages that show it and its lines and columns."""
    first: dict[_Key, Finding] = {}
    pages: dict[_Key, dict[str, None]] = {}
    disputed: set[_Key] = set()
    for finding in findings:
        key = finding.rule, finding.path, finding.start, finding.end, finding.message
        if first.setdefault(key, finding) is finding:
            pages[key] = dict.fromkeys(finding.pages)
        else:
            pages[key].update(dict.fromkeys(finding.pages))
            if finding.fix != first[key].fix:
                disputed.add(key)  # what mends one page would not mend the other
    by_path = sorted(first, key=lambda key: key[1])
    path, lines = None, None
    for key in by_path:
        if key[1] != path:  # the lines of one file at a time, where some are not placed yet
            path, lines = key[1], None
        finding = first[key]
        if finding.until == TOP:
            lines = lines or Lines(view.read(finding.path))
        fix = None if key in disputed else finding.fix
        shown = tuple(pages[key])
        if lines or fix is not finding.fix or shown != finding.pages:
            yield _placed(finding, fix, shown, lines)
        else:
            yield finding


def placed(findings: Iterable[Finding], view: SiteView) -> tuple[Finding, ...]:
    """The findings with their lines and columns."""
    return tuple([_placed(each, each.fix, each.pages, view.lines(each.path)) for each in findings])


def _placed(
    finding: Finding, fix: Fix | None, pages: tuple[str, ...], lines: Lines | None
) -> Finding:
    """The finding with its positions; where `lines` are None it has them."""
    if lines is None and fix is finding.fix and pages == finding.pages:
        return finding
    if lines is None:
        return finding._replace(fix=fix, pages=pages)
    at, until = lines.position(finding.start), lines.position(finding.end)
    return finding._replace(fix=fix, pages=pages, at=at, until=until)
