"""YAML reads some values as other things than they look, and of two equal keys drops the first.

A bare `10:30` is 630, a number to the base 60, `010` is 8, and `no` in a list of countries is
false. A forgotten `- ` between two records makes one of them, with every key twice.

Bad:
    == _data/agenda.yml ==
    - title: Welcome
      title: Coffee

Good:
    == _data/agenda.yml ==
    - title: Welcome
    - title: Coffee

Bad, a time:
    == _data/agenda.yml ==
    - start: 10:30
      title: Coffee

Good, a time:
    == _data/agenda.yml ==
    - start: "10:30"
      title: Coffee
"""

from collections.abc import Iterable, Iterator

from jekyll_tools.lint.rule import Edit, FileEdit, Finding, Fix, SiteView, rule
from jekyll_tools.lint.site_problems import advice_of, problem_finding, problems_of
from jekyll_tools.patterns import late
from jekyll_tools.site import Problem

# Only a file with such a value is looked at more closely; most have none.
_SUSPECT = late(
    r"(?m)(?:^|[:,\[-])[ \t]+(?:0\d+|\d{1,2}:\d\d(?::\d\d)?|(?i:no|yes|on|off))\s*(?:$|[,\]#])"
)
NEAR = 500  # code points between keys that were doubled by one mistake
_TIME = late(r"\d{1,2}:\d\d(?::\d\d)?")
_OCTAL = late(r"0\d+")


@rule()
def data_yaml(site: SiteView) -> Iterator[Finding]:
    for problem in problems_of(site, ("bad-yaml", "bad-data"), site.site.is_data):
        message = f"the data cannot be read: {problem.message}"
        yield problem_finding(problem, message, advice_of(site, problem) or "correct it")
    for problem in problems_of(site, ("unknown-alias",), site.site.is_data):
        yield problem_finding(problem, problem.message, advice_of(site, problem))
    yield from _doubles(site)
    for problem in problems_of(site, ("data-collision",), site.site.is_data):
        yield problem_finding(problem, problem.message, "rename one of them")
    for path, value in site.site.data_files.items():
        values = list(_plain_values(value)) if path.endswith((".yml", ".yaml")) else []
        if values and _SUSPECT.search(site.read(path)):
            for container, key, each in values:
                yield from _check(site, container, key, each)


def _doubles(site: SiteView) -> Iterator[Finding]:
    """Doubled keys; those that follow each other are one mistake."""
    advice = "is a `- ` missing before the second one?"
    groups: list[list[Problem]] = []
    for problem in problems_of(site, ("duplicate-key",), site.site.is_data):
        last = groups[-1][-1] if groups else None
        near = last is not None and 0 <= (problem.offset or 0) - (last.offset or 0) < NEAR
        if last is not None and near and last.path == problem.path:
            groups[-1].append(problem)
        else:
            groups.append([problem])
    for group in groups:
        more = f", and {len(group) - 1} more after it" if len(group) > 1 else ""
        yield problem_finding(group[0], group[0].message + more, advice)


def _plain_values(root: object) -> Iterator[tuple[object, object, object]]:
    """What is a number or a truth value below a value, after its container and key."""
    stack = [root]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            pairs: Iterable[tuple[object, object]] = value.items()
        elif isinstance(value, list):
            pairs = enumerate(value)
        else:
            continue
        for key, each in pairs:
            if isinstance(each, str):
                continue
            if isinstance(each, (dict, list)):
                stack.append(each)
            elif isinstance(each, (bool, int, float)):
                yield value, key, each


def _check(site: SiteView, container: object, key: object, value: object) -> Iterator[Finding]:
    place = site.place(container, key)
    if place is None:
        return
    text = site.read(place.path)[place.start : place.end]
    # `published: no` is meant as it is read; among words in a list it is a word
    words = isinstance(container, list) and any(isinstance(each, str) for each in container)
    wrong = _TIME.fullmatch(text) or (_OCTAL.fullmatch(text) and int(text) != value)
    if wrong or (words and isinstance(value, bool) and text.lower() in ("no", "yes", "on", "off")):
        shown = (
            {True: "true", False: "false"}.get(value, str(value))
            if isinstance(value, bool)
            else value
        )
        edit = FileEdit(place.path, Edit(place.start, place.end, f'"{text}"'))
        fix = Fix("put it in quotes", (edit,), safe=False)
        message = f"{text} is read as {shown}"
        yield Finding(place.path, place.start, place.end, message, f'write "{text}"', text, fix)
