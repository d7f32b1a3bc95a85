"""A title longer than its card pushes the cards around it out of their row.

`characters` is what fits on the card, over all lines of the title.

Bad:
    == _data/speakers.yml ==
    - name: Ada
      title: >-
        Professor of the Analytical Engine and of Poetical Science, Chair of the Department of
        Numbers, Director of the Institute for the Calculation of Everything, London

Good:
    == _data/speakers.yml ==
    - name: Ada
      title: Professor of Poetical Science
"""

from collections.abc import Iterator

from jekyll_tools.lint.people import people_of
from jekyll_tools.lint.rule import Finding, Severity, SiteView, rule


@rule(severity=Severity.WARNING, default=False)
def card_overflow(site: SiteView, *, characters: int = 120) -> Iterator[Finding]:
    for person in people_of(site):
        place = site.file_place(person.field_place("title"))
        if place and len(person.title) > characters:
            length = len(person.title)
            message = f"the title of {person.name} has {length} characters; {characters} fit"
            yield Finding(place.path, place.start, place.end, message, "shorten it")
