"""Runs the rules over a site: findings at their origin, each once, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.page_view import PageView
from jekyll_tools.lint.registry import all_rules
from jekyll_tools.lint.rule import Rule
from jekyll_tools.lint.settings import Settings
from jekyll_tools.lint.suppress import Suppression, suppressions
from jekyll_tools.lint.view import SiteView

UNUSED = "unused-suppression"


def lint(
    view: SiteView, settings: Settings, only: frozenset[str] | None = None
) -> tuple[Finding, ...]:
    """The findings of a site, or of the files `only` in the context of their whole site.

    A defect is one finding, however many pages show it: findings of one rule with one message at
    one place are joined. Order: path, line, column, rule.
    """
    found = [*page_findings(view.pages, settings), *site_findings(view, settings)]
    return summed_up(found, view, only)


def summed_up(
    findings: Iterable[Finding], view: SiteView, only: frozenset[str] | None
) -> tuple[Finding, ...]:
    """What a site's page and site findings come to: each once, not suppressed, in order."""
    stamped = _suppressed(_placed(_joined(findings), view), view)
    wanted = [f for f in stamped if only is None or f.path in only]
    return tuple(sorted(wanted, key=lambda f: (f.path, f.at, f.rule, f.message)))


def page_findings(pages: Iterable[PageView], settings: Settings) -> Iterator[Finding]:
    """What the rules that see one page say of some pages."""
    rules = [rule for rule in settings.rules if rule.scope == "page"]
    for page in pages:
        for rule in rules:
            yield from _stamped(rule, settings, rule.function(page, **_options(rule, settings)))


def site_findings(view: SiteView, settings: Settings) -> Iterator[Finding]:
    """What the rules that see the whole site say of it."""
    view.known_rules = frozenset(all_rules())
    view.selected = frozenset(rule.name for rule in settings.rules)
    for rule in settings.rules:
        if rule.scope == "site":
            yield from _stamped(rule, settings, rule.function(view, **_options(rule, settings)))


def _options(rule: Rule, settings: Settings) -> dict[str, object]:
    return dict(settings.options.get(rule.name, {}))


def _stamped(rule: Rule, settings: Settings, findings: Iterable[Finding]) -> Iterator[Finding]:
    severity = settings.severity(rule)
    for finding in findings:
        if not settings.ignored(rule.name, finding.path):
            yield replace(finding, rule=rule.name, severity=severity)


def _joined(findings: Iterable[Finding]) -> Iterator[Finding]:
    first: dict[tuple[str, str, int, int, str], Finding] = {}
    pages: dict[tuple[str, str, int, int, str], dict[str, None]] = {}
    for finding in findings:
        key = (finding.rule, finding.path, finding.start, finding.end, finding.message)
        first.setdefault(key, finding)
        pages.setdefault(key, {}).update(dict.fromkeys(finding.pages))
    for key, finding in first.items():
        yield replace(finding, pages=tuple(pages[key]))


def _placed(findings: Iterable[Finding], view: SiteView) -> Iterator[Finding]:
    for finding in findings:
        index = view.lines(finding.path)
        yield replace(finding, at=index.position(finding.start), until=index.position(finding.end))


def _suppressed(findings: Iterable[Finding], view: SiteView) -> Iterator[Finding]:
    comments: dict[str, list[Suppression]] = {}
    used: set[tuple[str, int]] = set()
    unused: list[Finding] = []
    for finding in findings:
        if finding.rule == UNUSED:
            unused.append(finding)
            continue
        if finding.path not in comments:
            comments[finding.path] = suppressions(view.read(finding.path), all_rules())
        here = [c for c in comments[finding.path] if c.covers(finding.rule, finding.at.line)]
        used |= {(finding.path, comment.start) for comment in here}
        if not here:
            yield finding
    # That rule names every comment; which of them did something is known only now.
    yield from (finding for finding in unused if (finding.path, finding.start) not in used)
