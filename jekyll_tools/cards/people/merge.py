"""Cards of several groups, and the records that exist, made into one record a person."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from jekyll_tools.cards.handwritten import Card
from jekyll_tools.cards.people.names import folded
from jekyll_tools.cards.people.records import VARYING, People
from jekyll_tools.cards.problem import CardsError, Problem
from jekyll_tools.text import File, Source

Prefer = Literal["first", "last", "each"]
"""Whose word counts: the first record or card, the last one, or in each group its own."""

FIELDS = ("name", *VARYING)


@dataclass(slots=True)
class Draft:
    """A person as the records will have them; `index` is the record that exists already.

    `apart` has what single groups show differently, `orders` the places that only a number can
    say; `groups` are the new ones.
    """

    values: dict[str, str]
    places: dict[str, Source | None]
    index: int | None = None
    groups: list[str] = field(default_factory=list)
    apart: dict[str, dict[str, str]] = field(default_factory=dict)
    orders: dict[str, int] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)


def merge(
    page: File,
    groups: Mapping[str, Sequence[Card]],
    people: People,
    prefer: Prefer | None,
) -> list[Draft]:
    """One draft a person, in an order that keeps every group's own order where one does.

    Names are one person when they fold to the same text. Raises `CardsError` with both places
    for each thing that two cards, or a card and a record, say differently, unless `prefer` says
    whose word counts.
    """
    drafts = {
        folded(person.name): Draft(
            {name: getattr(person, name) for name in FIELDS},
            {name: person.field_place(name) for name in FIELDS},
            index,
        )
        for index, person in enumerate(people.people)
    }
    problems: list[Problem] = []
    for group, cards in groups.items():
        for card in cards:
            key = folded(card.name) or card.name
            place = Source(page, card.start, card.end)
            values = {name: getattr(card, name) for name in FIELDS}
            if key not in drafts:
                drafts[key] = Draft(values, dict.fromkeys(FIELDS, place))
            else:
                problems += _join(drafts[key], values, place, group, people.path, prefer)
            drafts[key].groups.append(group)
    if problems:
        raise CardsError(*problems)
    return _ordered(drafts, groups)


def _join(
    draft: Draft,
    values: dict[str, str],
    place: Source,
    group: str,
    path: str,
    prefer: Prefer | None,
) -> Iterable[Problem]:
    for name, new in values.items():
        old = draft.values[name]
        if new == old:
            continue
        if prefer == "each" and name in VARYING:
            draft.apart.setdefault(group, {})[name] = new
        elif prefer == "last" or (not old and new):
            draft.values[name] = new
            draft.places[name] = place
            draft.changed.add(name)
        elif new and prefer is None:
            message = f"the {name} of {values['name']} is {new!r} here"
            other = Problem.at(draft.places[name], path, f"and {old!r} there")
            advice = f"{other}; choose: --prefer first, last, or each (every group keeps its own)"
            yield Problem.at(place, path, message, advice)


def _ordered(drafts: dict[str, Draft], groups: Mapping[str, Sequence[Card]]) -> list[Draft]:
    """The drafts in an order in which every group's cards follow one another as they did.

    Records that exist keep their order. Where two lists contradict each other, the cards of the
    later one get numbers.
    """
    position = {key: number for number, key in enumerate(drafts)}
    after: dict[str, set[str]] = {key: set() for key in drafts}
    existing = [key for key, draft in drafts.items() if draft.index is not None]
    for one, other in pairwise(existing):
        after[one].add(other)
    for group, cards in groups.items():
        keys = [folded(card.name) or card.name for card in cards]
        new = [(a, b) for a, b in pairwise(keys) if b not in after[a]]
        if not _add(after, new):
            for number, key in enumerate(keys, 1):
                drafts[key].orders[group] = number
    return [drafts[key] for key in _sorted(after, position)]


def _add(after: dict[str, set[str]], pairs: list[tuple[str, str]]) -> bool:
    """Add the pairs unless they close a circle; whether they were added."""
    done: list[tuple[str, str]] = []
    for one, other in pairs:
        if _reaches(after, other, one):
            for a, b in done:
                after[a].discard(b)
            return False
        after[one].add(other)
        done.append((one, other))
    return True


def _reaches(after: dict[str, set[str]], start: str, goal: str) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        key = waiting.pop()
        if key == goal:
            return True
        new = after[key] - seen
        seen |= new
        waiting += new
    return False


def _sorted(after: dict[str, set[str]], position: dict[str, int]) -> list[str]:
    """Every key after those it must follow; among the free ones, the first that was met."""
    waits = dict.fromkeys(after, 0)
    for others in after.values():
        for other in others:
            waits[other] += 1
    ready = [(position[key], key) for key, count in waits.items() if count == 0]
    heapq.heapify(ready)
    result = []
    while ready:
        _, key = heapq.heappop(ready)
        result.append(key)
        for other in after[key]:
            waits[other] -= 1
            if waits[other] == 0:
                heapq.heappush(ready, (position[other], other))
    return result
