"""Runs the rules over a site: findings at their origin, each once, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.look import look, look_again
from jekyll_tools.lint.memory import Memory, Said
from jekyll_tools.lint.registry import all_rules
from jekyll_tools.lint.settings import Settings
from jekyll_tools.lint.stamp import joined, stamped
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
    looked = [look(view, number, settings) for number in range(len(view.pages))]
    found = [finding for page in look_again(view, looked, settings) for finding in page.findings]
    return summed_up([*found, *site_findings(view, settings)], view, only)


def summed_up(
    findings: Iterable[Finding], view: SiteView, only: frozenset[str] | None
) -> tuple[Finding, ...]:
    """What a site's page and site findings come to: each once, not suppressed, in order."""
    stamped = _suppressed(joined(findings, view), view)
    wanted = [f for f in stamped if only is None or f.path in only]
    return tuple(sorted(wanted, key=lambda f: (f.path, f.at, f.rule, f.message)))


def site_findings(
    view: SiteView,
    settings: Settings,
    only: frozenset[str] | None = None,
    memory: Memory | None = None,
) -> Iterator[Finding]:
    """What the rules that see the whole site say of it, or at least of the files `only`.

    A rule is not asked again where `memory` knows that it would say the same.
    """
    pages_alone = only is not None and only <= {page.path for page in view.site.pages}
    view.known_rules = frozenset(all_rules())
    view.selected = frozenset(rule.name for rule in settings.rules)
    known = {} if memory is None else memory.said(view, settings)
    said: dict[str, Said] = {}
    for rule in settings.rules:
        function = rule.function if rule.scope == "site" else rule.on_site
        if function is not None and (rule.of_pages or not pages_alone):
            if rule.name not in known:
                options = settings.options.get(rule.name, {}) if rule.scope == "site" else {}
                with view.watched() as (watched, asked):
                    found = tuple(stamped(rule, settings, function(watched, **options)))
                said[rule.name] = found, frozenset(asked)
            yield from known[rule.name] if rule.name in known else said[rule.name][0]
    if memory is not None:
        memory.keep_said(view, said)


def _suppressed(findings: Iterable[Finding], view: SiteView) -> Iterator[Finding]:
    comments: dict[str, list[Suppression]] = {}
    used: set[tuple[str, int]] = set()
    unused: list[Finding] = []
    for finding in findings:
        if finding.rule == UNUSED:
            unused.append(finding)
            continue
        if finding.path not in comments:
            may = view.mentions(finding.path, "jt-ignore")
            text = view.read(finding.path) if may else ""
            comments[finding.path] = suppressions(text, all_rules())
        here = [c for c in comments[finding.path] if c.covers(finding.rule, finding.at.line)]
        used |= {(finding.path, comment.start) for comment in here}
        if not here:
            yield finding
    # That rule names every comment; which of them did something is known only now.
    yield from (finding for finding in unused if (finding.path, finding.start) not in used)
