"""What reading the site found wrong, as findings for the rules about front matter and data."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jekyll_tools.lint.finding import Finding
from jekyll_tools.lint.view import SiteView
from jekyll_tools.site import Problem
from jekyll_tools.site.config import NAMES
from jekyll_tools.yaml_faults import advice


def is_config(path: str) -> bool:
    """Whether a path is that of the site's configuration."""
    return path in NAMES


def certain_problems(site: SiteView) -> Iterator[Problem]:
    """What is wrong whatever plugins do: they may know more placeholders of a permalink."""
    for problem in site.site.problems:
        if problem.kind != "bad-permalink" or not site.plugins_may_write:
            yield problem


def problems_of(
    site: SiteView, kinds: tuple[str, ...], where: Callable[[str], bool]
) -> Iterator[Problem]:
    """The problems of some kinds in the files that `where` names."""
    for problem in certain_problems(site):
        if problem.kind in kinds and where(problem.path):
            yield problem


def advice_of(site: SiteView, problem: Problem) -> str:
    """What to do about a problem; "" where nobody can tell."""
    if problem.advice:
        return problem.advice
    if problem.kind == "unknown-alias":
        return 'a value that starts with "*" needs quotes'
    if problem.kind != "bad-yaml":
        return ""
    return advice(site.read(problem.path), problem.offset or 0, problem.message)


def problem_finding(problem: Problem, message: str, advice: str) -> Finding:
    """The finding for a problem, at its place."""
    at = problem.offset or 0
    return Finding(problem.path, at, at, message, advice, pages=(problem.path,))
