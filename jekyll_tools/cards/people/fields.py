"""The keys of a site's records: those that a card shows under the site's names, and others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jekyll_tools.cards.build import Content
from jekyll_tools.cards.config import FIELDS, CardsConfig
from jekyll_tools.cards.people.folder import person_files
from jekyll_tools.cards.people.likely_keys import likely_keys
from jekyll_tools.cards.problem import Problem
from jekyll_tools.nearest import did_you_mean

_FEW = 3


def records_of(content: Content) -> list[Mapping[object, object]]:
    """The records as the data files have them, in the order of `people_of`."""
    config = content.config
    if config.one_file_each:
        values = [content.data[path] for path in person_files(content.data, config).values()]
    else:
        list_ = content.data.get(config.people)
        values = list_ if isinstance(list_, list) else []
    return [value for value in values if isinstance(value, Mapping)]


def known_keys(content: Content) -> tuple[str, ...]:
    """Every key that a record has, or may have for its card; the card's come first."""
    keys = [content.config.key(name) for name in FIELDS]
    keys += [str(key) for record in records_of(content) for key in record]
    return tuple(dict.fromkeys(keys))


def site_key(name: str, config: CardsConfig) -> str:
    """The site's key for a field that a person names as jt does (`link`) or as the site does."""
    return config.key(name) if name in FIELDS else name


def other_key(name: str, content: Content) -> Problem | None:
    """Why a card's field must not be written: nobody said where, and the records have it elsewhere.

    A site with `cards: fields:` has said where.
    """
    records, key = records_of(content), content.config.key(name)
    if content.config.fields != FIELDS or any(key in record for record in records):
        return None
    own = likely_keys(records, affiliations=False).get(name)
    if own is None:
        return None
    advice = f"run `jt init`, or write `jekyll_tools: cards: fields: {{{name}: {own}}}`"
    message = f"no record has a field {key!r}, but {own!r} is there"
    return Problem(message, f"{advice} into _config.yml", content.config.people)


def fresh_keys(content: Content, keys: Iterable[str]) -> tuple[str, ...]:
    """Those of the keys that no record has; none where the records are too few to tell."""
    records = records_of(content)
    if len(records) < _FEW:
        return ()
    return tuple(key for key in sorted(keys) if not any(key in record for record in records))


def unknown_key(key: str, known: Iterable[str]) -> Problem:
    """What to say about a key that no record has."""
    meant = did_you_mean(key, known)
    advice = f"{meant} --new-field makes one".lstrip()
    return Problem(f"no record has a field {key!r}", advice)
