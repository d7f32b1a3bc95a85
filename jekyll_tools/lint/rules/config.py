"""Settings in `_config.yml` that Jekyll cannot use, or drops without a word.

A list that is none (`plugins:` with nothing after it) ends the build on Jekyll 3. GitHub Pages
runs only its own plugins; any other is left out there.

Bad:
    == _config.yml ==
    exclude: drafts

Good:
    == _config.yml ==
    exclude: [drafts]
"""

from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, Severity, SiteView, rule
from jekyll_tools.lint.site_problems import is_config, problem_finding, problems_of


@rule(severity=Severity.WARNING)
def config(site: SiteView) -> Iterator[Finding]:
    kinds = ("bad-config", "bad-date", "bad-permalink", "bad-yaml", "duplicate-key")
    for problem in problems_of(site, kinds, is_config):
        yield problem_finding(problem, problem.message, "see the manual of Jekyll, Configuration")
