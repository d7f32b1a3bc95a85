"""A generated include that is not what its records say shows visitors something else.

Either a record or a template has changed since `jt build`, or somebody edited the include. The
fix is what `jt build` writes.

Bad:
    == _data/speakers.yml ==
    - {name: Ada, groups: [us]}
    == _includes/jt/group.html ==
    {{ cards }}
    == _includes/jt/card.html ==
    <p>{{ person.name }}</p>
    == _includes/cards/us.html ==
    <!-- Made by `jt build` from _data/speakers.yml, group us; edit that instead (3ba79aa8b5a9). -->
    <p>Ada Lovelace</p>

Good:
    == _data/speakers.yml ==
    - {name: Ada, groups: [us]}
    == _includes/jt/group.html ==
    {{ cards }}
    == _includes/jt/card.html ==
    <p>{{ person.name }}</p>
    == _includes/cards/us.html ==
    <!-- Made by `jt build` from _data/speakers.yml, group us; edit that instead (3ba79aa8b5a9). -->
    <p>Ada</p>
"""

from collections.abc import Iterator

from jekyll_tools.cards.config import may_have_cards
from jekyll_tools.cards.generated import is_edited
from jekyll_tools.cards.problem import CardsError
from jekyll_tools.lint.people import UNKNOWN_PERSON
from jekyll_tools.lint.rule import Edit, FileEdit, Finding, Fix, SiteView, rule


@rule(of_pages=False)
def card_drift(site: SiteView) -> Iterator[Finding]:
    if not may_have_cards(site.site):
        return  # as most sites; the rest takes 20 ms to import
    from jekyll_tools.cards.from_site import stale_includes, uses_cards

    try:
        stale = stale_includes(site.site)
    except CardsError as error:
        if not uses_cards(site.site):
            return  # a data file of somebody else that happens to have the name
        for problem in error.problems:
            if problem.message.startswith(UNKNOWN_PERSON):
                continue  # person-unknown tells of it
            path = problem.path or "_config.yml"
            yield Finding(path, problem.start, problem.end, problem.message, problem.advice)
        return
    for path, text in stale.items():
        now = site.read(path)
        fix = Fix("run jt build", (FileEdit(path, Edit(0, len(now), text)),), safe=False)
        yield Finding(path, 0, now.find("\n") + 1, _message(now, text), "run `jt build`", fix=fix)


def _message(now: str, text: str) -> str:
    if not now:
        return "this include has not been built yet"
    if not text:
        return "no record asks for this include any longer"
    if is_edited(now):
        return "this include was edited by hand; the next `jt build` undoes that"
    return "this include is older than its records"
