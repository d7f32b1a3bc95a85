"""Front matter that is not valid YAML is dropped without a word: title, layout and permalink go.

Jekyll prints a line that is easily lost and publishes the page without its front matter. Of a key
that is there twice only the last value counts. A date of a post that is none ends the build, and an
alias (`*name`) without an anchor is empty.

Bad:
    ---
    title: Talks: an overview
    ---
    Hello.

Good:
    ---
    title: "Talks: an overview"
    ---
    Hello.
"""

import re
from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, SiteView, rule
from jekyll_tools.lint.site_problems import advice_of, is_config, problem_finding, problems_of
from jekyll_tools.site import Page, Problem
from jekyll_tools.yaml_faults import advice, slip_at


@rule()
def front_matter_yaml(site: SiteView) -> Iterator[Finding]:
    def is_page(path: str) -> bool:
        return not site.site.is_data(path) and not is_config(path)

    for problem in problems_of(site, ("bad-yaml", "bad-front-matter"), is_page):
        problem = _at_slip(site, problem)
        message = f"the front matter cannot be read: {problem.message}"
        todo = advice_of(site, problem) or "correct the YAML"
        then = "ends its build here" if problem.fatal else "drops all of it"
        yield problem_finding(problem, message, f"Jekyll {then}; {todo}")
    for problem in problems_of(site, ("bad-date", "bad-permalink"), is_page):
        todo = f"; {problem.advice}" if problem.advice else ""
        help_ = f"Jekyll ends its build here{todo}"
        yield problem_finding(_at_key(site, problem), problem.message, help_)
    for problem in problems_of(site, ("unknown-alias",), is_page):
        yield problem_finding(problem, problem.message, advice_of(site, problem))
    for problem in problems_of(site, ("duplicate-key",), is_page):
        yield problem_finding(problem, f"in the front matter {problem.message}", "keep one of them")
    for page in site.site.pages:
        yield from _with_dash(page)


def _with_dash(page: Page) -> Iterator[Finding]:
    for key in page.own:
        if isinstance(key, str) and key[:1] == "-" and page.file is not None:
            found = re.search(rf"^{re.escape(key)}[ \t]*:", page.file.text, re.MULTILINE)
            at = found.start() if found else 0
            message = f'in the front matter the key is "{key}", with its dash'
            todo = "take the dash away, or put a space behind it if it is an item of a list"
            yield Finding(page.path, at, at + len(key), message, todo, pages=(page.path,))


def _at_slip(site: SiteView, problem: Problem) -> Problem:
    """The problem of front matter that is one text, at the space that is missing in it."""
    text = site.read(problem.path)
    slip = slip_at(text, text.find("\n") + 1) if problem.kind == "bad-front-matter" else None
    if slip is None:
        return problem
    todo = advice(text, slip.start, slip.message)
    return problem._replace(message=slip.message, offset=slip.start, advice=todo)


def _at_key(site: SiteView, problem: Problem) -> Problem:
    """The problem at the key that it is about, if that stands in the file."""
    key = re.search(rf"^{problem.kind[4:]}[ \t]*:", site.read(problem.path), re.MULTILINE)
    return problem if key is None else problem._replace(offset=key.start())
