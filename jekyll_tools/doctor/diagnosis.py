"""Every question that is asked of a site, in the order in which the answers are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from jekyll_tools.doctor.check import Check, Diagnosis, State, answer
from jekyll_tools.doctor.facts import facts
from jekyll_tools.doctor.github_pages import github_pages
from jekyll_tools.doctor.mentions import Mentions
from jekyll_tools.doctor.published import biggest, not_published, perhaps_by_mistake
from jekyll_tools.doctor.settings import settings
from jekyll_tools.doctor.steps import steps
from jekyll_tools.doctor.unknown import unknown
from jekyll_tools.lint import Finding, SiteView
from jekyll_tools.lint.registry import all_rules
from jekyll_tools.lint.site_problems import certain_problems
from jekyll_tools.report.summary import count
from jekyll_tools.site import Problem
from jekyll_tools.text import Lines

_ENDING = ("include-missing", "link-tag-missing", "liquid-syntax", "unknown-tag")
SILENT = (
    *("layout-missing", "front-matter-yaml", "front-matter-unrecognised", "data-yaml"),
    *("url-conflict", "unknown-filter", "liquid-leaked", "markdown-in-html"),
    "markdown-link-not-rewritten",
)
"""Rules about what Jekyll takes without a word, or with a warning that scrolls by."""


def diagnose(
    view: SiteView, findings: Sequence[Finding], open_pages: Mapping[str, tuple[str, ...]]
) -> Diagnosis:
    """The diagnosis of a site from what `jt lint` finds in it."""
    site = view.site
    mentions = Mentions(site)
    checks = (
        _build(view, findings),
        unknown(site, open_pages),
        github_pages(site),
        settings(site, mentions, findings),
        perhaps_by_mistake(site, mentions),
        not_published(site),
        biggest(site),
        _silent(view, findings),
        _others(findings),
    )
    return Diagnosis(tuple(facts(site)), checks, tuple(steps(site, findings)))


def _build(view: SiteView, findings: Iterable[Finding]) -> Check:
    rows = [_row(view, problem) for problem in _fatal(view)]
    if rows:
        return Check("Jekyll ends its build here", State.WRONG, tuple(rows))
    rows = [
        f"{finding.path}:{finding.at.line}: {finding.message}"
        for finding in findings
        if finding.rule in _ENDING
    ]
    return answer(rows, "Jekyll may end its build here", "Nothing is seen that ends the build")


def _fatal(view: SiteView) -> list[Problem]:
    return [problem for problem in certain_problems(view) if problem.fatal]


def _row(view: SiteView, problem: Problem) -> str:
    line = Lines(view.site.read(problem.path)).position(problem.offset or 0).line
    todo = f"; {problem.advice}" if problem.advice else ""
    return f"{problem.path}:{line}: {problem.message}{todo}"


def _silent(view: SiteView, findings: Iterable[Finding]) -> Check:
    fatal = {problem.path for problem in _fatal(view)}
    found = [f for f in findings if f.rule in SILENT and f.path not in fatal]
    title = f"{count(len(found), 'mistake')} with which Jekyll builds the site all the same"
    return answer([*_by_rule(found, why=True)], title, "No mistake that Jekyll would hide")


def _others(findings: Iterable[Finding]) -> Check:
    # Those of `config` are rows of the checks above.
    found = [finding for finding in findings if finding.rule not in (*SILENT, "config")]
    if not found:
        return Check("jt lint finds nothing else", State.FINE)
    errors = sum(finding.severity == "error" for finding in found)
    warnings = count(len(found) - errors, "warning")
    title = f"Besides, {count(errors, 'error')} and {warnings} of jt lint"
    state = State.WRONG if errors else State.NOTE
    return Check(title, state, tuple(_by_rule(found)))


def _by_rule(findings: Iterable[Finding], *, why: bool = False) -> Iterator[str]:
    """Numbers of findings by rule, errors first and then the most."""
    numbers = Counter((finding.severity != "error", finding.rule) for finding in findings)
    for (warning, rule), number in sorted(numbers.items(), key=lambda i: (i[0][0], -i[1])):
        level = "warning" if warning else "error"
        summary = f": {all_rules()[rule].summary}" if why else ""
        yield f"{count(number, level)} {rule}{summary}"
