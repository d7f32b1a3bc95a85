"""A session names a speaker whom no record has: the page shows an empty place.

`references` maps where the ids are used to where they are defined, as paths through `site.data`;
`*` stands for every entry of a list or mapping.

Bad:
    == _config.yml ==
    jekyll_tools: {lint: {rules: {data-reference: {references: {talks.*.speaker: people.*.id}}}}}
    == _data/people.yml ==
    - {id: ada, name: Ada Lovelace}
    == _data/talks.yml ==
    - {title: Notes, speaker: adda}

Good:
    == _config.yml ==
    jekyll_tools: {lint: {rules: {data-reference: {references: {talks.*.speaker: people.*.id}}}}}
    == _data/people.yml ==
    - {id: ada, name: Ada Lovelace}
    == _data/talks.yml ==
    - {title: Notes, speaker: ada}
"""

from collections.abc import Iterator, Mapping

from jekyll_tools.lint.rule import Finding, SiteView, rule
from jekyll_tools.nearest import did_you_mean

Found = tuple[object, object, object]


@rule()
def data_reference(site: SiteView, *, references: Mapping[str, str] = {}) -> Iterator[Finding]:
    for used, defined in references.items():
        known = {str(value) for _, _, value in _at(site.site.data, str(defined).split("."))}
        for container, key, value in _at(site.site.data, str(used).split(".")):
            place = site.place(container, key)
            if place is None or str(value) in known or isinstance(value, (dict, list)):
                continue
            message = f'"{value}" is not in {defined}'
            advice = did_you_mean(value, sorted(known), "add it there")
            yield Finding(place.path, place.start, place.end, message, advice, str(value))


def _at(root: object, path: list[str]) -> Iterator[Found]:
    """The values at a path, each with its container and key; a list at its end is its entries."""
    found: list[Found] = [(None, None, root)]
    for step in path:
        found = [each for _, _, value in found for each in _step(value, step)]
    for container, key, value in found:
        if isinstance(value, list):
            yield from ((value, index, each) for index, each in enumerate(value))
        elif value is not None:
            yield container, key, value


def _step(value: object, step: str) -> Iterator[Found]:
    if isinstance(value, dict):
        for key in list(value) if step == "*" else [step] if step in value else []:
            yield value, key, value[key]
    elif isinstance(value, list) and step == "*":
        yield from ((value, index, each) for index, each in enumerate(value))
