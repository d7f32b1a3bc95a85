"""Front matter that is not valid YAML is dropped without a word: title, layout and permalink go.

Jekyll prints a line that is easily lost and publishes the page without its front matter. Of a key
that is there twice only the last value counts.

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

from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, SiteView, rule
from jekyll_tools.lint.site_problems import advice_of, is_config, problem_finding, problems_of


@rule()
def front_matter_yaml(site: SiteView) -> Iterator[Finding]:
    def is_page(path: str) -> bool:
        return not site.site.is_data(path) and not is_config(path)

    for problem in problems_of(site, ("bad-yaml", "bad-front-matter"), is_page):
        message = f"the front matter cannot be read: {problem.message}"
        todo = advice_of(site, problem) or "correct the YAML"
        yield problem_finding(problem, message, f"Jekyll drops all of it; {todo}")
    for problem in problems_of(site, ("duplicate-key",), is_page):
        yield problem_finding(problem, f"in the front matter {problem.message}", "keep one of them")
