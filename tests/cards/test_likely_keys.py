"""Which keys of a site's records are taken for what a card shows."""

from __future__ import annotations

import pytest

from jekyll_tools.cards.people.likely_keys import likely_keys

NAMED: dict[object, object] = {"name": "Ada"}


@pytest.mark.parametrize(
    ("records", "found"),
    [
        ([NAMED | {"title": "x", "position": "y", "link": "a", "url": "b"}], {}),
        ([NAMED | {"Position-Title": "x"}], {"title": "Position-Title"}),
        ([NAMED | {"position": "x", "institution": "y"}], {"title": "position"}),
        ([NAMED | {"institution": "y"}], {"title": "institution"}),
        ([NAMED | {"role": "x"}] + [NAMED | {"company": "y"}] * 8, {"title": "role"}),
        ([NAMED | {"role": "x"}] + [NAMED | {"company": "y"}] * 10, {"title": "company"}),
        ([NAMED | {"photoUrl": "https://h/a.jpg"}], {"photo": "photoUrl"}),
        ([NAMED | {"thumbnailUrl": "a.jpg"}], {}),
        ([NAMED | {"website_url": "x", "group": "y"}], {"link": "website_url", "groups": "group"}),
        ([NAMED | {"url": "x"}, NAMED, NAMED, NAMED], {}),
        ([{1: "x", "fullName": "Ada"}], {"name": "fullName"}),
        ([], {}),
    ],
)
def test_likely_keys(records: list[dict[object, object]], found: dict[str, str]) -> None:
    assert likely_keys(records) == found


def test_an_affiliation_is_no_position_unless_it_may_be() -> None:
    assert likely_keys([NAMED | {"institution": "y"}], affiliations=False) == {}
