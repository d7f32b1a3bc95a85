"""Jekyll reads files as UTF-8; a page in another encoding ends the build or shows broken letters.

An old editor wrote it, or (as below) it is no text at all.

Bad:
    == _data/people.yml 4x4 ==

Good:
    == _data/people.yml ==
    - name: Zoë
"""

from collections.abc import Iterator

from jekyll_tools.lint.rule import Finding, SiteView, rule
from jekyll_tools.lint.site_problems import problems_of


@rule()
def not_utf8(site: SiteView) -> Iterator[Finding]:
    for problem in problems_of(site, ("not-utf8",), lambda path: True):
        # the problem counts bytes; in the text the first byte that is no letter shows as U+FFFD
        at = max(site.read(problem.path).find("\ufffd"), 0)
        message = "this file is not UTF-8"
        yield Finding(problem.path, at, at + 1, message, problem.message, pages=(problem.path,))
