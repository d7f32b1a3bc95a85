"""A name in the agenda that no record has: a misspelling, or a speaker without a card.

Bad:
    == _data/speakers.yml ==
    - {name: Ada Lovelace}
    == _data/agenda.yml ==
    days:
      - date: 2024-03-14
        sessions:
          - {start: "9:00", end: "9:30", title: Notes, speakers: [ada-lovelac]}

Good:
    == _data/speakers.yml ==
    - {name: Ada Lovelace}
    == _data/agenda.yml ==
    days:
      - date: 2024-03-14
        sessions:
          - {start: "9:00", end: "9:30", title: Notes, speakers: [ada-lovelace]}
"""

from collections.abc import Iterator

from jekyll_tools.lint.people import UNKNOWN_PERSON, agenda_problems
from jekyll_tools.lint.rule import Finding, SiteView, rule


@rule(of_pages=False)
def person_unknown(site: SiteView) -> Iterator[Finding]:
    for problem in agenda_problems(site):
        if problem.message.startswith(UNKNOWN_PERSON) and problem.path:
            start, end = problem.start, problem.end
            yield Finding(problem.path, start, end, problem.message, problem.advice)
